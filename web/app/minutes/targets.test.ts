import { describe, expect, it } from 'vitest';
import { targetsIn } from './targets';

const said = (text: string, units = 30) => targetsIn(text, units).map(({ words, target }) => [words, target] as const);

describe('numbers that a conclusion names', () => {
  it.each([
    ['Đầu tư phát triển 43 cụm công nghiệp đã giao chủ trương', '43 cụm công nghiệp', { kind: 'total', value: 43, unit: 'cụm công nghiệp' }],
    ['phát triển 43 cụm đã giao', '43 cụm', { kind: 'total', value: 43, unit: 'cụm' }],
    ['phat trien 43 cum', '43 cum', { kind: 'total', value: 43, unit: 'cụm' }],
    ['Mỗi đơn vị mở 2 điểm bán hàng OCOP', '2 điểm bán hàng', { kind: 'number', value: 2, unit: 'điểm bán hàng' }],
    ['thu hút 1.250 tỷ đồng', '1.250 tỷ đồng', { kind: 'total', value: 1250, unit: 'tỷ đồng' }],
    ['giảm 12,5 % rác', '12,5 %', { kind: 'number', value: 12.5, unit: '%' }],
    ['Tăng 3–5 lần các sự kiện kích cầu', '3–5 lần các sự kiện', { kind: 'multiple', value: 3, max: 5, unit: 'sự kiện' }],
    ['tang 3-5 lan', '3-5 lan', { kind: 'multiple', value: 3, max: 5 }],
    ['tăng từ 3 đến 5 lần', '3 đến 5 lần', { kind: 'multiple', value: 3, max: 5 }],
    ['tăng gấp đôi số buổi', 'gấp đôi', { kind: 'multiple', value: 2 }],
    ['gấp 2 lần', '2 lần', { kind: 'multiple', value: 2 }],
    ['tăng 2 lần', '2 lần', { kind: 'multiple', value: 2 }],
    ['đúng 1 lần', '1 lần', { kind: 'multiple', value: 1 }],
    ['làm 2 lần', '2 lần', { kind: 'multiple', value: 2 }],
  ])('%j names %j', (text, words, target) => expect(said(text)).toEqual([[words, target]]));

  it('is each unit’s own where one unit has it', () => expect(said('khai trương 5 điểm', 1)[0]?.[1]).toEqual({ kind: 'number', value: 5, unit: 'điểm' }));

  it.each([
    'trước ngày 10-10', 'trong 3 ngày', 'sau 2 tuần', 'quý 4 điểm lại', 'năm 2020 cơ sở', 'Nghị định 30/2020', 'điều 12 khu', 'mục 3 dự án', 'trước 17 giờ ngày 5-8', 'từ 29-7-2020', '43', 'lần thứ 2 lần', '5 cho các đơn vị',
    'tháng 8 cơ sở', '43, cụm', '43.cụm', 'A43 cụm',
  ])('%j names nothing', (text) => expect(said(text)).toEqual([]));

  it.each(['không sử dụng túi dùng 1 lần', 'khong su dung tui dung 1 lan', 'hạn chế đồ nhựa sử dụng 1 lần', 'Dùng 1 lần rồi bỏ'])('%j is single-use, no target', (text) => expect(said(text)).toEqual([]));

  it('knows their places', () => {
    const text = 'Mở 5 điểm, 3 chợ và 2 siêu thị';
    expect(targetsIn(text, 30).map(({ start, end }) => text.slice(start, end))).toEqual(['5 điểm', '3 chợ', '2 siêu thị']);
  });
});
