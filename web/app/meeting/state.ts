/** Text as records carry it (agenda.Text in Go): v is absent once the words were erased by law. */
export interface Text {
  v?: string;
  s?: string;
  c?: string;
}

/** A unit of the roster; the host is one too. */
export interface Unit {
  id: string;
  name: string;
  level: string;
  email?: string;
}

/** A place at the table: one link, one role, one unit. */
export interface Seat {
  id: string;
  unit: string;
  role: 'chair' | 'secretary' | 'unit' | 'guest' | 'administrator';
  name: string;
  post: string;
  revoked: boolean;
  linked: boolean;
}

/** One person's or device's attendance at a seat. */
export interface Presence {
  id: string;
  seat: string;
  unit: string;
  name: Text;
  post: Text;
  people: number;
  stays: { from: string; until: string | null }[];
}

/** A wish to speak and what became of it. */
export interface SpeechRequest {
  id: string;
  item: string;
  seat: string;
  unit: string;
  person: Text;
  subject: Text;
  kind: 'speak' | 'question' | 'explain';
  minutes: number;
  state: 'waiting' | 'speaking' | 'done' | 'withdrawn';
  at: string;
  from: string | null;
  until: string | null;
}

/**
 * MeetingState is the part of the folded meeting (agenda.Meeting in Go) that shell and stage read. The fold's own type extends it; times are RFC 3339.
 */
export interface MeetingState {
  id: string;
  status: 'draft' | 'published' | 'running' | 'closed';
  title: string;
  starts_at: string;
  opened_at: string | null;
  closed_at: string | null;
  host: Unit;
  units: Unit[];
  seats: Seat[];
  attendance: Presence[];
  requests: SpeechRequest[];
  /** Id of the request that has the floor, or "". */
  floor: string;
}
