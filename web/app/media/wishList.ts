import type { Want } from './frames';
import type { Signaling } from './signaling';
import { sameWants } from './want';

const pause = 80;
const mostSlots = 25;
/** A page that is out of sight for longer needs no pictures; a glance at another window costs nothing. */
const hiddenFor = 8000;

/**
 * WishList tells the server which pictures are on screen: the whole list, at most one per 80 ms, and an empty one while the page is out of sight. Owned by
 * MediaRoom.
 */
export class WishList {
  readonly #signaling: Signaling;
  #want: readonly Want[] = [];
  #slots: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hiding: ReturnType<typeof setTimeout> | undefined;
  #hidden = false;
  readonly #visibility = () => this.#seen(document.visibilityState === 'visible');

  constructor(signaling: Signaling, slots: number) {
    this.#signaling = signaling;
    this.#slots = slots;
    document.addEventListener('visibilitychange', this.#visibility);
  }

  /** slots is how many pictures can come at once. */
  get slots(): number {
    return this.#slots;
  }

  /** set says which pictures are on screen, the important ones first. */
  set(want: readonly Want[]): void {
    if (sameWants(want, this.#want)) return;
    this.#want = want;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.send();
    }, pause);
  }

  /** send says it now; after a welcome the server knows nothing. */
  send(): void {
    if (this.#want.length > this.#slots && this.#slots < mostSlots) {
      this.#slots = Math.min(mostSlots, this.#want.length);
      this.#signaling.send('more', { video: this.#slots });
    }
    this.#signaling.send('want', { want: this.#hidden ? [] : this.#want });
  }

  #seen(visible: boolean): void {
    clearTimeout(this.#hiding);
    if (!visible) {
      this.#hiding = setTimeout(() => {
        this.#hidden = true;
        this.send();
      }, hiddenFor);
    } else if (this.#hidden) {
      this.#hidden = false;
      this.send();
    }
  }

  /** close forgets the page. */
  close(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#hiding);
    document.removeEventListener('visibilitychange', this.#visibility);
  }
}
