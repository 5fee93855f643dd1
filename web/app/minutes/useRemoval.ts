import { useTranslation } from 'react-i18next';
import { useWorkApi } from '../meeting/work';
import type { Line } from '../state';
import { toast } from '../ui/Toast';

const undoFor = 8_000;

/** useRemoval takes a line out of the minutes, with eight seconds to take that back. */
export function useRemoval(): (line: Line) => void {
  const { t } = useTranslation();
  const work = useWorkApi();
  return (line) => {
    const back = work.removeLater(line, undoFor);
    toast({ text: t('minutes.removed'), action: { text: t('minutes.undo'), run: back } }, undoFor);
  };
}
