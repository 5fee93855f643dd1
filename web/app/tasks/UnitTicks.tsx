import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unitLabel } from '../meeting/units';
import type { Unit } from '../state';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/CheckboxGroup';
import { includesFolded } from '../ui/fold';
import { TextField } from '../ui/TextField';
import styles from './ticks.module.css';

const levels = ['so', 'quan', 'huyen', 'thixa', 'phuong', 'xa', 'dackhu', 'donvi'] as const;
type Level = (typeof levels)[number];

/** UnitTicks is a list of units to tick, found by typing without tone marks, with whole levels at one press. */
export function UnitTicks({ label, units, value, onChange }: { label: string; units: readonly Unit[]; value: ReadonlySet<string>; onChange: (ids: Set<string>) => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const shown = useMemo(() => units.filter((unit) => includesFolded(`${unitLabel(unit)} ${unit.id}`, query)), [units, query]);
  const present = levels.filter((level) => units.filter((unit) => unit.level === level).length > 1);
  const toggle = (ids: readonly string[]) => {
    const next = new Set(value);
    const all = ids.every((id) => next.has(id));
    for (const id of ids) {
      if (all) next.delete(id);
      else next.add(id);
    }
    onChange(next);
  };
  const allShown = shown.length > 0 && shown.every((unit) => value.has(unit.id));
  return (
    <fieldset className={styles.ticks}>
      <legend className={styles.legend}>
        {label} <span className={styles.count}>{t('tasks.chosen', { count: value.size, all: units.length })}</span>
      </legend>
      <div className={styles.search}>
        <Search size={16} aria-hidden className={styles.searchIcon} />
        <TextField label={t('tasks.findUnit')} labelHidden placeholder={t('tasks.findUnit')} value={query} onChange={setQuery} />
      </div>
      <div className={styles.levels}>
        <Button size="small" onPress={() => toggle(shown.map((unit) => unit.id))}>
          {allShown ? t('tasks.untickAll') : t('tasks.tickAll')}
        </Button>
        {present.length > 1 &&
          present.map((level: Level) => (
            <Button key={level} size="small" onPress={() => toggle(units.filter((unit) => unit.level === level).map((unit) => unit.id))}>
              {t(`tasks.levels.${level}`)}
            </Button>
          ))}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <div className={styles.list} role="group" aria-label={label} tabIndex={0}>
        {shown.map((unit) => (
          <Checkbox key={unit.id} isSelected={value.has(unit.id)} onChange={() => toggle([unit.id])}>
            {unitLabel(unit)}
          </Checkbox>
        ))}
        {shown.length === 0 && <p className={styles.nothing}>{t('app.nothingFound')}</p>}
      </div>
    </fieldset>
  );
}
