import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { useUnitLabel } from '../meeting/units';
import { usePowers } from '../meeting/useRole';
import { useWork } from '../meeting/work';
import { queueOf } from '../queue/order';
import { buttonClass } from '../ui/buttonLook';
import { includesFolded } from '../ui/fold';
import { TextField } from '../ui/TextField';
import { DelegateRow } from './DelegateRow';
import styles from './delegates.module.css';
import { HallList } from './HallList';
import { personWords, rowsOf, turnout } from './sites';

/** DelegatesPanel is who is here: "17/30 điểm cầu", the people at each, hands and floor; staff renew and take back links. */
export function DelegatesPanel() {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const { staff } = usePowers();
  const me = useMeeting((store) => store.me);
  const meeting = useWork((state) => state.meeting);
  const [query, setQuery] = useState('');
  const [only, setOnly] = useState<'all' | 'here' | 'away'>('all');
  const count = turnout(meeting);
  const queue = queueOf(meeting);
  const floor = meeting.requests.find((request) => request.id === meeting.floor)?.seat;
  const rows = rowsOf(meeting).filter(({ seat, present }) => {
    if (!staff && seat.revoked) return false;
    if (only !== 'all' && (only === 'here') !== present.length > 0) return false;
    return includesFolded([unit(seat.unit), seat.unit, seat.name, ...present.map(personWords)].join(' '), query);
  });
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <p className={styles.sum} role="status">
          <strong>{t('delegates.turnout', { present: count.present, units: count.units })}</strong>
          <span>{t('delegates.people', { count: count.people })}</span>
          {(staff || me.role === 'unit') && (
            <a className={buttonClass({ size: 'small' })} href={`/api/meetings/${encodeURIComponent(me.meeting)}/attendance.csv?seat=${encodeURIComponent(me.seat)}`} download>
              <Download size={15} aria-hidden />
              {t('delegates.csv')}
            </a>
          )}
        </p>
        <span className={styles.bar} style={{ '--share': count.units === 0 ? 0 : count.present / count.units } as React.CSSProperties} aria-hidden />
        <TextField label={t('delegates.find')} labelHidden placeholder={t('delegates.find')} value={query} onChange={setQuery} />
        <div className={styles.filters} role="group" aria-label={t('delegates.filter')}>
          {(['all', 'here', 'away'] as const).map((id) => (
            <button key={id} type="button" className={styles.filter} aria-pressed={only === id} onClick={() => setOnly(id)}>
              {t(`delegates.filters.${id}`)}
            </button>
          ))}
        </div>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <ul className={styles.list} aria-label={t('delegates.title')} tabIndex={0}>
        {rows.map((row) => (
          <DelegateRow key={row.seat.id} row={row} hand={queue.findIndex((request) => request.seat === row.seat.id) + 1} speaking={row.seat.id === floor} />
        ))}
        {only !== 'away' && query === '' && <HallList staff={staff} />}
        {rows.length === 0 && <li className={styles.nothing}>{t('app.nothingFound')}</li>}
      </ul>
    </div>
  );
}
