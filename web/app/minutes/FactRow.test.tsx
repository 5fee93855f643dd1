import { describe, expect, it } from 'vitest';
import { rendered } from '../meeting/rendered';
import type { Line } from '../state';
import { FactRow } from './FactRow';

const units = Array.from({ length: 126 }, (_, n) => `phường Số ${n + 1}`);
const row = (text: string) => rendered(<FactRow line={{ id: 'f1-1', kind: 'fact', at: '2020-07-29T07:00:00Z', text: { v: text, s: '' } } as Line} staff={false} />, { status: 'running' }, 'secretary');

describe('the row of a fact', () => {
  it('names the first absent units and unfolds the others', async () => {
    const page = await row(`Cuộc họp khai mạc lúc 14:00, ngày 29-7-2020. Có mặt 0/126 điểm cầu. Vắng: ${units.join(', ')}.`);
    expect(page).toContain('Có mặt 0/126 điểm cầu. Vắng: phường Số 1, phường Số 2, phường Số 3 và 123 đơn vị khác.');
    expect(page).not.toContain('phường Số 4,');
    expect(page).toMatch(/<button[^>]*aria-expanded="false"[^>]*>Xem tất cả<\/button>/);
  });
  it('is whole, without a button, when it is short', async () => expect(await row('Kết thúc mục 1 “Khai mạc” lúc 14:05.')).not.toContain('aria-expanded'));
});
