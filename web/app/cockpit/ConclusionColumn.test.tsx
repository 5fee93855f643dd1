import { describe, expect, it } from 'vitest';
import { rendered } from '../meeting/rendered';
import type { Assignment, Item, Line } from '../state';
import { ConclusionColumn } from './ConclusionColumn';

const line = (more: Partial<Line>) =>
  ({ id: 'l1', item: 'i1', kind: 'conclusion', text: { v: 'Đẩy nhanh tiến độ các dự án.', s: '' }, person: { v: 'Trần Thị Phương Lan', s: '' }, unit: 'host', author: 'chair', revision: 1, number: 1, ...more }) as Line;
const items = [{ id: 'i1', title: 'Lĩnh vực công nghiệp' }, { id: 'i2', title: 'Lĩnh vực thương mại' }] as Item[];
const clear: Assignment = {
  id: 'a1', line: 'l1', scope: { kind: 'ticked', units: ['u1'] }, due: { until: '2026-12-05T00:00:00Z' }, target: { kind: 'yesno' }, product: 'Báo cáo', supporting: [],
  tasks: [{ id: 't1', unit: 'u1' }], at: '', by: 'chair', revision: 2, removed: false,
};

const column = (lines: Line[], assignments: Assignment[] = []) => rendered(<ConclusionColumn field={{ current: null }} />, { status: 'running', items, current: 'i1', lines, assignments });
const status = (page: string) => /role="status">([^<]*)</.exec(page)?.[1];

describe('what the chair’s page says of the conclusions', () => {
  it('is not that all is clear when one was assigned to nobody', async () => expect(status(await column([line({})]))).toBe('Còn 1 điểm chưa rõ'));
  it('counts this item only', async () => {
    const other = line({ id: 'l2', item: 'i2', number: 2 });
    expect(status(await column([line({}), other], [clear]))).toBe('Mọi điểm đã rõ');
    expect(status(await column([line({}), other]))).toBe('Còn 1 điểm chưa rõ');
  });
  it('is that all is clear when each has its task, or none on purpose', async () => {
    expect(status(await column([line({})], [clear]))).toBe('Mọi điểm đã rõ');
    expect(status(await column([line({ settled: 'chỉ ghi nhận' })]))).toBe('Mọi điểm đã rõ');
  });
  it('is nothing before there is a conclusion', async () => expect(status(await column([]))).toBe(''));
});

const buttons = (page: string) => [...page.matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(([, inside = '']) => inside.replace(/<[^>]*>/g, ''));

describe('a conclusion on the chair’s page', () => {
  it('says that nobody was assigned, and offers to assign it or to make no task', async () => {
    const page = await column([line({})]);
    expect(page).toContain('Chưa giao');
    expect(buttons(page)).toEqual(expect.arrayContaining(['Giao nhiệm vụ', 'Không phát sinh nhiệm vụ', 'Xác nhận kết luận']));
  });
  it('says to whom it was assigned, or why it makes no task', async () => {
    const given = await column([line({})], [clear]);
    expect(given).not.toContain('Chưa giao');
    expect(given).toContain('1 đơn vị');
    expect(buttons(given)).not.toContain('Không phát sinh nhiệm vụ');
    expect(await column([line({ settled: 'chỉ ghi nhận' })])).toContain('Không phát sinh nhiệm vụ: chỉ ghi nhận');
  });
  it('of an internal item makes no task', async () => expect(buttons(await column([line({ internal: true })]))).not.toContain('Giao nhiệm vụ'));
});
