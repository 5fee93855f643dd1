import { text, type Source } from './frames';
import { encodingOf, singleOf, takesLayers, type Layer } from './layers';
import type { Connect } from './realm';
import type { Signaling } from './signaling';
import { Trickle } from './trickle';
import { Tuning } from './tuning';

/** What is to be sent of one source: a track, or silence while `muted`. */
export interface Outgoing {
  source: Source;
  track: MediaStreamTrack | null;
  muted: boolean;
  /** Sizes of a picture; empty for sound. */
  layers: readonly Layer[];
}

interface Sending {
  transceiver: RTCRtpTransceiver;
  published: boolean;
  /** What the server was told last. */
  muted: boolean;
  /** For pictures only. */
  tuning: Tuning | null;
}

/** What Up tells its owner. */
export interface UpEvents {
  /** The browser hears nothing on the path. */
  shaken(): void;
  /** The connection is beyond repair: only a new one is sure to work. */
  failed(): void;
  /** The server takes one size of a picture only; a new connection must be told so. */
  flat(): void;
}

/**
 * Up is the connection on which this browser publishes. Its owner says what should be sent (`set`), Up makes it so: a level, not a list of steps.
 * Owned by MediaRoom; one negotiation runs at a time.
 */
export class Up {
  readonly #pc: RTCPeerConnection;
  readonly #signaling: Signaling;
  readonly #sending = new Map<Source, Sending>();
  readonly #layered: boolean;
  readonly #events: UpEvents;
  #wanted: readonly Outgoing[] = [];
  #running = false;
  #dirty = false;
  #restart = false;
  #closed = false;
  #offered = false;
  readonly #trickle: Trickle;

  /** `layered` is false for a server that takes one size of a picture. */
  constructor(connect: Connect, servers: RTCIceServer[], signaling: Signaling, layered: boolean, events: UpEvents) {
    this.#pc = connect({ iceServers: servers, bundlePolicy: 'max-bundle' });
    this.#signaling = signaling;
    this.#layered = layered;
    this.#events = events;
    this.#trickle = new Trickle(this.#pc, (candidate) => this.#signaling.send('candidate', { pc: 'up', candidate }));
    this.#pc.addEventListener('connectionstatechange', () => {
      if (this.#pc.connectionState === 'disconnected') this.#events.shaken();
      if (this.#pc.connectionState === 'failed') this.restart();
    });
  }

  /** set says what to send from now on; sources that are left out are no longer published. */
  set(wanted: readonly Outgoing[]): void {
    this.#wanted = wanted;
    // Layers need no negotiation, and do not wait for one.
    this.#tune();
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
    for (const { tuning } of this.#sending.values()) tuning?.stop();
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
        this.#tune();
      }
    } catch {
      // A refused or unanswered offer leaves the connection half negotiated: only a new one is sure to work.
      if (!this.#closed) this.#events.failed();
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
        sending = this.#begin(out);
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

  #begin(out: Outgoing): Sending {
    if (out.layers.length === 0) return { transceiver: this.#pc.addTransceiver('audio', { direction: 'sendonly' }), published: false, muted: true, tuning: null };
    const transceiver = this.#video(out.layers);
    return { transceiver, published: false, muted: true, tuning: new Tuning(transceiver.sender, out.source === 'screen' ? 'maintain-resolution' : 'balanced') };
  }

  #video(layers: readonly Layer[]): RTCRtpTransceiver {
    const sizes = this.#layered ? layers : [singleOf(layers)].filter((layer) => layer !== null);
    const encodings = sizes.map((layer) => ({ ...encodingOf(layer), active: true }));
    try {
      // Chromium makes temporal layers when it is told to; a server may then halve the frames of a weak link without another encoding.
      const scaled = encodings.map((encoding, index) => ({ ...encoding, scalabilityMode: sizes[index]?.temporal ?? 'L1T1' }));
      return this.#pc.addTransceiver('video', { direction: 'sendonly', sendEncodings: scaled });
    } catch {
      return this.#pc.addTransceiver('video', { direction: 'sendonly', sendEncodings: encodings });
    }
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
    this.#trickle.described();
    const frame = await answer;
    if (this.#closed) return;
    const sdp = text(frame.data['sdp']);
    // An older server would get nothing of a picture in several sizes, and browsers refuse what it answers.
    if (this.#layered && !takesLayers(sdp) && this.#wanted.some((out) => out.track && out.layers.length > 1)) this.#events.flat();
    else await this.#pc.setRemoteDescription({ type: 'answer', sdp });
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

  /** Sizes and rates follow what the room needs without a negotiation. */
  #tune(): void {
    for (const out of this.#wanted) {
      const sending = this.#sending.get(out.source);
      if (sending?.published && this.#offered) sending.tuning?.set(out.layers);
    }
  }
}
