import { describe, expect, it } from 'vitest';
import { kindAtStart, matching, mentionAt, without } from './compose';
import { numberMark } from './marks';

describe('kinds typed at the start', () => {
  it.each([
    ['/nv Rà soát', 'task', 'Rà soát'],
    ['/kl ', 'conclusion', ''],
    ['  /hc chậm', 'shortcoming', 'chậm'],
    ['/NB chỉ nội bộ', 'note', 'chỉ nội bộ'],
    ['/yk\n14 cơ sở', 'opinion', '14 cơ sở'],
  ])('%j', (text, kind, rest) => expect(kindAtStart(text)).toEqual({ kind, rest }));
  it.each(['/nv', '/n', '/xx rồi', 'ghi /nv giữa câu', '/nvx ', '', '12/kl '])('%j is text', (text) => expect(kindAtStart(text)).toBeNull());
});

describe('mentions', () => {
  it('finds the name before the cursor, spaces included', () => {
    expect(mentionAt('theo @thach th', 14)).toEqual({ sign: '@', from: 5, to: 14, query: 'thach th' });
    expect(mentionAt('@ba', 3)).toEqual({ sign: '@', from: 0, to: 3, query: 'ba' });
  });
  it('finds who helps, and what is called up by a slash at the beginning of a line', () => {
    expect(mentionAt('giao @ba đình &dong a', 21)).toEqual({ sign: '&', from: 14, to: 21, query: 'dong a' });
    expect(mentionAt('/gi', 3)).toEqual({ sign: '/', from: 0, to: 3, query: 'gi' });
    expect(mentionAt('một\n /', 6)).toEqual({ sign: '/', from: 5, to: 6, query: '' });
  });
  it.each([
    ['30/2020', 7],
    ['và/hoặc', 7],
    ['A&B', 3],
    ['thu@sct.vn', 10],
    ['@ba, rồi', 8],
    ['@ ba', 4],
    ['không có', 8],
    ['@ba\nđình', 8],
  ])('%j has none', (text, cursor) => expect(mentionAt(text, cursor)).toBeNull());

  const choices = ['Quận Ba Đình', 'Huyện Ba Vì', 'Huyện Thạch Thất', 'Huyện Thanh Trì', 'Quận Thanh Xuân'].map((text, n) => ({ id: String(n), text }));
  it('needs no marks and no kind of unit', () => {
    expect(matching(choices, 'thach th').map((choice) => choice.text)).toEqual(['Huyện Thạch Thất']);
    expect(matching(choices, 'ba').map((choice) => choice.text)).toEqual(['Quận Ba Đình', 'Huyện Ba Vì']);
    expect(matching(choices, 'dinh')).toHaveLength(1);
    expect(matching(choices, 'zzz')).toEqual([]);
    expect(matching(choices, '', 3)).toHaveLength(3);
  });
  it('leaves the text without the mention and with single spaces', () => {
    expect(without('theo @thach th còn 14', { from: 5, to: 14 })).toEqual({ text: 'theo còn 14', cursor: 4 });
    expect(without('@ba ', { from: 0, to: 3 })).toEqual({ text: '', cursor: 0 });
    expect(without('theo @ba', { from: 5, to: 8 })).toEqual({ text: 'theo', cursor: 4 });
  });
});

describe('numbers of conclusions', () => {
  it.each([
    [1, '①'],
    [20, '⑳'],
    [21, '㉑'],
    [35, '㉟'],
    [36, '㊱'],
    [50, '㊿'],
    [51, '(51)'],
  ])('%d is %s', (number, mark) => expect(numberMark(number)).toBe(mark));
});
