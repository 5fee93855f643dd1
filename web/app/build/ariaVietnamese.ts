import type { Plugin } from 'vite';

// The fewest string tables that must be rewritten. react-aria ships each package's words in a file named intlStrings.mjs; that is an inner
// detail of theirs. When it moves, the build must stop, or Vietnamese screen readers would hear English again without anybody noticing.
const leastTables = 15;

const tablePath = /\/node_modules\/(react-aria|react-stately|react-aria-components)\/dist\/private\/(?:[a-z]+\/)?intlStrings\.mjs$/;
const englishImport = /from\s*"([^"]*?\/intl\/(?:([a-z]+)\/)?en-US\.mjs)"/;

/**
 * ariaVietnamese replaces the word tables of react-aria (34 locales, no vi-VN) by English and our Vietnamese from `words`, a module exporting one
 * object per table: `aria_dnd`, `stately_datepicker`, `components`. It also drops the 33 locales that are never shown. `counted` makes too few tables a
 * fault; the development server sees the library in pieces and does not count.
 */
export function ariaVietnamese(words: string, exported: ReadonlySet<string>, counted: boolean): Plugin {
  const done = new Set<string>();
  return {
    name: 'aria-vietnamese',
    enforce: 'pre',
    buildStart() {
      done.clear();
    },
    transform(code, id) {
      const match = tablePath.exec((id.split('?')[0] ?? id).replaceAll('\\', '/'));
      if (!match) return null;
      const [, english, folder] = englishImport.exec(code) ?? [];
      if (!english) throw new Error(`aria-vietnamese: no en-US table in ${id}`);
      const name = tableName(match[1] ?? '', folder);
      done.add(name);
      const vietnamese = exported.has(name);
      const lines = [`import en from ${JSON.stringify(english)};`];
      if (vietnamese) lines.push(`import { ${name} as vi } from ${JSON.stringify(words)};`);
      lines.push(`export default { "en-US": en${vietnamese ? ', "vi-VN": vi' : ''} };`);
      return { code: lines.join('\n'), map: null };
    },
    buildEnd(error) {
      if (error || !counted) return;
      const count = [...done].filter((name) => exported.has(name)).length;
      if (count < leastTables) this.error(`aria-vietnamese: ${count} word tables rewritten, at least ${leastTables} expected`);
    },
  };
}

function tableName(library: string, folder: string | undefined): string {
  if (library === 'react-aria-components') return 'components';
  return `${library === 'react-stately' ? 'stately' : 'aria'}_${folder ?? ''}`;
}
