import { expect, it } from 'vitest';
import { carriedOver, type Earlier } from './precedent';
import { noWish } from './sketch';

const earlier: Earlier = { meeting: 'gb-6', title: '', held: '2020-06-29T07:00:00Z', line: 'kl', number: 3, text: 'Phát triển cụm', units: 2, to: ['276', '999'], target: { kind: 'number', value: 5, unit: 'điểm' }, times: 0, score: 1 };
const here = ['001', '276'];

it('takes up the units that are here, and the target, where nothing was chosen', () => {
  expect(carriedOver(noWish, earlier, 'extends', here)).toEqual({ ...noWish, units: ['276'], target: earlier.target, precedent: { meeting: 'gb-6', line: 'kl', number: 3, held: earlier.held, how: 'extends' } });
});

it('leaves what was chosen', () => {
  const wish = { ...noWish, units: ['001'], target: { kind: 'yesno' as const } };
  expect(carriedOver(wish, earlier, 'repeats', here)).toMatchObject({ units: ['001'], target: { kind: 'yesno' }, precedent: { how: 'repeats', times: 1 } });
});

it('knows a conclusion for everybody', () => {
  const { to: _, target: __, ...all } = earlier;
  expect(carriedOver(noWish, { ...all, target: { kind: 'none' } }, 'extends', here)).toMatchObject({ all: true, units: [], target: null });
});
