import { Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { usePowers } from '../meeting/useRole';
import { useWork } from '../meeting/work';
import type { Submission } from '../prepare';
import { dueOf } from '../tasks/due';
import { Button } from '../ui/Button';
import { PaperRow } from './PaperRow';
import { Section } from './Section';
import { UploadDialog } from './UploadDialog';
import styles from './prepare.module.css';

/** Papers are the files of the meeting: for staff those that wait first, for a unit its own first. */
export function Papers() {
  const { t, i18n } = useTranslation();
  const { staff } = usePowers();
  const me = useMeeting((store) => store.me);
  const due = me.papersDue;
  const { submissions = [], status } = useWork(({ meeting }) => ({ submissions: meeting.submissions, status: meeting.status }));
  const [sent, setSent] = useState<Submission | 'new' | null>(null);
  const open = staff ? status !== 'closed' : me.role === 'unit' && (status === 'published' || status === 'running');
  const first = (paper: Submission) => (staff ? paper.state === 'submitted' : paper.unit === me.unit);
  const rows = submissions.filter((paper) => paper.state !== 'withdrawn').toSorted((a, b) => Number(first(b)) - Number(first(a)));
  const waiting = rows.filter((paper) => paper.state === 'submitted').length;
  const add = open && (
    <Button size="small" variant={staff ? 'secondary' : 'primary'} onPress={() => setSent('new')}>
      <Upload size={16} aria-hidden />
      {t('prepare.papers.add')}
    </Button>
  );
  return (
    <Section title={t('prepare.papers.title')} id="papers" {...(staff && waiting > 0 ? { count: t('prepare.papers.waiting', { count: waiting }) } : {})} tools={add}>
      {due && open && <p className={styles.muted}>{t('prepare.papers.due', { date: dayWords(due, i18n.language) })}</p>}
      {rows.length === 0 && <p className={styles.muted}>{t('prepare.papers.empty')}</p>}
      <ul className={styles.rows}>
        {rows.map((paper) => (
          <PaperRow key={paper.id} paper={paper} late={due !== undefined && paper.unit !== 'host' && Date.parse(paper.at) >= Date.parse(dueOf(due, '').until)} onAgain={open ? () => setSent(paper) : undefined} />
        ))}
      </ul>
      {sent && <UploadDialog again={sent === 'new' ? null : sent} onClose={() => setSent(null)} />}
    </Section>
  );
}

/** dayWords writes a day with its weekday. */
function dayWords(day: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'vi-VN', { weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }).format(new Date(day));
}
