/** One encoding of a picture, named by its RTP stream id (RFC 8851); "" where a picture is sent in one size only. */
export interface Layer {
  rid: '' | 'q' | 'h' | 'f';
  /** The picture is sent at 1/scale of its width and height. */
  scale: number;
  /** Bits per second. */
  bitrate: number;
  /** Frames per second. */
  framerate: number;
  /** Temporal layers (W3C webrtc-svc), where the browser has them. */
  temporal: 'L1T1' | 'L1T2' | 'L1T3';
  active: boolean;
}

/** A picture this low is sent as it is: half of it would show nothing. */
const wholeHeight = 360;
const smallest = { bitrate: 150_000, least: 80_000 };
const middle = { bitrate: 500_000, least: 250_000 };
const savingRate = 15;
const cameraRate = 24;
const screenRate = 15;

/** What the camera gives and what may be spent on it. */
export interface CameraSize {
  /** Lines that the device gives. */
  height: number;
  /** The server's ceiling in bits per second. */
  ceiling: number;
  /** The person wants to save data: no large picture, and the others cheaper. */
  saving: boolean;
}

/** cameraLayers are three sizes, lowest first, as signaling.v1 names them; one where the device gives no more than 360 lines. All active. */
export function cameraLayers({ height, ceiling, saving }: CameraSize): Layer[] {
  const framerate = saving ? savingRate : cameraRate;
  const [small, half] = saving ? [smallest.least, middle.least] : [smallest.bitrate, middle.bitrate];
  if (height <= wholeHeight) return [{ rid: '', scale: 1, bitrate: Math.min(ceiling, half), framerate, temporal: 'L1T1', active: true }];
  return [
    { rid: 'q', scale: 4, bitrate: small, framerate, temporal: 'L1T2', active: true },
    { rid: 'h', scale: 2, bitrate: half, framerate, temporal: 'L1T3', active: true },
    { rid: 'f', scale: 1, bitrate: ceiling, framerate, temporal: 'L1T3', active: !saving },
  ];
}

/** screenLayers is one size: letters must stay sharp, so frames give way and pixels do not. */
export function screenLayers(ceiling: number): Layer[] {
  return [{ rid: '', scale: 1, bitrate: ceiling, framerate: screenRate, temporal: 'L1T1', active: true }];
}

/**
 * wantedLayers switches off what nobody watches. `wanted` is the server's list, null as long as it has not said anything. When it wants only what is not sent
 * (a large picture while data is saved), the largest that is sent stands in for it.
 */
export function wantedLayers(layers: readonly Layer[], wanted: readonly string[] | null): Layer[] {
  if (wanted === null) return [...layers];
  const only = layers.length === 1;
  const chosen = layers.map((layer) => ({ ...layer, active: layer.active && (only ? wanted.length > 0 : wanted.includes(layer.rid)) }));
  if (wanted.length === 0 || chosen.some((layer) => layer.active)) return chosen;
  const stand = layers.findLastIndex((layer) => layer.active);
  return chosen.map((layer, index) => ({ ...layer, active: index === stand }));
}

/** singleOf is what goes out when the other side takes one size only: the middle one, which a tile and a small window can show. */
export function singleOf(layers: readonly Layer[]): Layer | null {
  const stand = layers.find((layer) => layer.rid === 'h') ?? layers[0];
  return stand ? { ...stand, rid: '', active: layers.some((layer) => layer.active) } : null;
}

/** encodingOf is a layer as RTCRtpSender takes it. */
export function encodingOf(layer: Layer): RTCRtpEncodingParameters {
  return {
    ...(layer.rid ? { rid: layer.rid } : {}),
    active: layer.active,
    maxBitrate: layer.bitrate,
    maxFramerate: layer.framerate,
    scaleResolutionDownBy: layer.scale,
  };
}

/**
 * takesLayers says whether a server can tell layers apart: its answer agrees to the header extension that names the layer of a packet (RFC 8852). Without it
 * nothing of a picture in several sizes would arrive.
 */
export function takesLayers(answer: string): boolean {
  return answer.includes('urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id');
}
