import { expect, test } from 'vitest';
import { Trickle, worthwhile } from './trickle';

const line = (protocol: string, address: string, type: string, rest = '') => ({ candidate: `candidate:1 1 ${protocol} 2122252543 ${address} 50000 typ ${type}${rest}`, sdpMid: '0' });

test('what the server can use is sent, and nothing else', () => {
  expect(worthwhile(line('UDP', '10.0.0.2', 'host'))).toBe(true);
  expect(worthwhile(line('udp', 'fd00::2', 'host'))).toBe(true);
  expect(worthwhile(line('tcp', '10.0.0.2', 'host', ' tcptype active'))).toBe(false);
  expect(worthwhile(line('udp', 'fe80::1', 'host'))).toBe(false);
  expect(worthwhile(line('udp', '5e3c.local', 'host'))).toBe(true);
  expect(worthwhile(line('udp', '203.0.113.1', 'relay'))).toBe(true);
  expect(worthwhile({ candidate: '' })).toBe(true);
  expect(worthwhile(null)).toBe(true);
});

test('candidates wait for their description, and dozens of them do not flood the socket', () => {
  const pc = new EventTarget() as RTCPeerConnection;
  const found = (candidate: RTCIceCandidateInit) => pc.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: { toJSON: () => candidate } }));
  const sent: (RTCIceCandidateInit | null)[] = [];
  const trickle = new Trickle(pc, (candidate) => sent.push(candidate));
  const first = line('udp', '10.0.0.2', 'host');
  found(first);
  expect(sent).toEqual([]);
  trickle.described();
  expect(sent).toEqual([first]);
  for (let n = 0; n < 100; n++) found(line('udp', `10.0.${n}.2`, 'host'));
  expect(sent).toHaveLength(12);
  const relay = line('udp', '203.0.113.1', 'relay');
  found(relay);
  expect(sent.pop()).toEqual(relay);
  trickle.described();
  found(first);
  expect(sent).toHaveLength(13);
});
