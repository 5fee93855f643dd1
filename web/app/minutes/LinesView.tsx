import { ArrowDown, NotebookPen } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { useUnitLabel } from '../meeting/units';
import { usePowers } from '../meeting/useRole';
import { useWork } from '../meeting/work';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import { words } from '../wire';
import { isSigned, writtenPart } from './approval';
import { ConflictCard } from './ConflictCard';
import { DraftRow } from './DraftRow';
import { GroupTitle } from './GroupTitle';
import { LineRow } from './LineRow';
import styles from './minutes.module.css';
import { groupLines, lineStates, refusedLines } from './rows';
import { useFollow } from './useFollow';

/** LinesView is the list of lines by item. It follows new lines while its end is in sight, and says how many came while it is not. */
export function LinesView() {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const powers = usePowers();
  const { meeting, entries, removing, drafts, editing, synced } = useWork((state) => state);
  // Signed minutes are read only.
  const staff = powers.staff && !isSigned(meeting);
  const me = useMeeting((store) => store.me.seat);
  const connected = useMeeting((store) => store.connection.state === 'open');
  const groups = useMemo(() => groupLines(meeting, removing), [meeting, removing]);
  const states = useMemo(() => lineStates(entries, connected), [entries, connected]);
  const refused = refusedLines(entries);
  const written = writtenPart(meeting);
  const lines = meeting.lines.filter((line) => !line.removed);
  const { list, content, fresh, follow } = useFollow(lines.length);
  const typed = Object.values(drafts).filter((draft) => draft.seat !== me);
  const open = new Map(Object.entries(editing).filter(([seat]) => seat !== me).map(([seat, one]) => [one.line, seatName(seat)]));
  const newest = lines.findLast((line) => line.author !== me && line.kind !== 'fact');

  function seatName(seat: string): string {
    const here = meeting.attendance.findLast((one) => one.seat === seat);
    const row = meeting.seats.find((one) => one.id === seat);
    return (here && words(here.name)) || row?.name || (row ? unit(row.unit) : seat);
  }

  const nothing = groups.every((group) => group.lines.length === 0) && typed.length === 0 && refused.length === 0;
  return (
    <div className={styles.view}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <div ref={list} className={styles.lines} role="region" aria-label={t('minutes.title')} tabIndex={0}>
        <div ref={content}>
        {!synced && lines.length === 0 ? <Skeleton lines={6} /> : null}
        {synced && nothing ? (
          <EmptyState icon={<NotebookPen aria-hidden />} title={t('minutes.empty')} text={staff ? t('minutes.emptyStaff') : t('minutes.emptyText')} />
        ) : null}
        {groups.map(({ item, number, lines: rows, part }) => {
          const others = part === written ? typed.filter((draft) => draft.item === (item?.id ?? '')) : [];
          if (rows.length === 0 && others.length === 0) return null;
          const named = item ? `${number}. ${item.title}` : t('minutes.general');
          const title = part > 0 ? t('supplement.group', { part, title: named }) : named;
          // What was signed before the supplementary minutes stays as it is.
          const changes = staff && part === written;
          return (
            <section key={`${part} ${item?.id ?? ''}`} className={styles.group} aria-label={title}>
              <GroupTitle item={item} title={title} lines={rows} staff={changes} />
              <ol>
                {rows.map((line) => (
                  <LineRow key={line.id} line={line} state={states.get(line.id) ?? null} editor={open.get(line.id) ?? null} staff={changes} />
                ))}
                {others.map((draft) => (
                  <DraftRow key={draft.line} draft={draft} by={seatName(draft.seat ?? '')} />
                ))}
              </ol>
            </section>
          );
        })}
        {refused.map((entry) => (
          <ConflictCard key={entry.id} entry={entry} />
        ))}
        </div>
      </div>
      {fresh > 0 && (
        <Button className={styles.fresh ?? ''} size="small" variant="primary" onPress={follow}>
          <ArrowDown size={14} aria-hidden />
          {t('minutes.newLines', { count: fresh })}
        </Button>
      )}
      <p className="visually-hidden" role="status">
        {newest ? t('minutes.announce', { kind: t(`minutes.kinds.${newest.kind}`), text: words(newest.text) }) : ''}
      </p>
    </div>
  );
}
