import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button';
import { DatePicker } from '../ui/DatePicker';
import { ddmmyyyy } from '../ui/clock';
import type { MakeUp, Row } from './calendar';
import look from './calendar.module.css';

/** MakeUpRow is one make-up day while it is edited. */
export function MakeUpRow({ row, year, onChange, onRemove }: { row: Row<MakeUp>; year: number; onChange: (words: Partial<MakeUp>) => void; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <li className={look.makeUp}>
      <DatePicker label={t('admin.calendar.day')} value={row.day || null} onChange={(day) => onChange({ day: day ?? '' })} least={`${year}-01-01`} greatest={`${year}-12-31`} />
      <DatePicker label={t('admin.calendar.for')} value={row.for || null} onChange={(instead) => onChange({ for: instead ?? '' })} />
      <div className={look.last}>
        <Button variant="quiet" icon onPress={onRemove} aria-label={t('admin.calendar.removeWork', { day: row.day ? ddmmyyyy(`${row.day}T12:00:00+07:00`) : '' })}>
          <Trash2 size={16} aria-hidden />
        </Button>
      </div>
    </li>
  );
}
