import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/CheckboxGroup';
import { DatePicker } from '../ui/DatePicker';
import { TextField } from '../ui/TextField';
import type { Off, Row } from './calendar';
import look from './calendar.module.css';

/** begun sets the first day; most holidays are one day, so the last follows once the year is typed out. */
const begun = (row: Off, from: string, year: number): Partial<Off> => (row.to === '' && from.startsWith(`${year}-`) ? { from, to: from } : { from });

/** OffRow is one stretch of days off while it is edited. */
export function OffRow({ row, year, onChange, onRemove }: { row: Row<Off>; year: number; onChange: (words: Partial<Off>) => void; onRemove: () => void }) {
  const { t } = useTranslation();
  const bounds = { least: `${year}-01-01`, greatest: `${year}-12-31` };
  return (
    <li className={look.off}>
      <DatePicker label={t('admin.calendar.from')} value={row.from || null} onChange={(from) => onChange(begun(row, from ?? '', year))} {...bounds} />
      <DatePicker label={t('admin.calendar.to')} value={row.to || null} onChange={(to) => onChange({ to: to ?? '' })} {...bounds} />
      <TextField label={t('admin.calendar.nameVi')} value={row.vi} onChange={(vi) => onChange({ vi })} maxLength={120} />
      <TextField label={t('admin.calendar.nameEn')} value={row.en} onChange={(en) => onChange({ en })} maxLength={120} />
      <div className={look.last}>
        <Checkbox isSelected={row.unconfirmed ?? false} onChange={(unconfirmed) => onChange({ unconfirmed })}>
          {t('admin.calendar.unconfirmed')}
        </Checkbox>
        <Button variant="quiet" icon onPress={onRemove} aria-label={t('admin.calendar.removeOff', { name: row.vi })}>
          <Trash2 size={16} aria-hidden />
        </Button>
      </div>
    </li>
  );
}
