import { ListOrdered, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { usePowers } from '../meeting/useRole';
import { useWork } from '../meeting/work';
import { AgendaTools } from '../prepare/AgendaTools';
import type { Item } from '../state';
import { EmptyState } from '../ui/EmptyState';
import { IconButton } from '../ui/IconButton';
import { Skeleton } from '../ui/Skeleton';
import styles from './agenda.module.css';
import { AgendaList } from './AgendaList';
import { ChairControls } from './ChairControls';
import { CourseLine } from './CourseLine';
import { ItemDialog } from './ItemDialog';

/** Agenda lists the items; staff also lead through them and change them here. */
export function Agenda() {
  const { t } = useTranslation();
  const { staff } = usePowers();
  const { items, synced, closed } = useWork(({ meeting, synced: all }) => ({ items: meeting.items, synced: all, closed: meeting.status === 'closed' }));
  const title = useMeeting((store) => store.meeting?.title);
  const [edited, setEdited] = useState<Item | 'new' | null>(null);
  const may = staff && !closed;

  return (
    <div className={styles.agenda}>
      <div className={styles.lead}>
        <header className={styles.head}>
          <h2 className={styles.title}>{t('agenda.title')}</h2>
          {may && (
            <span className={styles.headTools}>
              <IconButton label={t('agenda.add')} size="small" onPress={() => setEdited('new')}>
                <Plus size={18} aria-hidden />
              </IconButton>
              <AgendaTools />
            </span>
          )}
        </header>
        <CourseLine />
        {staff && <ChairControls />}
      </div>
      {!synced && items.length === 0 ? <Skeleton lines={6} /> : null}
      {synced && items.length === 0 ? (
        <EmptyState icon={<ListOrdered aria-hidden />} title={t('agenda.empty')} text={may ? t('agenda.emptyStaff') : t('agenda.emptyText')} />
      ) : null}
      {items.length > 0 && <AgendaList label={t('agenda.listOf', { title: title ?? '' })} editable={may} onEdit={setEdited} />}
      {edited && <ItemDialog item={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </div>
  );
}
