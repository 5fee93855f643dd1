import type { Slot } from './frames';

/** What one look at the down connection says. Counts since the connection began. */
export interface Arrival {
  packets: number;
  lost: number;
  /** Decoded frames by mid. */
  frames: ReadonlyMap<string, number>;
}

/** arrivalOf reads the inbound RTP streams (WebRTC Statistics, RTCInboundRtpStreamStats). */
export function arrivalOf(report: RTCStatsReport): Arrival {
  let packets = 0;
  let lost = 0;
  const frames = new Map<string, number>();
  for (const stat of report.values() as IterableIterator<Record<string, unknown>>) {
    if (stat['type'] !== 'inbound-rtp') continue;
    packets += Number(stat['packetsReceived'] ?? 0);
    lost += Math.max(0, Number(stat['packetsLost'] ?? 0));
    if (stat['kind'] === 'video' && typeof stat['mid'] === 'string') frames.set(stat['mid'], Number(stat['framesDecoded'] ?? 0));
  }
  return { packets, lost, frames };
}

const weakLoss = 0.08;
const weakFrames = 2;

/**
 * weakSeats says whose picture does not come as it should: fewer than two frames between two looks at a slot that held the same seat. `live` are the
 * pictures that should move.
 */
export function weakSeats(before: Arrival, after: Arrival, slots: readonly Slot[], live: (slot: Slot) => boolean): string[] {
  const weak = slots.filter((slot) => {
    const first = before.frames.get(slot.mid);
    const second = after.frames.get(slot.mid);
    return slot.source === 'camera' && first !== undefined && second !== undefined && second - first < weakFrames && live(slot);
  });
  return [...new Set(weak.map((slot) => slot.seat))].toSorted();
}

/** isLossy says whether more than 8 % of the packets between two looks were lost: then it is our own link that is weak. */
export function isLossy(before: Arrival, after: Arrival): boolean {
  const lost = after.lost - before.lost;
  const packets = after.packets - before.packets;
  return lost > 5 && lost / (lost + packets) > weakLoss;
}
