import { Clock, LoaderCircle, TriangleAlert } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hhmm } from '../meeting/clock';
import { useUnitLabel } from '../meeting/units';
import type { Line } from '../state';
import { FateLine } from '../tasks/FateLine';
import { directive } from '../tasks/fate';
import { SettleDialog } from '../tasks/SettleDialog';
import { Chip } from '../ui/Chip';
import { words } from '../wire';
import { AttributionDialog } from './AttributionDialog';
import { FactRow } from './FactRow';
import { FindingMarks } from './FindingMarks';
import { LineEditor } from './LineEditor';
import { LineMenu } from './LineMenu';
import { LineReview } from './LineReview';
import styles from './line.module.css';
import { kindTone, numberMark } from './marks';
import { precedentWords } from './precedent';
import { readingOf } from './readback';
import { ReadMark } from './ReadMark';
import type { LineState } from './rows';

/** LineRow is one line: time, kind, who, text, what became of it; staff change it in place. */
export const LineRow = memo(function LineRow({ line, state, editor, staff }: { line: Line; state: LineState; editor: string | null; staff: boolean }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const [editing, setEditing] = useState(false);
  const [settling, setSettling] = useState(false);
  const [attributing, setAttributing] = useState(false);
  if (line.kind === 'fact') return <FactRow line={line} staff={staff} />;
  const kind = t(`minutes.kinds.${line.kind}`);
  const by = [unit(line.unit), words(line.person)].filter(Boolean).join(' · ');
  return (
    <li className={styles.line} data-kind={line.kind} data-state={state ?? undefined} data-unconfirmed={line.kind === 'conclusion' && readingOf(line) !== 'confirmed' ? true : undefined}>
      <time className={styles.time} dateTime={line.at}>
        {hhmm(line.at)}
      </time>
      <div className={styles.body}>
        <div className={styles.head}>
          <Chip tone={kindTone[line.kind]}>{line.kind === 'conclusion' && line.number > 0 ? `${kind} ${numberMark(line.number)}` : kind}</Chip>
          {line.kind === 'conclusion' && <ReadMark line={line} />}
          {line.internal && line.kind !== 'note' && <Chip>{t('agenda.internal')}</Chip>}
          {line.precedent && <Chip tone="warn">{precedentWords(line.precedent)}</Chip>}
          {by && <span className={styles.by}>{by}</span>}
          {staff && !editing && <LineMenu line={line} onEdit={() => setEditing(true)} onSettle={() => setSettling(true)} onAttribute={() => setAttributing(true)} />}
        </div>
        {editing ? <LineEditor line={line} onClose={() => setEditing(false)} /> : <p className={styles.text}>{'v' in line.text ? line.text.v : t('minutes.erased')}</p>}
        {editor && !editing && <p className={styles.note}>{t('minutes.editing', { name: editor })}</p>}
        {staff && (line.kind === 'conclusion' || line.kind === 'shortcoming') && <FindingMarks line={line} />}
        {directive(line) && <FateLine line={line} staff={staff} />}
        <LineReview line={line} />
        {attributing && <AttributionDialog line={line} onClose={() => setAttributing(false)} />}
        {settling && <SettleDialog line={line} onClose={() => setSettling(false)} />}
        {state && (
          <p className={styles.state} data-state={state}>
            {state === 'sending' ? <LoaderCircle size={13} aria-hidden /> : state === 'queued' ? <Clock size={13} aria-hidden /> : <TriangleAlert size={13} aria-hidden />}
            {t(`minutes.states.${state}`)}
          </p>
        )}
      </div>
    </li>
  );
});
