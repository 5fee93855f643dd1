import { Gauge } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Ladder } from '../../media/ladder';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { useLocal, useRoom } from '../roomContext';
import { useViewApi } from '../viewContext';
import { useSteadyLadder } from './useSteadyLadder';

/** LadderBanner says which pictures are withheld and why, and that the sound is not; while data is saved it is what the person asked for. */
export function LadderBanner() {
  const { t } = useTranslation();
  const view = useViewApi();
  const saving = useLocal((state) => state.saving);
  const ladder = useSteadyLadder(
    useRoom((state) => state.ladder),
    saving,
  );
  const key = ladder && wordsOf(ladder);
  if (!key) return null;
  return (
    <Banner
      tone={saving ? 'info' : 'warn'}
      icon={<Gauge size={18} aria-hidden />}
      action={
        <Button size="small" onPress={() => view.setState({ dialog: 'link' })}>
          {t('link.details')}
        </Button>
      }
    >
      {saving ? t('link.savingOn') : t('link.weak')} {t(key, { count: pausedSites(ladder) })}
    </Banner>
  );
}

function wordsOf(ladder: Ladder): 'link.reduced' | 'link.paused' | 'link.share' | 'link.audio' | null {
  switch (ladder.step) {
    case 'full':
      return null;
    case 'reduced':
      return 'link.reduced';
    case 'chair':
      return 'link.paused';
    default:
      return `link.${ladder.step}`;
  }
}

/** Sites, not pictures: a site may send its camera and a screen. */
function pausedSites({ paused }: Ladder): number {
  return new Set([...paused].map((key) => key.split(' ')[0])).size;
}
