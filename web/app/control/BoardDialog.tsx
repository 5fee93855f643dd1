import { useTranslation } from 'react-i18next';
import { usePowers } from '../meeting/useRole';
import { useWork, useWorkApi } from '../meeting/work';
import { Dialog } from '../ui/Dialog';
import { Board } from './Board';

/** BoardDialog is the readiness board within the meeting; it follows the checks as they come in. */
export function BoardDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { secretary } = usePowers();
  const meeting = useWork((state) => state.meeting);
  return (
    <Dialog isOpen={isOpen} onOpenChange={(open) => !open && onClose()} title={t('control.board')} wide>
      <Board meeting={meeting} onPhone={secretary ? (unit, phone) => work.act('unit.phone', { unit, phone }) : undefined} />
    </Dialog>
  );
}
