import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unitLabel } from '../meeting/units';
import { useWork } from '../meeting/work';
import type { Reply } from '../prepare';
import type { Unit } from '../state';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Dialog } from '../ui/Dialog';
import { includesFolded } from '../ui/fold';
import { TextField } from '../ui/TextField';
import { words } from '../wire';
import { ReplyForm } from './ReplyForm';
import { Section } from './Section';
import styles from './prepare.module.css';

const tones = { attend: 'ok', absent: 'danger', substitute: 'brand' } as const;
/** More units than this get a field to find one. */
const many = 12;

/** Replies is the staff's table of who answered the invitation: who will be missing first, who did not answer last. */
export function Replies() {
  const { t } = useTranslation();
  const { units, replies, status } = useWork(({ meeting }) => ({ units: meeting.units, replies: meeting.replies, status: meeting.status }));
  const [query, setQuery] = useState('');
  const [asked, setAsked] = useState<Unit | null>(null);
  const of = (unit: Unit) => replies?.find((one) => one.unit === unit.id);
  const count = (answer: Reply['answer']) => replies?.filter((one) => one.answer === answer).length ?? 0;
  const order = (unit: Unit) => ['absent', 'substitute', 'attend', undefined].indexOf(of(unit)?.answer);
  const rows = units.filter((unit) => includesFolded(unit.name, query)).toSorted((a, b) => order(a) - order(b));
  const open = status === 'published' || status === 'running';
  return (
    <Section title={t('prepare.reply.titleStaff')} id="replies" count={t('prepare.reply.answered', { count: replies?.length ?? 0, units: units.length })}>
      <p className={styles.line}>
        <Chip tone="ok">{t('prepare.reply.counts.attend', { count: count('attend') })}</Chip>
        <Chip tone="brand">{t('prepare.reply.counts.substitute', { count: count('substitute') })}</Chip>
        <Chip tone="danger">{t('prepare.reply.counts.absent', { count: count('absent') })}</Chip>
        <Chip>{t('prepare.reply.counts.none', { count: units.length - (replies?.length ?? 0) })}</Chip>
      </p>
      {status === 'draft' && <p className={styles.muted}>{t('prepare.notPublished')}</p>}
      {units.length > many && <TextField label={t('prepare.findUnit')} labelHidden placeholder={t('prepare.findUnit')} value={query} onChange={setQuery} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <ul className={styles.long} tabIndex={0} aria-label={t('prepare.reply.titleStaff')}>
        {rows.map((unit) => {
          const reply = of(unit);
          return (
            <li key={unit.id} className={styles.row}>
              <div className={styles.what}>
                <p className={styles.name}>{unitLabel(unit)}</p>
                {reply && (words(reply.name) || words(reply.reason)) && (
                  <p className={styles.muted}>{[words(reply.name), words(reply.post), words(reply.reason)].filter(Boolean).join(' · ')}</p>
                )}
              </div>
              {reply ? <Chip tone={tones[reply.answer]}>{t(`prepare.reply.${reply.answer}`)}</Chip> : <Chip>{t('prepare.reply.none')}</Chip>}
              {open && (
                <Button size="small" variant="quiet" onPress={() => setAsked(unit)} aria-label={t('prepare.reply.forOf', { unit: unitLabel(unit) })}>
                  {t('prepare.reply.for')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {asked && (
        <Dialog isOpen onOpenChange={(shown) => !shown && setAsked(null)} title={t('prepare.reply.forOf', { unit: unitLabel(asked) })}>
          <ReplyForm reply={of(asked)} unit={asked.id} onDone={() => setAsked(null)} />
        </Dialog>
      )}
    </Section>
  );
}
