/** One row of the table of links. `url` is empty where the server does not know the link any more. */
export interface LinkRow {
  seat: string;
  unit: string;
  role: string;
  name: string;
  url: string;
}

const cells = (row: LinkRow): string[] => [row.unit, row.role, row.name, row.url];

/** asTable is the rows for pasting into a spreadsheet or a letter: tabs and lines. */
export function asTable(heads: readonly string[], rows: readonly LinkRow[]): string {
  return [heads, ...rows.map(cells)].map((row) => row.map((cell) => cell.replace(/[\t\n]/gu, ' ')).join('\t')).join('\n');
}

// A cell that begins with one of these would be a formula in a spreadsheet.
const formula = /^[=+\-@\t\r]/u;

/** asCsv is the rows as CSV (RFC 4180) with a byte order mark, so that Excel reads Vietnamese; no cell can be a formula. */
export function asCsv(heads: readonly string[], rows: readonly LinkRow[]): string {
  const cell = (text: string) => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\uFEFF${[heads, ...rows.map(cells)].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** saveFile offers a text as a download. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
