import { describe, expect, it } from 'vitest';
import { agendaText, mostItems, parseAgenda } from './agendaText';

describe('parseAgenda', () => {
  it.each([
    ['1. Khai mạc (5 phút) – Chánh Văn phòng', ['Khai mạc', 5, 'Chánh Văn phòng', 'opening']],
    ['- Báo cáo tình hình 6 tháng đầu năm 15’', ['Báo cáo tình hình 6 tháng đầu năm', 15, '', 'report']],
    ['II. Thảo luận: lĩnh vực công nghiệp – 30 phút – UBND huyện Thạch Thất', ['Thảo luận: lĩnh vực công nghiệp', 30, 'UBND huyện Thạch Thất', 'discussion']],
    ['14h00 - 14h05: Khai mạc', ['Khai mạc', 5, '', 'opening']],
    ['14:00–15:30 Thảo luận', ['Thảo luận', 90, '', 'discussion']],
    ['Từ 8 giờ 30 đến 9 giờ 15: Tham luận của các đơn vị', ['Tham luận của các đơn vị', 45, '', 'discussion']],
    ['3) Lĩnh vực thương mại (1 giờ 10 phút)', ['Lĩnh vực thương mại', 70, '', 'discussion']],
    ['• Kết luận của chủ trì [25 phút] - Phó Giám đốc Sở', ['Kết luận của chủ trì', 25, 'Phó Giám đốc Sở', 'conclusion']],
    ['2.1. Chợ cóc, chợ tạm', ['Chợ cóc, chợ tạm', 0, '', 'discussion']],
    ['Mục 4: Bế mạc', ['Bế mạc', 0, '', 'closing']],
    ['Giải ngân vốn đầu tư công - quý III', ['Giải ngân vốn đầu tư công', 0, 'quý III', 'discussion']],
    ['Chương trình 60 phút mỗi tuần (20 phút)', ['Chương trình 60 phút mỗi tuần', 20, '', 'discussion']],
    ['43 cụm công nghiệp', ['43 cụm công nghiệp', 0, '', 'discussion']],
  ] as const)('%s', (line, want) => {
    const [item] = parseAgenda(line);
    expect([item?.title, item?.minutes, item?.presenter, item?.kind]).toEqual(want);
  });
  it('leaves out lines without words', () => expect(parseAgenda('\n  \n---\n1.\n14:00 \n')).toEqual([]));
  it('takes the minutes from the hour of the next line', () => {
    const items = parseAgenda('14:00 Khai mạc\n14:05 Báo cáo\n14:50 Bế mạc\n15:00');
    expect(items.map((one) => one.minutes)).toEqual([5, 45, 10]);
  });
  it('reads back what agendaText writes', () => {
    const items = parseAgenda('1. Khai mạc (5 phút)\n2. Lĩnh vực thương mại (35 phút) – Phòng Quản lý thương mại\n3. Bế mạc');
    expect(parseAgenda(agendaText(items))).toEqual(items);
  });
  it('cuts what is too long and says so', () => {
    const [item] = parseAgenda('Mục '.concat('rất '.repeat(200), 'dài'));
    expect([...(item?.title ?? '')].length).toBeLessThanOrEqual(300);
    expect(item?.long).toBe(true);
  });
});

// A small generator: the same strings in every run.
function* noise(seed: number): Generator<string> {
  const parts = ['1. ', '- ', 'Khai mạc', ' – ', ' - ', '15 phút', '14:00', '25:99', '14h–15h', "5'", '(', ')', ' ', '\n', '\r\n', '\t', '999 phút', '1 giờ', 'Ế', 'e\u0302\u0301', '😀', 'IV.', 'a)', ':', '\u00a0', '0', 'đến', '\u202e'];
  let state = seed;
  for (let n = 0; n < 4000; n++) {
    let text = '';
    for (let k = 0; k < 1 + (n % 40); k++) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      text += parts[state % parts.length] ?? '';
    }
    yield text;
  }
}

describe('for any text', () => {
  it('gives only what the server takes, and at most a whole agenda', () => {
    for (const text of noise(2907)) {
      const items = parseAgenda(text);
      expect(items.length).toBeLessThanOrEqual(mostItems);
      for (const item of items) {
        expect(item.title.trim()).not.toBe('');
        expect([...item.title].length).toBeLessThanOrEqual(300);
        expect([...item.presenter].length).toBeLessThanOrEqual(120);
        expect(Number.isInteger(item.minutes) && item.minutes >= 0 && item.minutes <= 600).toBe(true);
      }
    }
    expect(parseAgenda('Mục\n'.repeat(500))).toHaveLength(mostItems);
  });
  it('is quick on hostile lines', () => {
    const began = performance.now();
    parseAgenda(`${'1.'.repeat(20_000)}\n${' - '.repeat(20_000)}\n${'9'.repeat(40_000)}phút\n${'('.repeat(40_000)}`);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
