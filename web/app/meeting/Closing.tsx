import { CheckCircle2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { span, spentOn } from '../agenda/timing';
import { spokenBy } from '../queue/order';
import { standing } from '../tasks/fate';
import { clockText } from '../ui/ticker';
import styles from './closing.module.css';
import { hhmm } from './clock';
import { useUnitLabel } from './units';
import { usePowers } from './useRole';
import { useWork } from './work';

/** Closing stands where the pictures were once the meeting is over: how long it took, what was planned and used, what came out, who spoke how long. */
export function Closing() {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const { staff } = usePowers();
  const meeting = useWork((state) => state.meeting);
  const { opened_at: opened, closed_at: closed, items, requests } = meeting;
  const conclusions = meeting.lines.filter((line) => line.kind === 'conclusion' && !line.removed).length;
  const tasks = standing(meeting).reduce((sum, one) => sum + one.tasks.length, 0);
  const came = new Set(meeting.attendance.map((one) => one.unit));
  const spoke = [...new Set(requests.filter((one) => one.from !== null && one.unit !== '').map((one) => one.unit))]
    .map((id) => ({ id, time: spokenBy(requests, id, 0) }))
    .toSorted((one, other) => other.time - one.time);
  const facts = [
    opened && closed ? t('closing.time', { from: hhmm(opened), until: hhmm(closed), time: clockText(Date.parse(closed) - Date.parse(opened)) }) : '',
    t('closing.units', { count: meeting.units.filter((one) => came.has(one.id)).length, units: meeting.units.length }),
    t('closing.conclusions', { count: conclusions }),
    t(staff ? 'closing.tasks' : 'closing.tasksOwn', { count: tasks }),
  ];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <div className={styles.closing} role="region" aria-label={t('end.closed')} tabIndex={0}>
      <div className={styles.head}>
        <CheckCircle2 size={28} aria-hidden />
        <h2>{t('end.closed')}</h2>
        <p>{t('end.closedText')}</p>
      </div>
      <ul className={styles.facts}>
        {facts.filter(Boolean).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <table className={styles.table}>
        <caption>{t('closing.items')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('closing.item')}</th>
            <th scope="col">{t('closing.planned')}</th>
            <th scope="col">{t('closing.actual')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, n) => (
            <tr key={item.id} data-over={item.minutes > 0 && spentOn(item, 0) > item.minutes * 60_000}>
              <th scope="row">
                {n + 1}. {item.title}
              </th>
              <td>{item.minutes > 0 ? t('agenda.minutes', { minutes: item.minutes }) : '–'}</td>
              <td>{item.state === 'planned' ? t('closing.notHeld') : span(spentOn(item, 0))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {spoke.length > 0 && (
        <table className={styles.table}>
          <caption>{t('closing.spoke')}</caption>
          <tbody>
            {spoke.map(({ id, time }) => (
              <tr key={id}>
                <th scope="row">{unit(id)}</th>
                <td>{span(time)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
