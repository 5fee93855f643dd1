/** Makes connections. */
export type Connect = (configuration: RTCConfiguration) => RTCPeerConnection;

/** What Chromium says of itself (User-Agent Client Hints). */
interface Brands {
  brands: readonly { brand: string }[];
  platform: string;
}

/** Here Chromium cancels the echo of all frames together; elsewhere, as on Android, what another frame plays would come back out of the microphone. */
const platforms: ReadonlySet<string> = new Set(['Windows', 'macOS', 'Linux', 'Chrome OS']);

/**
 * Realm is a hidden frame in which connections are made after a path was lost. Chromium tells a frame's WebRTC of another address of the machine up to 3.5 s after
 * it has it, and before that nothing can be sent from there; but a new frame is told at once. Owned by MediaRoom; remove() ends its connections.
 */
export class Realm {
  readonly #frame = document.createElement('iframe');

  /** helps is false for browsers that look for themselves, as Firefox does, and where the echo speaks against it. */
  static helps(): boolean {
    const { userAgentData, maxTouchPoints } = navigator as Navigator & { userAgentData?: Brands };
    if (!userAgentData?.brands.some(({ brand }) => brand === 'Chromium') || !platforms.has(userAgentData.platform)) return false;
    // A phone that was asked for the desktop's page says that it is a Linux.
    return userAgentData.platform !== 'Linux' || maxTouchPoints === 0;
  }

  constructor() {
    this.#frame.hidden = true;
    document.body.append(this.#frame);
  }

  /** connect makes a connection in the frame. */
  readonly connect: Connect = (configuration) => {
    const own = this.#frame.contentWindow as (Window & typeof globalThis) | null;
    if (!own) throw new Error('the frame was taken away');
    return new own.RTCPeerConnection(configuration);
  };

  /** remove takes the frame away. */
  remove(): void {
    this.#frame.remove();
  }
}
