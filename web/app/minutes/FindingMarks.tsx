import { Check, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../check';
import { useWork } from '../meeting/work';
import type { Line } from '../state';
import { Button } from '../ui/Button';
import { findingKey, findingsByLine, marksOf } from './findings';
import styles from './finding.module.css';
import { WaiveDialog } from './WaiveDialog';

const none: readonly Finding[] = [];

/** FindingMarks are small marks below a conclusion or shortcoming for what is not clear yet ("6 rõ"). Each opens its words and the reason why it may stay. */
export function FindingMarks({ line }: { line: Line }) {
  const { t } = useTranslation();
  const findings = useWork(({ meeting }) => findingsByLine(meeting).get(line.id) ?? none);
  const [open, setOpen] = useState<Finding | null>(null);
  const marks = marksOf(findings);
  if (marks.length === 0) return null;
  return (
    <ul className={styles.marks} aria-label={t('check.title')}>
      {marks.map((finding) => {
        const key = findingKey(finding);
        if (!key) return null;
        return (
          <li key={key}>
            <Button size="small" className={styles.mark ?? ''} data-finding data-waived={Boolean(finding.waived)} onPress={() => setOpen(finding)}>
              {finding.waived ? <Check size={13} aria-hidden /> : <TriangleAlert size={13} aria-hidden />}
              {finding.waived ? t('check.waivedMark', { text: t(`check.short.${key}`) }) : t(`check.short.${key}`)}
            </Button>
          </li>
        );
      })}
      {open && <WaiveDialog finding={open} onClose={() => setOpen(null)} />}
    </ul>
  );
}
