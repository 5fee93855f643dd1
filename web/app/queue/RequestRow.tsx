import { ArrowDown, ArrowUp, ChevronsDown, EllipsisVertical, Hand, Timer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useTick } from '../meeting/clock';
import { useMeeting } from '../meeting/store';
import { useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import type { Request } from '../state';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { IconButton } from '../ui/IconButton';
import { Menu, MenuItem, MenuTrigger } from '../ui/Menu';
import { words } from '../wire';
import { UnitTime } from './FloorCard';
import { limitOf } from './order';
import styles from './queue.module.css';

/** Where a request may move: before the one above it, or behind the one below it; null at the ends. */
export interface Moves {
  up: (() => void) | null;
  down: (() => void) | null;
}

/** RequestRow is one who waits: place, unit, person, subject, since when. `silent` marks a unit that has not spoken for three meetings. */
export function RequestRow({ request, place, staff, silent, moves }: { request: Request; place: number; staff: boolean; silent: boolean; moves: Moves }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const own = useMeeting((store) => store.me.seat === request.seat);
  const limit = useWork(({ meeting }) => limitOf(meeting, request));
  const since = useTick<HTMLSpanElement>((element, now) => {
    const minutes = Math.max(0, Math.floor((now - Date.parse(request.at)) / 60_000));
    const text = minutes === 0 ? t('queue.justNow') : t('queue.waits', { minutes });
    if (element.textContent !== text) element.textContent = text;
  });
  const subject = words(request.subject);
  const name = unit(request.unit) || words(request.person);
  return (
    <li className={styles.row}>
      <span className={styles.number} aria-hidden>
        {place}
      </span>
      <div className={styles.who}>
        <span className={styles.unit}>
          {name}
          {own && <span className={styles.you}> ({t('queue.you')})</span>}
        </span>
        <span className={styles.person}>
          {[words(request.person), request.kind === 'speak' ? '' : t(`queue.kinds.${request.kind}`), limit > 0 ? t('agenda.minutes', { minutes: limit }) : '']
            .filter(Boolean)
            .join(' · ')}
        </span>
        {subject && <span className={styles.subject}>{subject}</span>}
        {staff && (silent || request.skipped) && (
          <span className={styles.marks}>
            {silent && <Chip tone="brand">{t('floor.silent')}</Chip>}
            {request.skipped && <Chip tone="warn">{t('floor.skippedTimes', { count: request.skipped })}</Chip>}
          </span>
        )}
        {staff && <UnitTime unit={request.unit} />}
        <span ref={since} className={styles.since} />
        {staff && <RowActions request={request} name={name} limit={limit} moves={moves} />}
      </div>
    </li>
  );
}

function RowActions({ request, name, limit, moves }: { request: Request; name: string; limit: number; moves: Moves }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const running = useWork((state) => state.meeting.status === 'running');
  return (
    <span className={styles.rowActions}>
      <Button size="small" isDisabled={!running} aria-label={t('queue.callOf', { unit: name })} onPress={() => work.act('floor.call', { request: request.id })}>
        {t('queue.call')}
      </Button>
      <IconButton size="small" label={t('floor.upOf', { unit: name })} isDisabled={!moves.up} onPress={() => moves.up?.()}>
        <ArrowUp size={16} aria-hidden />
      </IconButton>
      <IconButton size="small" label={t('floor.downOf', { unit: name })} isDisabled={!moves.down} onPress={() => moves.down?.()}>
        <ArrowDown size={16} aria-hidden />
      </IconButton>
      <MenuTrigger>
        <Button variant="quiet" size="small" icon aria-label={t('floor.actionsOf', { unit: name })}>
          <EllipsisVertical size={16} aria-hidden />
        </Button>
        <Menu aria-label={t('floor.actionsOf', { unit: name })} placement="bottom end">
          {[2, 3, 5]
            .filter((minutes) => minutes !== limit)
            .map((minutes) => (
              <MenuItem
                key={minutes}
                icon={<Timer size={16} aria-hidden />}
                text={t('floor.grant', { minutes })}
                onAction={() => work.act('floor.grant', { request: request.id, minutes })}
              />
            ))}
          <MenuItem icon={<ChevronsDown size={16} aria-hidden />} text={t('floor.skip')} onAction={() => work.act('floor.skip', { request: request.id })} />
          <MenuItem danger icon={<Hand size={16} aria-hidden />} text={t('queue.lower')} onAction={() => work.act('floor.withdraw', { request: request.id })} />
        </Menu>
      </MenuTrigger>
    </span>
  );
}
