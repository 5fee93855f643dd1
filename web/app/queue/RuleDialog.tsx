import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWork, useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';
import styles from './queue.module.css';

const longest = 600;
const isMinutes = (text: string) => /^\d+$/u.test(text) && Number(text) <= longest;

/** RuleDialog sets how long people speak in this meeting: one speech, and all speeches of a unit. */
export function RuleDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const rule = useWork(({ meeting }) => meeting.rule);
  const [speech, setSpeech] = useState(String(rule?.speech ?? 0));
  const [budget, setBudget] = useState(String(rule?.budget ?? 0));
  const good = isMinutes(speech) && isMinutes(budget);
  const save = (close: () => void) => {
    work.act('floor.rule', { speech: Number(speech), budget: Number(budget) });
    close();
  };
  const bad = (text: string) => (isMinutes(text) ? undefined : t('agenda.badMinutes'));
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('floor.rules')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={!good} onPress={() => save(close)}>
            {t('agenda.save')}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        <TextField label={t('floor.ruleSpeech')} hint={t('floor.ruleSpeechHint')} value={speech} onChange={setSpeech} inputMode="numeric" error={bad(speech)} autoFocus />
        <TextField label={t('floor.ruleBudget')} hint={t('floor.ruleBudgetHint')} value={budget} onChange={setBudget} inputMode="numeric" error={bad(budget)} />
      </div>
    </Dialog>
  );
}
