import { Plus, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, wordsFor } from '../api';
import { AlertDialog } from '../ui/AlertDialog';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { toast } from '../ui/Toast';
import { TextField } from '../ui/TextField';
import styles from './admin.module.css';
import { added, bodyOf, changed, complete, differs, draftOf, type Draft, type Year } from './calendar';
import look from './calendar.module.css';
import { MakeUpRow } from './MakeUpRow';
import { OffRow } from './OffRow';

/** YearEditor edits one year of holidays and make-up days. What is typed stays until the server has it. */
export function YearEditor({ year, seat, onSaved }: { year: Year; seat: string; onSaved: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(year));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const [asks, setAsks] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const give = (method: 'PUT' | 'DELETE') => {
    setBusy(true);
    call(`/api/calendar/${year.year}?seat=${encodeURIComponent(seat)}`, method === 'PUT' ? { method, body: bodyOf(draft) } : { method })
      .then(
        () => {
          setFault(null);
          toast({ text: t('admin.calendar.saved', { year: year.year }) });
          onSaved();
        },
        (refused: unknown) => setFault(refused),
      )
      .finally(() => setBusy(false));
  };
  return (
    <section className={styles.section} aria-labelledby="calendar-year">
      <h2 id="calendar-year">{t('admin.calendar.of', { year: year.year })}</h2>
      <TextField label={t('admin.calendar.source')} hint={t('admin.calendar.sourceHint')} value={draft.source} onChange={(source) => change({ source })} rows={2} maxLength={500} isRequired />
      <h3>{t('admin.calendar.off')}</h3>
      {draft.off.length === 0 && <p className={styles.muted}>{t('admin.calendar.none')}</p>}
      <ol className={look.rows}>
        {draft.off.map((row) => (
          <OffRow
            key={row.key}
            row={row}
            year={year.year}
            onChange={(words) => change({ off: changed(draft.off, row.key, words) })}
            onRemove={() => change({ off: draft.off.filter(({ key }) => key !== row.key) })}
          />
        ))}
      </ol>
      <div>
        <Button onPress={() => change({ off: added(draft.off, { from: '', to: '', vi: '', en: '' }) })}>
          <Plus size={16} aria-hidden />
          {t('admin.calendar.addOff')}
        </Button>
      </div>
      <h3>{t('admin.calendar.work')}</h3>
      {draft.work.length === 0 && <p className={styles.muted}>{t('admin.calendar.none')}</p>}
      <ol className={look.rows}>
        {draft.work.map((row) => (
          <MakeUpRow
            key={row.key}
            row={row}
            year={year.year}
            onChange={(words) => change({ work: changed(draft.work, row.key, words) })}
            onRemove={() => change({ work: draft.work.filter(({ key }) => key !== row.key) })}
          />
        ))}
      </ol>
      <div>
        <Button onPress={() => change({ work: added(draft.work, { day: '', for: '' }) })}>
          <Plus size={16} aria-hidden />
          {t('admin.calendar.addWork')}
        </Button>
      </div>
      {fault !== null && <Banner tone="danger">{wordsFor(fault, t)}</Banner>}
      <div className={look.actions}>
        <Button variant="primary" isDisabled={busy || !complete(draft) || !differs(draft, year)} onPress={() => give('PUT')}>
          {t('admin.calendar.save')}
        </Button>
        {year.edited && (
          <Button isDisabled={busy} onPress={() => setAsks(true)}>
            <Undo2 size={16} aria-hidden />
            {t('admin.calendar.restore')}
          </Button>
        )}
      </div>
      <AlertDialog
        isOpen={asks}
        onOpenChange={setAsks}
        title={t('admin.calendar.restoreTitle', { year: year.year })}
        confirm={t('admin.calendar.restore')}
        danger
        onConfirm={() => give('DELETE')}
      >
        {t('admin.calendar.restoreText')}
      </AlertDialog>
    </section>
  );
}
