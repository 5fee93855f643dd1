// The frames of the signaling socket, signaling.v1 (signaling/PROTOCOL.md). What comes from outside is checked here and nowhere else.

/** What a track carries. */
export type Source = 'microphone' | 'camera' | 'screen' | 'screen-audio';

const sources = new Set<string>(['microphone', 'camera', 'screen', 'screen-audio']);

/** One wish for a picture. `max_height` in pixels of the device. */
export interface Want {
  seat: string;
  source: Source;
  max_height: number;
}

/** Who is in a slot of the down connection; `mid` is its m-line. */
export interface Slot {
  mid: string;
  seat: string;
  peer: string;
  source: Source;
}

/** One track that a peer publishes. */
export interface Publication {
  source: Source;
  muted: boolean;
}

/** One device of a seat in the room. */
export interface Peer {
  peer: string;
  seat: string;
  publications: Publication[];
}

/** The first answer of the server. Bit rates in bits per second. */
export interface Welcome {
  peer: string;
  seat: string;
  iceServers: RTCIceServer[];
  cameraBitrate: number;
  screenBitrate: number;
}

/** A frame as it goes over the wire. */
export interface Frame {
  type: string;
  id?: string;
  re?: string;
  data: Record<string, unknown>;
}

/** parseFrame reads one text message; null when it is not a frame. */
export function parseFrame(message: unknown): Frame | null {
  if (typeof message !== 'string') return null;
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    return null;
  }
  if (!isRecord(value) || typeof value['type'] !== 'string') return null;
  const frame: Frame = { type: value['type'], data: isRecord(value['data']) ? value['data'] : {} };
  if (typeof value['id'] === 'string' && value['id']) frame.id = value['id'];
  if (typeof value['re'] === 'string' && value['re']) frame.re = value['re'];
  return frame;
}

const defaultCameraBitrate = 1_500_000;
const defaultScreenBitrate = 2_500_000;

/** welcomeOf reads `welcome`. */
export function welcomeOf(data: Record<string, unknown>): Welcome {
  const rates = isRecord(data['max_bitrate']) ? data['max_bitrate'] : {};
  return {
    peer: text(data['peer']),
    seat: text(data['seat']),
    iceServers: list(data['ice_servers']).filter(isRecord) as unknown as RTCIceServer[],
    cameraBitrate: positive(rates['camera'], defaultCameraBitrate),
    screenBitrate: positive(rates['screen'], defaultScreenBitrate),
  };
}

/** slotsOf reads `slots`: the whole map, every time. */
export function slotsOf(data: Record<string, unknown>): Slot[] {
  return list(data['slots']).flatMap((slot) => {
    if (!isRecord(slot) || !isSource(slot['source'])) return [];
    return [{ mid: text(slot['mid']), seat: text(slot['seat']), peer: text(slot['peer']), source: slot['source'] }];
  });
}

/** roomOf reads `room`: everybody and what they publish. */
export function roomOf(data: Record<string, unknown>): { peers: Peer[]; locked: boolean } {
  const peers = list(data['peers']).flatMap((peer) => {
    if (!isRecord(peer)) return [];
    const publications = list(peer['publications']).flatMap((publication) =>
      isRecord(publication) && isSource(publication['source']) ? [{ source: publication['source'], muted: publication['muted'] === true }] : [],
    );
    return [{ peer: text(peer['peer']), seat: text(peer['seat']), publications }];
  });
  return { peers, locked: data['locked'] === true };
}

/** seatsOf reads `speaking`: loudest first. */
export function seatsOf(data: Record<string, unknown>): string[] {
  return list(data['seats']).filter((seat): seat is string => typeof seat === 'string');
}

/** isSource narrows a word to a Source. */
export function isSource(value: unknown): value is Source {
  return typeof value === 'string' && sources.has(value);
}

/** text is a string or "". */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function positive(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value > 0 ? value : otherwise;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
