import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apply, emptyMeeting } from './meeting';
import { withPending } from './predict';
import { papersOf, rollup } from './prepare';
import type { Meeting } from './state';

const prepared = JSON.parse(readFileSync(new URL('../../agenda/testdata/journals/prepared.state.json', import.meta.url), 'utf8')) as Meeting;

describe('rollup', () => {
  const of = (id: string) => prepared.figures?.filter((one) => one.id === id).map((one) => rollup(one, prepared))[0];
  // The same values stand in TestRollup (Go).
  it('counts “chưa nắm” apart and not as 0', () => expect(of('sl-cum')).toEqual({ units: 4, filed: 3, unknown: 1, value: 10 }));
  it('takes the mean over those who know', () => expect(of('sl-tt')).toEqual({ units: 4, filed: 2, unknown: 0, value: 0.75 }));
  it('makes no number of texts', () => expect(of('sl-vm')).toEqual({ units: 4, filed: 1, unknown: 0, value: null }));
});

describe('papersOf', () => {
  it('leaves out what was withdrawn', () => {
    expect(papersOf(prepared, 'i1').map((one) => one.id)).toEqual(['tl-1']);
    expect(papersOf(prepared, '').map((one) => one.id)).toEqual(['tl-5']);
  });
});

describe('what one has just done', () => {
  const entry = (command: object) => ({ id: 'c', at: 0, command, fleeting: false }) as never;
  it('is shown at once', () => {
    const seen = withPending(prepared, [entry({ type: 'figure.file', data: { values: [{ figure: 'sl-cum', number: 3 }] } })], 'unit-269');
    expect(seen.figures?.map((one) => rollup(one, seen))[0]).toEqual({ units: 4, filed: 4, unknown: 1, value: 13 });
    expect(withPending(prepared, [entry({ type: 'paper.approve', data: { paper: 'tl-5', hash: '' } })], 'secretary').submissions?.find((one) => one.id === 'tl-5')?.state).toBe('approved');
  });
  it('leaves the meeting before as it was', () => {
    const before = JSON.stringify(prepared);
    apply(prepared, { version: 99, by: 'unit-001', at: '2020-07-29T07:00:00Z', events: [{ type: 'figure.filed', data: { unit: '001', values: [{ figure: 'sl-cum', number: 1, text: { v: '', s: '' } }] } }] });
    expect(JSON.stringify(prepared)).toBe(before);
    expect(emptyMeeting('m').figures).toBeUndefined();
  });
});
