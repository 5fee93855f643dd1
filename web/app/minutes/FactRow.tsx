import { Activity, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hhmm } from '../meeting/clock';
import type { Line } from '../state';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { words } from '../wire';
import { foldFact } from './factFold';
import styles from './line.module.css';
import { useRemoval } from './useRemoval';

/** FactRow is what the system wrote: opening, attendance, items, speeches. A long list of absent units is folded away on screen. Staff may take it out; nobody changes its words. */
export function FactRow({ line, staff }: { line: Line; staff: boolean }) {
  const { t } = useTranslation();
  const remove = useRemoval();
  return (
    <li className={styles.line} data-fact>
      <time className={styles.time} dateTime={line.at}>
        {hhmm(line.at)}
      </time>
      <div className={styles.fact}>
        <Activity size={13} aria-hidden />
        <p className={styles.text}>
          <span className="visually-hidden">{t('minutes.kinds.fact')}: </span>
          <FactWords text={words(line.text) || t('minutes.erased')} />
        </p>
        {staff && (
          <IconButton label={t('minutes.removeFact')} size="small" className={styles.factRemove ?? ''} onPress={() => remove(line)}>
            <X size={14} aria-hidden />
          </IconButton>
        )}
      </div>
    </li>
  );
}

function FactWords({ text }: { text: string }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const folded = foldFact(text);
  if (!folded) return text;
  return (
    <>
      {whole ? text : `${folded.lead}${folded.first} ${t('minutes.factRest', { count: folded.rest })}.`}{' '}
      <Button variant="quiet" size="small" className={styles.factAll ?? ''} aria-expanded={whole} onPress={() => setWhole(!whole)}>
        {whole ? t('minutes.factLess') : t('minutes.factAll')}
      </Button>
    </>
  );
}
