import { useEffect } from 'react';
import { useShallow } from 'zustand/shallow';
import type { Site } from '../sites';
import { useView, useViewApi } from '../viewContext';
import { settled, shownShare } from './shares';
import type { StageSites } from './useStageSites';

/** useShownShare is the site whose screen is looked at now, or null. */
export function useShownShare({ shares }: StageSites): Site | null {
  const choice = useView(useShallow(({ shareSeat, dismissedShares }) => ({ shareSeat, dismissedShares })));
  const seat = shownShare(
    shares.map((site) => site.seat),
    choice,
  );
  return shares.find((site) => site.seat === seat) ?? null;
}

/** useSettledShares keeps the person's choice true while shares come and go; called once, by the stage. */
export function useSettledShares({ shares }: StageSites): void {
  const view = useViewApi();
  useEffect(() => {
    const { shareSeat, dismissedShares } = view.getState();
    const choice = { shareSeat, dismissedShares };
    const next = settled(
      shares.map((site) => site.seat),
      choice,
    );
    if (next !== choice) view.setState(next);
  }, [view, shares]);
}
