/** Makes connections. */
export type Connect = (configuration: RTCConfiguration) => RTCPeerConnection;

/** What Chromium says of itself (User-Agent Client Hints). */
interface Brands {
  mobile: boolean;
  brands: readonly { brand: string }[];
}

/**
 * Realm is a hidden frame in which connections are made after a path was lost. Chromium tells a frame's WebRTC of another address of the machine up to 3.5 s after
 * it has it, and before that nothing can be sent from there; but a new frame is told at once. Owned by MediaRoom; remove() ends its connections.
 */
export class Realm {
  readonly #frame = document.createElement('iframe');

  /** helps is false for browsers that look for themselves, as Firefox does, and on phones, which say it at once and need the frame of the microphone to cancel its echo. */
  static helps(): boolean {
    const { userAgentData } = navigator as Navigator & { userAgentData?: Brands };
    return userAgentData !== undefined && !userAgentData.mobile && userAgentData.brands.some(({ brand }) => brand === 'Chromium');
  }

  constructor() {
    this.#frame.hidden = true;
    document.body.append(this.#frame);
  }

  /** connect makes a connection in the frame. */
  readonly connect: Connect = (configuration) => {
    const own = this.#frame.contentWindow as (Window & typeof globalThis) | null;
    return new (own ?? window).RTCPeerConnection(configuration);
  };

  /** remove takes the frame away. */
  remove(): void {
    this.#frame.remove();
  }
}
