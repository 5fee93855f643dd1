/** Candidates that one description may bring; the server finds a browser by its checks as well. The server takes 50, and 20 frames a second. */
const most = 12;

function relayed(candidate: RTCIceCandidateInit | null): boolean {
  return candidate?.candidate?.includes(' typ relay') ?? false;
}

/**
 * worthwhile says whether the server can do something with a candidate. It listens only, so that an end that would call over TCP is none to call, and it has no
 * address on the browser's own link. A machine with several network adapters has dozens of those.
 */
export function worthwhile(candidate: RTCIceCandidateInit | null): boolean {
  const [, , protocol = '', , address = ''] = candidate?.candidate?.split(' ') ?? [];
  if (relayed(candidate) || protocol === '') return true;
  return protocol.toLowerCase() === 'udp' && !/^fe80:/i.test(address);
}

/** Trickle sends what a connection finds (RFC 8838) once the description that it belongs to has left. */
export class Trickle {
  readonly #send: (candidate: RTCIceCandidateInit | null) => void;
  #waiting: (RTCIceCandidateInit | null)[] = [];
  #left = false;
  #sent = 0;

  constructor(pc: RTCPeerConnection, send: (candidate: RTCIceCandidateInit | null) => void) {
    this.#send = send;
    pc.addEventListener('icecandidate', (event) => this.#found(event.candidate?.toJSON() ?? null));
  }

  /** described says that a description has left. */
  described(): void {
    this.#left = true;
    this.#sent = 0;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const candidate of waiting) this.#found(candidate);
  }

  #found(candidate: RTCIceCandidateInit | null): void {
    if (!worthwhile(candidate)) return;
    if (!this.#left) {
      this.#waiting.push(candidate);
      return;
    }
    // Relays are found last, and are few.
    const relay = relayed(candidate);
    if (!relay && this.#sent >= most) return;
    if (!relay) this.#sent += 1;
    this.#send(candidate);
  }
}
