import { FileText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { useUnitLabel } from '../meeting/units';
import { usePowers } from '../meeting/useRole';
import { useWork, useWorkApi } from '../meeting/work';
import type { Submission } from '../prepare';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { ddmmyyyy, hhmm } from '../ui/clock';
import { ReasonDialog } from './ReasonDialog';
import { paperAddress } from './upload';
import styles from './prepare.module.css';

const tones = { submitted: 'warn', approved: 'ok', returned: 'danger', withdrawn: 'plain' } as const;

/** size is a file's size as people say it: "1,2 MB". */
const size = (bytes: number, language: string) => {
  const format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: 1 });
  return bytes < 1_000_000 ? `${format.format(Math.max(1, Math.round(bytes / 1000)))} kB` : `${format.format(bytes / 1_000_000)} MB`;
};

/** PaperRow is one file: what it is, how far it has come, and what may be done with it. */
export function PaperRow({ paper, late = false, onAgain }: { paper: Submission; late?: boolean; onAgain: (() => void) | undefined }) {
  const { t, i18n } = useTranslation();
  const { staff } = usePowers();
  const work = useWorkApi();
  const me = useMeeting((store) => store.me);
  const unit = useUnitLabel();
  const { item, closed } = useWork(({ meeting }) => ({ item: meeting.items.find((row) => row.id === paper.item)?.title, closed: meeting.status === 'closed' }));
  const [returning, setReturning] = useState(false);
  const own = !staff && me.role === 'unit' && paper.unit === me.unit;
  const facts = [unit(paper.unit), item, `${paper.file.type.toUpperCase()}, ${size(paper.file.size, i18n.language)}`, `${hhmm(paper.at)} ${ddmmyyyy(paper.at)}`];
  return (
    <li className={styles.paper} data-state={paper.state}>
      <div className={styles.what}>
        <p className={styles.name}>
          <FileText size={16} aria-hidden />
          <a href={paperAddress(me.meeting, me.seat, paper.id)} download>
            {paper.title}
          </a>
          {late && <Chip tone="warn">{t('prepare.papers.late')}</Chip>}
          {paper.internal && <Chip>{t('agenda.internal')}</Chip>}
        </p>
        <p className={styles.muted}>{facts.filter(Boolean).join(' · ')}</p>
        {paper.state === 'returned' && paper.reason && <p className={styles.reason}>{t('prepare.papers.returnedBecause', { reason: paper.reason })}</p>}
      </div>
      {(staff || own) && <Chip tone={tones[paper.state]}>{t(`prepare.papers.states.${paper.state}`)}</Chip>}
      {!closed && (staff || own) && (
        <div className={styles.actions}>
          {staff && paper.state === 'submitted' && (
            <>
              <Button size="small" variant="primary" onPress={() => work.act('paper.approve', { paper: paper.id, hash: paper.file.hash })}>
                {t('prepare.papers.approve')}
              </Button>
              <Button size="small" onPress={() => setReturning(true)}>
                {t('prepare.papers.return')}
              </Button>
            </>
          )}
          {own && paper.state !== 'approved' && onAgain && (
            <Button size="small" variant={paper.state === 'returned' ? 'primary' : 'secondary'} onPress={onAgain}>
              {t('prepare.papers.again')}
            </Button>
          )}
          {(own ? paper.state !== 'approved' : paper.state !== 'submitted') && (
            <Button size="small" variant="quiet" onPress={() => work.act('paper.withdraw', { paper: paper.id })} aria-label={t('prepare.papers.withdrawOf', { title: paper.title })}>
              {t('prepare.papers.withdraw')}
            </Button>
          )}
        </div>
      )}
      {returning && (
        <ReasonDialog
          title={t('prepare.papers.returnOf', { title: paper.title })}
          label={t('prepare.papers.reason')}
          confirm={t('prepare.papers.return')}
          onConfirm={(reason) => work.act('paper.return', { paper: paper.id, hash: paper.file.hash, reason })}
          onClose={() => setReturning(false)}
        />
      )}
    </li>
  );
}
