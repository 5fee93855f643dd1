import { describe, expect, it } from 'vitest';
import { lobbyPatience, waits } from '../foldLobby';
import { visitorWords } from './visitors';

const at = '2026-07-29T07:00:00Z';
const now = Date.parse(at);
const text = (v: string) => ({ v, s: 's' });

describe('waits', () => {
  it('ends after half an hour', () => {
    expect(waits({ state: 'waiting', at }, now)).toBe(true);
    expect(waits({ state: 'waiting', at }, now + lobbyPatience - 1)).toBe(true);
    expect(waits({ state: 'waiting', at }, now + lobbyPatience)).toBe(false);
  });
  it('ends with an answer', () => {
    for (const state of ['admitted', 'refused', 'left'] as const) expect(waits({ state, at }, now)).toBe(false);
  });
});

describe('visitorWords', () => {
  it('names the organisation too', () => {
    expect(visitorWords({ name: text('Phạm Văn E'), organisation: text('Báo Hà Nội mới') })).toBe('Phạm Văn E (Báo Hà Nội mới)');
    expect(visitorWords({ name: text('Phạm Văn E'), organisation: { c: 'erased' } })).toBe('Phạm Văn E');
  });
});
