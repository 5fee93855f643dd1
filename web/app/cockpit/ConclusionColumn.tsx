import { Check, Presentation } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useWork, useWorkApi } from '../meeting/work';
import { FindingMarks } from '../minutes/FindingMarks';
import { findingsByLine, pointsOf } from '../minutes/findings';
import { numberMark } from '../minutes/marks';
import { conclusionsOf, readingOf } from '../minutes/readback';
import type { Line } from '../state';
import { directive } from '../tasks/fate';
import { FateLine } from '../tasks/FateLine';
import { Button } from '../ui/Button';
import { words } from '../wire';
import styles from './cockpit.module.css';
import { ConclusionField } from './ConclusionField';

/** ConclusionColumn: the conclusion being typed, those of the current item with what is not clear yet, and the chair's confirmation of each. */
export function ConclusionColumn({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const meeting = useWork((state) => state.meeting);
  const lines = conclusionsOf(meeting, meeting.current);
  const findings = findingsByLine(meeting);
  const unclear = [...findings.values()].flatMap(pointsOf).filter(({ item }) => item === meeting.current).length;
  const shortcomings = meeting.lines.filter((line) => line.item === meeting.current && line.kind === 'shortcoming' && !line.removed && findings.has(line.id));
  return (
    <div className={styles.card}>
      <h3 className={styles.heading}>
        {t('cockpit.conclusions')}
        <span className={styles.unclear} data-any={unclear > 0} role="status">
          {unclear > 0 ? t('cockpit.unclear', { count: unclear }) : lines.length > 0 ? t('cockpit.allClear') : ''}
        </span>
      </h3>
      <ConclusionField field={field} item={meeting.current} />
      <OthersTyping />
      <ol className={styles.conclusions} aria-label={t('cockpit.conclusions')}>
        {lines.toReversed().map((line) => (
          <Row key={line.id} line={line} />
        ))}
      </ol>
      {shortcomings.map((line) => (
        <div key={line.id} className={styles.conclusion}>
          <p>
            <strong>{t('minutes.kinds.shortcoming')}: </strong>
            {words(line.text)}
          </p>
          <FindingMarks line={line} />
        </div>
      ))}
      {lines.length > 0 && meeting.status === 'running' && (
        <Button className={styles.wide ?? ''} onPress={() => work.act('readback.show', { item: meeting.current })}>
          <Presentation size={16} aria-hidden />
          {t('readback.start', { confirmed: lines.filter((line) => readingOf(line) === 'confirmed').length, count: lines.length })}
        </Button>
      )}
    </div>
  );
}

function Row({ line }: { line: Line }) {
  const { t } = useTranslation();
  const reading = readingOf(line);
  return (
    <li className={styles.conclusion} data-reading={reading}>
      <p className={styles.conclusionText}>
        <strong>{numberMark(line.number)} </strong>
        {words(line.text) || t('minutes.erased')}
      </p>
      <FindingMarks line={line} />
      {directive(line) ? (
        <FateLine line={line} staff settles>
          <Confirmed line={line} />
        </FateLine>
      ) : (
        <Confirmed line={line} />
      )}
    </li>
  );
}

function Confirmed({ line }: { line: Line }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const reading = readingOf(line);
  if (reading === 'confirmed') {
    return (
      <p className={styles.confirmed}>
        <Check size={16} strokeWidth={3} aria-hidden />
        {t('readback.read')}
      </p>
    );
  }
  return (
    <Button size="small" onPress={() => work.act('conclusion.confirm', { line: line.id, was: line.revision })}>
      <Check size={16} aria-hidden />
      {reading === 'again' ? t('readback.confirmAgain') : t('readback.confirm')}
    </Button>
  );
}

/** What the secretary is typing as a conclusion right now. */
function OthersTyping() {
  const { t } = useTranslation();
  const drafts = useWork((state) => state.drafts);
  const typed = Object.entries(drafts).filter(([, draft]) => draft.kind === 'conclusion');
  return typed.map(([seat, draft]) => (
    <p key={seat} className={styles.typing}>
      <span className={styles.muted}>{t('cockpit.typing')} </span>
      {draft.text}
    </p>
  ));
}
