/** Why camera or microphone cannot be used; each has its own words on the join page. */
export type Blocked = 'denied' | 'missing' | 'constrained' | 'inUse' | 'insecure' | 'unsupported' | 'otherFailure';

/** blockedBy reads the reason from what getUserMedia or getDisplayMedia threw (Media Capture and Streams, section 10.2.1). */
export function blockedBy(error: unknown): Blocked {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
    case 'PermissionDeniedError':
      return 'denied';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
      return 'missing';
    case 'OverconstrainedError':
      return 'constrained';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'inUse';
    default:
      return 'otherFailure';
  }
}

/** blockedAtOnce is known without asking the person: no secure context, no API. */
export function blockedAtOnce(): Blocked | null {
  if (!window.isSecureContext) return 'insecure';
  const able = typeof navigator.mediaDevices?.getUserMedia === 'function' && typeof RTCPeerConnection === 'function';
  return able ? null : 'unsupported';
}

/** One device as a select shows it. Labels are empty until permission was given. */
export interface Device {
  id: string;
  label: string;
}

/** The devices of this machine. `speakers` is empty where the browser cannot choose (Safari, Firefox before 116). */
export interface Devices {
  cameras: Device[];
  microphones: Device[];
  speakers: Device[];
}

/** No devices known yet. */
export const noDevices: Devices = { cameras: [], microphones: [], speakers: [] };

/** listDevices asks the browser; it never prompts. */
export async function listDevices(): Promise<Devices> {
  const found = await navigator.mediaDevices.enumerateDevices();
  const kind = (wanted: MediaDeviceKind): Device[] =>
    found.filter((device) => device.kind === wanted && device.deviceId !== '').map((device) => ({ id: device.deviceId, label: device.label }));
  const choosable = 'setSinkId' in HTMLMediaElement.prototype;
  return { cameras: kind('videoinput'), microphones: kind('audioinput'), speakers: choosable ? kind('audiooutput') : [] };
}

/** The chosen devices, by id; absent means the machine's default. */
export interface DeviceChoice {
  camera?: string;
  microphone?: string;
  speaker?: string;
}

const remembered = 'giaoban.devices';

/** rememberedChoice is what was chosen on this machine before. */
export function rememberedChoice(): DeviceChoice {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(remembered) ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    const choice: DeviceChoice = {};
    for (const key of ['camera', 'microphone', 'speaker'] as const) {
      const id = (value as Record<string, unknown>)[key];
      if (typeof id === 'string') choice[key] = id;
    }
    return choice;
  } catch {
    return {};
  }
}

/** rememberChoice keeps the choice for the next meeting; where storage is refused it is simply not kept. */
export function rememberChoice(choice: DeviceChoice): void {
  try {
    localStorage.setItem(remembered, JSON.stringify(choice));
  } catch {
    // Private windows may refuse.
  }
}

const savingKey = 'giaoban.saving';

/** rememberedSaving says whether data is saved on this machine; the first time the browser's own switch decides (Save-Data). */
export function rememberedSaving(): boolean {
  try {
    const value = localStorage.getItem(savingKey);
    if (value !== null) return value === '1';
  } catch {
    // Private windows may refuse.
  }
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

/** rememberSaving keeps it for the next meeting. */
export function rememberSaving(saving: boolean): void {
  try {
    localStorage.setItem(savingKey, saving ? '1' : '0');
  } catch {
    // Private windows may refuse.
  }
}

/** cameraWish asks for 720p at up to 24 frames/s; what is sent is scaled down by the sender. A lost device gives the default one. */
export function cameraWish(id: string | undefined): MediaTrackConstraints {
  return { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24, max: 30 }, ...(id ? { deviceId: { ideal: id } } : {}) };
}

/** microphoneWish lets the browser remove echo and noise and level the voice: several people sit before one microphone. */
export function microphoneWish(id: string | undefined): MediaTrackConstraints {
  return { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1, ...(id ? { deviceId: { ideal: id } } : {}) };
}
