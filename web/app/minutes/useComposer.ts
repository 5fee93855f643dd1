import { useCallback, useEffect, useRef, useState } from 'react';
import { uuid7 } from '../ids';
import { useWork, useWorkApi, type Work } from '../meeting/work';
import { words, type LineKind } from '../wire';
import { kindAtStart } from './compose';

/** What is being typed. It survives a reload. `speaker` is null while it follows the floor; `item` is null while it follows the current item. */
export interface Sketch {
  line: string;
  kind: LineKind;
  text: string;
  typedAt: number | null;
  item: string | null;
  speaker: { unit: string; person: string } | null;
}

const blank = (kind: LineKind, item: string | null): Sketch => ({ line: uuid7(), kind, text: '', typedAt: null, item, speaker: null });
const tellEvery = 260; // at most four drafts a second

/** The composer's state and what it can do. */
export interface Composing {
  sketch: Sketch;
  item: string;
  speaker: { unit: string; person: string };
  setText: (text: string, composing?: boolean) => void;
  change: (change: Partial<Pick<Sketch, 'kind' | 'item' | 'speaker'>>) => void;
  /** Writes the line; false when there is nothing to write. */
  save: () => boolean;
}

/** useComposer holds the line being typed: prefilled from the floor, shown to others while it grows, kept on the device. */
export function useComposer(): Composing {
  const work = useWorkApi();
  const [sketch, setSketch] = useState<Sketch>(() => {
    const known = work.knownDraft();
    return isSketch(known) ? known : blank('opinion', null);
  });
  const { current, floorUnit, floorPerson } = useWork(({ meeting }) => {
    const floor = meeting.requests.find((request) => request.id === meeting.floor);
    return { current: meeting.current, floorUnit: floor?.unit ?? '', floorPerson: floor ? words(floor.person) : '' };
  });
  const item = sketch.item ?? current;
  // A conclusion is the chair's and a note nobody's: the floor names the speaker of the other kinds only.
  const follows = sketch.kind === 'opinion' || sketch.kind === 'shortcoming';
  const speaker = sketch.speaker ?? (follows ? { unit: floorUnit, person: floorPerson } : { unit: '', person: '' });
  useKept(work, sketch, setSketch);
  useTold(work, sketch, item);

  const setText = useCallback(
    (text: string, composing = false) =>
      setSketch((before) => {
        const typedAt = text.trim() === '' ? null : (before.typedAt ?? work.now());
        const command = composing ? null : kindAtStart(text);
        return command ? { ...before, kind: command.kind, text: command.rest, typedAt } : { ...before, text, typedAt };
      }),
    [work],
  );
  const change = useCallback((part: Partial<Pick<Sketch, 'kind' | 'item' | 'speaker'>>) => setSketch((before) => ({ ...before, ...part })), []);
  const save = () => {
    if (sketch.text.trim() === '') return false;
    work.act('line.add', {
      line: sketch.line,
      item,
      kind: sketch.kind,
      text: sketch.text.trim(),
      ...(speaker.unit ? { unit: speaker.unit } : {}),
      ...(speaker.person ? { person: speaker.person } : {}),
      typed_at: new Date(sketch.typedAt ?? work.now()).toISOString(),
    });
    const next = blank(sketch.kind, sketch.item);
    setSketch(next);
    // The sheet of a phone closes now, before the new sketch is rendered.
    work.writeDraft(next, false);
    return true;
  };
  return { sketch, item, speaker, setText, change, save };
}

/** The sketch is read once for the page; every change is remembered, so that neither another tab of the panel nor a reload loses it. */
function useKept(work: Work, sketch: Sketch, restore: (sketch: Sketch) => void): void {
  const latest = useRef(sketch);
  const ready = useRef(work.knownDraft() !== undefined);
  useEffect(() => {
    latest.current = sketch;
    if (ready.current) work.writeDraft(sketch, sketch.text.trim() !== '');
  }, [work, sketch]);
  useEffect(() => {
    if (ready.current) return undefined;
    let gone = false;
    void work.readDraft().then((kept) => {
      if (gone) return;
      ready.current = true;
      // Who began to type before the device answered keeps what they typed.
      if (isSketch(kept) && latest.current.text === '') restore(kept);
      else work.writeDraft(latest.current, latest.current.text.trim() !== '');
    });
    return () => {
      gone = true;
    };
  }, [work, restore]);
}

function isSketch(value: unknown): value is Sketch {
  return typeof value === 'object' && value !== null && 'line' in value && 'text' in value && 'kind' in value;
}

/** Others see the line grow, at most four times a second. An empty text takes it away. */
function useTold(work: Work, { line, kind, text }: Sketch, item: string): void {
  const told = useRef({ at: 0, line: '', text: '' });
  useEffect(() => {
    if (text === '' && (told.current.line !== line || told.current.text === '')) return undefined;
    const wait = Math.max(0, told.current.at + tellEvery - performance.now());
    const timer = setTimeout(() => {
      told.current = { at: performance.now(), line, text };
      work.say({ type: 'draft', data: { line, item, kind, text } });
    }, wait);
    return () => clearTimeout(timer);
  }, [work, line, item, kind, text]);
}
