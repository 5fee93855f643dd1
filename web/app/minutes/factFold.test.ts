import { describe, expect, it } from 'vitest';
import { foldFact } from './factFold';

const opening = 'Cuộc họp khai mạc lúc 14:00, ngày 29-7-2020. Có mặt 1/9 điểm cầu.';
const eight = 'quận Ba Đình, quận Hoàn Kiếm, quận Tây Hồ, quận Long Biên, thị xã Sơn Tây, huyện Sóc Sơn, huyện Đông Anh, huyện Gia Lâm';

describe('a fact with a long list of units', () => {
  it('keeps what it says and the first names', () => {
    expect(foldFact(`${opening} Vắng: ${eight}.`)).toEqual({ lead: `${opening} Vắng: `, first: 'quận Ba Đình, quận Hoàn Kiếm, quận Tây Hồ', rest: 5 });
    expect(foldFact(`Cuộc họp bế mạc lúc 16:30. Không dự: ${eight}.`)).toMatchObject({ lead: 'Cuộc họp bế mạc lúc 16:30. Không dự: ', rest: 5 });
  });
  it('counts those that the line had no room for', () => expect(foldFact(`${opening} Vắng: ${eight} và 118 đơn vị khác.`)).toMatchObject({ rest: 123 }));
  it('takes a reason with commas for one unit’s', () => {
    const excused = eight.replace('quận Hoàn Kiếm', 'quận Hoàn Kiếm (lý do: bão, ngập, mất điện)');
    expect(foldFact(`${opening} Vắng: ${excused}.`)).toMatchObject({ first: 'quận Ba Đình, quận Hoàn Kiếm (lý do: bão, ngập, mất điện), quận Tây Hồ', rest: 5 });
  });
  it.each([`${opening}`, `${opening} Vắng: quận Ba Đình.`, `${opening} Vắng: quận Ba Đình, quận Hoàn Kiếm, quận Tây Hồ, quận Long Biên, thị xã Sơn Tây.`, 'Bắt đầu mục 1 “Khai mạc” lúc 14:00 (dự kiến 5 phút).'])(
    '%j is shown whole',
    (text) => expect(foldFact(text)).toBeNull(),
  );
});
