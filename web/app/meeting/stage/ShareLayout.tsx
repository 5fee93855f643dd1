import { narrow, useMedia } from '../../ui/useMedia';
import type { Site } from '../sites';
import { ShareTile } from './ShareTile';
import { FocusLayout, focusOf } from './SpeakerLayout';
import type { StageSites } from './useStageSites';

/** ShareLayout shows a shared screen large, and first in the strip whoever speaks. */
export function ShareLayout({ stage, sharing, active }: { stage: StageSites; sharing: Site; active: string | null }) {
  const phone = useMedia(narrow);
  const speaker = focusOf(stage, active);
  // A phone has no room for faces beside letters.
  const others = speaker ? [speaker, ...stage.sites.filter((site) => site.seat !== speaker.seat)] : stage.sites;
  return (
    <FocusLayout stage={stage} strip={phone ? [] : others} fill>
      {() => <ShareTile key={sharing.seat} site={sharing} shares={stage.shares} />}
    </FocusLayout>
  );
}
