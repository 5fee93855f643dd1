import { useMeeting } from '../meeting/store';
import { usePowers } from '../meeting/useRole';
import { Course } from './Course';
import { Figures } from './Figures';
import { FigureForm } from './FigureForm';
import { Papers } from './Papers';
import { ProgressCard } from './ProgressCard';
import { Replies } from './Replies';
import { ReplyCard } from './ReplyCard';
import styles from './prepare.module.css';

/** Preparation is all that is made ready for a meeting, for staff or for a unit. It stands on the page before the meeting and in a tab of the room. */
export function Preparation() {
  const { staff } = usePowers();
  const unit = useMeeting((store) => store.me.role === 'unit');
  return (
    <div className={styles.sections}>
      {unit && <ReplyCard />}
      {unit && <FigureForm />}
      <ProgressCard />
      <Papers />
      <Course />
      {staff && <Figures />}
      {staff && <Replies />}
    </div>
  );
}
