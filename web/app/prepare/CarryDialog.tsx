import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsFor } from '../api';
import { uuid7 } from '../ids';
import { useMeeting } from '../meeting/store';
import { useWork, useWorkApi } from '../meeting/work';
import type { Origin } from '../prepare';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/CheckboxGroup';
import { Chip } from '../ui/Chip';
import { ddmmyyyy } from '../ui/clock';
import { Dialog } from '../ui/Dialog';
import { Skeleton } from '../ui/Skeleton';
import type { ItemKind } from '../wire';
import { meetingPath, useFetched } from './useFetched';
import styles from './prepare.module.css';

/** What returns from an earlier meeting (agenda.Carry). */
interface Carry {
  from: Origin;
  title: string;
  number?: number;
  kind: ItemKind;
  minutes: number;
  lead: string;
  internal?: boolean;
  why: ('undiscussed' | 'recurring' | 'open')[];
  open?: number;
  overdue?: number;
  meeting_title: string;
  held: string;
}

const longestTitle = 300;
const tones = { undiscussed: 'warn', recurring: 'brand', open: 'task' } as const;
const nameOf = ({ meeting, item = '', line = '' }: Origin) => `${meeting} ${item} ${line}`;

/** CarryDialog offers what returns from earlier meetings, with the reason for each; what is ticked becomes items. */
export function CarryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const me = useMeeting((store) => store.me);
  // Carried items go before the conclusions and the close of the meeting.
  const before = useWork(({ meeting }) => meeting.items.find((item) => item.state === 'planned' && (item.kind === 'conclusion' || item.kind === 'closing'))?.id);
  const { value, error } = useFetched<{ carry: Carry[] }>(meetingPath(me, 'carry'));
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const rows = value?.carry ?? [];
  const toggle = (name: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(name);
    else next.delete(name);
    setTicked(next);
  };
  const add = (close: () => void) => {
    const chosen = rows.filter((row) => ticked.has(nameOf(row.from)));
    const items = chosen.map(({ from, title, kind, minutes, lead, internal, why }) => ({
      item: uuid7(),
      from,
      title: [...title.replace(/\s+/gu, ' ')].slice(0, longestTitle).join(''),
      kind,
      minutes,
      lead,
      presenter: '',
      ...(internal ? { internal } : {}),
      ...(why.includes('recurring') ? { recurring: true } : {}),
    }));
    work.act('item.carry', { ...(before ? { before } : {}), items });
    close();
  };
  return (
    <Dialog
      isOpen
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t('prepare.carry.title')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={ticked.size === 0} onPress={() => add(close)}>
            {t('prepare.carry.add', { count: ticked.size })}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        <p className={styles.muted}>{t('prepare.carry.about')}</p>
        {error !== null && <Banner tone="danger">{wordsFor(error, t)}</Banner>}
        {!value && error === null && <Skeleton lines={4} />}
        {value && rows.length === 0 && <p>{t('prepare.carry.empty')}</p>}
        <ul className={styles.rows}>
          {rows.map((row) => (
            <li key={nameOf(row.from)} className={styles.carry} data-line={row.from.line ? '' : undefined}>
              <Checkbox isSelected={ticked.has(nameOf(row.from))} onChange={(on) => toggle(nameOf(row.from), on)}>
                {row.number ? t('prepare.carry.conclusion', { number: row.number, title: row.title }) : row.title}
              </Checkbox>
              <p className={styles.line}>
                {row.why.map((why) => (
                  <Chip key={why} tone={tones[why]}>
                    {why === 'open' ? t('prepare.carry.why.open', { count: row.open ?? 0 }) : t(`prepare.carry.why.${why}`)}
                  </Chip>
                ))}
                {(row.overdue ?? 0) > 0 && <Chip tone="danger">{t('prepare.carry.overdue', { count: row.overdue ?? 0 })}</Chip>}
                <span className={styles.muted}>{t('prepare.carry.of', { date: ddmmyyyy(row.held) })}</span>
              </p>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
