import { ChevronRight, Play, Square } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { useWork, useWorkApi } from '../meeting/work';
import { AlertDialog } from '../ui/AlertDialog';
import { Button } from '../ui/Button';
import styles from './agenda.module.css';
import { nextItem } from './timing';

/** ChairControls lead through the meeting: publish, open, next item, more minutes, end, close. Everybody's agenda follows. */
export function ChairControls() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { status, current, next, items, undecided } = useWork(({ meeting }) => ({
    status: meeting.status,
    current: meeting.items.find((item) => item.id === meeting.current),
    next: nextItem(meeting),
    items: meeting.items.length,
    undecided: meeting.items.filter((item) => item.state === 'planned').length,
  }));
  const [closing, setClosing] = useState(false);
  const preparing = useMeeting((store) => store.me.watching);

  const first = next && !current;
  const goOn = () => next && work.act('item.start', { item: next.id });
  if (status === 'draft' || status === 'published') {
    return (
      <div className={styles.controls}>
        {!preparing && (
          <Button variant="primary" isDisabled={items === 0} onPress={() => work.act('meeting.open', {})}>
            <Play size={16} aria-hidden />
            {t('agenda.open')}
          </Button>
        )}
        {status === 'draft' && (
          <Button variant={preparing ? 'primary' : 'secondary'} isDisabled={items === 0} onPress={() => work.act('meeting.publish', {})}>
            {t('agenda.publish')}
          </Button>
        )}
      </div>
    );
  }
  if (status !== 'running' || preparing) return null;
  return (
    <div className={styles.controls}>
      {next ? (
        <Button variant="primary" onPress={goOn}>
          {first ? t('agenda.start') : t('agenda.nextItem')}
          <ChevronRight size={16} aria-hidden />
        </Button>
      ) : (
        <Button variant={current ? 'secondary' : 'primary'} onPress={() => (current ? work.act('item.end', { item: current.id }) : setClosing(true))}>
          {current ? t('agenda.end') : t('agenda.close')}
        </Button>
      )}
      {current && (
        <>
          {[2, 5].map((minutes) => (
            <Button key={minutes} size="small" aria-label={t('agenda.extendLong', { minutes })} onPress={() => work.act('item.extend', { item: current.id, minutes })}>
              {t('agenda.extend', { minutes })}
            </Button>
          ))}
        </>
      )}
      {(next || current) && (
        <Button variant="quiet" size="small" onPress={() => setClosing(true)}>
          <Square size={14} aria-hidden />
          {t('agenda.close')}
        </Button>
      )}
      <AlertDialog
        isOpen={closing}
        onOpenChange={setClosing}
        title={t('agenda.closeTitle')}
        confirm={t('agenda.close')}
        danger
        onConfirm={() => work.act('meeting.close', {})}
      >
        <p>{undecided > 0 ? t('agenda.closeLeft', { count: undecided }) : t('agenda.closeText')}</p>
      </AlertDialog>
    </div>
  );
}
