import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { useWork } from '../meeting/work';
import { buttonClass } from '../ui/buttonLook';
import { courseRows } from './course';
import { Section } from './Section';
import styles from './prepare.module.css';

/** Course is planned beside actual time, item by item. While the meeting runs the running item shows what its finished runs took. */
export function Course() {
  const { t } = useTranslation();
  const me = useMeeting((store) => store.me);
  const { items, status } = useWork(({ meeting }) => ({ items: meeting.items, status: meeting.status }));
  if (items.length === 0 || (status !== 'running' && status !== 'closed')) return null;
  const rows = courseRows(items);
  const sum = (key: 'planned' | 'extended' | 'actual') => rows.reduce((all, row) => all + row[key], 0);
  const signed = (n: number) => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0');
  const file = (kind: string) => `/api/meetings/${encodeURIComponent(me.meeting)}/course.${kind}?seat=${encodeURIComponent(me.seat)}`;
  return (
    <Section
      title={t('prepare.course.title')}
      id="course"
      tools={(['xlsx', 'csv'] as const).map((kind) => (
        <a key={kind} className={buttonClass({ size: 'small' })} href={file(kind)} download>
          <Download size={14} aria-hidden />
          {t('tasks.download', { kind: kind === 'xlsx' ? 'Excel' : 'CSV' })}
        </a>
      ))}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <div className={styles.scroll} role="region" aria-label={t('prepare.course.title')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('prepare.course.item')}</th>
              <th scope="col">{t('prepare.course.planned')}</th>
              <th scope="col">{t('prepare.course.extended')}</th>
              <th scope="col">{t('prepare.course.actual')}</th>
              <th scope="col">{t('prepare.course.over')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, n) => (
              <tr key={row.id}>
                <th scope="row" className={styles.wrap}>
                  {n + 1}. {row.title}
                </th>
                <td data-kind="number">{row.planned}</td>
                <td data-kind="number">{signed(row.extended)}</td>
                <td data-kind="number">{row.state === 'planned' && status === 'running' ? '–' : row.actual}</td>
                <td data-kind="number">{row.state === 'done' || status === 'closed' ? signed(row.over) : '–'}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('prepare.course.sum')}</th>
              <td data-kind="number">{sum('planned')}</td>
              <td data-kind="number">{signed(sum('extended'))}</td>
              <td data-kind="number">{sum('actual')}</td>
              <td data-kind="number">{status === 'closed' ? signed(sum('actual') - sum('planned') - sum('extended')) : '–'}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  );
}
