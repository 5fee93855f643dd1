import { FileText } from 'lucide-react';
import { useMeeting } from '../meeting/store';
import type { Paper } from '../state';
import styles from './agenda.module.css';

/** Papers are the documents of an item, as downloads. */
export function Papers({ papers }: { papers: readonly Paper[] }) {
  const me = useMeeting((store) => store.me);
  if (papers.length === 0) return null;
  return (
    <ul className={styles.papers}>
      {papers.map((paper) => (
        <li key={paper.id}>
          <a href={`/api/meetings/${encodeURIComponent(me.meeting)}/papers/${encodeURIComponent(paper.id)}?seat=${encodeURIComponent(me.seat)}`} download>
            <FileText size={14} aria-hidden />
            {paper.title}
          </a>
        </li>
      ))}
    </ul>
  );
}
