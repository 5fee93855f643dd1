import type { Site } from '../sites';
import { ShareTile } from './ShareTile';
import { FocusLayout, focusOf } from './SpeakerLayout';
import type { StageSites } from './useStageSites';

/** ShareLayout shows a shared screen large, and first in the strip whoever speaks. */
export function ShareLayout({ stage, sharing, active }: { stage: StageSites; sharing: Site; active: string | null }) {
  const speaker = focusOf(stage, active);
  const strip = speaker ? [speaker, ...stage.sites.filter((site) => site.seat !== speaker.seat)] : stage.sites;
  return (
    <FocusLayout stage={stage} strip={strip} fill>
      {() => <ShareTile site={sharing} />}
    </FocusLayout>
  );
}
