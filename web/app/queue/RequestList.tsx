import { useTranslation } from 'react-i18next';
import { useWork, useWorkApi } from '../meeting/work';
import type { Request } from '../state';
import styles from './queue.module.css';
import { RequestRow } from './RequestRow';

/** RequestList is one list of those who wait (of an item, or of a question round), in the chair's order. `first` is the place of its first row in the whole queue. */
export function RequestList({ title, requests, first, staff, silent }: { title: string; requests: readonly Request[]; first: number; staff: boolean; silent: ReadonlySet<string> }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const spoken = useWork(({ meeting }) => meeting.requests.filter((row) => row.from !== null).map((row) => row.unit));
  if (requests.length === 0) return null;
  const move = (request: Request, before: Request | undefined) => work.act('floor.move', { request: request.id, ...(before ? { before: before.id } : {}) });
  return (
    <>
      {title && <h3 className={styles.group}>{title}</h3>}
      <ol className={styles.list} aria-label={title || t('queue.title')}>
        {requests.map((request, n) => {
          const above = requests[n - 1];
          const below = requests[n + 1];
          return (
            <RequestRow
              key={request.id}
              request={request}
              place={first + n}
              staff={staff}
              silent={silent.has(request.unit) && !spoken.includes(request.unit)}
              moves={{ up: above ? () => move(request, above) : null, down: below ? () => move(request, requests[n + 2]) : null }}
            />
          );
        })}
      </ol>
    </>
  );
}
