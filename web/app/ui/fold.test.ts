import { describe, expect, it } from 'vitest';
import { fold, includesFolded, isNameOf } from './fold';

describe('fold', () => {
  it.each([
    ['Thạch  Thất', 'thach that'],
    ['Đống Đa', 'dong da'],
    ['UBND Quận Bình Thạnh', 'ubnd quan binh thanh'],
    ['hoà', 'hoa'],
    ['hòa', 'hoa'],
    ['Phường Ô Chợ Dừa', 'phuong o cho dua'],
  ])('%s → %s', (from, to) => expect(fold(from)).toBe(to));
});

describe('isNameOf', () => {
  it.each([
    ['UBND quận Tây Hồ', 'Quận Tây Hồ', true],
    ['Quận Tây Hồ', 'Quận Tây Hồ', true],
    ['Nguyễn Văn Hồ', 'Quận Tây Hồ', false],
    ['Nguyễn Văn An', '', false],
  ])('%s of %s: %s', (name, unit, only) => expect(isNameOf(name, unit)).toBe(only));
});

describe('includesFolded', () => {
  it.each([
    ['UBND Quận Bình Thạnh', 'binh th', true],
    ['UBND TP Thủ Đức', 'thu duc', true],
    ['UBND TP Thủ Đức', 'duc thu', true],
    ['Huyện Sóc Sơn', 'oc', false],
    ['Huyện Sóc Sơn', '', true],
  ])('%s ~ %s: %s', (text, query, fits) => expect(includesFolded(text, query)).toBe(fits));
});
