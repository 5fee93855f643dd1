const marks = /\p{M}+/gu;
const spaces = /\s+/gu;

/** fold makes text comparable the way people type in a hurry: no tone marks, no đ, lower case, single spaces. "Thạch  Thất" becomes "thach that". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(marks, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'd').toLowerCase().replace(spaces, ' ').trim();
}

/** isNameOf says whether a person's name is only the name of their unit, as links made in bulk have it: "UBND quận Tây Hồ" for Quận Tây Hồ. */
export function isNameOf(name: string, unit: string): boolean {
  return unit !== '' && fold(name).endsWith(fold(unit));
}

/** includesFolded says whether every word of the query begins some word of the text, without regard to marks or order. An empty query fits all. */
export function includesFolded(text: string, query: string): boolean {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u);
  return fold(query)
    .split(' ')
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}
