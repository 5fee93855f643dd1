import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check, fateOf, isConfirmed } from './check';
import type { Line, Meeting } from './state';

const journals = new URL('../../agenda/testdata/journals/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, journals), 'utf8')) as unknown;

describe('the check of the golden journals', () => {
  const names = readdirSync(journals).filter((name) => name.endsWith('.check.json'));
  it('is there', () => expect(names.length).toBeGreaterThan(1));
  it.each(names)('%s is what Go finds', (name) => {
    expect(check(read(name.replace('.check.', '.state.')) as Meeting)).toEqual(read(name));
  });
});

describe('a conclusion', () => {
  const meeting = read('minutes.state.json') as Meeting;
  const line = (id: string) => meeting.lines.find((row) => row.id === id) as Line;
  it('is confirmed as long as it reads the same', () => {
    expect(isConfirmed(line('kl-3'))).toBe(true);
    expect(isConfirmed({ ...line('kl-3'), revision: 1000 })).toBe(false);
  });
  it('has a fate', () => {
    expect(fateOf(meeting, line('kl-3'))).toBe('settled');
    expect(fateOf(meeting, { ...line('kl-3'), settled: '' })).toBe('open');
  });
});
