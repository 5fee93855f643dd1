import type { Arrival, Departure, Route, Transport } from './stats';

/** One moment of both connections. `at` in milliseconds. */
export interface Moment {
  at: number;
  up: Departure;
  down: Arrival;
  /** Of the up connection, which is there as soon as something is sent; else of the other. */
  route: Route;
}

/** A size of our picture that went out in the last moment. */
export interface LayerRate {
  rid: string;
  bps: number;
  height: number;
}

/** One direction. `loss` from 0 to 1. */
export interface Way {
  bps: number;
  loss: number;
}

/** How our own link did between two moments: what the statistics window shows and the word "weak" is judged by. */
export interface LinkReport {
  up: Way & { layers: LayerRate[]; squeezed: boolean; room: number };
  down: Way & {
    /** Bits per second that the server thinks our line takes; null when it does not say. */
    estimate: number | null;
  };
  /** Milliseconds there and back. */
  rtt: number | null;
  transport: Transport | null;
}

/** reportBetween is what happened between two moments of the same connections. */
export function reportBetween(before: Moment, after: Moment): LinkReport {
  const seconds = Math.max(0.001, (after.at - before.at) / 1000);
  const rate = (bytes: number) => Math.max(0, Math.round((bytes * 8) / seconds));
  const layers = after.up.layers.map((layer, index) => {
    const earlier = before.up.layers.find((one) => one.rid === layer.rid) ?? before.up.layers[index];
    return { rid: layer.rid, height: layer.height, bps: rate(layer.bytes - (earlier?.bytes ?? 0)) };
  });
  return {
    up: {
      bps: rate(after.up.bytes - before.up.bytes),
      loss: share(after.up.lost - before.up.lost, after.up.packets - before.up.packets),
      layers: layers.filter((layer) => layer.bps > 0),
      squeezed: after.up.squeezed,
      room: after.up.room,
    },
    down: {
      bps: rate(after.down.bytes - before.down.bytes),
      // Lost packets are not among those received.
      loss: share(after.down.lost - before.down.lost, after.down.packets - before.down.packets + Math.max(0, after.down.lost - before.down.lost)),
      estimate: null,
    },
    rtt: after.route.rtt,
    transport: after.route.transport,
  };
}

/** Too few packets say nothing. */
const fewPackets = 20;

function share(part: number, whole: number): number {
  return whole < fewPackets || part <= 0 ? 0 : Math.min(1, part / whole);
}

/** withServer puts what the server measured (`stats`) in the place of what can only be guessed here. */
export function withServer(report: LinkReport, data: Record<string, unknown>): LinkReport {
  const down = data['down'];
  const up = data['up'];
  return {
    ...report,
    // Per cent on the wire.
    up: { ...report.up, loss: fraction(up, 'loss') ?? report.up.loss },
    down: { ...report.down, estimate: positive(down, 'estimate') ?? report.down.estimate },
    rtt: report.rtt ?? rounded(positive(down, 'rtt_ms') ?? positive(up, 'rtt_ms')),
  };
}

function read(from: unknown, name: string): number | null {
  const value = typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[name] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

function positive(from: unknown, name: string): number | null {
  const value = read(from, name);
  return value !== null && value > 0 ? value : null;
}

function fraction(from: unknown, name: string): number | null {
  const value = read(from, name);
  return value === null ? null : Math.min(1, Math.max(0, value / 100));
}
