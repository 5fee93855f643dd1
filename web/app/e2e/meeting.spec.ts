import { readFileSync } from 'node:fs';
import { expect, test } from './rig';
import type { Seat } from './seat';
import { like, t } from './words';

const opinion = 'Đã giải tỏa 3 chợ cóc trên địa bàn, còn 2 chợ tạm chờ bố trí điểm mới.';
const internal = 'Cần hỏi lại Phòng Quản lý thương mại về số liệu này trước khi đưa vào biên bản.';
const conclusion = 'Đầu tư phát triển 43 cụm công nghiệp đã giao chủ trương; đẩy nhanh giải phóng mặt bằng.';
const ownConclusion = 'Quận Hoàn Kiếm rà soát cửa hàng xăng dầu trên địa bàn.';

/** downloaded presses a link and reads the file. */
async function downloaded(seat: Seat, kind: 'Excel' | 'CSV'): Promise<Buffer> {
  const waiting = seat.page.waitForEvent('download');
  await seat.page.getByRole('link', { name: t('tasks.download', { kind }) }).click();
  return readFileSync(await (await waiting).path());
}

test('from the opening to the list of tasks in everybody’s hands', async ({ server, enter }) => {
  test.setTimeout(150_000);
  const [one, two] = server.units;
  if (!one || !two) throw new Error('the demo printed fewer than two units');
  const chair = await enter(server.chair);
  const secretary = await enter(server.secretary);
  const unit = await enter(one);
  const other = await enter(two);
  const all = [chair, secretary, unit, other];

  await test.step('the chair opens, and the agenda advances everywhere', async () => {
    await chair.button('agenda.open').click();
    for (const seat of all) await expect(seat.page.getByText(t('meeting.running'), { exact: true })).toBeVisible();
    await chair.button('agenda.start').click();
    for (const seat of all) await expect(seat.currentItem).toContainText('Khai mạc');
    await chair.button('agenda.nextItem').click();
    for (const seat of all) await expect(seat.currentItem).toContainText('Tình hình thực hiện kết luận cuộc họp trước');
  });

  await test.step('what the secretary types is seen grey, then as a line', async () => {
    await secretary.typeLine('opinion', opinion.slice(0, 30));
    await expect(unit.draft(opinion.slice(0, 30))).toBeVisible();
    await secretary.write('opinion', opinion);
    await expect(unit.line(opinion)).toBeVisible();
    await expect(unit.draft(opinion)).toBeHidden();
    await expect(unit.page.getByRole('textbox', { name: t('composer.text') }), 'units read').toHaveCount(0);
  });

  await test.step('an internal note stays with the staff, while it is typed and after', async () => {
    await secretary.typeLine('note', internal);
    await expect(chair.draft(internal)).toBeVisible();
    await secretary.write('note', internal);
    await expect(chair.line(internal)).toBeVisible();
    await secretary.write('opinion', 'Dòng sau ghi chú.');
    await expect(unit.line('Dòng sau ghi chú.')).toBeVisible();
    await expect(unit.page.getByText(internal.slice(0, 20))).toHaveCount(0);
    expect(await (await server.get(one, `/api/meetings/${one.meeting}/records?after=0`)).text()).not.toContain(internal.slice(0, 20));
  });

  await test.step('a raised hand is queued, called and finished', async () => {
    await unit.button('bar.hand').click();
    await expect(unit.page.getByText(t('bar.handPlace', { number: 1 })).first()).toBeVisible();
    const queue = chair.page.getByRole('region', { name: t('queue.title') });
    await queue.getByRole('button', { name: like('queue.callOf') }).click();
    for (const seat of all) await expect(seat.page.getByRole('region', { name: t('queue.title') }).getByText(t('queue.speaking'))).toBeVisible();
    await unit.page.getByRole('button', { name: t('queue.finish') }).click();
    for (const seat of all) await expect(seat.page.getByRole('button', { name: t('queue.finish') })).toHaveCount(0);
  });

  await test.step('a conclusion becomes a task of every unit, with date and target', async () => {
    await secretary.write('conclusion', conclusion);
    await secretary.assign(conclusion, { date: '15/12/2026', number: { value: '43', unit: 'cụm' } });
    await secretary.write('conclusion', ownConclusion);
    await secretary.assign(ownConclusion, { units: ['Quận Hoàn Kiếm'] });
    await unit.tab('tasks.title');
    await other.tab('tasks.title');
    for (const seat of [unit, other]) {
      const task = seat.page.getByRole('listitem').filter({ hasText: conclusion });
      await expect(task).toContainText('15/12/2026');
      await expect(task).toContainText('43 cụm');
    }
    await expect(other.page.getByText(ownConclusion)).toBeVisible();
    await expect(unit.page.getByText(ownConclusion).and(unit.page.locator('[role="tabpanel"] *'))).toHaveCount(0);
  });

  await test.step('the chair closes the meeting', async () => {
    await chair.button('agenda.close').click();
    await chair.confirm('agenda.close');
    for (const seat of all) await expect(seat.page.getByText(t('end.closed')).first()).toBeVisible();
  });

  await test.step('tasks by unit and by conclusion, and as files', async () => {
    const panel = secretary.page.getByRole('region', { name: t('tasks.title') });
    await expect(panel.getByText(t('tasks.sum', { count: 31, units: 30 }))).toBeVisible();
    await expect(panel.locator('summary').filter({ hasText: 'Quận Hoàn Kiếm' })).toContainText(t('tasks.count', { count: 2 }));
    await panel.getByRole('radio', { name: t('tasks.by.conclusion') }).click();
    await expect(panel.locator('summary').filter({ hasText: conclusion })).toContainText(t('tasks.units', { count: 30 }));
    const csv = await downloaded(secretary, 'CSV');
    expect([...csv.subarray(0, 3)], 'byte order mark, for spreadsheets').toEqual([0xef, 0xbb, 0xbf]);
    expect(csv.toString('utf8')).toContain(ownConclusion);
    expect((await downloaded(secretary, 'Excel')).subarray(0, 2).toString()).toBe('PK');
    const own = (await downloaded(unit, 'CSV')).toString('utf8');
    expect(own).toContain('Ba Đình');
    expect(own, 'a unit’s file holds its own tasks only').not.toContain('Hoàn Kiếm');
  });

  await test.step('each unit’s tasks are mailed, and the state of each letter is shown', async () => {
    await secretary.button('tasks.send').click();
    await secretary.confirm('tasks.sendNow');
    const states = secretary.page.getByRole('region', { name: t('tasks.send') });
    await expect(states.getByText(`${t('tasks.letters.sent')} 30`)).toBeVisible({ timeout: 20_000 });
  });
  for (const seat of all) expect(seat.faults, seat.link.seat).toEqual([]);
});
