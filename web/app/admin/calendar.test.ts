import { describe, expect, it } from 'vitest';
import { added, bodyOf, changed, complete, differs, draftOf, following, type Year } from './calendar';

const year: Year = {
  year: 2027,
  source: 'Thông báo',
  off: [
    { from: '2027-01-01', to: '2027-01-01', vi: 'Tết Dương lịch', en: "New Year's Day" },
    { from: '2027-02-04', to: '2027-02-10', vi: 'Tết Nguyên đán', en: 'Tết', unconfirmed: true },
  ],
  work: null,
  edited: false,
};

describe('a year of the calendar while it is edited', () => {
  it('goes back as it came', () => {
    expect(bodyOf(draftOf(year))).toEqual({ source: 'Thông báo', off: year.off, work: [] });
    expect(differs(draftOf(year), year)).toBe(false);
  });
  it('is sent in order of days, without the names of rows', () => {
    const off = added(draftOf(year).off, { from: '2027-01-15', to: '2027-01-15', vi: 'Nghỉ bão', en: 'Storm' });
    expect(new Set(off.map(({ key }) => key)).size).toBe(3);
    expect(bodyOf({ ...draftOf(year), off }).off?.map(({ from }) => from)).toEqual(['2027-01-01', '2027-01-15', '2027-02-04']);
    expect(bodyOf({ ...draftOf(year), off }).off?.[1]).not.toHaveProperty('key');
  });
  it('differs once a notice confirms a holiday', () => {
    const draft = draftOf(year);
    expect(differs({ ...draft, off: changed(draft.off, 1, { unconfirmed: false }) }, year)).toBe(true);
  });
  it('is complete when every row has its days and both names', () => {
    const draft = draftOf(year);
    expect(complete(draft)).toBe(true);
    expect(complete({ ...draft, source: ' ' })).toBe(false);
    expect(complete({ ...draft, off: changed(draft.off, 0, { en: '' }) })).toBe(false);
    expect(complete({ ...draft, work: added(draft.work, { day: '2027-05-08', for: '' }) })).toBe(false);
  });
  it('that follows is the next after the last', () => {
    expect(following([year], 2026).year).toBe(2028);
    expect(following([], 2026).year).toBe(2026);
  });
});
