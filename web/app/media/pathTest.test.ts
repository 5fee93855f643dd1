import { describe, expect, it } from 'vitest';
import { onlyWay } from './pathTest';

const sdp = ['v=0', 'a=candidate:1 1 udp 2130706431 10.0.0.1 7000 typ host', 'a=candidate:2 1 TCP 1671430143 10.0.0.1 7000 typ host tcptype passive', 'a=end-of-candidates'].join('\r\n');

describe('onlyWay', () => {
  it('leaves UDP', () => expect(onlyWay(sdp, 'udp').match(/udp|TCP/g)).toEqual(['udp']));
  it('leaves TCP, however it is written', () => expect(onlyWay(sdp, 'tcp').match(/ (udp|TCP) /g)).toEqual([' TCP ']));
  it('leaves all to a relay', () => expect(onlyWay(sdp, 'relay')).toBe(sdp));
});
