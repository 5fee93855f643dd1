import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { kindTone, numberMark } from '../minutes/marks';
import { dueWords } from '../tasks/wording';
import { Chip } from '../ui/Chip';
import { ddmmyyyy, hhmm } from '../ui/clock';
import { piecesOf, type Hit } from './finding';
import styles from './search.module.css';

/** SearchResult is one hit: what kind it is, who said it and when, the words with what was looked for marked, and what became of it. `file` is where a paper is downloaded. */
export function SearchResult({ hit, query, file }: { hit: Hit; query: string; file?: string | undefined }) {
  const { t } = useTranslation();
  const kind = hit.kind === 'paper' ? t('search.kinds.paper') : t(`minutes.kinds.${hit.kind}`);
  const number = hit.kind === 'conclusion' && hit.number ? ` ${numberMark(hit.number)}` : '';
  const by = [hit.by, hit.person].filter(Boolean).join(' · ');
  const marked = piecesOf(hit.text, query).map((piece, n) => (piece.hit ? <mark key={n}>{piece.text}</mark> : piece.text));
  return (
    <article className={styles.hit} tabIndex={-1} data-hit>
      <p className={styles.head}>
        {hit.kind === 'paper' ? (
          <Chip tone="brand">
            <FileText size={12} aria-hidden /> {kind}
          </Chip>
        ) : (
          <Chip tone={kindTone[hit.kind]}>{kind + number}</Chip>
        )}
        {hit.part ? <Chip>{t('search.part', { part: hit.part })}</Chip> : null}
        {by && <span className={styles.by}>{by}</span>}
        {hit.item && <span className={styles.item}>{hit.item}</span>}
        {hit.kind !== 'paper' && <time dateTime={hit.at}>{hhmm(hit.at)}</time>}
      </p>
      <p className={styles.text}>
        {file ? (
          <a href={file} download>
            {marked}
          </a>
        ) : (
          marked
        )}
      </p>
      {hit.tasks && (
        <p className={styles.tasks}>
          <strong>{t('tasks.units', { count: hit.tasks.units })}</strong>
          {hit.tasks.due && <span>{dueWords(hit.tasks.due)}</span>}
          {hit.tasks.product && <span>{t('tasks.productIs', { product: hit.tasks.product })}</span>}
        </p>
      )}
    </article>
  );
}

/** heldWords says which meeting a group of hits is from. */
export function heldWords(hit: Pick<Hit, 'held'>): string {
  return ddmmyyyy(hit.held);
}
