import { describe, expect, it } from 'vitest';
import { divisionOf, equally, partsForm, partsOf, wanted, wrong } from './parts';

const units = Array.from({ length: 30 }, (_, n) => `u${n}`);

describe('a total of 43', () => {
  it('is shared out to 30 units in whole numbers that make 43', () => {
    const form = equally(43, units);
    expect([...form.values()].filter((part) => part === '2')).toHaveLength(13);
    expect([...form.values()].filter((part) => part === '1')).toHaveLength(17);
    expect(divisionOf(form, 43)).toEqual({ sum: 43, left: 0, empty: [], complete: true });
    expect(partsOf(form)).toHaveLength(30);
  });
  it('says what is left, and is complete only with every unit', () => {
    expect(divisionOf(new Map([['a', '40'], ['b', '2']]), 43)).toMatchObject({ left: 1, complete: false });
    expect(divisionOf(new Map([['a', '40'], ['b', '4']]), 43)).toMatchObject({ left: -1, complete: false });
    expect(divisionOf(new Map([['a', '43'], ['b', '']]), 43)).toMatchObject({ left: 0, empty: ['b'], complete: false });
    expect(divisionOf(new Map([['a', '43'], ['b', '0']]), 43).complete).toBe(true);
  });
  it('may have decimals, whose roundings do not matter', () => {
    expect(divisionOf(new Map([['a', '0,1'], ['b', '0,2']]), 0.3).complete).toBe(true);
    expect(divisionOf(equally(10.5, ['a', 'b', 'c', 'd']), 10.5).complete).toBe(true);
  });
});

describe('baselines', () => {
  it('are of the units that know theirs', () => {
    expect(partsOf(new Map([['a', '4'], ['b', ''], ['c', 'chưa nắm']]))).toEqual([{ unit: 'a', value: 4 }]);
    expect(wrong('chưa nắm')).toBe(true);
    expect(wrong(' ')).toBe(false);
  });
  it('make numbers of multiples', () => {
    expect(wanted({ kind: 'multiple', value: 3, max: 5 }, 4)).toEqual({ least: 12, most: 20 });
    expect(wanted({ kind: 'multiple', value: 3 }, 4)).toEqual({ least: 12, most: 12 });
    expect(wanted({ kind: 'multiple', value: 3, max: 5 }, undefined)).toBeNull();
    expect(wanted({ kind: 'total', value: 43 }, 4)).toBeNull();
  });
  it('come back as they were typed', () => expect([...partsForm([{ id: 'x', unit: 'a', base: 1.5 }, { id: 'y', unit: 'b' }], (task) => task.base)]).toEqual([['a', '1,5'], ['b', '']]));
});
