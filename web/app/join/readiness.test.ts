import { describe, expect, it } from 'vitest';
import type { LocalState } from '../media/local';
import { checkOf, levelOf } from './readiness';

const track = {} as MediaStreamTrack;
const good = {
  camera: track,
  microphone: track,
  cameraOn: true,
  microphoneOn: false,
  asked: true,
  blocked: null,
  cameraBlocked: null,
  microphoneBlocked: null,
  speakerTest: 'ok',
  silent: false,
} as unknown as LocalState;
const udp = { path: 'udp', rtt: 20 } as const;

describe('levelOf', () => {
  it('is green over UDP', () => expect(levelOf(udp)).toBe('green'));
  it('is yellow over TCP, a relay, or a long way', () => expect([levelOf({ path: 'tcp', rtt: 20 }), levelOf({ path: 'relay', rtt: 20 }), levelOf({ path: 'udp', rtt: 500 })]).toEqual(['yellow', 'yellow', 'yellow']));
  it('is red without a way', () => expect(levelOf({ path: 'none', rtt: null })).toBe('red'));
});

describe('checkOf', () => {
  it('is green when all is well', () => expect(checkOf(good, udp)).toEqual({ network: 'udp', camera: 'ok', microphone: 'ok', speaker: 'ok', level: 'green' }));
  it('names a silent microphone', () => expect(checkOf({ ...good, silent: true }, udp)).toMatchObject({ microphone: 'silent', level: 'yellow' }));
  it('names what is blocked', () => expect(checkOf({ ...good, blocked: 'denied' }, udp)).toMatchObject({ camera: 'denied', microphone: 'denied', level: 'yellow' }));
  it('names a camera in use', () => expect(checkOf({ ...good, camera: null, cameraBlocked: 'inUse' }, udp)).toMatchObject({ camera: 'busy', microphone: 'ok' }));
  it('does not claim what was not tried', () => expect(checkOf({ ...good, asked: false, camera: null, microphone: null }, udp)).toMatchObject({ camera: 'untested', level: 'yellow' }));
  it('takes a camera that was turned off for good', () => expect(checkOf({ ...good, camera: null, cameraOn: false }, udp).camera).toBe('ok'));
  it('stays red when nothing gets through', () => expect(checkOf(good, { path: 'none', rtt: null }).level).toBe('red'));
});
