import type { Blocked } from '../media/devices';
import type { LocalState } from '../media/local';
import type { PathResult } from '../media/pathTest';
import type { Check, DeviceState, ReadyLevel } from '../state';

/** How a network will do, in three colours that are always said in words. */
export function levelOf({ path, rtt }: PathResult): ReadyLevel {
  if (path === 'none') return 'red';
  return path !== 'udp' || (rtt ?? 0) > slow ? 'yellow' : 'green';
}

/** A longer way there and back makes talking hard. Milliseconds. */
const slow = 400;

const states: Readonly<Record<Blocked, DeviceState>> = {
  denied: 'denied',
  missing: 'missing',
  constrained: 'failed',
  inUse: 'busy',
  insecure: 'failed',
  unsupported: 'failed',
  otherFailure: 'failed',
};

/** checkOf is the seat's check before the meeting as the readiness board takes it. */
export function checkOf(local: LocalState, network: PathResult): Check {
  const camera = deviceOf(local, local.cameraBlocked, local.camera !== null);
  const heard = deviceOf(local, local.microphoneBlocked, local.microphone !== null);
  const microphone = heard === 'ok' && local.silent ? 'silent' : heard;
  return { network: network.path, camera, microphone, speaker: local.speakerTest, level: worst(levelOf(network), camera, microphone) };
}

function deviceOf(local: LocalState, own: Blocked | null, there: boolean): DeviceState {
  const why = local.blocked ?? own;
  if (why) return states[why];
  return there || local.asked ? 'ok' : 'untested';
}

function worst(network: ReadyLevel, camera: DeviceState, microphone: DeviceState): ReadyLevel {
  const able = camera === 'ok' && microphone === 'ok';
  return network === 'green' && !able ? 'yellow' : network;
}
