import { encodingOf, singleOf, type Layer } from './layers';

const attempts = 6;
const pauseStep = 60;

/** What a picture may lose when the line or the machine is too slow. */
export type Yield = 'balanced' | 'maintain-resolution';

/**
 * Tuning keeps the encodings of one sender as they are wanted: a level, so that of many changes at once the last one counts and none is lost. One
 * setParameters runs at a time. Owned by Up.
 */
export class Tuning {
  readonly #sender: RTCRtpSender;
  readonly #yields: Yield;
  #wanted: readonly Layer[] = [];
  #applied = '';
  #running = false;
  #over = false;

  constructor(sender: RTCRtpSender, yields: Yield) {
    this.#sender = sender;
    this.#yields = yields;
  }

  /** set says how the picture is to be sent from now on. */
  set(layers: readonly Layer[]): void {
    this.#wanted = layers;
    if (!this.#running) void this.#run();
  }

  /** stop leaves the sender as it is. */
  stop(): void {
    this.#over = true;
  }

  async #run(): Promise<void> {
    this.#running = true;
    let failed = 0;
    while (!this.#over) {
      const wanted = JSON.stringify(this.#wanted);
      if (wanted === this.#applied || failed >= attempts) break;
      const parameters = this.#sender.getParameters();
      // Before the first negotiation some browsers know no encodings; set() comes again after it.
      if (parameters.encodings.length === 0) break;
      arrange(parameters.encodings, this.#wanted);
      parameters.degradationPreference = this.#yields;
      try {
        await this.#sender.setParameters(parameters);
        this.#applied = wanted;
        failed = 0;
      } catch {
        // A negotiation that ran meanwhile makes the parameters stale (WebRTC 1.0, setParameters): read them again.
        failed += 1;
        await new Promise((done) => setTimeout(done, pauseStep * failed));
      }
    }
    this.#running = false;
  }
}

/** Writes the layers into what the sender has; a sender that was left one encoding gets the single size. */
function arrange(encodings: RTCRtpEncodingParameters[], layers: readonly Layer[]): void {
  const only = encodings.length === 1 ? encodings[0] : undefined;
  if (only && layers.length > 0) {
    const single = singleOf(layers);
    if (single) Object.assign(only, { ...encodingOf(single), ...(only.rid ? { rid: only.rid } : {}) });
    return;
  }
  for (const encoding of encodings) {
    const layer = layers.find((one) => one.rid === encoding.rid) ?? (layers.length === 1 ? layers[0] : undefined);
    // A smaller device in the place of a larger one: its one picture goes out in the lowest encoding.
    if (layer && layer.rid === '') Object.assign(encoding, { ...encodingOf(layer), rid: encoding.rid, active: layer.active && encoding === encodings[0] });
    else if (layer) Object.assign(encoding, encodingOf(layer));
  }
}
