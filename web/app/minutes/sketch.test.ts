import { describe, expect, it } from 'vitest';
import { blank, noWish, restored, scopeOf, typed, wished, withLead, withSupport, type Sketch } from './sketch';

const ba = { item: 'i1', unit: '001', person: 'Bà A' };
const ong = { item: 'i2', unit: '276', person: 'Ông B' };

/** One change of the text field: what it holds, whether an input method composes, milliseconds since the step before. */
type Step = [text: string, composing?: boolean, after?: number];

/** played is the sketch after the steps; every text that the page would have put in place of what the input method typed is a fault. */
function played(steps: Step[], from: Sketch = blank('opinion', null)): { sketch: Sketch; rewritten: string[] } {
  let now = 1_000;
  let sketch = from;
  const rewritten: string[] = [];
  for (const [text, composing = false, after = 40] of steps) {
    now += after;
    sketch = typed(sketch, text, composing, now, ba);
    if (sketch.text !== text) rewritten.push(text);
  }
  return { sketch, rewritten };
}

describe('Vietnamese input methods', () => {
  it('UniKey deletes and types again: nothing is put in its way, and the typing began with the first letter', () => {
    const { sketch, rewritten } = played([['d'], ['dd'], ['d'], [''], ['đ'], ['đê'], ['đê '], ['đê n'], ['đê nghi'], ['đê nghị'], ['đê ngh'], ['đê'], ['đ'], ['đề'], ['đề nghị']]);
    expect(rewritten).toEqual([]);
    expect(sketch).toMatchObject({ text: 'đề nghị', typedAt: 1_040, emptiedAt: null });
  });
  it('ibus-bamboo composes: the preedit text is never touched, a kind is read when the word is there', () => {
    const composing = played([['/', true], ['/k', true], ['/kl', true], ['/kl ', true]]);
    expect(composing.rewritten).toEqual([]);
    expect(composing.sketch.kind).toBe('opinion');
    // compositionend repeats the text without composing.
    const ended = played([['/kl ', false]], composing.sketch);
    expect(ended.sketch).toMatchObject({ kind: 'conclusion', text: '' });
    const word = played([['G', true], ['Gi', true], ['Gia', true], ['Giai', true], ['Giải', true], ['Giải', false], ['Giải ', false], ['Giải t', true], ['Giải toa', true], ['Giải toả', true], ['Giải tỏa', true], ['Giải tỏa', false]]);
    expect(word.rewritten).toEqual([]);
    expect(word.sketch.text).toBe('Giải tỏa');
  });
  it('Windows Telex replaces a word at a time', () => {
    expect(played([['thachj'], ['thạch'], ['thạch thaats'], ['thạch thất']]).rewritten).toEqual([]);
  });
  it('macOS sends decomposed text: it is kept as typed', () => expect(played([['Tha\u0323ch']]).sketch.text).toBe('Tha\u0323ch'));
});

describe('the beginning of the typing', () => {
  it('holds while the speaker changes and the agenda moves on', () => {
    let sketch = typed(blank('opinion', null), 'Đ', false, 5_000, ba);
    sketch = typed(sketch, 'Đã rà soát', false, 65_000, ong);
    expect(sketch).toMatchObject({ typedAt: 5_000, began: ba });
  });
  it('is new after the text was emptied for good', () => {
    let sketch = typed(blank('opinion', null), 'nhầm', false, 5_000, ba);
    sketch = typed(sketch, '', false, 6_000, ong);
    sketch = typed(sketch, '', false, 7_000, ong);
    expect(typed(sketch, 'x', false, 9_000, ong)).toMatchObject({ typedAt: 9_000, began: ong });
    expect(typed(sketch, 'x', false, 6_500, ong)).toMatchObject({ typedAt: 5_000, began: ba });
  });
});

describe('what the chips say', () => {
  it('is everybody, a group, or units that gather', () => {
    expect(scopeOf(noWish)).toBeNull();
    const units = withLead(withLead(noWish, { unit: '001' }), { unit: '276' });
    expect(scopeOf(units)).toEqual({ kind: 'ticked', units: ['001', '276'] });
    expect(scopeOf(withLead(units, { group: 'g' }))).toEqual({ kind: 'group', group: 'g' });
    expect(scopeOf(withLead(units, { all: true }))).toEqual({ kind: 'all' });
    expect(scopeOf(withLead(withLead(units, { all: true }), { unit: '001' }))).toEqual({ kind: 'ticked', units: ['001'] });
  });
  it('never names a unit twice', () => {
    const wish = withSupport(withSupport(withLead(noWish, { unit: '001' }), '001'), '276');
    expect(wish).toMatchObject({ units: ['001'], supporting: ['276'] });
    expect(withLead(wish, { unit: '276' })).toMatchObject({ units: ['001', '276'], supporting: [] });
    expect(wished(noWish)).toBe(false);
    expect(wished(wish)).toBe(true);
  });
});

describe('a sketch of an earlier page', () => {
  it('is read, whatever it did not know yet', () => {
    const old = { line: 'l', kind: 'conclusion', text: 'cũ', typedAt: 1, item: null, speaker: null };
    expect(restored(old)).toMatchObject({ ...old, wish: noWish, began: null });
    expect(restored(undefined)).toBeNull();
    expect(restored('x')).toBeNull();
  });
});
