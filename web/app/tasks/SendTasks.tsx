import { FileText, Mail, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortId } from '../ids';
import { useMeeting } from '../meeting/store';
import { unitOf, useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import { AlertDialog } from '../ui/AlertDialog';
import { Button } from '../ui/Button';
import { Chip, type Tone } from '../ui/Chip';
import { IconButton } from '../ui/IconButton';
import type { LetterState } from '../wire';
import { ContactDialog } from './ContactDialog';
import { standing } from './fate';
import styles from './send.module.css';

const tones: { readonly [S in LetterState]: Tone } = { queued: 'plain', sent: 'ok', failed: 'danger', no_address: 'warn' };
const states: readonly LetterState[] = ['sent', 'queued', 'failed', 'no_address'];

/** SendTasks mails each unit its own tasks and shows what became of each letter. Pressing again sends only what did not go out. */
export function SendTasks() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useUnitLabel();
  const me = useMeeting((store) => store.me);
  const meeting = useWork((state) => state.meeting);
  const [asking, setAsking] = useState(false);
  const [contact, setContact] = useState<string | null>(null);

  const has = new Set(standing(meeting).flatMap((one) => one.tasks.map((task) => task.unit)));
  const concerned = [meeting.host, ...meeting.units].filter((one) => has.has(one.id));
  const missing = concerned.filter((one) => !one.email).length;
  const batch = meeting.batches.at(-1);
  const rows = batch
    ? batch.letters.map((letter) => ({ unit: letter.unit, state: letter.state, to: letter.to || unitOf(meeting, letter.unit)?.email || '', error: letter.error }))
    : concerned.map((one) => ({ unit: one.id, state: one.email ? null : ('no_address' as const), to: one.email ?? '', error: undefined }));
  // A change after the sending makes a new batch; without one only what did not go out is sent again.
  const newest = Math.max(0, ...meeting.assignments.map((one) => one.revision));
  const changed = batch !== undefined && newest > batch.revision;
  const unsent = batch ? batch.letters.some((letter) => letter.state === 'failed' || (letter.state === 'no_address' && unitOf(meeting, letter.unit)?.email)) : true;
  const action = !batch ? t('tasks.send') : changed ? t('tasks.sendChanged') : t('tasks.sendAgain');
  const letter = (id: string) =>
    `/api/meetings/${encodeURIComponent(me.meeting)}/letters/${encodeURIComponent(batch?.id ?? '')}/${encodeURIComponent(id)}.eml?seat=${encodeURIComponent(me.seat)}`;
  return (
    <section className={styles.send} aria-label={t('tasks.send')}>
      <div className={styles.head}>
        {(unsent || changed) && (
          <Button variant="primary" onPress={() => setAsking(true)}>
            <Mail size={16} aria-hidden />
            {action}
          </Button>
        )}
        <p className={styles.states} role="status">
          {batch
            ? states.map((state) => {
                const count = batch.letters.filter((one) => one.state === state).length;
                return count > 0 ? (
                  <Chip key={state} tone={tones[state]}>
                    {t(`tasks.letters.${state}`)} {count}
                  </Chip>
                ) : null;
              })
            : missing > 0 && <Chip tone="warn">{t('tasks.missingAddress', { count: missing })}</Chip>}
        </p>
      </div>
      <details className={styles.details}>
        <summary>{t('tasks.lettersOf', { count: rows.length })}</summary>
        <ul>
          {rows.map((row) => (
            <li key={row.unit} className={styles.letter}>
              <div className={styles.to}>
                <span className={styles.unit}>{unit(row.unit)}</span>
                <span className={styles.address}>{row.to || t('tasks.letters.no_address')}</span>
                {row.error && <span className={styles.error}>{row.error}</span>}
              </div>
              {row.state && <Chip tone={tones[row.state]}>{t(`tasks.letters.${row.state}`)}</Chip>}
              {me.role === 'secretary' && (
                <IconButton label={t('tasks.editAddress', { unit: unit(row.unit) })} size="small" onPress={() => setContact(row.unit)}>
                  <Pencil size={14} aria-hidden />
                </IconButton>
              )}
              {batch && (
                <a className={styles.eml} href={letter(row.unit)} aria-label={t('tasks.letterOf', { unit: unit(row.unit) })} download>
                  <FileText size={14} aria-hidden />
                  .eml
                </a>
              )}
            </li>
          ))}
        </ul>
      </details>
      <AlertDialog
        isOpen={asking}
        onOpenChange={setAsking}
        title={action}
        confirm={t('tasks.sendNow')}
        onConfirm={() => work.act('mail.send', { batch: shortId() })}
      >
        <p>{t('tasks.sendText', { count: concerned.length })}</p>
        {missing > 0 && <p>{t('tasks.sendMissing', { count: missing })}</p>}
      </AlertDialog>
      {contact && <ContactDialog unit={contact} onClose={() => setContact(null)} />}
    </section>
  );
}
