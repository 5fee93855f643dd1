import { describe, expect, it } from 'vitest';
import { asks, piecesOf, readFilters, writeFilters } from './finding';

const marked = (text: string, query: string) =>
  piecesOf(text, query)
    .map(({ text: part, hit }) => (hit ? `[${part}]` : part))
    .join('');

describe('what was found in a text', () => {
  it.each([
    ['Huyện Thạch Thất báo cáo', 'thach that', 'Huyện [Thạch Thất] báo cáo'],
    ['Thất bại ở Thạch Thất.', 'that', '[Thất] bại ở Thạch [Thất].'],
    ['Đẩy nhanh tiến độ', 'day', '[Đẩy] nhanh tiến độ'],
    ['nhất trí', 'hat', 'nhất trí'],
    ['cụm công nghiệp', 'cong ngh', 'cụm [công nghiệp]'],
    ['Tha\u0323ch Thất', 'thach', '[Tha\u0323ch] Thất'],
    ['abc', '', 'abc'],
  ])('%j by %j', (text, query, want) => {
    expect(marked(text, query)).toBe(want);
    expect(piecesOf(text, query).map((piece) => piece.text).join('')).toBe(text);
  });
});

describe('the address', () => {
  it('holds what is asked', () => {
    const filters = { q: 'thạch thất', kind: 'conclusion', in: 'gb-1', from: '2020-07-01', to: '' };
    expect(readFilters(`?${writeFilters(filters)}`)).toEqual(filters);
    expect(readFilters('?kind=x&from=hôm-nay&q=a')).toEqual({ q: 'a', kind: '', in: '', from: '', to: '' });
  });
  it('asks nothing without words or filters', () => {
    expect(asks(readFilters('?q=a'))).toBe(false);
    expect(asks(readFilters('?q=ab'))).toBe(true);
    expect(asks(readFilters('?kind=paper'))).toBe(true);
  });
});
