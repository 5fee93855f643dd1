import { BookText, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n';
import { lineKinds, useWork } from '../meeting/work';
import { AssignDialog } from '../tasks/AssignDialog';
import { DeadlineChip } from '../tasks/DeadlineChip';
import { dated } from '../tasks/deadline';
import { targetWords } from '../tasks/wording';
import { Button } from '../ui/Button';
import type { LineKind } from '../wire';
import { kindCommand, without } from './compose';
import styles from './composer.module.css';
import { ItemChoice } from './ItemChoice';
import { KindChoice } from './KindChoice';
import { calledAt, filled, modulesOf, nextBlank } from './modules';
import { ModulesDialog } from './ModulesDialog';
import { SaveState } from './SaveState';
import { chosen, directs, type Wish } from './sketch';
import { SimilarCards } from './SimilarCards';
import { SpeakerChoice } from './SpeakerChoice';
import { TargetChip } from './TargetChip';
import { UnitPicker } from './UnitPicker';
import { useComposer, type Written } from './useComposer';
import { take, useOffers, type Offer } from './useOffers';
import { usePicker } from './usePicker';
import { picked, useFillings, useOffered, wishWith } from './useSigns';
import { WishChips } from './WishChips';

const longest = 4_000;

/**
 * Composer writes a line: kind, who said it, words. /yk /hc /kl /nv /nb change the kind, /word calls up a text module, @ names units and groups, & who helps, ! a date; Tab takes
 * what is offered, Ctrl+Enter writes, and gives the task where the chips say to whom.
 */
export function Composer({ onSaved, autoFocus = false }: { onSaved?: () => void; autoFocus?: boolean }) {
  const { t } = useTranslation();
  const { sketch, item, speaker, setText, change, save } = useComposer();
  const { kind, text, wish } = sketch;
  const { units, saved } = useWork(({ meeting }) => ({ units: meeting.units.length, saved: meeting.modules }));
  const [asking, setAsking] = useState<Written | null>(null);
  const [managing, setManaging] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const fillings = useFillings(speaker, item);
  const place = (next: string, from: number, to = from) => {
    setText(next);
    requestAnimationFrame(() => area.current?.setSelectionRange(from, to));
  };
  const call = (word: string, said: string, from: number, to: number) => {
    const module = modulesOf(saved ?? []).find((one) => one.word === word);
    if (!module) return;
    const words = filled(module.text, fillings());
    const next = said.slice(0, from) + words + said.slice(to);
    const empty = nextBlank(words, 0);
    if (module.kind) change({ kind: module.kind });
    place(next, from + (empty ? empty.from : words.length), from + (empty ? empty.to : words.length));
  };
  const picker = usePicker(useOffered(kind), (choice, mention) => {
    const pick = picked(choice.id);
    if ('module' in pick) return call(pick.module, text, mention.from, mention.to);
    const left = without(text, mention);
    place(left.text, left.cursor);
    if ('kind' in pick) change({ kind: pick.kind });
    else if (directs(kind)) change({ wish: wishWith(wish, pick) });
    else if ('lead' in pick && 'unit' in pick.lead) change({ speaker: { unit: pick.lead.unit, person: speaker.unit === pick.lead.unit ? speaker.person : '' } });
  });
  const { deadlines, targets, next, dismiss } = useOffers(sketch, units);
  const accept = (offer: Offer) => {
    const taken = take(offer, sketch);
    if (taken.text) place(taken.text.text, taken.text.cursor);
    if (taken.due) change({ wish: { ...wish, due: taken.due } });
    if (taken.target) change({ wish: { ...wish, target: taken.target } });
    area.current?.focus();
  };
  const write = () => {
    const written = save();
    if (!written) return;
    picker.close();
    if (written.open) setAsking(written);
    else onSaved?.();
    area.current?.focus();
  };
  const tab = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    const blank = nextBlank(text, event.currentTarget.selectionEnd);
    if (event.shiftKey || (!blank && !next)) return;
    event.preventDefault();
    if (blank) event.currentTarget.setSelectionRange(blank.from, blank.to);
    else if (next) accept(next);
  };
  const type = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    // 229 is a key that an input method has taken.
    if (event.nativeEvent.isComposing || event.keyCode === 229 || picker.keys(event)) return;
    if (event.key === 'Tab') tab(event);
    if (event.key === 'Escape' && dismiss()) event.stopPropagation();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    write();
  };
  const typing = (event: React.ChangeEvent<HTMLTextAreaElement>) => {
    const { isComposing = false } = event.nativeEvent as InputEvent;
    const { value, selectionStart } = event.target;
    const called = isComposing ? null : calledAt(value, selectionStart, modulesOf(saved ?? []));
    setText(value, isComposing);
    if (called) call(called.module.word, value, called.from, called.to);
    else picker.look(event.target);
  };
  const gives = directs(kind) && chosen(wish);
  const offered = next?.kind === 'due' ? next.deadline.explain[currentLanguage()] : next ? targetWords(next.found.target) : '';

  return (
    <form
      className={styles.composer}
      aria-label={t('composer.title')}
      onSubmit={(event) => {
        event.preventDefault();
        write();
      }}
    >
      <KindChoice kinds={lineKinds} value={kind} onChange={(chosenKind: LineKind) => change({ kind: chosenKind })} />
      <div className={styles.field}>
        <textarea
          ref={area}
          className={styles.area}
          aria-label={t('composer.text')}
          aria-autocomplete="list"
          aria-controls={picker.found.length > 0 ? 'composer-units' : undefined}
          aria-activedescendant={picker.found.length > 0 ? `composer-unit-${picker.found[picker.at]?.id}` : undefined}
          aria-keyshortcuts="Control+Enter"
          placeholder={t(`composer.placeholders.${kind}`)}
          value={text}
          maxLength={longest}
          rows={3}
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- only in the sheet that the person opened to type
          autoFocus={autoFocus}
          onChange={typing}
          onCompositionEnd={(event) => setText(event.currentTarget.value)}
          onSelect={(event) => picker.look(event.currentTarget)}
          onBlur={picker.close}
          onKeyDown={type}
        />
        {picker.found.length > 0 && <UnitPicker choices={picker.found} label={t(`composer.signs.${picker.sign === '@' ? 'who' : picker.sign === '&' ? 'helps' : 'calls'}`)} at={picker.at} onPick={picker.pick} />}
      </div>
      {directs(kind) && <WishChips wish={wish} onChange={(changed: Wish) => change({ wish: changed })} />}
      {deadlines.map((deadline) => {
        const takes = dated(deadline) && (directs(kind) || (next?.kind === 'due' && next.deadline === deadline));
        return (
          <DeadlineChip
            key={`${deadline.start}-${deadline.words}`}
            deadline={deadline}
            quoted={!(next?.kind === 'due' && next.deadline === deadline)}
            tab={next?.kind === 'due' && next.deadline === deadline}
            onTake={takes && dated(deadline) ? () => accept({ kind: 'due', deadline }) : undefined}
          />
        );
      })}
      {targets.map((found) => (
        <TargetChip key={found.start} found={found} tab={next?.kind === 'target' && next.found === found} onTake={() => accept({ kind: 'target', found })} />
      ))}
      {directs(kind) && wish.precedent === null && <SimilarCards text={text} wish={wish} onTake={(taken) => change({ wish: taken })} />}
      <div className={styles.row}>
        <ItemChoice value={sketch.item} effective={item} onChange={(chosenItem) => change({ item: chosenItem })} />
        {kind !== 'note' && <SpeakerChoice value={speaker} onChange={(changed) => change({ speaker: changed })} />}
        <Button size="small" className={styles.chip ?? ''} onPress={() => setManaging(true)}>
          <BookText size={14} aria-hidden />
          {t('modules.open')}
        </Button>
      </div>
      <div className={styles.foot}>
        <SaveState typed={text.trim() !== ''} />
        <Button type="submit" variant="primary" isDisabled={text.trim() === ''} aria-keyshortcuts="Control+Enter">
          <Plus size={16} aria-hidden />
          {gives ? t('composer.writeAndGive') : t('composer.write')}
          <kbd className={styles.key}>Ctrl ↵</kbd>
        </Button>
      </div>
      <p className="visually-hidden" role="status">
        {picker.found.length > 0 ? t('composer.found', { count: picker.found.length }) : offered ? t('composer.offered', { text: offered }) : ''}
      </p>
      <p className={styles.hint}>{t('composer.hint', { commands: Object.values(kindCommand).join(' ') })}</p>
      {asking?.open && <Asked written={asking} wish={asking.open} onClose={() => (setAsking(null), onSaved?.())} />}
      {managing && <ModulesDialog onClose={() => setManaging(false)} />}
    </form>
  );
}

/** Asked is the window in which a task gets its units when the chips named none. */
function Asked({ written, wish, onClose }: { written: Written; wish: Wish; onClose: () => void }) {
  const line = useWork(({ meeting }) => meeting.lines.find((one) => one.id === written.line));
  return line ? <AssignDialog line={line} wish={wish} onClose={onClose} /> : null;
}
