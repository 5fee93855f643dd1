/** A fact whose list of units is long: what stands before it, the first names, and how many follow. */
export interface FoldedFact {
  lead: string;
  first: string;
  rest: number;
}

/** Names shown of a long list, and the length from which it is one: folding away two would save no row. */
const shown = 3;
const long = 6;

// What agenda/fact.go writes before the units that are not there, and after those that a line has room for.
const list = /^(.*(?:^|\. )(?:Vắng|Không dự): )(.+)\.$/su;
const more = / và (\d+) đơn vị khác$/u;
// A reason in brackets may have commas of its own.
const comma = /, (?![^(]*\))/u;

/** foldFact is a fact with its list of absent units cut short; null where nothing is to be cut. The text itself stays as it was written. */
export function foldFact(text: string): FoldedFact | null {
  const [, lead, all] = list.exec(text) ?? [];
  if (lead === undefined || all === undefined) return null;
  const names = all.replace(more, '').split(comma);
  const count = names.length + Number(more.exec(all)?.[1] ?? 0);
  return count < long ? null : { lead, first: names.slice(0, shown).join(', '), rest: count - Math.min(shown, names.length) };
}
