// The fold of the lobby, apart from meeting.ts. It gives the same as the apply methods of lobby.go.
import type { Apply, Stamp, Writable } from './meeting';
import type { Meeting, Visitor } from './state';
import type { Events } from './wire';

/** How long a stranger waits at most for an answer (agenda.LobbyPatience in Go), milliseconds. */
export const lobbyPatience = 30 * 60_000;

/** How many visitors are kept (agenda.MaxVisitors in Go). */
const maxVisitors = 500;

/** waits says whether a visitor is to be answered at that time. */
export function waits(visitor: Pick<Visitor, 'state' | 'at'>, now: number): boolean {
  return visitor.state === 'waiting' && now - Date.parse(visitor.at) < lobbyPatience;
}

/** What became of a stranger's wish to come in. */
function answered(meeting: Writable<Meeting>, id: string, state: Visitor['state'], { by, at }: Stamp, reason?: string): void {
  meeting.visitors = meeting.visitors?.map((row) => (row.id === id ? { ...row, state, by, answered: at, ...(reason ? { reason } : {}) } : row));
}

/** The handlers of the lobby. */
export const lobby: { [T in Extract<keyof Events, `lobby.${string}`>]: Apply<T> } = {
  'lobby.opened': ({ meeting }, { not_after }) => void (meeting.lobby = { not_after }),
  'lobby.closed': ({ meeting }) => void delete meeting.lobby,
  'lobby.asked': ({ meeting }, { visitor: id, name, organisation }, { at }) => {
    const kept = [...(meeting.visitors ?? [])];
    const gone = kept.findIndex((row) => row.state === 'left' || (row.state === 'waiting' && !waits(row, Date.parse(at))));
    if (gone >= 0 && kept.length >= maxVisitors) kept.splice(gone, 1);
    meeting.visitors = [...kept, { id, name, organisation, at, state: 'waiting' }];
  },
  'lobby.admitted': ({ meeting }, { visitor }, stamp) => answered(meeting, visitor, 'admitted', stamp),
  'lobby.refused': ({ meeting }, { visitor, reason }, stamp) => answered(meeting, visitor, 'refused', stamp, reason),
  'lobby.left': ({ meeting }, { visitor }, stamp) => answered(meeting, visitor, 'left', stamp),
};
