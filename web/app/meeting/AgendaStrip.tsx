import { useMeeting } from './store';

/** AgendaStrip is the agenda in one line over the stage, for screens too narrow for the column. */
export function AgendaStrip() {
  const title = useMeeting((store) => store.meeting?.title);
  return title ? <p>{title}</p> : null;
}
