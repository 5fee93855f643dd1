import type { MediaRoom } from './room';
import { wantOf, type Shown } from './want';

/** Wishes collects which pictures are on screen and tells the room. Owned by the page; tiles call show and hide from effects. */
export class Wishes {
  readonly #room: MediaRoom;
  readonly #me: string;
  readonly #cap: number;
  readonly #shown = new Map<object, Shown>();
  #due = false;

  constructor(room: MediaRoom, me: string, cap: number) {
    this.#room = room;
    this.#me = me;
    this.#cap = cap;
  }

  /** show says what the tile shows now and how large. */
  show(tile: object, shown: Shown): void {
    this.#shown.set(tile, shown);
    this.#later();
  }

  /** hide says that the tile left the screen. */
  hide(tile: object): void {
    if (this.#shown.delete(tile)) this.#later();
  }

  #later(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      this.#room.setWant(wantOf(this.#shown.values(), this.#me, Math.min(window.devicePixelRatio, 2), this.#cap));
    });
  }
}
