import { describe, expect, it } from 'vitest';
import { reportBetween, withServer, type Moment } from './linkReport';

const moment = (at: number, sent: number, received: number, lost: number): Moment => ({
  at,
  up: { packets: sent / 1000, bytes: sent, lost: 0, room: 0, squeezed: false, layers: [{ rid: 'q', bytes: sent, height: 180, active: true }], feedback: 0 },
  down: { packets: received / 1000, bytes: received, lost, frames: new Map() },
  route: { transport: 'tcp', rtt: 42 },
});

describe('reportBetween', () => {
  const report = reportBetween(moment(0, 0, 0, 0), moment(2000, 50_000, 80_000, 20));
  it('gives bits per second', () => expect([report.up.bps, report.down.bps]).toEqual([200_000, 320_000]));
  it('gives the part that was lost', () => expect(report.down.loss).toBe(0.2));
  it('gives each size', () => expect(report.up.layers).toEqual([{ rid: 'q', bps: 200_000, height: 180 }]));
  it('names the way', () => expect([report.transport, report.rtt]).toEqual(['tcp', 42]));
  it('says nothing of too few packets', () => expect(reportBetween(moment(0, 0, 0, 0), moment(1000, 0, 5000, 3)).down.loss).toBe(0));
});

describe('withServer', () => {
  const report = reportBetween(moment(0, 0, 0, 0), moment(1000, 0, 0, 0));
  it('takes the estimate and the loss of what we send', () =>
    expect(withServer(report, { up: { loss: 7 }, down: { estimate: 512_000 } })).toMatchObject({ up: { loss: 0.07 }, down: { estimate: 512_000 } }));
  it('takes nothing from what it cannot read', () => expect(withServer(report, { up: 'x', down: { estimate: null } })).toEqual(report));
});
