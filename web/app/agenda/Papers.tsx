import { FileText } from 'lucide-react';
import { useMeeting } from '../meeting/store';
import { useWork } from '../meeting/work';
import { paperAddress } from '../prepare/upload';
import type { Paper } from '../state';
import styles from './agenda.module.css';

/** Papers are the documents of an item, as downloads: texts, and files that were approved. */
export function Papers({ item, papers }: { item: string; papers: readonly Paper[] }) {
  const me = useMeeting((store) => store.me);
  const files = useWork(({ meeting }) => meeting.submissions);
  const all = [...papers, ...(files ?? []).filter((file) => file.item === item && file.state === 'approved')];
  if (all.length === 0) return null;
  return (
    <ul className={styles.papers}>
      {all.map((paper) => (
        <li key={paper.id}>
          <a href={paperAddress(me.meeting, me.seat, paper.id)} download>
            <FileText size={14} aria-hidden />
            {paper.title}
          </a>
        </li>
      ))}
    </ul>
  );
}
