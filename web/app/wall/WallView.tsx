import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { useWakeLock } from '../meeting/useWakeLock';
import { useWork } from '../meeting/work';
import type { Meeting } from '../state';
import { clockText } from '../ui/ticker';
import { useTick } from '../meeting/clock';
import { publicPart } from './publicPart';
import styles from './wall.module.css';
import { WallCover } from './WallCover';
import { WallFloor } from './WallFloor';
import { WallItem } from './WallItem';
import { WallLines } from './WallLines';
import { WallPoll } from './WallPoll';
import { WallReadback } from './WallReadback';

/** WallView is what the hall reads from afar: the item, who speaks, the last lines, a poll, the read-back. It follows by itself and shows only what every unit may see. */
export function WallView() {
  const { t } = useTranslation();
  useWakeLock();
  const connection = useMeeting((store) => store.connection);
  const meeting = useWork((state) => publicPart(state.meeting));
  if (connection.state === 'ended') return <p className={styles.wait}>{t('end.revoked')}</p>;
  if (meeting.status === '') return <p className={styles.wait}>{t('app.loading')}</p>;
  const cover = showsCover(meeting);
  return (
    <div className={styles.wall} data-stage data-wall>
      <header className={styles.head} data-cover={cover}>
        {/* The cover says it large. */}
        {cover ? <span className={styles.title} /> : <h1 className={styles.title}>{meeting.title}</h1>}
        {connection.state !== 'open' && (
          <p className={styles.lost} role="status">
            {t('meeting.reconnecting')}
          </p>
        )}
        <Elapsed meeting={meeting} />
      </header>
      {cover ? <WallCover meeting={meeting} /> : <WallBody meeting={meeting} />}
    </div>
  );
}

/** showsCover says that there is nothing to show yet but which meeting this is: no item ran, nobody spoke or asked. */
function showsCover({ status, items, floor, polls = [], readback }: Meeting): boolean {
  if (status === 'closed' || readback) return false;
  return status !== 'running' || (items.every((item) => item.state === 'planned') && floor === '' && polls.length === 0);
}

function WallBody({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  if (meeting.status === 'closed') return <p className={styles.wait}>{t('end.closed')}</p>;
  if (meeting.readback) return <WallReadback meeting={meeting} />;
  return (
    <main className={styles.body}>
      <div className={styles.left}>
        <WallItem meeting={meeting} />
        <WallFloor meeting={meeting} />
      </div>
      <div className={styles.right}>
        <WallPoll meeting={meeting} />
        <WallLines meeting={meeting} />
      </div>
    </main>
  );
}

function Elapsed({ meeting }: { meeting: Meeting }) {
  const opened = meeting.opened_at === null ? null : Date.parse(meeting.opened_at);
  const closed = meeting.closed_at === null ? null : Date.parse(meeting.closed_at);
  const text = useTick<HTMLSpanElement>((element, now) => {
    const words = opened === null ? '' : clockText((closed ?? now) - opened);
    if (element.textContent !== words) element.textContent = words;
  });
  return <span ref={text} className={styles.elapsed} role="timer" aria-live="off" />;
}
