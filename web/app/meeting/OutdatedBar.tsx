import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { useWork, useWorkApi } from './work';

/** OutdatedBar asks politely for a reload when the server has become newer than the page. What is being typed is on the device before the page goes. */
export function OutdatedBar() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const outdated = useWork((state) => state.outdated);
  if (!outdated) return null;
  return (
    <Banner
      tone="info"
      icon={<RefreshCw size={18} aria-hidden />}
      action={
        <Button size="small" onPress={() => void work.draft.settled().then(() => location.reload())}>
          {t('meeting.reload')}
        </Button>
      }
    >
      {t('meeting.outdated')}
    </Banner>
  );
}
