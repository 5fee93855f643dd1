import { UsersRound } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsFor } from '../api';
import { sitesOf } from '../meeting/sites';
import type { Meeting } from '../state';
import { Banner } from '../ui/Banner';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import styles from './room.module.css';
import { conditionOf, conditions, rowWords, type RoomPeer } from './roomNow';
import { useRoomNow } from './useRoomNow';

const cells = ['up', 'down', 'rtt', 'transport', 'sends'] as const;

/** RoomTable shows every device in the media room, in words first: how it does, what it sends and receives, by which way. Figures change each second. */
export function RoomTable({ id, seat, meeting }: { id: string; seat: string; meeting: Pick<Meeting, 'host' | 'units' | 'attendance' | 'seats'> }) {
  const { t, i18n } = useTranslation();
  const root = useRef<HTMLDivElement>(null);
  const last = useRef<readonly RoomPeer[]>([]);
  const [troubled, setTroubled] = useState(false);
  const names = useMemo(() => new Map(sitesOf(meeting).map((site) => [site.seat, site])), [meeting]);
  const write = (peers: readonly RoomPeer[]) => {
    last.current = peers;
    const target = root.current;
    if (!target) return;
    for (const peer of peers) writeRow(target, peer, rowWords(peer, t, i18n.language));
    writeCounts(target, peers);
  };
  const { peers, error } = useRoomNow(id, seat, write);
  // Rows that were rendered just now are empty until they are written.
  useEffect(() => write(last.current));
  return (
    <div ref={root} className={styles.room} data-troubled={troubled || undefined}>
      {error !== null && <Banner tone="danger">{wordsFor(error, t)}</Banner>}
      {!peers && error === null && <Skeleton lines={6} />}
      {peers?.length === 0 && <EmptyState icon={<UsersRound aria-hidden />} title={t('room.empty')} text={t('room.emptyText')} />}
      {peers && peers.length > 0 && (
        <>
          <div className={styles.head}>
            <ul className={styles.counts} aria-label={t('room.counts')}>
              {conditions.map((condition) => (
                <li key={condition} className={styles.count}>
                  <span className={styles.condition} data-condition={condition}>
                    {t(`room.conditions.${condition}`)}
                  </span>
                  <strong data-count={condition} />
                </li>
              ))}
            </ul>
            <label className={styles.filter}>
              <input type="checkbox" checked={troubled} onChange={(event) => setTroubled(event.target.checked)} />
              {t('room.onlyTroubled')}
            </label>
          </div>
          <table className={styles.table}>
            <caption className="visually-hidden">{t('room.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('admin.columnUnit')}</th>
                <th scope="col">{t('room.condition')}</th>
                {cells.map((cell) => (
                  <th key={cell} scope="col">
                    {t(`room.${cell}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {peers.map((peer) => {
                const site = names.get(peer.seat);
                return (
                  <tr key={peer.peer} data-peer={peer.peer} className={styles.row}>
                    <th scope="row">
                      {site?.unit ?? peer.seat}
                      <span className={styles.person}>{[site && site.role !== 'unit' ? t(`role.${site.role}`) : '', site?.person].filter(Boolean).join(', ')}</span>
                    </th>
                    <td>
                      <span className={styles.condition} data-cell="condition">
                        …
                      </span>
                    </td>
                    {cells.map((cell) => (
                      <td key={cell} data-label={t(`room.${cell}`)}>
                        <span data-cell={cell}>…</span>
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </>
      )}
    </div>
  );
}

function writeRow(root: HTMLElement, peer: RoomPeer, words: Record<string, string>): void {
  const row = root.querySelector<HTMLElement>(`[data-peer="${CSS.escape(peer.peer)}"]`);
  if (!row) return;
  const condition = conditionOf(peer);
  if (row.dataset['condition'] !== condition) row.dataset['condition'] = condition;
  for (const cell of row.querySelectorAll<HTMLElement>('[data-cell]')) {
    const text = words[cell.dataset['cell'] ?? ''] ?? '';
    if (cell.textContent !== text) cell.textContent = text;
    if (cell.dataset['cell'] === 'condition') cell.dataset['condition'] = condition;
  }
}

function writeCounts(root: HTMLElement, peers: readonly RoomPeer[]): void {
  for (const condition of conditions) {
    const target = root.querySelector(`[data-count="${condition}"]`);
    if (target) target.textContent = String(peers.filter((peer) => conditionOf(peer) === condition).length);
  }
}
