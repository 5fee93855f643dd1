// The way of the minutes to the signature, apart from state.ts: the same JSON as approval.go and comment.go.
import type { Text, Time } from './wire';

/** Where the minutes stand on the way to the signature, and who brought them there. */
export interface Approval {
  readonly state: 'submitted' | 'returned' | 'signed';
  readonly by: string;
  readonly at: Time;
  /** Why they were returned. Staff only. */
  readonly reason?: string;
  /** Attending units may comment before this instant; missing: they are not asked. */
  readonly comments_until?: Time;
  readonly seal?: Signature;
}

/** The seal: the head of the journal that was signed, and by whom. */
export interface Signature {
  readonly version: number;
  readonly hash: string;
  readonly by: string;
  readonly name: string;
  readonly post: string;
  readonly at: Time;
}

/** What an attending unit suggests about a line, as it read in `revision`. */
export interface Comment {
  readonly id: string;
  readonly line: string;
  readonly revision: number;
  readonly seat: string;
  readonly unit: string;
  readonly text: Text;
  readonly at: Time;
  readonly answer?: { readonly accepted: boolean; readonly reason?: string; readonly by: string; readonly at: Time };
}
