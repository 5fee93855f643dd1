import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { wordsFor } from '../api';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { buttonClass } from '../ui/buttonLook';
import { Skeleton } from '../ui/Skeleton';
import styles from './admin.module.css';
import { following, type Year } from './calendar';
import look from './calendar.module.css';
import { useLoad } from './useLoad';
import { YearEditor } from './YearEditor';

/** CalendarPage is where holidays and make-up days are edited, a year at a time. */
export function CalendarPage({ seat }: { seat: string }) {
  const { t } = useTranslation();
  const { value, error, again } = useLoad<{ years: Year[] }>('/api/calendar');
  const [opened, setOpened] = useState<number | null>(null);
  const [fresh, setFresh] = useState<Year | null>(null);
  const now = new Date().getFullYear();
  const known = value?.years ?? [];
  const years = fresh && !known.some(({ year }) => year === fresh.year) ? [...known, fresh] : known;
  const shown = years.find(({ year }) => year === (opened ?? now)) ?? years.at(-1);
  const add = () => {
    const next = following(years, now);
    setFresh(next);
    setOpened(next.year);
  };
  return (
    <>
      <div className={styles.title}>
        <h1>{t('admin.calendar.title')}</h1>
        <Link href="/quan-tri" className={buttonClass({})}>
          {t('admin.back')}
        </Link>
      </div>
      <p className={styles.muted}>{t('admin.calendar.about')}</p>
      {error !== null && (
        <Banner tone="danger" action={<Button onPress={again}>{t('app.retry')}</Button>}>
          {wordsFor(error, t)}
        </Banner>
      )}
      {!value && error === null && <Skeleton lines={6} />}
      {value && (
        <div className={look.years}>
          <ToggleButtonGroup
            aria-label={t('admin.calendar.years')}
            selectionMode="single"
            disallowEmptySelection
            className={look.choices ?? ''}
            selectedKeys={shown ? [shown.year] : []}
            onSelectionChange={(keys) => setOpened(Number([...keys][0]))}
          >
            {years.map(({ year, edited }) => (
              <ToggleButton key={year} id={year} className={look.year ?? ''}>
                {edited ? t('admin.calendar.editedYear', { year }) : String(year)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          {!fresh && (
            <Button onPress={add}>
              <CalendarPlus size={16} aria-hidden />
              {t('admin.calendar.addYear')}
            </Button>
          )}
        </div>
      )}
      {shown && (
        <YearEditor
          key={`${shown.year} ${JSON.stringify(shown)}`}
          year={shown}
          seat={seat}
          onSaved={() => {
            setFresh(null);
            again();
          }}
        />
      )}
    </>
  );
}
