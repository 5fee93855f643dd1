import type { Peer } from './frames';
import { noLadder, type Ladder } from './ladder';
import type { Screen } from './screen';

/** Why the server sent us away for good (close codes of PROTOCOL.md). */
export type Ended = 'revoked' | 'closed' | 'duplicate' | 'full' | 'locked' | 'refused';

/** Where the media stands. `lost` means that another attempt is under way. */
export type Link = { state: 'connecting' } | { state: 'open' } | { state: 'lost'; since: number } | { state: 'ended'; why: Ended };

/** What shell and stage read. Everything is replaced, never changed in place. */
export interface RoomState {
  link: Link;
  peers: readonly Peer[];
  /** The floor is locked: only who was called is forwarded. */
  locked: boolean;
  /** Track of each picture, by keyOf(seat, source). */
  tracks: ReadonlyMap<string, MediaStreamTrack>;
  /** Seats heard now, loudest first. Rings are drawn from it through refs. */
  speaking: readonly string[];
  /** Seats whose picture comes badly. */
  weak: readonly string[];
  /** Our own link is weak. */
  lossy: boolean;
  /** What the server withholds for lack of bandwidth. */
  ladder: Ladder;
  /** The connection works, but no media has come through for a while. */
  mediaFailed: boolean;
  audioBlocked: boolean;
  screen: Screen | null;
  /** Who turned our microphone off last; cleared when it is turned on again. */
  mutedBy: string | null;
}

/** newRoomState is a room that was not entered yet. */
export function newRoomState(): RoomState {
  return {
    link: { state: 'connecting' },
    peers: [],
    locked: false,
    tracks: new Map(),
    speaking: [],
    weak: [],
    lossy: false,
    ladder: noLadder,
    mediaFailed: false,
    audioBlocked: false,
    screen: null,
    mutedBy: null,
  };
}

/** publicationOf says whether some device of the seat publishes the source, and whether it is on. */
export function publicationOf(peers: readonly Peer[], seat: string, source: string): 'on' | 'muted' | 'none' {
  let found: 'muted' | 'none' = 'none';
  for (const peer of peers) {
    if (peer.seat !== seat) continue;
    for (const publication of peer.publications) {
      if (publication.source !== source) continue;
      if (!publication.muted) return 'on';
      found = 'muted';
    }
  }
  return found;
}
