import { readFileSync } from 'node:fs';

/** One sentence of the newspaper's report, and the item of the reference meeting that it belongs to. */
export interface Instruction {
  number: number;
  item: string;
  text: string;
}

/** The items by the names that the reference meeting has for them. */
const items: { readonly [name: string]: string } = { itemReport: 'i3', itemIndustry: 'i4', itemEnergy: 'i5', itemTrade: 'i6' };

/** A line of the list: the item, then the text in one or more quoted parts. */
const saying = /\{(?<item>item\w+), (?<text>"[^"]*"(?:\s*\+\s*"[^"]*")*)\}/gu;

/** instructions are the 16 of the reference meeting, read from its source: nobody has to type them twice. */
export function instructions(): Instruction[] {
  const source = readFileSync(new URL('../../../agenda/reference/instructions.go', import.meta.url), 'utf8');
  return [...source.matchAll(saying)].map(({ groups }, n) => ({
    number: n + 1,
    item: items[groups?.['item'] ?? ''] ?? '',
    text: [...(groups?.['text'] ?? '').matchAll(/"([^"]*)"/gu)].map(([, part]) => part).join(''),
  }));
}
