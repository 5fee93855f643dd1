import { usePowers } from '../meeting/useRole';
import { useMedia, narrow } from '../ui/useMedia';
import { useWork } from '../meeting/work';
import { isSigned } from './approval';
import { ApprovalBar } from './ApprovalBar';
import { Composer } from './Composer';
import { ComposerSheet } from './ComposerSheet';
import { LinesView } from './LinesView';
import { ShortcomingsCard } from './ShortcomingsCard';
import styles from './minutes.module.css';

/** MinutesPanel is the minutes as they are written, and for chair and secretary the composer below. */
export function MinutesPanel() {
  const { staff } = usePowers();
  const signed = useWork(({ meeting }) => isSigned(meeting));
  const phone = useMedia(narrow);
  const ready = useWork((state) => (state.synced || state.remembered) && state.meeting.status !== '');
  return (
    <div className={styles.panel}>
      <div>
        <ApprovalBar />
        {staff && !signed && ready && <ShortcomingsCard />}
      </div>
      <LinesView />
      {staff && !signed && ready && (phone ? <ComposerSheet /> : <Composer />)}
    </div>
  );
}
