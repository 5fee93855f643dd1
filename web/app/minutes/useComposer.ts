import { useCallback, useEffect, useRef, useState } from 'react';
import { shortId } from '../ids';
import { useWork, useWorkApi, type Work } from '../meeting/work';
import type { Meeting } from '../state';
import { words } from '../wire';
import { blank, directs, restored, scopeOf, typed, wished, type Beginning, type Sketch, type Speaker, type Wish } from './sketch';

const tellEvery = 260; // at most four drafts a second

/** What writing a line did: its id, and the wish of the chips where nobody is named yet who is to do it. */
export interface Written {
  line: string;
  open: Wish | null;
}

/** The parts of a sketch that its chips change. */
export type SketchChange = Partial<Pick<Sketch, 'kind' | 'item' | 'speaker' | 'wish'>>;

/** The composer's state and what it can do. */
export interface Composing {
  sketch: Sketch;
  item: string;
  speaker: Speaker;
  setText: (text: string, composing?: boolean) => void;
  change: (change: SketchChange) => void;
  /** Writes the line, and gives its task where the chips say to whom; null when there is nothing to write. */
  save: () => Written | null;
}

/** useComposer holds the line being typed: prefilled from the floor, shown to others while it grows, kept on the device. */
export function useComposer(): Composing {
  const work = useWorkApi();
  const [sketch, setSketch] = useState<Sketch>(() => restored(work.draft.known()) ?? blank('opinion', null));
  const now = useWork(({ meeting }) => beginningOf(meeting));
  // A line belongs to what was so when its typing began: the speaker may have changed and the agenda moved on while the secretary still writes.
  const began = sketch.typedAt === null || sketch.text.trim() === '' ? null : sketch.began;
  const item = sketch.item ?? began?.item ?? now.item;
  // A conclusion is the chair's and a note nobody's: the floor names the speaker of the other kinds only.
  const follows = sketch.kind === 'opinion' || sketch.kind === 'shortcoming';
  const floor = began ?? now;
  const speaker = sketch.speaker ?? (follows ? { unit: floor.unit, person: floor.person } : { unit: '', person: '' });
  useKept(work, sketch, setSketch);
  useTold(work, sketch, item);

  const setText = useCallback((text: string, composing = false) => setSketch((before) => typed(before, text, composing, work.now(), beginningOf(work.store.getState().meeting))), [work]);
  const change = useCallback(
    (part: SketchChange) =>
      setSketch((before) => {
        // Whoever chooses "the current item" again means the one that runs now.
        const back = part.item === null && before.began ? { began: { ...before.began, item: work.store.getState().meeting.current } } : {};
        return { ...before, ...part, ...back };
      }),
    [work],
  );
  const save = (): Written | null => {
    const text = sketch.text.normalize('NFC').trim();
    if (text === '') return null;
    work.act('line.add', {
      line: sketch.line,
      item,
      kind: sketch.kind,
      text,
      ...(speaker.unit ? { unit: speaker.unit } : {}),
      ...(speaker.person ? { person: speaker.person } : {}),
      typed_at: new Date(sketch.typedAt ?? work.now()).toISOString(),
    });
    if (directs(sketch.kind) && sketch.wish.precedent) work.act('conclusion.refer', { line: sketch.line, to: sketch.wish.precedent });
    const open = directs(sketch.kind) && !give(work, sketch) && wished(sketch.wish) ? sketch.wish : null;
    const next = blank(sketch.kind, sketch.item);
    setSketch(next);
    // The sheet of a phone closes now, before the new sketch is rendered.
    work.draft.write(next, false);
    return { line: sketch.line, open };
  };
  return { sketch, item, speaker, setText, change, save };
}

/** beginningOf is what is so now: the item that runs and who has the floor. */
function beginningOf(meeting: Meeting): Beginning {
  const floor = meeting.requests.find((request) => request.id === meeting.floor);
  return { item: meeting.current, unit: floor?.unit ?? '', person: floor ? words(floor.person) : '' };
}

/** give makes the task that the chips say; false when they name nobody. */
function give(work: Work, { line, wish }: Sketch): boolean {
  const scope = scopeOf(wish);
  if (!scope) return false;
  const supporting = wish.supporting.length > 0 ? { supporting: [...wish.supporting] } : {};
  work.act('task.assign', { assignment: shortId(), line, scope, target: wish.target ?? { kind: 'none' }, ...(wish.due ? { due: wish.due } : {}), ...supporting });
  return true;
}

/** worthKeeping says whether a reload must not lose the sketch. */
function worthKeeping(sketch: Sketch): boolean {
  return sketch.text.trim() !== '';
}

/** The sketch is read once for the page; every change is remembered, so that neither another tab of the panel nor a reload loses it. */
function useKept(work: Work, sketch: Sketch, restore: (sketch: Sketch) => void): void {
  const latest = useRef(sketch);
  const ready = useRef(work.draft.known() !== undefined);
  useEffect(() => {
    latest.current = sketch;
    if (ready.current) work.draft.write(sketch, worthKeeping(sketch));
  }, [work, sketch]);
  useEffect(() => {
    if (ready.current) return undefined;
    let gone = false;
    void work.draft.read().then((kept) => {
      if (gone) return;
      ready.current = true;
      const old = restored(kept);
      // Who began to type before the device answered keeps what they typed.
      if (old && latest.current.text === '') restore(old);
      else work.draft.write(latest.current, worthKeeping(latest.current));
    });
    return () => {
      gone = true;
    };
  }, [work, restore]);
}

/** Others see the line grow, at most four times a second. An empty text takes it away. */
function useTold(work: Work, { line, kind, text }: Sketch, item: string): void {
  const told = useRef({ at: 0, line: '', text: '' });
  useEffect(() => {
    if (text === '' && (told.current.line !== line || told.current.text === '')) return undefined;
    const wait = Math.max(0, told.current.at + tellEvery - performance.now());
    const timer = setTimeout(() => {
      told.current = { at: performance.now(), line, text };
      work.say({ type: 'draft', data: { line, item, kind, text: text.normalize('NFC') } });
    }, wait);
    return () => clearTimeout(timer);
  }, [work, line, item, kind, text]);
}
