import { UserRound, X } from 'lucide-react';
import { DialogTrigger, Dialog as AriaDialog, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useUnitChoices, useUnitLabel } from '../meeting/units';
import { useWork } from '../meeting/work';
import { Button } from '../ui/Button';
import { ComboBox } from '../ui/ComboBox';
import { TextField } from '../ui/TextField';
import { words } from '../wire';
import styles from './composer.module.css';

/** Who said it. */
export interface Speaker {
  unit: string;
  person: string;
}

/** SpeakerChoice shows who said the line and lets it be changed: unit, and the person as they signed in. */
export function SpeakerChoice({ value, onChange }: { value: Speaker; onChange: (speaker: Speaker) => void }) {
  const { t } = useTranslation();
  const label = useUnitLabel();
  const units = useUnitChoices();
  const attendance = useWork(({ meeting }) => meeting.attendance);
  const shown = [label(value.unit), value.person].filter(Boolean).join(' · ');
  const choose = (unit: string | null) => {
    const present = attendance.findLast((one) => one.unit === unit);
    onChange({ unit: unit ?? '', person: present ? words(present.name) : '' });
  };
  return (
    <span className={styles.speaker}>
      <DialogTrigger>
        <Button size="small" className={styles.chip ?? ''} aria-label={t('composer.speakerIs', { name: shown || t('composer.nobody') })}>
          <UserRound size={14} aria-hidden />
          <span className={styles.chipText}>{shown || t('composer.speaker')}</span>
        </Button>
        <Popover placement="top start" className={styles.popover ?? ''}>
          <AriaDialog className={styles.popoverBody ?? ''} aria-label={t('composer.speaker')}>
            <ComboBox label={t('composer.unit')} choices={units} value={value.unit || null} onChange={choose} placeholder={t('agenda.leadHint')} />
            <TextField label={t('composer.person')} value={value.person} onChange={(person) => onChange({ ...value, person })} maxLength={120} />
          </AriaDialog>
        </Popover>
      </DialogTrigger>
      {shown && (
        <Button size="small" variant="quiet" icon aria-label={t('composer.noSpeaker')} onPress={() => onChange({ unit: '', person: '' })}>
          <X size={14} aria-hidden />
        </Button>
      )}
    </span>
  );
}
