import type { Source } from './frames';
import type { Signaling } from './signaling';
import { text } from './frames';

/** What is to be sent of one source: a track, or silence while `muted`. */
export interface Outgoing {
  source: Source;
  track: MediaStreamTrack | null;
  muted: boolean;
  /** Bits per second. */
  bitrate: number;
  /** The picture is sent at 1/scale of its width and height. */
  scale: number;
}

interface Sending {
  transceiver: RTCRtpTransceiver;
  published: boolean;
  /** What the server was told last. */
  muted: boolean;
  bitrate: number;
  scale: number;
}

const mostCandidates = 50;

/**
 * Up is the connection on which this browser publishes. Its owner says what should be sent (`set`), Up makes it so: a level, not a list of steps.
 * Owned by MediaRoom; one negotiation runs at a time.
 */
export class Up {
  readonly #pc: RTCPeerConnection;
  readonly #signaling: Signaling;
  readonly #sending = new Map<Source, Sending>();
  readonly #failed: () => void;
  #wanted: readonly Outgoing[] = [];
  #running = false;
  #dirty = false;
  #restart = false;
  #closed = false;
  #offered = false;
  #candidates: (RTCIceCandidateInit | null)[] = [];
  #sent = 0;

  constructor(servers: RTCIceServer[], signaling: Signaling, failed: () => void) {
    this.#pc = new RTCPeerConnection({ iceServers: servers, bundlePolicy: 'max-bundle' });
    this.#signaling = signaling;
    this.#failed = failed;
    this.#pc.addEventListener('icecandidate', (event) => this.#trickle(event.candidate?.toJSON() ?? null));
    this.#pc.addEventListener('connectionstatechange', () => {
      if (this.#pc.connectionState === 'failed') this.restart();
    });
  }

  /** set says what to send from now on; sources that are left out are no longer published. */
  set(wanted: readonly Outgoing[]): void {
    this.#wanted = wanted;
    this.#again();
  }

  /** restart looks for a new network path. */
  restart(): void {
    if (this.#sending.size === 0) return;
    this.#restart = true;
    this.#again();
  }

  /** report is getStats of the connection. */
  report(): Promise<RTCStatsReport> {
    return this.#pc.getStats();
  }

  /** close ends the connection; tracks belong to others and go on. */
  close(): void {
    this.#closed = true;
    this.#pc.close();
  }

  #again(): void {
    this.#dirty = true;
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#dirty && !this.#closed) {
        this.#dirty = false;
        if (await this.#arrange()) await this.#negotiate();
        else this.#sayMuted();
        await this.#tune();
      }
    } catch {
      // A refused or unanswered offer leaves the connection half negotiated: only a new one is sure to work.
      if (!this.#closed) this.#failed();
    } finally {
      this.#running = false;
    }
  }

  /** Brings tracks and transceivers in line with what is wanted; true when the server must be told. */
  async #arrange(): Promise<boolean> {
    let news = this.#restart;
    for (const out of this.#wanted) {
      let sending = this.#sending.get(out.source);
      const live = out.muted ? null : out.track;
      if (!sending) {
        if (!out.track) continue;
        sending = { transceiver: this.#transceiver(out), published: false, muted: true, bitrate: 0, scale: 0 };
        this.#sending.set(out.source, sending);
      }
      if (sending.transceiver.sender.track !== live) await sending.transceiver.sender.replaceTrack(live);
      if (!sending.published) {
        sending.transceiver.direction = 'sendonly';
        sending.published = true;
        news = true;
      }
    }
    const kept = new Set(this.#wanted.map((out) => out.source));
    for (const [source, sending] of this.#sending) {
      if (kept.has(source) || !sending.published) continue;
      await sending.transceiver.sender.replaceTrack(null);
      sending.transceiver.direction = 'inactive';
      sending.published = false;
      news = true;
    }
    return news;
  }

  #transceiver(out: Outgoing): RTCRtpTransceiver {
    const audio = out.source === 'microphone' || out.source === 'screen-audio';
    if (audio) return this.#pc.addTransceiver('audio', { direction: 'sendonly' });
    return this.#pc.addTransceiver('video', { direction: 'sendonly', sendEncodings: [{ maxBitrate: out.bitrate, scaleResolutionDownBy: out.scale }] });
  }

  async #negotiate(): Promise<void> {
    const offer = await this.#pc.createOffer({ iceRestart: this.#restart });
    this.#restart = false;
    await this.#pc.setLocalDescription(offer);
    const tracks = this.#wanted.flatMap(({ source, muted }) => {
      const sending = this.#sending.get(source);
      if (!sending?.published) return [];
      sending.muted = muted;
      return [{ mid: sending.transceiver.mid, source, muted }];
    });
    const answer = this.#signaling.request('publish', { sdp: this.#pc.localDescription?.sdp ?? '', tracks });
    this.#offered = true;
    this.#flush();
    const frame = await answer;
    if (this.#closed) return;
    await this.#pc.setRemoteDescription({ type: 'answer', sdp: text(frame.data['sdp']) });
  }

  /** The server enforces what it is told to be muted; with an offer it is told by the offer. */
  #sayMuted(): void {
    for (const { source, muted } of this.#wanted) {
      const sending = this.#sending.get(source);
      if (!sending?.published || sending.muted === muted) continue;
      sending.muted = muted;
      this.#signaling.send('mute', { source, muted });
    }
  }

  /** Bit rate and size follow what the room needs without a negotiation. */
  async #tune(): Promise<void> {
    for (const out of this.#wanted) {
      const sending = this.#sending.get(out.source);
      if (!sending || out.source === 'microphone' || out.source === 'screen-audio') continue;
      if (sending.bitrate === out.bitrate && sending.scale === out.scale) continue;
      const parameters = sending.transceiver.sender.getParameters();
      const encoding = parameters.encodings[0];
      if (!encoding) continue;
      encoding.maxBitrate = out.bitrate;
      encoding.scaleResolutionDownBy = out.scale;
      parameters.degradationPreference = out.source === 'screen' ? 'maintain-resolution' : 'balanced';
      await sending.transceiver.sender.setParameters(parameters);
      sending.bitrate = out.bitrate;
      sending.scale = out.scale;
    }
  }

  #trickle(candidate: RTCIceCandidateInit | null): void {
    this.#candidates.push(candidate);
    if (this.#offered) this.#flush();
  }

  #flush(): void {
    for (const candidate of this.#candidates) {
      if (this.#sent >= mostCandidates) break;
      this.#sent += 1;
      this.#signaling.send('candidate', { pc: 'up', candidate });
    }
    this.#candidates = [];
  }
}
