import { describe, expect, it } from 'vitest';
import { asked, bangAt, dueFrom, holds, withoutBang, type DatedDeadline } from './deadline';

const deadline = (until: string, words: string): DatedDeadline => ({
  start: 0,
  end: words.length,
  until,
  words,
  kind: 'den',
  guessed: false,
  rrule: '',
  warnings: [],
  explain: { vi: '', en: '' },
});

describe('a date after an exclamation mark', () => {
  it.each([
    ['Khai trương 5 điểm !10-10', '10-10'],
    ['!thứ Sáu tuần tới', 'thứ Sáu tuần tới'],
    ['Báo cáo !10.10.2026. Các quận phối hợp', '10.10.2026'],
    ['Gửi !mai, các quận phối hợp', 'mai'],
    ['một !mai\nhai !mốt', 'mốt'],
  ])('%j asks for %j', (text, words) => {
    expect(bangAt(text)?.words).toBe(words);
    expect(asked(text)).toBe(words);
  });
  it.each(['Khẩn trương!', 'Khẩn trương! Các quận', 'a!b', '! 10-10', '!', ''])('%j has none', (text) => expect(bangAt(text)).toBeNull());
  it('is the whole text where there is none', () => expect(asked(' trước ngày 10-10 ')).toBe('trước ngày 10-10'));
  it('knows its place', () => {
    const text = 'Gửi !10-10, phối hợp';
    const bang = bangAt(text);
    expect(bang && text.slice(bang.from, bang.to)).toBe('!10-10');
  });
});

describe('taking it over', () => {
  const taken = (text: string, until: string) => {
    const bang = bangAt(text);
    return bang ? withoutBang(text, bang, deadline(until, bang.words)) : null;
  };
  it('writes figures so that the sentence says them', () =>
    expect(taken('Gửi !10-10, phối hợp', '2026-10-11T00:00:00+07:00')).toEqual({ text: 'Gửi hết ngày 10-10-2026, phối hợp', cursor: 'Gửi hết ngày 10-10-2026'.length }));
  it('keeps the words that were said', () => expect(taken('Gửi !trước ngày 10-10', '2026-10-10T00:00:00+07:00')?.text).toBe('Gửi trước ngày 10-10'));
  it('says the day of a bare weekday', () => expect(taken('Gửi !thứ Sáu', '2026-11-28T00:00:00+07:00')?.text).toBe('Gửi hết ngày 27-11-2026'));
});

describe('the due date of a form', () => {
  it('keeps the hour of what was taken over, until the date is changed', () => {
    const five = { until: '2020-08-05T17:00:00+07:00' };
    expect(dueFrom('2020-08-05', 'trước 17 giờ', five)).toEqual({ until: '2020-08-05T10:00:00.000Z', words: 'trước 17 giờ' });
    expect(dueFrom('2020-08-06', 'trước 17 giờ', five)).toEqual({ until: '2020-08-06T17:00:00.000Z', words: 'trước 17 giờ' });
    expect(dueFrom('2020-08-05', '', null)).toEqual({ until: '2020-08-05T17:00:00.000Z' });
  });
  it('says when it is there already', () => {
    const one = deadline('2020-10-10T00:00:00+07:00', 'trước ngày 10-10');
    expect(holds({ date: '2020-10-09', words: 'trước ngày 10-10 ' }, one)).toBe(true);
    expect(holds({ date: '2020-10-10', words: 'trước ngày 10-10' }, one)).toBe(false);
    expect(holds({ date: '2020-10-09', words: '' }, one)).toBe(false);
  });
});
