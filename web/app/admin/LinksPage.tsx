import { ArrowLeft, ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { call, wordsFor } from '../api';
import { LobbyLink } from '../control/LobbyLink';
import { uuid7 } from '../ids';
import { unitLabel, unitOf } from '../meeting/units';
import type { Meeting, Seat } from '../state';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { buttonClass } from '../ui/buttonLook';
import { classes } from '../ui/class';
import { includesFolded, isNameOf } from '../ui/fold';
import { Skeleton } from '../ui/Skeleton';
import { toast } from '../ui/Toast';
import type { SeatLink } from '../wire';
import styles from './admin.module.css';
import { makeLinks } from './creation';
import { LinkRowView } from './LinkRowView';
import type { LinkRow } from './linkTable';
import { LinkTools } from './LinkTools';
import { useLoad } from './useLoad';

/** LinksPage shows every seat of a meeting with its link: to copy one, all as a table or CSV, or to print. */
export function LinksPage({ meeting, seat }: { meeting: string; seat: string }) {
  const { t } = useTranslation();
  const base = `/api/meetings/${encodeURIComponent(meeting)}`;
  const query = `?seat=${encodeURIComponent(seat)}`;
  const state = useLoad<Meeting>(`${base}/state${query}`);
  const known = useLoad<{ links: SeatLink[] }>(`${base}/links${query}`);
  const [find, setFind] = useState('');

  const rowOf = (one: Seat): LinkRow => {
    const unit = state.value ? unitOf(state.value, one.unit) : undefined;
    return {
      seat: one.id,
      unit: unit ? unitLabel(unit) : one.unit,
      role: t(`role.${one.role}`),
      // Links made in bulk name a unit's seat after the unit; once is enough.
      name: [unit && isNameOf(one.name, unitLabel(unit)) ? '' : one.name, one.post].filter(Boolean).join(', '),
      url: known.value?.links.find((link) => link.seat === one.id)?.url ?? '',
    };
  };
  const rows = (state.value?.seats ?? []).filter((one) => !one.revoked).map(rowOf);
  const shown = rows.filter((row) => includesFolded(`${row.unit} ${row.name} ${row.seat}`, find));
  const linked = rows.filter((row) => row.url);

  const failed = (error: unknown) => toast({ text: wordsFor(error, t), tone: 'danger' });
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => toast({ text: t('admin.copied') }),
      () => toast({ text: t('admin.copyFailed'), tone: 'danger' }),
    );
  };
  const renew = (seats: readonly string[]) => void makeLinks(meeting, seat, seats).then(known.again, failed);
  const publish = () => {
    call(`${base}/commands${query}`, { body: { id: uuid7(), type: 'meeting.publish', data: {} } }).then(() => {
      toast({ text: t('admin.published') });
      state.again();
    }, failed);
  };
  const closeLobby = () => {
    call(`${base}/commands${query}`, { body: { id: uuid7(), type: 'lobby.close', data: {} } }).then(state.again, failed);
  };
  const heads: [string, string, string, string] = [t('admin.columnUnit'), t('admin.columnRole'), t('admin.columnName'), t('admin.columnLink')];
  const error = state.error ?? known.error;
  return (
    <>
      <Link href="/quan-tri" className={styles.backLink}>
        <ArrowLeft size={16} aria-hidden />
        {t('admin.back')}
      </Link>
      <div className={classes(styles.title, styles.long)}>
        <h1>{state.value?.title ?? t('admin.links')}</h1>
        <Link href={`/quan-tri/${encodeURIComponent(meeting)}/san-sang`} className={buttonClass({})}>
          <ClipboardCheck size={16} aria-hidden />
          {t('control.board')}
        </Link>
        {state.value?.status === 'draft' && state.value.items.length > 0 && <Button onPress={publish}>{t('admin.publish')}</Button>}
      </div>
      {error !== null && (
        <Banner tone="danger" action={<Button onPress={() => (state.again(), known.again())}>{t('app.retry')}</Button>}>
          {wordsFor(error, t)}
        </Banner>
      )}
      {!(state.value && known.value) && error === null && <Skeleton lines={8} />}
      {state.value && known.value && (
        <>
          <p className={styles.muted}>{linked.length === 0 ? t('admin.linksNone') : t('admin.linksText')}</p>
          <LinkTools meeting={meeting} heads={heads} rows={rows} find={find} onFind={setFind} onCopy={copy} onRenew={() => renew(rows.map((row) => row.seat))} />
          <table className={styles.table}>
            <caption className="visually-hidden">{t('admin.seats', { count: linked.length })}</caption>
            <thead>
              <tr>
                {heads.filter((head) => head !== t('admin.columnName')).map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <LinkRowView key={row.seat} row={row} onCopy={() => copy(row.url)} onMake={() => renew([row.seat])} />
              ))}
            </tbody>
          </table>
          {state.value.status !== 'closed' && (
            <div className={styles.section}>
              <LobbyLink level={2} meeting={meeting} seat={seat} until={state.value.lobby?.not_after} onMade={state.again} onClose={closeLobby} />
            </div>
          )}
          {rows.length === 0 && <p className={styles.muted}>{t('admin.noSeats')}</p>}
        </>
      )}
    </>
  );
}
