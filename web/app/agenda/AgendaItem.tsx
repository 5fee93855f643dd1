import { Check, GripVertical } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Item } from '../state';
import { Chip } from '../ui/Chip';
import styles from './agenda.module.css';
import { Countdown } from './Countdown';
import { ItemMenu, type ItemMoves } from './ItemMenu';
import { Papers } from './Papers';
import { overMinutes } from './timing';

/** AgendaItem is one row: number or tick, title, who presents, minutes, flags, papers; the clock while it runs. */
export function AgendaItem({ item, number, lead, isNext, edit }: { item: Item; number: number; lead: string; isNext: boolean; edit?: ItemMoves }) {
  const { t } = useTranslation();
  const row = useRef<HTMLDivElement>(null);
  const running = item.state === 'running';
  useEffect(() => {
    if (running) row.current?.scrollIntoView({ block: 'nearest' });
  }, [running]);
  const minutes = item.state === 'done' ? Math.max(1, Math.round(item.spent_ms / 60_000)) : item.minutes;
  const over = item.state === 'done' && item.minutes > 0 ? overMinutes(item.minutes * 60_000 - item.spent_ms) : 0;
  const by = [lead, item.presenter].filter(Boolean).join(' · ');
  return (
    <div ref={row} className={styles.item} aria-current={item.state === 'running' ? 'step' : undefined}>
      <span className={styles.number} data-state={item.state}>
        {item.state === 'done' ? <Check size={15} strokeWidth={2.5} aria-label={t('agenda.done')} /> : number}
      </span>
      <div className={styles.what}>
        <p className={styles.itemTitle}>{item.title}</p>
        <p className={styles.facts}>
          {isNext && <span className={styles.next}>{t('agenda.nextMark')}</span>}
          {minutes > 0 && <span>{item.state === 'done' ? t('agenda.took', { minutes }) : t('agenda.minutes', { minutes })}</span>}
          {over > 0 && <span className={styles.over}>{t('agenda.over', { minutes: over })}</span>}
          {by && <span>{by}</span>}
        </p>
        {(item.late || item.internal || item.from || item.recurring) && (
          <p className={styles.flags}>
            {item.late && <Chip tone="warn">{t('agenda.lateItem')}</Chip>}
            {item.internal && <Chip>{t('agenda.internal')}</Chip>}
            {item.from && <Chip tone="task">{t('prepare.carry.from')}</Chip>}
            {item.recurring && <Chip tone="brand">{t('prepare.carry.recurring')}</Chip>}
          </p>
        )}
        {item.state === 'running' && <Countdown item={item} />}
        <Papers item={item.id} papers={item.papers} />
      </div>
      {edit && (
        <div className={styles.tools}>
          <ItemMenu item={item} {...edit} />
          <AriaButton slot="drag" className={styles.grip ?? ''}>
            <GripVertical size={16} aria-hidden />
          </AriaButton>
        </div>
      )}
    </div>
  );
}
