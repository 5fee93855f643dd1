import { Check, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { hhmm } from '../meeting/clock';
import type { Line } from '../state';
import { Chip } from '../ui/Chip';
import { readingOf } from './readback';

/** ReadMark says beside a conclusion whether the chair confirmed it as it reads now; nothing while it was not read back. */
export function ReadMark({ line }: { line: Line }) {
  const { t } = useTranslation();
  const reading = readingOf(line);
  if (reading === 'confirmed') {
    return (
      <Chip tone="ok">
        <Check size={13} strokeWidth={2.5} aria-hidden />
        {line.confirmed ? t('readback.readAt', { time: hhmm(line.confirmed.at) }) : t('readback.read')}
      </Chip>
    );
  }
  if (reading === 'unread') return null;
  return (
    <Chip tone="warn">
      <RotateCcw size={13} aria-hidden />
      {t('readback.again')}
    </Chip>
  );
}
