// The floor in the folded meeting: requests to speak, how long people speak, polls.
import type { Choice, RequestKind, Text, Time } from './wire';

/** One wish to speak and what became of it. */
export interface Request {
  readonly id: string;
  readonly item: string;
  readonly seat: string;
  readonly unit: string;
  readonly person: Text;
  readonly subject: Text;
  readonly kind: RequestKind;
  readonly minutes: number;
  readonly state: 'waiting' | 'speaking' | 'done' | 'withdrawn';
  readonly at: Time;
  readonly from: Time | null;
  readonly until: Time | null;
  /** Minutes that the chair gives instead of those asked for. */
  readonly granted?: number;
  /** Since when the speech stands still, and how long it did before. */
  readonly paused_at?: Time;
  readonly paused_ms?: number;
  /** Times that it was passed over. */
  readonly skipped?: number;
  /** The question round that it belongs to. */
  readonly round?: string;
}

/** How long people speak in this meeting, minutes; 0 is no limit. */
export interface FloorRule {
  readonly speech: number;
  readonly budget: number;
}

/** One unit's answer. Of a secret ballot only the unit itself sees the choice. */
export interface Vote {
  readonly unit: string;
  readonly choice?: Choice;
  readonly text: Text;
}

/** Votes by choice, and how many units were asked. */
export interface Tally {
  readonly for: number;
  readonly against: number;
  readonly other: number;
  readonly units: number;
}

/** A question to all units; one vote each, changeable until the close. */
export interface Poll {
  readonly id: string;
  readonly item: string;
  readonly question: Text;
  readonly secret?: boolean;
  readonly opened_at: Time;
  readonly closed_at: Time | null;
  readonly votes: Vote[];
  readonly tally?: Tally;
  /** Other opinions of a closed secret ballot. */
  readonly opinions?: Text[];
}
