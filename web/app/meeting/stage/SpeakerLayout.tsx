import { useRef, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../ui/class';
import type { Site } from '../sites';
import { focusFor, type Size } from './layout';
import styles from './stage.module.css';
import { Tile } from './Tile';
import { useBox } from './useBox';
import type { StageSites } from './useStageSites';

/** Props of FocusLayout: one thing large, the others in a strip. */
interface FocusProps {
  stage: StageSites;
  strip: readonly Site[];
  /** The large thing takes all that the strip leaves, instead of 16:9. */
  fill?: boolean;
  children: (size: Size) => ReactNode;
}

/** FocusLayout is the common frame of the speaker's and the shared screen's layout: strip and large tile as one group in the middle. */
export function FocusLayout({ stage, strip, fill = false, children }: FocusProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const box = useBox(frame);
  const focus = focusFor(box.width, box.height, strip.length);
  const main = fill ? focus.room : focus.main;
  // A column beside a picture in the middle is as high as the picture.
  const stripHeight = focus.side === 'beside' ? main.height : focus.strip.height;
  return (
    <div ref={frame} className={styles.focus} data-side={focus.side}>
      {focus.side !== 'none' && (
        <ul
          className={classes(styles.strip, (focus.lines > 1 || focus.side === 'beside') && styles.rows)}
          style={{ '--thumb': `${focus.thumb.width}px`, width: focus.strip.width, maxHeight: stripHeight } as CSSProperties}
          tabIndex={0}
          aria-label={t('stage.strip')}
        >
          {strip.map((site) => (
            <li key={site.seat} className={styles.stripItem}>
              <Tile site={site} mine={site.seat === stage.me} hand={stage.hands.get(site.seat) ?? 0} floor={site.seat === stage.floor} rank={rankOf(site, stage)} />
            </li>
          ))}
        </ul>
      )}
      {box.width > 0 && (
        <div className={styles.main} style={main}>
          {children(main)}
        </div>
      )}
    </div>
  );
}

/** SpeakerLayout shows one site large: who has the floor, else who is heard, else the chair, and to the chair a unit. */
export function SpeakerLayout({ stage, active }: { stage: StageSites; active: string | null }) {
  const shown = focusOf(stage, active);
  const rest = shown ? stage.sites.filter((site) => site.seat !== shown.seat) : stage.sites;
  const strip = rest.toSorted((one, other) => pin(one, stage) - pin(other, stage));
  return (
    <FocusLayout stage={stage} strip={strip}>
      {(size) =>
        shown && (
          <Tile
            site={shown}
            mine={shown.seat === stage.me}
            hand={stage.hands.get(shown.seat) ?? 0}
            floor={shown.seat === stage.floor}
            rank={1}
            size={size}
          />
        )
      }
    </FocusLayout>
  );
}

/** focusOf is the site to show large. */
export function focusOf({ sites, floor, chair, me }: StageSites, active: string | null): Site | null {
  const find = (seat: string | null) => (seat === null ? undefined : sites.find((site) => site.seat === seat));
  const others = sites.filter((site) => site.seat !== me);
  const unit = others.find((site) => site.role === 'unit');
  return find(floor) ?? find(active) ?? (chair === me ? undefined : find(chair)) ?? unit ?? others[0] ?? sites[0] ?? null;
}

/** rankOf is the importance of a small picture. */
export function rankOf(site: Site, { floor, chair }: StageSites): number {
  if (site.seat === floor) return 1;
  return site.seat === chair ? 2 : 3;
}

// Chair first, oneself second, then the meeting's order.
function pin(site: Site, { chair, me }: StageSites): number {
  if (site.seat === chair) return 0;
  return site.seat === me ? 1 : 2;
}
