// Numbers that a conclusion names, as targets to be taken over: "43 cụm", "3–5 lần". Suggested, never set by itself; never a date.
import type { Target } from '../state';
import { readNumber } from '../tasks/targetForm';
import { fold } from '../ui/fold';

/** A number with what it counts, found in a text. */
export interface FoundTarget {
  start: number;
  end: number;
  words: string;
  target: Target;
}

// What departments count. Words of time are not here: what counts days is a deadline.
const measures = [
  'cụm công nghiệp', 'cụm', 'khu công nghiệp', 'khu', 'điểm bán hàng', 'điểm', 'cơ sở', 'dự án', 'doanh nghiệp', 'chợ', 'cửa hàng', 'siêu thị', 'trung tâm thương mại', 'trung tâm',
  'sự kiện', 'hội nghị', 'hội chợ', 'phiên chợ', 'phiên', 'lớp', 'buổi', 'đợt', 'đoàn', 'cuộc', 'công trình', 'mô hình', 'sản phẩm', 'làng nghề', 'làng', 'tuyến', 'trạm biến áp', 'trạm',
  'nhà máy', 'nhà xưởng', 'hồ sơ', 'văn bản', 'báo cáo', 'kế hoạch', 'thủ tục', 'giấy phép', 'vụ', 'vụ việc', 'trường hợp', 'hộ kinh doanh', 'hộ', 'người', 'lao động', 'lượt',
  'tỷ đồng', 'triệu đồng', 'tỷ', 'triệu', 'đồng', 'tấn', 'ha', 'km', 'm2', 'm²', 'MW', 'kWh', 'phần trăm', 'máy', 'xe', 'bộ', 'bản',
];

/** Without marks these mean something else. */
const clashing = new Set(['cho', 'ho', 'vu', 'bo', 'ban', 'may', 'khu', 'buoi', 'lop', 'dot', 'lang', 'doan', 'dong', 'ty']);

const table = measures.map((word) => ({ word, folded: fold(word) })).toSorted((one, other) => other.folded.length - one.folded.length);

const number = String.raw`\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?`;
const times = new RegExp(String.raw`(?<![\p{L}\d/.,-])(?:(${number})\s*(?:-|–|đến|den)\s*)?(${number})\s*(?:lần|lan)(?![\p{L}])`, 'giu');
// "túi dùng 1 lần" says what sort of bag it is.
const singleUse = /(?:^|[^\p{L}])(?:dùng|sử dụng|dung)\s*$/iu;
const multiples = /(?<!\p{L})(?:gấp|gap) (đôi|doi|rưỡi|ruoi|ba|bốn|năm)(?!\p{L})/giu;
const folds: { readonly [word: string]: number } = { doi: 2, ruoi: 1.5, ba: 3, bon: 4, nam: 5 };
const percent = new RegExp(String.raw`(?<![\p{L}\d/.,-])(${number})\s*%`, 'gu');
const counted = new RegExp(String.raw`(?<![\p{L}\d/.,-])(${number})(?=\s+\p{L}|\s*(?:ha|km|m2|m²|MW|kWh)(?!\p{L}))\s*`, 'gu');
// A number after these names something, it counts nothing.
const names = /(?:^|[^\p{L}])(?:ngày|ngay|tháng|thang|quý|quy|năm|nam|số|so|điều|dieu|khoản|khoan|mục|muc|lần thứ|thứ|lúc|tiểu khu|quốc lộ|tuyến số)\s*$/iu;
const each = /(?:mỗi|moi|từng|tung|ít nhất mỗi)\s+[^,.;\n]{0,40}$/iu;

const spoken = [1, 2, 3].map((n) => new RegExp(String.raw`^[\p{L}\d²]+(?:[^\S\n]+[\p{L}\d²]+){${n - 1}}`, 'u'));

/** measureAt reads what is counted at the beginning of a text: the longest known word. "cum" is read as "cụm"; typed with marks it has to be the word itself. */
function measureAt(text: string): { word: string; length: number } | null {
  for (const { word, folded } of table) {
    const said = spoken[folded.split(' ').length - 1]?.exec(text)?.[0];
    if (!said || fold(said) !== folded) continue;
    const typed = said.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ');
    if (typed === word.toLowerCase() || (typed === folded && !clashing.has(folded))) return { word, length: said.length };
  }
  return null;
}

function multiplesIn(text: string): FoundTarget[] {
  const found: FoundTarget[] = [];
  for (const match of text.matchAll(times)) {
    const [low, high] = [match[1] ?? match[2], match[1] ? match[2] : undefined].map((part) => (part ? readNumber(part) : null));
    const lead = text.slice(0, match.index);
    if (!low || names.test(lead) || (high && high < low)) continue;
    if (low === 1 && !high && singleUse.test(lead)) continue;
    const after = /^\s+(?:(?:các|cac|số|so|lượng)\s+)*/u.exec(text.slice(match.index + match[0].length))?.[0] ?? '';
    const of = after ? measureAt(text.slice(match.index + match[0].length + after.length)) : null;
    const end = match.index + match[0].length + (of ? after.length + of.length : 0);
    found.push({ start: match.index, end, words: text.slice(match.index, end), target: { kind: 'multiple', value: low, ...(high ? { max: high } : {}), ...(of ? { unit: of.word } : {}) } });
  }
  for (const match of text.matchAll(multiples)) {
    const value = folds[fold(match[1] ?? '')];
    if (value) found.push({ start: match.index, end: match.index + match[0].length, words: match[0], target: { kind: 'multiple', value } });
  }
  return found;
}

/** targetsIn finds the numbers of a text that a task could be measured by, in order. A number for several units is a total unless the text says "mỗi". */
export function targetsIn(text: string, units: number): FoundTarget[] {
  const found = multiplesIn(text);
  for (const match of text.matchAll(percent)) {
    const value = readNumber(match[1] ?? '');
    if (value !== null) found.push({ start: match.index, end: match.index + match[0].length, words: match[0], target: { kind: 'number', value, unit: '%' } });
  }
  for (const match of text.matchAll(counted)) {
    const value = readNumber(match[1] ?? '');
    const of = measureAt(text.slice(match.index + match[0].length));
    const lead = text.slice(0, match.index);
    if (value === null || value === 0 || !of || names.test(lead)) continue;
    const end = match.index + match[0].length + of.length;
    const kind = units === 1 || each.test(lead) ? 'number' : 'total';
    found.push({ start: match.index, end, words: text.slice(match.index, end), target: { kind, value, unit: of.word } });
  }
  return found.toSorted((one, other) => one.start - other.start);
}
