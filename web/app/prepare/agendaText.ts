import { fold } from '../ui/fold';
import type { ItemDraft, ItemKind } from '../wire';

/** One line of a pasted agenda as it was understood. `long` says that the title was cut to what an item takes. */
export interface PastedItem extends ItemDraft {
  long?: boolean;
}

const longestTitle = 300;
const longestPresenter = 120;
const mostMinutes = 600;
/** What an agenda may hold (agenda.MaxItems). */
export const mostItems = 100;

const numbering = /^(?:(?:[-–—*•+·]|(?:mục|phần)\s+\d+[.:)]?|(?:\d{1,2}(?:\.\d{1,2})*|[ivxlc]{1,5}|[a-zđ])[.)/])\s*)+/iu;
const clock = String.raw`(\d{1,2})\s*(?:giờ|[:hg])\s*(\d{2})?\s*(?:phút)?`;
const range = new RegExp(String.raw`^(?:từ\s*)?${clock}\s*(?:[-–—]|đến)\s*${clock}\s*[:.,;–—-]?\s*`, 'iu');
const start = new RegExp(String.raw`^(?:lúc\s*)?${clock}\s*[:.,;–—-]?(?:\s+|$)`, 'iu');
const length = /[([]?\s*(?:(\d{1,2})\s*(?:giờ|tiếng|h)\s*)?(?<!\d)(\d{1,3})\s*(?:phút|ph|min(?:utes)?|['’′])(?!\p{L})\s*[)\]]?|[([]\s*(\d{1,2})\s*(?:giờ|tiếng)\s*[)\]]/giu;
const presenterMark = /\s+[–—]\s+|\s+-\s+/u;

/**
 * parseAgenda reads an agenda as people write it, one item to a line: numbering and bullets are left out; "(15 phút)", "15'", "1 giờ 30 phút" and a span of hours give the minutes, an
 * hour alone the time until the next one; what stands behind the last " – " presents. Nothing is kept that is not shown before it is added. Pure; for any text it gives at
 * most 100 items that the server takes.
 */
export function parseAgenda(text: string): PastedItem[] {
  const items: PastedItem[] = [];
  let open: { item: PastedItem; from: number } | null = null;
  for (const line of text.normalize('NFC').split(/\r\n|\r|\n/u)) {
    const read = readLine(line);
    if (!read) continue;
    // An hour alone says when the item before it ends.
    if (read.from !== null && open && open.item.minutes === 0) open.item.minutes = between(open.from, read.from);
    if (!read.item) {
      open = null;
      continue;
    }
    items.push(read.item);
    open = read.from === null ? null : { item: read.item, from: read.from };
    if (items.length === mostItems) break;
  }
  return items;
}

/** readLine is null for a line that says nothing; one with an hour only ends the item before it. */
function readLine(line: string): { item: PastedItem | null; from: number | null } | null {
  let rest = line.replace(/[\s\u00a0]+/gu, ' ').trim().replace(numbering, '').trim();
  let minutes = 0;
  let from: number | null = null;
  const span = range.exec(rest);
  const hour = span ?? start.exec(rest);
  if (hour) {
    from = minuteOf(hour[1], hour[2]);
    if (span) minutes = between(from, minuteOf(span[3], span[4]));
    rest = rest.slice(hour[0].length).replace(numbering, '');
  }
  const said = [...rest.matchAll(length)].at(-1);
  if (said) {
    minutes = Number(said[1] ?? said[3] ?? 0) * 60 + Number(said[2] ?? 0);
    rest = `${rest.slice(0, said.index)} ${rest.slice(said.index + said[0].length)}`;
  }
  const parts = rest.split(presenterMark).map((part) => part.replace(/^[\s:;,.–—-]+|[\s:;,–—-]+$/gu, ''));
  const last = parts.length > 1 ? (parts.at(-1) ?? '') : '';
  const presented = last !== '' && [...last].length <= longestPresenter;
  const title = (presented ? parts.slice(0, -1) : parts).filter(Boolean).join(' – ');
  if (!/[\p{L}\p{N}]/u.test(title)) return from === null ? null : { item: null, from };
  const letters = [...title];
  return {
    from,
    item: {
      title: letters.slice(0, longestTitle).join('').trim(),
      kind: kindOf(title),
      lead: '',
      presenter: presented ? last : '',
      minutes: Math.min(minutes, mostMinutes),
      ...(letters.length > longestTitle ? { long: true } : {}),
    },
  };
}

const minuteOf = (hour: string | undefined, minute: string | undefined) => Number(hour) * 60 + Number(minute ?? 0);
/** Minutes from one hour of the day to a later one; 0 where the second is not later. */
const between = (from: number, to: number) => Math.max(0, Math.min(mostMinutes, to - from));

/** kindOf is the kind that a title names. */
function kindOf(title: string): ItemKind {
  const plain = fold(title);
  if (/^(khai mac|on dinh|gioi thieu dai bieu|tuyen bo ly do)/u.test(plain)) return 'opening';
  if (/^be mac/u.test(plain)) return 'closing';
  if (/(^| )(ket luan cua|chu tri ket luan|phat bieu ket luan)/u.test(plain) || /^ket luan/u.test(plain)) return 'conclusion';
  if (/^(bao cao|tinh hinh|ket qua|trinh bay)/u.test(plain)) return 'report';
  return 'discussion';
}

/** agendaText writes items as parseAgenda reads them. */
export function agendaText(items: readonly Pick<ItemDraft, 'title' | 'minutes' | 'presenter'>[]): string {
  return items.map(({ title, minutes, presenter }, n) => `${n + 1}. ${title}${minutes > 0 ? ` (${minutes} phút)` : ''}${presenter ? ` – ${presenter}` : ''}`).join('\n');
}
