import type { Server } from './server';

/** inTheMiddle brings the reference meeting to its fourth item: lines of every kind, a task of every unit, one who waits to speak. */
export async function inTheMiddle(server: Server): Promise<void> {
  const { chair, secretary, unit } = server;
  await server.command(chair, 'meeting.open', {});
  await server.command(chair, 'item.start', { item: 'i1' });
  await server.command(chair, 'item.start', { item: 'i4' });
  const lines = [
    ['opinion', 'Đã giải tỏa 3 chợ cóc trên địa bàn, còn 2 chợ tạm chờ bố trí điểm mới.'],
    ['shortcoming', 'Chưa nắm chắc số lượng loại hình kinh doanh trên địa bàn.'],
    ['note', 'Hỏi lại Phòng Quản lý thương mại về số liệu này.'],
    ['conclusion', 'Đầu tư phát triển 43 cụm công nghiệp đã giao chủ trương; đẩy nhanh giải phóng mặt bằng.'],
    ['conclusion', 'Rà soát cửa hàng gas, xăng dầu, rượu, thuốc lá.'],
  ] as const;
  for (const [n, [kind, text]] of lines.entries()) await server.command(secretary, 'line.add', { line: `l${n}`, item: 'i4', kind, text });
  // So far away that no picture counts the days.
  const due = { until: '2036-12-15T17:00:00Z', words: 'trước ngày 15-12' };
  await server.command(secretary, 'task.assign', { assignment: 'a1', line: 'l3', scope: { kind: 'all' }, due, target: { kind: 'number', value: 43, unit: 'cụm' } });
  await server.command(unit, 'floor.request', { request: 'r1', person: 'Nguyễn Văn Bình', subject: 'Giải phóng mặt bằng cụm công nghiệp', kind: 'speak', minutes: 3 });
}
