import { Search as SearchIcon, SearchX } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsFor } from '../api';
import { paperAddress } from '../prepare/upload';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { buttonClass } from '../ui/buttonLook';
import { DatePicker } from '../ui/DatePicker';
import { EmptyState } from '../ui/EmptyState';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import { asks, kinds, readFilters, writeFilters, type Filters, type Hit } from './finding';
import styles from './search.module.css';
import { heldWords, SearchResult } from './SearchResult';
import { useSearch } from './useSearch';

const anyKind = '-';

/** SearchPage looks for words in the meetings that one may see. What is asked stands in the address, so that it can be sent and opened again. ↓ and ↑ go through the hits. */
export function SearchPage({ meeting, seat }: { meeting: string; seat: string }) {
  const { t } = useTranslation();
  const [filters, setFilters] = useState(() => readFilters(location.search));
  const { hits, total, query, error } = useSearch(filters, { meeting, seat });
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const set = (change: Partial<Filters>) => setFilters((before) => ({ ...before, ...change }));
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const asked = writeFilters(filters);
    history.replaceState(history.state, '', `${location.pathname}${asked ? `?${asked}` : ''}`);
  }, [filters]);
  useEffect(() => {
    const before = document.title;
    document.title = t('search.title');
    return () => {
      document.title = before;
    };
  }, [t]);
  const move = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1);
    const row = rows[at];
    if (!row && at >= 0) return;
    event.preventDefault();
    (row ?? field.current)?.focus();
  };
  const asked = asks(filters);
  const filtered = filters.kind !== '' || filters.in !== '' || filters.from !== '' || filters.to !== '';
  return (
    <>
      <h1 className={styles.title}>{t('search.title')}</h1>
      <search className={styles.form}>
        <TextField label={t('search.words')} inputRef={field} value={filters.q} onChange={(q) => set({ q })} onInputKeyDown={move} placeholder={t('search.hint')} maxLength={60} />
        <div className={styles.filters}>
          <Select
            label={t('search.kind')}
            choices={[{ id: anyKind, text: t('search.anyKind') }, ...kinds.map((id) => ({ id, text: t(`search.kinds.${id}`) }))]}
            value={filters.kind || anyKind}
            onChange={(kind) => set({ kind: kind === anyKind ? '' : kind })}
          />
          <DatePicker label={t('search.from')} value={filters.from || null} onChange={(from) => set({ from: from ?? '' })} />
          <DatePicker label={t('search.to')} value={filters.to || null} onChange={(to) => set({ to: to ?? '' })} />
          {filtered && <Button onPress={() => set({ kind: '', in: '', from: '', to: '' })}>{t('search.clear')}</Button>}
        </div>
      </search>
      {error !== null && <Banner tone="danger">{wordsFor(error, t)}</Banner>}
      <p className={styles.count} role="status">
        {!asked ? t('search.begin') : hits ? (total > hits.length ? t('search.more', { shown: hits.length, count: total }) : t('search.found', { count: total })) : ''}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrows go from hit to hit; each hit is reached by the keyboard */}
      <div ref={list} className={styles.groups} onKeyDown={move}>
        {groups(hits ?? []).map(([first, rows]) => (
          <section key={first.meeting} className={styles.group} aria-label={first.title}>
            <h2 className={styles.meeting}>
              <span>{first.title}</span>
              <span className={styles.held}>{heldWords(first)}</span>
              {first.meeting === meeting && seat !== '' && (
                <a className={buttonClass({ size: 'small', variant: 'quiet' })} href={`/hop/${encodeURIComponent(meeting)}/${encodeURIComponent(seat)}`}>
                  {t('search.openMeeting')}
                </a>
              )}
              {filters.in === '' && rows.length > 0 && (
                <Button size="small" variant="quiet" onPress={() => set({ in: first.meeting })}>
                  {t('search.onlyThis')}
                </Button>
              )}
            </h2>
            {rows.map((hit) => (
              <SearchResult key={`${hit.line ?? ''}${hit.paper ?? ''}`} hit={hit} query={query} file={hit.file && hit.paper && hit.meeting === meeting && seat !== '' ? paperAddress(meeting, seat, hit.paper) : undefined} />
            ))}
          </section>
        ))}
        {asked && hits?.length === 0 && <EmptyState icon={<SearchX aria-hidden />} title={t('app.nothingFound')} text={t('search.nothing')} />}
        {!asked && <EmptyState icon={<SearchIcon aria-hidden />} title={t('search.begin')} text={t('search.about')} />}
      </div>
    </>
  );
}

/** Hits come meeting by meeting. */
function groups(hits: readonly Hit[]): [first: Hit, rows: Hit[]][] {
  const byMeeting = new Map<string, [Hit, Hit[]]>();
  for (const hit of hits) {
    const group = byMeeting.get(hit.meeting);
    if (group) group[1].push(hit);
    else byMeeting.set(hit.meeting, [hit, [hit]]);
  }
  return [...byMeeting.values()];
}
