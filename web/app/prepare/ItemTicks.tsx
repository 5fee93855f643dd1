import { useTranslation } from 'react-i18next';
import { Checkbox } from '../ui/CheckboxGroup';
import { Chip } from '../ui/Chip';
import type { PastedItem } from './agendaText';
import styles from './prepare.module.css';

/** ItemTicks shows items before they are added; what is not ticked is left out. */
export function ItemTicks({ label, items, left, onChange }: { label: string; items: readonly PastedItem[]; left: ReadonlySet<number>; onChange: (left: ReadonlySet<number>) => void }) {
  const { t } = useTranslation();
  const toggle = (n: number, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(n);
    else next.add(n);
    onChange(next);
  };
  const sum = items.reduce((all, item, n) => (left.has(n) ? all : all + item.minutes), 0);
  return (
    <div role="group" aria-label={label}>
      <p className={styles.line}>
        <strong>{label}</strong> <span className={styles.muted}>{t('prepare.paste.sum', { count: items.length - left.size, minutes: sum })}</span>
      </p>
      <ul className={styles.ticks}>
        {items.map((item, n) => (
          // oxlint-disable-next-line react/no-array-index-key -- a line of a text has no other name
          <li key={n}>
            <Checkbox isSelected={!left.has(n)} onChange={(on) => toggle(n, on)}>
              {item.title} <span className={styles.muted}>{[t(`agenda.kinds.${item.kind}`), item.minutes > 0 && t('agenda.minutes', { minutes: item.minutes }), item.presenter].filter(Boolean).join(' · ')}</span>
              {item.long && <Chip tone="warn">{t('prepare.paste.long')}</Chip>}
            </Checkbox>
          </li>
        ))}
      </ul>
    </div>
  );
}
