import type { Connect } from './realm';
import type { Signaling } from './signaling';
import { Trickle } from './trickle';

/** What Down tells its owner. */
export interface DownEvents {
  /** Tracks have come, or what the connection thinks of itself has changed. */
  changed(): void;
  /** The browser hears nothing on the path. Firefox says so at once when the address has changed. */
  shaken(): void;
  /** An offer could not be answered. */
  broken(): void;
}

/**
 * Down is the connection on which the server sends its slots. The server makes every offer; Down answers them in order. Owned by MediaRoom.
 */
export class Down {
  readonly #pc: RTCPeerConnection;
  readonly #signaling: Signaling;
  readonly #events: DownEvents;
  #chain: Promise<void> = Promise.resolve();
  #closed = false;
  readonly #trickle: Trickle;
  /** The track of each m-line, by mid. */
  readonly tracks = new Map<string, MediaStreamTrack>();

  constructor(connect: Connect, servers: RTCIceServer[], signaling: Signaling, events: DownEvents) {
    this.#pc = connect({ iceServers: servers, bundlePolicy: 'max-bundle' });
    this.#signaling = signaling;
    this.#events = events;
    this.#pc.addEventListener('track', ({ transceiver, track }) => {
      if (transceiver.mid === null) return;
      this.tracks.set(transceiver.mid, track);
      this.#events.changed();
    });
    this.#trickle = new Trickle(this.#pc, (candidate) => this.#signaling.send('candidate', { pc: 'down', candidate }));
    this.#pc.addEventListener('connectionstatechange', () => {
      if (this.#pc.connectionState === 'disconnected') this.#events.shaken();
      this.#events.changed();
    });
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
      if (!this.#closed) this.#events.broken();
    });
  }

  async #answer(id: string, sdp: string): Promise<void> {
    if (this.#closed) return;
    await this.#pc.setRemoteDescription({ type: 'offer', sdp });
    await this.#pc.setLocalDescription(await this.#pc.createAnswer());
    this.#signaling.send('answer', { sdp: this.#pc.localDescription?.sdp ?? '' }, id);
    this.#trickle.described();
  }

  /** close ends the connection; its pictures turn black until another track takes their place. */
  close(): void {
    this.#closed = true;
    this.#pc.close();
  }
}
