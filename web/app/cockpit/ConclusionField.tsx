import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { uuid7 } from '../ids';
import { useMeeting } from '../meeting/store';
import { useKept } from '../meeting/useKept';
import { useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import styles from './cockpit.module.css';

const longest = 4_000;
const every = 300;

/** ConclusionField is where the chair types a conclusion; the others see it grey while it is typed. Ctrl+Enter writes; what is not written stays on this device. */
export function ConclusionField({ field, item }: { field: RefObject<HTMLTextAreaElement | null>; item: string }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const me = useMeeting((store) => store.me);
  const [text, setText] = useKept('conclusion');
  const [line, setLine] = useState(uuid7);
  const said = useRef(0);
  const say = (words: string) => work.say({ type: 'draft', data: { line, item, kind: 'conclusion', text: words } });
  const last = useRef(say);
  useEffect(() => {
    last.current = say;
  });
  useEffect(() => () => last.current(''), []);
  const type = (words: string) => {
    setText(words);
    if (words !== '' && Date.now() - said.current < every) return;
    said.current = Date.now();
    say(words);
  };
  const write = () => {
    if (text.trim() === '') return;
    work.act('line.add', { line, item, kind: 'conclusion', text, unit: 'host', person: me.name });
    setText('');
    setLine(uuid7());
  };
  return (
    <form
      className={styles.field}
      onSubmit={(event) => {
        event.preventDefault();
        write();
      }}
    >
      <textarea
        ref={field}
        className={styles.area}
        aria-label={t('cockpit.field')}
        aria-keyshortcuts="Control+Enter"
        placeholder={t('cockpit.placeholder')}
        value={text}
        maxLength={longest}
        rows={3}
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          write();
        }}
      />
      <Button type="submit" variant="primary" size="small" isDisabled={text.trim() === ''}>
        {t('cockpit.write')}
      </Button>
    </form>
  );
}
