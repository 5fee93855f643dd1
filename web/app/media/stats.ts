import type { Slot } from './frames';

type Stat = Record<string, unknown>;

/** What one look at the down connection says. Counts since the connection began. */
export interface Arrival {
  packets: number;
  lost: number;
  bytes: number;
  /** Decoded frames by mid. */
  frames: ReadonlyMap<string, number>;
}

/** arrivalOf reads the inbound RTP streams (WebRTC Statistics, RTCInboundRtpStreamStats). */
export function arrivalOf(report: RTCStatsReport): Arrival {
  let [packets, lost, bytes] = [0, 0, 0];
  const frames = new Map<string, number>();
  for (const stat of statsOf(report)) {
    if (stat['type'] !== 'inbound-rtp') continue;
    packets += number(stat, 'packetsReceived');
    lost += Math.max(0, number(stat, 'packetsLost'));
    bytes += number(stat, 'bytesReceived');
    if (stat['kind'] === 'video' && typeof stat['mid'] === 'string') frames.set(stat['mid'], number(stat, 'framesDecoded'));
  }
  return { packets, lost, bytes, frames };
}

/** One size of a picture as it goes out. */
export interface SentLayer {
  rid: string;
  bytes: number;
  height: number;
  /** The encoder was told to send it. */
  active: boolean;
}

/** What one look at the up connection says. Counts since the connection began. */
export interface Departure {
  packets: number;
  bytes: number;
  /** As the server reported it. */
  lost: number;
  /** Bits per second that the browser thinks the line takes; 0 when it does not say. */
  room: number;
  /** A picture is made smaller or coarser than wanted, because of the line. */
  squeezed: boolean;
  layers: SentLayer[];
  /** Bytes of any kind that came back: while something is sent, silence here is a broken path. */
  feedback: number;
}

/** departureOf reads the outbound RTP streams and what the server reported about them. */
export function departureOf(report: RTCStatsReport): Departure {
  const sent: Departure = { packets: 0, bytes: 0, lost: 0, room: 0, squeezed: false, layers: [], feedback: 0 };
  for (const stat of statsOf(report)) {
    if (stat['type'] === 'outbound-rtp') {
      sent.packets += number(stat, 'packetsSent');
      sent.bytes += number(stat, 'bytesSent');
      if (stat['kind'] !== 'video') continue;
      if (stat['qualityLimitationReason'] === 'bandwidth') sent.squeezed = true;
      const rid = typeof stat['rid'] === 'string' ? stat['rid'] : '';
      sent.layers.push({ rid, bytes: number(stat, 'bytesSent'), height: number(stat, 'frameHeight'), active: stat['active'] !== false });
    } else if (stat['type'] === 'remote-inbound-rtp') {
      sent.lost += Math.max(0, number(stat, 'packetsLost'));
    } else if (stat['type'] === 'candidate-pair') {
      sent.feedback += number(stat, 'bytesReceived');
      sent.room = Math.max(sent.room, number(stat, 'availableOutgoingBitrate'));
    }
  }
  return sent;
}

/** How packets travel; `relay` goes over a TURN server. */
export type Transport = 'udp' | 'tcp' | 'relay';

/** Which way the packets of a connection take, and how long there and back in milliseconds; null before it is known. */
export interface Route {
  transport: Transport | null;
  rtt: number | null;
}

/** routeOf reads the candidate pair in use. Firefox marks it `selected`, others name it in the transport. */
export function routeOf(report: RTCStatsReport): Route {
  const all = [...statsOf(report)];
  const named = all.find((stat) => stat['type'] === 'transport' && stat['selectedCandidatePairId'])?.['selectedCandidatePairId'];
  const pair =
    all.find((stat) => stat['type'] === 'candidate-pair' && (stat['id'] === named || stat['selected'] === true)) ??
    all.find((stat) => stat['type'] === 'candidate-pair' && stat['nominated'] === true && stat['state'] === 'succeeded');
  if (!pair) return { transport: null, rtt: null };
  const local = all.find((stat) => stat['id'] === pair['localCandidateId']);
  const seconds = pair['currentRoundTripTime'];
  return { transport: transportOf(local), rtt: typeof seconds === 'number' ? Math.round(seconds * 1000) : null };
}

function transportOf(candidate: Stat | undefined): Transport | null {
  if (!candidate) return null;
  if (candidate['candidateType'] === 'relay') return 'relay';
  return candidate['protocol'] === 'tcp' ? 'tcp' : 'udp';
}

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

function* statsOf(report: RTCStatsReport): Iterable<Stat> {
  yield* report.values() as IterableIterator<Stat>;
}

function number(stat: Stat, name: string): number {
  const value = stat[name];
  return typeof value === 'number' ? value : 0;
}
