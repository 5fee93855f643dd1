import { Hand, Mic, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hhmm } from '../meeting/clock';
import { useUnitLabel } from '../meeting/units';
import { usePowers } from '../meeting/useRole';
import { useMeeting } from '../meeting/store';
import { useWork } from '../meeting/work';
import type { Presence } from '../state';
import { Chip } from '../ui/Chip';
import { classes } from '../ui/class';
import { includesFolded } from '../ui/fold';
import { IconButton } from '../ui/IconButton';
import { words } from '../wire';
import styles from './delegates.module.css';
import { DescribeDialog } from './DescribeDialog';
import { SeatMenu } from './SeatMenu';
import { personWords, rowTitle, type Row } from './sites';

/** DelegateRow is one seat: here or not, the people, hand and floor. */
export function DelegateRow({ row, hand, speaking }: { row: Row; hand: number; speaking: boolean }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const { staff } = usePowers();
  const { seat, present, people } = row;
  const { title, under } = rowTitle(row, unit(seat.unit));
  // The person is the row's title already.
  const named = seat.role !== 'unit' && present.length > 0;
  const own = useMeeting((store) => store.me.seat === seat.id);
  const open = useWork(({ meeting }) => meeting.status !== 'closed');
  const reply = useWork(({ meeting }) => (seat.role === 'unit' ? meeting.replies?.find((one) => one.unit === seat.unit) : undefined));
  const [describing, setDescribing] = useState<Presence | null>(null);
  const here = present.length > 0;
  // Many rosters name the seat after its unit; saying it twice helps nobody.
  const isUnitName = includesFolded(seat.name, unit(seat.unit));
  const since = present[0]?.stays.at(-1)?.from;
  return (
    <li className={styles.row} data-here={here}>
      <span className={classes(styles.light, here && styles.lit)} aria-hidden />
      <div className={styles.who}>
        <p className={styles.unit}>
          {title}
          {seat.role !== 'unit' && <Chip tone="brand">{t(`role.${seat.role}`)}</Chip>}
          {seat.revoked && <Chip tone="danger">{t('delegates.revoked')}</Chip>}
        </p>
        {under && <p className={styles.person}>{under}</p>}
        {here ? (
          present.map((presence) => (
            <div key={presence.id} className={styles.person}>
              <p className={styles.present}>
                {named && present.length === 1 ? words(presence.post) : personWords(presence)}
                {(own || staff) && open && (
                  <IconButton size="small" label={t('hall.describeOf', { name: words(presence.name) })} onPress={() => setDescribing(presence)}>
                    <UserRoundPlus size={16} aria-hidden />
                  </IconButton>
                )}
              </p>
              {presence.others?.map((one) => (
                <p key={words(one.name)}>{personWords(one)}</p>
              ))}
              {presence.substitute && <p>{presence.instead ? t('hall.insteadOf', { name: words(presence.instead) }) : t('hall.isSubstitute')}</p>}
            </div>
          ))
        ) : (
          <p className={styles.person}>{[seat.role === 'unit' && !isUnitName ? seat.name : '', t('delegates.away')].filter(Boolean).join(' · ')}</p>
        )}
        {reply?.answer === 'absent' && <p className={styles.person}>{t('delegates.saidAbsent', { reason: words(reply.reason) })}</p>}
        {reply?.answer === 'substitute' && <p className={styles.person}>{t('delegates.saidSubstitute', { name: personWords(reply) })}</p>}
        {here && (
          <p className={styles.person}>
            {t('delegates.people', { count: people })}
            {since ? ` · ${t('delegates.since', { time: hhmm(since) })}` : ''}
          </p>
        )}
      </div>
      {speaking && (
        <span className={styles.speaking}>
          <Mic size={14} aria-hidden />
          {t('queue.speaking')}
        </span>
      )}
      {hand > 0 && (
        <span className={styles.hand} aria-label={t('delegates.hand', { place: hand })}>
          <Hand size={14} aria-hidden />
          {hand}
        </span>
      )}
      {describing && <DescribeDialog presence={describing} onClose={() => setDescribing(null)} />}
      {staff && <SeatMenu seat={seat} name={unit(seat.unit) || seat.name} person={present[0] ? words(present[0].name) : ''} />}
    </li>
  );
}
