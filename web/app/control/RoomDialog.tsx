import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { useWork } from '../meeting/work';
import { Dialog } from '../ui/Dialog';
import { RoomTable } from './RoomTable';

/** RoomDialog is the media room for staff within the meeting. */
export function RoomDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMeeting((store) => store.me);
  const meeting = useWork((state) => state.meeting);
  return (
    <Dialog isOpen={isOpen} onOpenChange={(open) => !open && onClose()} title={t('room.title')} wide>
      <RoomTable id={me.meeting} seat={me.seat} meeting={meeting} />
    </Dialog>
  );
}
