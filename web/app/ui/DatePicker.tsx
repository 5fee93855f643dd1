import { parseDate, type CalendarDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import {
  DatePicker as AriaDatePicker,
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Popover,
} from 'react-aria-components';
import { Button as KitButton } from './Button';
import styles from './field.module.css';
import { FieldFrame, type FieldWords } from './FieldFrame';
import list from './list.module.css';

/** Props of DatePicker. Dates are calendar dates as text, "2026-12-05", without a time zone. */
export interface DatePickerProps extends FieldWords {
  value: string | null;
  onChange: (date: string | null) => void;
  least?: string;
  greatest?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
}

/** DatePicker is a date typed as dd/MM/yyyy or picked from a calendar whose week begins on Monday. */
export function DatePicker({ value, onChange, least, greatest, isDisabled, isRequired, label, hint, error, labelHidden }: DatePickerProps) {
  return (
    <AriaDatePicker<CalendarDate>
      className={styles.field ?? ''}
      value={value ? parseDate(value) : null}
      onChange={(date) => onChange(date ? date.toString() : null)}
      {...(least ? { minValue: parseDate(least) } : {})}
      {...(greatest ? { maxValue: parseDate(greatest) } : {})}
      firstDayOfWeek="mon"
      shouldForceLeadingZeros
      isInvalid={Boolean(error)}
      isDisabled={isDisabled ?? false}
      isRequired={isRequired ?? false}
    >
      <FieldFrame label={label} hint={hint} error={error} labelHidden={labelHidden ?? false} needed={isRequired}>
        <Group className={styles.box ?? ''}>
          <DateInput className={styles.dateInput ?? ''}>{(segment) => <DateSegment segment={segment} className={styles.segment ?? ''} />}</DateInput>
          <Button className={styles.trigger ?? ''}>
            <CalendarDays size={16} aria-hidden />
          </Button>
        </Group>
        <Popover className={list.popover ?? ''}>
          <Dialog className={styles.calendar ?? ''}>
            <CalendarBody />
          </Dialog>
        </Popover>
      </FieldFrame>
    </AriaDatePicker>
  );
}

function CalendarBody() {
  return (
    <Calendar firstDayOfWeek="mon">
      <header className={styles.calendarHead}>
        <KitButton slot="previous" variant="quiet" size="small" icon>
          <ChevronLeft size={18} aria-hidden />
        </KitButton>
        <Heading />
        <KitButton slot="next" variant="quiet" size="small" icon>
          <ChevronRight size={18} aria-hidden />
        </KitButton>
      </header>
      <CalendarGrid weekdayStyle="short" className={styles.grid ?? ''}>
        <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell date={date} className={styles.day ?? ''} />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
