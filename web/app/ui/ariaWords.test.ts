import * as english from 'react-aria-components/i18n/en-US';
import { describe, expect, it } from 'vitest';
import * as words from './ariaWords';

const tables = (english as unknown as { default: Record<string, Record<string, unknown>> }).default;

function exportName(table: string): string {
  if (table === 'react-aria-components') return 'components';
  return table.replace('@react-aria/', 'aria_').replace('@react-stately/', 'stately_');
}

// Colour pickers are not part of the kit.
const shown = Object.keys(tables).filter((name) => !name.endsWith('/color'));

describe('words for assistive technology', () => {
  it.each(shown)('%s is complete in Vietnamese', (table) => {
    const ours = (words as Record<string, Record<string, unknown>>)[exportName(table)] ?? {};
    expect(Object.keys(ours).toSorted()).toEqual(Object.keys(tables[table] ?? {}).toSorted());
  });
});
