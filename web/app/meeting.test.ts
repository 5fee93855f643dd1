import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apply, applyAll, emptyMeeting } from './meeting';
import type { Meeting } from './state';
import type { Event, Record } from './wire';

const golden = new URL('../../agenda/testdata/', import.meta.url);

/** Every pair x.jsonl and x.state.json below the folder. */
function pairs(folder: URL): { name: string; journal: URL; state: URL }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => ({ name, journal: new URL(name, folder), state: new URL(name.replace(/\.jsonl$/, '.state.json'), folder) }));
}

const read = (file: URL) => readFileSync(file, 'utf8');
const records = (file: URL) =>
  read(file)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record);

// A key that Go leaves out and one that is undefined are the same; everything else must be equal.
const plain = (meeting: Meeting) => JSON.parse(JSON.stringify(meeting)) as unknown;

describe('the golden journals of the Go fold', () => {
  it('are there', () => expect(pairs(golden).length).toBeGreaterThan(0));
  it.each(pairs(golden))('$name folds to the same state', ({ journal, state }) => {
    const wanted = JSON.parse(read(state)) as Meeting;
    const all = records(journal);
    expect(plain(applyAll(emptyMeeting(wanted.id), all))).toEqual(wanted);
    let one = emptyMeeting(wanted.id);
    for (const record of all) one = apply(one, record);
    expect(plain(one)).toEqual(wanted);
  });
});

const record = (version: number, ...events: Event[]): Record => ({ version, by: 'secretary', at: `2020-07-29T07:0${version}:00Z`, events });
const text = (v: string) => ({ v, s: 's' });
const line = (id: string, kind: 'conclusion' | 'opinion', number = 0): Event => ({
  type: 'line.added',
  data: { line: id, item: 'i1', kind, text: text(id), unit: '', person: text(''), at: '2020-07-29T07:00:00Z', author: 'secretary', number },
});

describe('apply', () => {
  it('never writes to the state before', () => {
    const before = apply(emptyMeeting('m'), record(1, line('l1', 'opinion')));
    const shown = JSON.stringify(before);
    const after = apply(before, record(2, { type: 'line.edited', data: { line: 'l1', text: text('khác') } }, line('l2', 'opinion')));
    expect(JSON.stringify(before)).toBe(shown);
    expect(after.lines).toHaveLength(2);
  });
  it('shares what did not change', () => {
    const before = applyAll(emptyMeeting('m'), [record(1, line('l1', 'opinion')), record(2, line('l2', 'opinion'))]);
    const after = apply(before, record(3, { type: 'line.edited', data: { line: 'l2', text: text('khác') } }));
    expect(after.lines[0]).toBe(before.lines[0]);
    expect(after.items).toBe(before.items);
  });
  it('goes on past events it does not know', () => {
    const after = applyAll(emptyMeeting('m'), [record(1, { type: 'vote.opened', data: { x: 1 } }), record(2, { type: 'toString', data: {} }, line('l1', 'opinion'))]);
    expect(after.version).toBe(2);
    expect(after.lines).toHaveLength(1);
  });
  it('never gives a conclusion’s number again', () => {
    const after = applyAll(emptyMeeting('m'), [record(1, line('l1', 'conclusion', 1)), record(2, line('l2', 'conclusion', 2)), record(3, { type: 'line.removed', data: { line: 'l2' } })]);
    expect(after.conclusions).toBe(2);
    expect(after.lines[1]).toMatchObject({ removed: true, revision: 3 });
  });
  it('shows a line whole that stops being a note', () => {
    const shown = line('l9', 'conclusion', 4);
    expect(apply(emptyMeeting('m'), record(7, shown)).lines[0]).toMatchObject({ id: 'l9', number: 4, revision: 7, internal: false, settled: '' });
  });
});
