import { Plus, UserMinus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import type { Presence } from '../state';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { words } from '../wire';
import styles from './delegates.module.css';
import { HallDialog } from './HallDialog';
import { isHere, personWords } from './sites';

/** HallList are the people in the hall without a device; staff note them, and say when they left. */
export function HallList({ staff }: { staff: boolean }) {
  const { t } = useTranslation();
  const attendance = useWork(({ meeting }) => meeting.attendance);
  const open = useWork(({ meeting }) => meeting.status !== 'closed');
  const [adding, setAdding] = useState(false);
  const hall = attendance.filter((one) => one.hall);
  if (hall.length === 0 && !(staff && open)) return null;
  return (
    <li className={styles.hall}>
      <p className={styles.hallTitle}>
        {t('hall.title')}
        {staff && open && (
          <Button size="small" variant="quiet" onPress={() => setAdding(true)}>
            <Plus size={16} aria-hidden />
            {t('hall.add')}
          </Button>
        )}
      </p>
      {hall.length > 0 && (
        <ul aria-label={t('hall.title')}>
          {hall.map((one) => (
            <HallRow key={one.id} presence={one} acts={staff && open} />
          ))}
        </ul>
      )}
      {adding && <HallDialog onClose={() => setAdding(false)} />}
    </li>
  );
}

function HallRow({ presence, acts }: { presence: Presence; acts: boolean }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useUnitLabel();
  const here = isHere(presence);
  const name = words(presence.name);
  return (
    <li className={styles.hallRow} data-here={here}>
      <div className={styles.who}>
        <p className={styles.unit}>{personWords(presence)}</p>
        <p className={styles.person}>
          {[unit(presence.unit) || t('role.guest'), presence.people > 1 ? t('delegates.people', { count: presence.people }) : '', here ? '' : t('hall.left')].filter(Boolean).join(' · ')}
        </p>
      </div>
      {acts && here && (
        <IconButton size="small" label={t('hall.leaveOf', { name })} onPress={() => work.act('attendance.leave', { presence: presence.id })}>
          <UserMinus size={16} aria-hidden />
        </IconButton>
      )}
      {acts && (
        <IconButton size="small" label={t('hall.strikeOf', { name })} onPress={() => work.act('attendance.strike', { presence: presence.id })}>
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}
