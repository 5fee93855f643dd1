import { Presentation } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWork, useWorkApi } from '../meeting/work';
import type { Item, Line } from '../state';
import { Button } from '../ui/Button';
import styles from './minutes.module.css';
import { readingOf } from './readback';

/** GroupTitle names an item over its lines; staff start from here to read its conclusions back to everybody. */
export function GroupTitle({ item, title, lines, staff }: { item: Item | null; title: string; lines: readonly Line[]; staff: boolean }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { running, current, shown } = useWork(({ meeting }) => ({ running: meeting.status === 'running', current: meeting.current, shown: meeting.readback }));
  const conclusions = lines.filter((line) => line.kind === 'conclusion');
  const confirmed = conclusions.filter((line) => readingOf(line) === 'confirmed').length;
  return (
    <div className={styles.groupHead}>
      <h2 className={styles.groupTitle} data-current={item?.id === current}>
        {title}
      </h2>
      {staff && running && item && conclusions.length > 0 && item.id !== shown && (
        <Button size="small" className={styles.read ?? ''} onPress={() => work.act('readback.show', { item: item.id })}>
          <Presentation size={14} aria-hidden />
          {t('readback.start', { confirmed, count: conclusions.length })}
        </Button>
      )}
    </div>
  );
}
