import type { Signaling } from './signaling';

const mostCandidates = 50;

/**
 * Down is the connection on which the server sends its slots. The server makes every offer; Down answers them in order. Owned by MediaRoom.
 */
export class Down {
  readonly #pc: RTCPeerConnection;
  readonly #signaling: Signaling;
  readonly #changed: () => void;
  readonly #broken: () => void;
  #chain: Promise<void> = Promise.resolve();
  #answered = false;
  #closed = false;
  #candidates: (RTCIceCandidateInit | null)[] = [];
  #sent = 0;
  /** The track of each m-line, by mid. */
  readonly tracks = new Map<string, MediaStreamTrack>();

  constructor(servers: RTCIceServer[], signaling: Signaling, changed: () => void, broken: () => void) {
    this.#pc = new RTCPeerConnection({ iceServers: servers, bundlePolicy: 'max-bundle' });
    this.#signaling = signaling;
    this.#changed = changed;
    this.#broken = broken;
    this.#pc.addEventListener('track', ({ transceiver, track }) => {
      if (transceiver.mid === null) return;
      this.tracks.set(transceiver.mid, track);
      this.#changed();
    });
    this.#pc.addEventListener('icecandidate', (event) => this.#trickle(event.candidate?.toJSON() ?? null));
    this.#pc.addEventListener('connectionstatechange', () => this.#changed());
  }

  /** state is the connection's own opinion; the watchdog looks at packets instead. */
  get state(): RTCPeerConnectionState {
    return this.#pc.connectionState;
  }

  /** report is getStats of the connection. */
  report(): Promise<RTCStatsReport> {
    return this.#pc.getStats();
  }

  /** offer answers one offer of the server. */
  offer(id: string, sdp: string): void {
    this.#chain = this.#chain.then(() => this.#answer(id, sdp)).catch(() => {
      if (!this.#closed) this.#broken();
    });
  }

  async #answer(id: string, sdp: string): Promise<void> {
    if (this.#closed) return;
    await this.#pc.setRemoteDescription({ type: 'offer', sdp });
    await this.#pc.setLocalDescription(await this.#pc.createAnswer());
    this.#signaling.send('answer', { sdp: this.#pc.localDescription?.sdp ?? '' }, id);
    this.#answered = true;
    this.#flush();
  }

  /** close ends the connection; pictures keep their last frame until another track takes their place. */
  close(): void {
    this.#closed = true;
    this.#pc.close();
  }

  #trickle(candidate: RTCIceCandidateInit | null): void {
    this.#candidates.push(candidate);
    if (this.#answered) this.#flush();
  }

  #flush(): void {
    for (const candidate of this.#candidates) {
      if (this.#sent >= mostCandidates) break;
      this.#sent += 1;
      this.#signaling.send('candidate', { pc: 'down', candidate });
    }
    this.#candidates = [];
  }
}
