import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n';
import { useUnitChoices } from '../meeting/units';
import { lineKinds } from '../meeting/work';
import { DeadlineChip } from '../tasks/DeadlineChip';
import { Button } from '../ui/Button';
import type { LineKind } from '../wire';
import { kindCommand, without } from './compose';
import styles from './composer.module.css';
import { ItemChoice } from './ItemChoice';
import { KindChoice } from './KindChoice';
import { SaveState } from './SaveState';
import { SpeakerChoice } from './SpeakerChoice';
import { UnitPicker } from './UnitPicker';
import { useComposer } from './useComposer';
import { useDated } from './useDated';
import { useMention } from './useMention';

const longest = 4_000;

/** Composer writes a line: kind, who said it, words. /yk /hc /kl /nv /nb change the kind, @ names the unit, Ctrl+Enter writes. */
export function Composer({ onSaved, autoFocus = false }: { onSaved?: () => void; autoFocus?: boolean }) {
  const { t } = useTranslation();
  const { sketch, item, speaker, setText, change, save } = useComposer();
  const units = useUnitChoices();
  const area = useRef<HTMLTextAreaElement>(null);
  const { found, at, look, close, pick, keys } = useMention(units, (choice, mention) => {
    const left = without(sketch.text, mention);
    setText(left.text);
    change({ speaker: { unit: choice.id, person: speaker.unit === choice.id ? speaker.person : '' } });
    requestAnimationFrame(() => area.current?.setSelectionRange(left.cursor, left.cursor));
  });
  const { deadlines, taken, take } = useDated(sketch, (next) => {
    setText(next.text);
    requestAnimationFrame(() => area.current?.setSelectionRange(next.cursor, next.cursor));
  });
  const write = () => {
    if (!save()) return;
    close();
    onSaved?.();
    area.current?.focus();
  };
  const type = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || keys(event)) return;
    if (event.key === 'Tab' && !event.shiftKey && taken) {
      event.preventDefault();
      take();
    }
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    write();
  };

  return (
    <form
      className={styles.composer}
      aria-label={t('composer.title')}
      onSubmit={(event) => {
        event.preventDefault();
        write();
      }}
    >
      <KindChoice kinds={lineKinds} value={sketch.kind} onChange={(kind: LineKind) => change({ kind })} />
      <div className={styles.field}>
        <textarea
          ref={area}
          className={styles.area}
          aria-label={t('composer.text')}
          aria-autocomplete="list"
          aria-controls={found.length > 0 ? 'composer-units' : undefined}
          aria-activedescendant={found.length > 0 ? `composer-unit-${found[at]?.id}` : undefined}
          aria-keyshortcuts="Control+Enter"
          placeholder={t(`composer.placeholders.${sketch.kind}`)}
          value={sketch.text}
          maxLength={longest}
          rows={3}
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- only in the sheet that the person opened to type
          autoFocus={autoFocus}
          onChange={(event) => {
            const { isComposing = false } = event.nativeEvent as InputEvent;
            setText(event.target.value, isComposing);
            look(event.target);
          }}
          onCompositionEnd={(event) => setText(event.currentTarget.value)}
          onSelect={(event) => look(event.currentTarget)}
          onBlur={close}
          onKeyDown={type}
        />
        {found.length > 0 && <UnitPicker choices={found} at={at} onPick={pick} />}
      </div>
      {deadlines.map((deadline) => (
        <DeadlineChip key={`${deadline.start}-${deadline.words}`} deadline={deadline} quoted={deadline !== taken} tab={deadline === taken} onTake={deadline === taken ? take : undefined} />
      ))}
      <div className={styles.row}>
        <ItemChoice value={sketch.item} effective={item} onChange={(next) => change({ item: next })} />
        {sketch.kind !== 'note' && <SpeakerChoice value={speaker} onChange={(next) => change({ speaker: next })} />}
      </div>
      <div className={styles.foot}>
        <SaveState />
        <Button type="submit" variant="primary" isDisabled={sketch.text.trim() === ''} aria-keyshortcuts="Control+Enter">
          <Plus size={16} aria-hidden />
          {t('composer.write')}
          <kbd className={styles.key}>Ctrl ↵</kbd>
        </Button>
      </div>
      <p className="visually-hidden" role="status">
        {found.length > 0 ? t('composer.found', { count: found.length }) : taken ? t('deadline.found', { text: taken.explain[currentLanguage()] }) : ''}
      </p>
      <p className={styles.hint}>{t('composer.hint', { commands: Object.values(kindCommand).join(' ') })}</p>
    </form>
  );
}
