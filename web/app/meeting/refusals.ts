import i18next from 'i18next';
import { Problem, wordsFor } from '../api';
import type { Entry, Outbox } from '../outbox';
import { toast } from '../ui/Toast';
import type { Refusal } from '../wire';

/** sayRefusal is the sentence of a refusal in the page's language. */
export function sayRefusal(refusal: Refusal): string {
  return wordsFor(new Problem(refusal.code, refusal.key, refusal.message), (key, values) => i18next.t(key, values));
}

/**
 * tellRefusal shows what was refused. Lines and tasks stay in the outbox, where the minutes show them with both texts; of anything else a toast says it, and it is forgotten.
 * A refused attendance (the meeting is over) needs no words.
 */
export function tellRefusal(entry: Entry, outbox: Outbox): void {
  const { type } = entry.command;
  if (type.startsWith('line.')) return;
  outbox.dismiss(entry.id);
  if (!type.startsWith('attendance.') && entry.refusal) toast({ text: sayRefusal(entry.refusal), tone: 'danger' }, 10_000);
}
