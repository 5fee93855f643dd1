/**
 * Speakers plays what comes in the audio slots through hidden audio elements; one per m-line, for the life of the connection. Owned by MediaRoom.
 */
export class Speakers {
  readonly #elements = new Map<string, HTMLAudioElement>();
  readonly #blocked: (blocked: boolean) => void;
  #sink = '';

  constructor(blocked: (blocked: boolean) => void) {
    this.#blocked = blocked;
  }

  /** play gives each audio m-line its element. Tracks that are already playing go on untouched. */
  play(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    for (const [mid, track] of tracks) {
      if (track.kind !== 'audio') continue;
      let element = this.#elements.get(mid);
      if (!element) {
        element = document.createElement('audio');
        element.hidden = true;
        element.autoplay = true;
        document.body.append(element);
        this.#elements.set(mid, element);
        this.#route(element);
      }
      const playing = element.srcObject instanceof MediaStream ? element.srcObject.getAudioTracks()[0] : undefined;
      if (playing === track) continue;
      element.srcObject = new MediaStream([track]);
      this.#start(element);
    }
  }

  /** unblock starts everything anew; called from a click when the browser had refused to play by itself. */
  unblock(): void {
    this.#blocked(false);
    for (const element of this.#elements.values()) this.#start(element);
  }

  /** route sends the sound to another speaker; "" is the machine's default. */
  route(sink: string): void {
    if (sink === this.#sink) return;
    this.#sink = sink;
    for (const element of this.#elements.values()) this.#route(element);
  }

  #route(element: HTMLAudioElement): void {
    if (!('setSinkId' in element)) return;
    // A speaker that was pulled out: the sound then stays where it is, which is better than silence.
    element.setSinkId(this.#sink).catch(() => undefined);
  }

  #start(element: HTMLAudioElement): void {
    element.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#blocked(true);
    });
  }

  /** close removes the elements. */
  close(): void {
    for (const element of this.#elements.values()) {
      element.srcObject = null;
      element.remove();
    }
    this.#elements.clear();
  }
}
