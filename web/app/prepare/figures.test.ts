import { describe, expect, it } from 'vitest';
import { readFigure, readTyped, showFiled, typedOf } from './figures';

const text = (v: string) => ({ v, s: '' });
const filed = { unit: '001', number: 0, text: text(''), by: 'unit-001', at: '2020-07-29T07:00:00Z' };

describe('readFigure', () => {
  it.each([
    ['0', 0],
    ['12,5', 12.5],
    ['1.234', 1234],
    ['1.234,5', 1234.5],
    ['-2,5', -2.5],
    ['−2,5', -2.5],
    ['', null],
    ['1.23', null],
    ['hai', null],
    ['--1', null],
  ])('%s → %s', (typed, want) => expect(readFigure(typed)).toBe(want));
});

describe('readTyped', () => {
  const number = { id: 'f', kind: 'number' as const };
  it('tells “chưa nắm” from 0 and from nothing yet', () => {
    expect(readTyped(number, { value: '', unknown: true })).toEqual({ figure: 'f', unknown: true });
    expect(readTyped(number, { value: '0', unknown: false })).toEqual({ figure: 'f', number: 0 });
    expect(readTyped(number, { value: ' ', unknown: false })).toBeNull();
    expect(readTyped(number, { value: 'x', unknown: false })).toBe('bad');
    expect(readTyped({ id: 'f', kind: 'text' }, { value: ' chậm ', unknown: false })).toEqual({ figure: 'f', text: 'chậm' });
  });
});

describe('what was filed', () => {
  it('comes back into the field as it was', () => {
    expect(typedOf({ kind: 'number' }, { ...filed, number: -2.5 })).toEqual({ value: '-2,5', unknown: false });
    expect(typedOf({ kind: 'number' }, { ...filed, unknown: true })).toEqual({ value: '', unknown: true });
    expect(typedOf({ kind: 'number' }, undefined)).toEqual({ value: '', unknown: false });
  });
  it('is shown in words', () => {
    expect(showFiled({ kind: 'number' }, { ...filed, number: 1234.5 }, 'chưa nắm', 'vi')).toBe('1.234,5');
    expect(showFiled({ kind: 'number' }, { ...filed, unknown: true }, 'chưa nắm', 'vi')).toBe('chưa nắm');
    expect(showFiled({ kind: 'number' }, filed, 'chưa nắm', 'vi')).toBe('0');
    expect(showFiled({ kind: 'text' }, { ...filed, text: text('chậm') }, 'chưa nắm', 'vi')).toBe('chậm');
  });
});
