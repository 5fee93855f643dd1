import type { Poll, Tally } from '../state';
import type { Choice } from '../wire';

/** The choices in the order of the screen. */
export const choices: readonly Choice[] = ['for', 'against', 'other'];

/** tallyOf counts a poll: its result once it is closed, else the votes that this seat may see. `voted` is how many units have voted. */
export function tallyOf(poll: Poll, units: number): Tally & { voted: number } {
  const counted = poll.tally ?? {
    for: poll.votes.filter((vote) => vote.choice === 'for').length,
    against: poll.votes.filter((vote) => vote.choice === 'against').length,
    other: poll.votes.filter((vote) => vote.choice === 'other').length,
    units,
  };
  return { ...counted, voted: poll.votes.length };
}

/** isCounted says whether the counts by choice may be shown: always of an open ballot, of a secret one after its close. */
export function isCounted(poll: Poll): boolean {
  return !poll.secret || poll.tally !== undefined;
}
