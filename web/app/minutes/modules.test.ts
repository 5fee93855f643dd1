import { describe, expect, it } from 'vitest';
import { calledAt, filled, modulesOf, nextBlank, readWord } from './modules';

const fillings = { gio: '14:05', ngay: '29/07/2020', muc: 'Công nghiệp', chutri: 'Bà Lan', donvi: '', nguoi: '', comat: '28', tong: '30', cuochop: 'Giao ban' };

describe('text modules', () => {
  it('are shipped, and saved ones stand in their places', () => {
    const own = { word: 'giao', title: 'Của tôi', text: 'x' };
    const more = { word: 'rieng', title: 'Riêng', text: 'y' };
    const all = modulesOf([own, more]);
    expect(all.find(({ word }) => word === 'giao')).toBe(own);
    expect(all.at(-1)).toBe(more);
    for (const { word } of modulesOf([])) expect(readWord(word), word).toBe(word);
    expect(modulesOf([]).map(({ word }) => word)).toEqual(expect.arrayContaining(['khaimac', 'bemac', 'giao']));
  });
  it('know which parts they can fill', () => {
    for (const { text } of modulesOf([])) expect(filled(text, { ...fillings, donvi: 'x', nguoi: 'y' })).not.toMatch(/[{}]/u);
    expect(filled('Lúc {gio}, {donvi} nói {la}.', fillings)).toBe('Lúc 14:05, [donvi] nói {la}.');
  });
  it('are called by a word and a space at the beginning of a line', () => {
    const all = modulesOf([]);
    expect(calledAt('/giao ', 6, all)).toMatchObject({ module: { word: 'giao' }, from: 0, to: 6 });
    expect(calledAt('một\n/giáo ', 10, all)).toMatchObject({ module: { word: 'giao' }, from: 4, to: 10 });
    for (const text of ['/giao', 'và /giao ', '/giaoo ', '/ ', '']) expect(calledAt(text, text.length, all), text).toBeNull();
  });
  it('lead from blank to blank', () => {
    const text = 'Giao [đơn vị] [việc].';
    expect(nextBlank(text, 0)).toEqual({ from: 5, to: 13 });
    expect(nextBlank(text, 13)).toEqual({ from: 14, to: 20 });
    expect(nextBlank(text, 20)).toEqual({ from: 5, to: 13 });
    expect(nextBlank('không có', 0)).toBeNull();
  });
  it('have plain words', () => {
    expect(readWord('/Khai mạc')).toBeNull();
    expect(readWord('/Khaimạc')).toBe('khaimac');
    expect(readWord('kl')).toBeNull();
    expect(readWord('a')).toBeNull();
  });
});
