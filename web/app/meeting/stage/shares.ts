/** What the person chose among shared screens. */
export interface ShareChoice {
  /** The seat whose screen is looked at. */
  shareSeat: string | null;
  /** Seats whose screens the person put aside; they come again when they are shared anew. */
  dismissedShares: readonly string[];
}

/** shownShare is the seat whose screen is shown: the chosen one as long as it is shared, so that a second share does not tear the first away; else the first that was not put aside. */
export function shownShare(shares: readonly string[], { shareSeat, dismissedShares }: ShareChoice): string | null {
  const offered = shares.filter((seat) => !dismissedShares.includes(seat));
  return offered.find((seat) => seat === shareSeat) ?? offered[0] ?? null;
}

/** settled is the choice after shares came and went; the same object when nothing changes. */
export function settled(shares: readonly string[], choice: ShareChoice): ShareChoice {
  const dismissedShares = choice.dismissedShares.filter((seat) => shares.includes(seat));
  const shareSeat = shownShare(shares, { shareSeat: choice.shareSeat, dismissedShares });
  if (shareSeat === choice.shareSeat && dismissedShares.length === choice.dismissedShares.length) return choice;
  return { shareSeat, dismissedShares };
}
