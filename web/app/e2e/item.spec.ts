import { expectNoSideways, look } from './looks';
import { expect, test } from './rig';
import { like, t } from './words';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

test('one whole item: opened, a unit speaks from its phone, the secretary writes, the chair concludes, reads back and confirms, the unit has its task', async ({ server, enter }) => {
  test.setTimeout(180_000);
  const chair = await enter(server.chair);
  const secretary = await enter(server.secretary);
  const unit = await enter(server.unit, { ...phone, devices: true });
  const place = 'Quận Ba Đình';
  await chair.button('cockpit.enter').click();
  const desk = chair.page.locator('[data-cockpit]');
  const box = secretary.page.getByRole('textbox', { name: t('composer.text') });

  await test.step('the chair opens and begins the first item with a key; everybody sees which', async () => {
    await chair.page.keyboard.press('Alt+1');
    await expect(secretary.minutes.locator('li[data-fact]').first()).toContainText('Cuộc họp khai mạc');
    await chair.page.keyboard.press('Alt+1');
    await expect(secretary.currentItem).toContainText('Khai mạc');
  });

  await test.step('the unit raises its hand on the phone, the chair calls it with a key, it opens its own microphone', async () => {
    await unit.controls.getByRole('button', { name: t('bar.hand'), exact: true }).click();
    await expect(desk.getByRole('list', { name: t('queue.title') })).toContainText(place);
    await chair.page.keyboard.press('Alt+2');
    await expect(desk.getByRole('heading', { name: place })).toBeVisible();
    const card = unit.page.locator('[data-invitation]');
    await expect(card).toContainText(t('control.invited'));
    await look(unit.page, 'item-1-invited');
    await card.getByRole('button', { name: t('control.openMicrophone') }).click();
    await expect(card).toHaveCount(0);
    await expect(unit.microphone).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('what is said is written under the speaker whom the floor names', async () => {
    await expect(secretary.page.getByRole('button', { name: t('composer.speakerIs', { name: place }) })).toBeVisible();
    await secretary.write('opinion', 'Đã giải tỏa 3 chợ cóc, còn 2 chợ tạm chờ bố trí điểm mới.');
    await expect(unit.line('Đã giải tỏa 3 chợ cóc')).toContainText(place);
    await secretary.write('shortcoming', 'Chưa nắm chắc số loại hình kinh doanh.');
    await expect(secretary.line('Chưa nắm chắc')).toBeVisible();
    await look(secretary.page, 'item-2-secretary');
  });

  await test.step('the unit asks on its phone that its words be put right, and is answered', async () => {
    await unit.line('Đã giải tỏa 3 chợ cóc').getByRole('button', { name: t('approval.suggest') }).click();
    await unit.page.getByRole('textbox', { name: t('approval.commentText') }).fill('Đã giải tỏa 5 chợ cóc.');
    await unit.page.getByRole('button', { name: t('approval.commentSend') }).click();
    const asked = secretary.line('Đã giải tỏa 3 chợ cóc');
    await expect(asked).toContainText('Đã giải tỏa 5 chợ cóc.');
    await asked.getByRole('button', { name: t('approval.accept'), exact: true }).click();
    await expect(unit.page.getByText(t('approval.accepted'), { exact: true })).toBeVisible();
    await look(unit.page, 'item-2-suggested');
  });

  await test.step('the chair concludes in words; the secretary writes it with units and a day', async () => {
    await box.pressSequentially('/kl Giải tỏa hết chợ cóc trên địa bàn @tat ca');
    await secretary.page.keyboard.press('Enter');
    await box.pressSequentially(' !10-12');
    await expect(secretary.page.getByRole('button', { name: like('deadline.take') })).toBeVisible();
    await secretary.page.keyboard.press('Tab');
    await secretary.page.keyboard.press('Control+Enter');
    await expect(secretary.line('Giải tỏa hết chợ cóc')).toContainText(t('tasks.units', { count: 30 }));
    await expect(desk).toContainText('Giải tỏa hết chợ cóc');
    await look(chair.page, 'item-3-cockpit');
  });

  await test.step('read back: the chair confirms, the unit sees on the phone what is its own', async () => {
    await secretary.page.getByRole('button', { name: t('readback.start', { confirmed: 0, count: 1 }) }).click();
    const read = unit.page.locator('[data-readback]');
    await expect(read).toContainText('Giải tỏa hết chợ cóc');
    await expect(read).toContainText(t('tasks.yours'));
    await chair.page.locator('[data-readback]').getByRole('button', { name: t('readback.confirm') }).click();
    await expect(read.getByText(t('readback.all', { count: 1 }))).toBeVisible();
    await expectNoSideways(unit.page, 'the read-back');
    await look(unit.page, 'item-4-readback');
    await secretary.page.getByRole('button', { name: t('readback.end') }).click();
    await expect(read).toHaveCount(0);
  });

  await test.step('the next item ends this one: the speech and the item are facts, the shortcoming is asked about', async () => {
    await desk.getByRole('button', { name: t('queue.finish') }).click();
    await chair.page.keyboard.press('Alt+1');
    await expect(secretary.currentItem).toContainText('Tình hình thực hiện kết luận cuộc họp trước');
    await expect(secretary.minutes.locator('li[data-fact]').filter({ hasText: new RegExp(`${place}.*phát biểu`, 'i') })).toHaveCount(1);
    const card = secretary.page.getByRole('region', { name: t('shortcoming.title', { count: 1 }) });
    await card.getByRole('button', { name: t('shortcoming.make') }).click();
    const dialog = secretary.dialog('tasks.assign');
    await dialog.locator('label').filter({ hasText: t('tasks.scopes.ticked') }).click();
    await dialog.locator('label').filter({ hasText: place }).click();
    await dialog.getByRole('button', { name: t('tasks.assignTo', { count: 1 }) }).click();
    await expect(card).toHaveCount(0);
    await look(secretary.page, 'item-5-next');
  });

  await test.step('the unit finds both tasks on its phone, with the day', async () => {
    await unit.tab('tasks.title');
    const rows = unit.page.getByRole('listitem');
    await expect(rows.filter({ hasText: 'Giải tỏa hết chợ cóc' })).toContainText('10/12');
    await expect(rows.filter({ hasText: 'Chưa nắm chắc số loại hình' }).first()).toBeVisible();
    await expectNoSideways(unit.page, 'the tasks');
    await look(unit.page, 'item-6-tasks');
  });
  for (const seat of [chair, secretary, unit]) expect(seat.faults, seat.link.seat).toEqual([]);
});
