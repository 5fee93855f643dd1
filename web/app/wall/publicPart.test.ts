import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { applyAll, emptyMeeting } from '../meeting';
import type { Record } from '../wire';
import { publicPart } from './publicPart';

const journal = (name: string) =>
  readFileSync(new URL(`../../../agenda/testdata/journals/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record);

describe('what a wall shows of the staff’s meeting', () => {
  it('holds nothing internal, at any moment of the golden meetings', () => {
    for (const name of ['minutes', 'floor']) {
      let meeting = emptyMeeting('m');
      for (const record of journal(name)) {
        meeting = applyAll(meeting, [record]);
        const { items, lines, requests, current, readback } = publicPart(meeting);
        const shown = JSON.stringify({ items, lines, requests, current, readback });
        expect(shown).not.toContain('"internal":true');
        expect(shown).not.toContain('Hội ý BÍ MẬT');
        expect(shown).not.toContain('Kết luận BÍ MẬT');
        expect(shown).not.toContain('"ix"');
      }
    }
  });
});
