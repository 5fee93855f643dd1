import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rendered } from '../meeting/rendered';
import type { Item } from '../state';
import { ItemCard } from './ItemCard';

const sheet = readFileSync(new URL('./cockpit.module.css', import.meta.url), 'utf8');
const items = [{ id: 'i1', title: 'Khai mạc', state: 'planned', minutes: 5, lead: '', presenter: '' }] as Item[];
const list = async (current: string) => /<ol[^>]*>/.exec(await rendered(<ItemCard />, { status: 'running', items, current }))?.[0];

describe('the agenda on the chair’s page', () => {
  it('gives way on phones to the item that runs, and to nothing else', async () => {
    expect(await list('i1')).toContain('data-below');
    expect(await list('')).not.toContain('data-below');
    const hidden = [...sheet.matchAll(/([^{}]+)\{[^{}]*display: none/g)].map(([, selector = '']) => selector.replace(/\/\*.*\*\//s, '').trim());
    expect(hidden).toEqual(['.items[data-below]']);
  });
});
