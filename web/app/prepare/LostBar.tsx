import { WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { Banner } from '../ui/Banner';

/** LostBar says on the page before the meeting that the connection is lost, or that this seat's link ended. */
export function LostBar() {
  const { t } = useTranslation();
  const state = useMeeting((store) => store.connection.state);
  if (state !== 'lost' && state !== 'ended') return null;
  return (
    <Banner tone={state === 'ended' ? 'danger' : 'warn'} icon={<WifiOff size={18} aria-hidden />}>
      {state === 'ended' ? t('session.refusedText') : t('prepare.lost')}
    </Banner>
  );
}
