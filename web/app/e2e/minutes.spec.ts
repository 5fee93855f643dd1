import { expect, test } from './rig';
import type { Seat } from './seat';
import type { Server } from './server';
import { like, t } from './words';

async function running(server: Server, item = 'i1'): Promise<void> {
  await server.command(server.chair, 'meeting.open', {});
  await server.command(server.chair, 'item.start', { item });
}

/** box is the text that is being typed. */
const box = (seat: Seat) => seat.page.getByRole('textbox', { name: t('composer.text') });

test('a conclusion is typed with its task: signs become chips, Tab takes what is offered, Ctrl+Enter writes and gives', async ({ server, enter }) => {
  await running(server);
  const secretary = await enter(server.secretary);
  await expect(secretary.currentItem).toBeVisible();
  const { page } = secretary;
  const picker = page.getByRole('listbox');
  const chips = page.getByRole('list', { name: t('composer.chips') });

  await test.step('a kind and a unit by keyboard, without marks', async () => {
    await box(secretary).pressSequentially('/kl Phat trien 43 cụm công nghiệp @tat ca');
    await expect(picker.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(chips.getByRole('button', { name: t('composer.dropChip', { text: t('tasks.scopes.all', { count: 30 }) }) })).toBeVisible();
    await expect(box(secretary)).toHaveValue('Phat trien 43 cụm công nghiệp');
  });

  await test.step('the number is offered and taken by Tab, the date after "!" too', async () => {
    await expect(page.getByRole('button', { name: like('composer.takeTarget') })).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(chips).toContainText('43 cụm công nghiệp');
    await box(secretary).pressSequentially(' !10-10');
    await expect(page.getByRole('button', { name: like('deadline.take') })).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(chips).toContainText('10/10/');
    await expect(box(secretary)).toHaveValue(/hết ngày 10-10-20\d\d$/);
    await box(secretary).pressSequentially(' &thach that');
    await page.keyboard.press('Enter');
    await expect(chips).toContainText(t('composer.supports', { unit: 'Huyện Thạch Thất' }));
  });

  await test.step('the button says that a task follows, and it does', async () => {
    await expect(page.getByRole('button', { name: t('composer.writeAndGive') })).toBeVisible();
    await page.keyboard.press('Control+Enter');
    const line = secretary.line('Phat trien 43 cụm');
    await expect(line).toContainText(t('tasks.units', { count: 30 }));
    await expect(line).toContainText(t('tasks.with', { units: 'Huyện Thạch Thất' }));
    await expect(chips).toHaveCount(0);
    const given = (await server.records(server.secretary)).flatMap((record) => record.events).filter((event) => event.type === 'task.assigned');
    expect(given.map(({ data }) => [data['target'], data['supporting'], (data['tasks'] as unknown[]).length])).toEqual([[{ kind: 'total', value: 43, unit: 'cụm công nghiệp' }, ['276'], 30]]);
  });

  await test.step('the total is divided, all of it or nothing', async () => {
    await secretary.line('Phat trien 43 cụm').getByRole('button', { name: t('tasks.actions') }).click();
    await page.getByRole('menuitem', { name: t('tasks.divide') }).click();
    const dialog = secretary.dialog('tasks.divide');
    await dialog.getByRole('textbox', { name: 'Quận Ba Đình' }).fill('40');
    await expect(dialog.getByRole('status')).toHaveText(t('tasks.divideLeft', { value: '3' }));
    await expect(dialog.getByRole('button', { name: t('minutes.save') })).toBeDisabled();
    await dialog.getByRole('button', { name: t('tasks.divideEqually') }).click();
    await expect(dialog.getByRole('status')).toHaveText(t('tasks.divideDone'));
    await dialog.getByRole('textbox', { name: 'Quận Ba Đình' }).fill('3');
    await expect(dialog.getByRole('status')).toHaveText(t('tasks.divideOver', { value: '1' }));
    await dialog.getByRole('textbox', { name: 'Huyện Thường Tín' }).fill('0');
    await expect(dialog.getByRole('status')).toHaveText(t('tasks.divideDone'));
    await dialog.getByRole('button', { name: t('minutes.save') }).click();
    await expect(secretary.line('Phat trien 43 cụm')).toContainText(t('tasks.divided'));
    const csv = await (await server.get(server.secretary, `/api/meetings/${server.secretary.meeting}/tasks.csv`)).text();
    expect(csv).toMatch(/Ba Đình.*3 cụm công nghiệp/);
  });
  expect(secretary.faults).toEqual([]);
});

test('chips without a unit ask for one; a multiple counts from what units have', async ({ server, enter }) => {
  await running(server);
  const secretary = await enter(server.secretary);
  await expect(secretary.currentItem).toBeVisible();
  const { page } = secretary;
  await box(secretary).pressSequentially('/kl Tăng 3–5 lần các sự kiện kích cầu');
  await page.getByRole('button', { name: like('composer.takeTarget') }).click();
  await expect(page.getByText(t('composer.nobodyChosen'))).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const dialog = secretary.dialog('tasks.assign');
  await dialog.locator('label').filter({ hasText: t('tasks.scopes.ticked') }).click();
  await dialog.locator('label').filter({ hasText: 'Quận Ba Đình' }).first().click();
  await dialog.getByRole('button', { name: t('tasks.assignTo', { count: 1 }) }).click();
  const line = secretary.line('Tăng 3–5 lần');
  await expect(line).toContainText('3–5 lần sự kiện');
  await line.getByRole('button', { name: t('tasks.actions') }).click();
  await page.getByRole('menuitem', { name: t('tasks.baseline') }).click();
  await secretary.dialog('tasks.baseline').getByRole('textbox', { name: 'Quận Ba Đình' }).fill('4');
  await expect(secretary.dialog('tasks.baseline')).toContainText('12–20');
  await secretary.dialog('tasks.baseline').getByRole('button', { name: t('minutes.save') }).click();
  await expect(line).toContainText(t('tasks.basesKnown', { count: 1, all: 1 }));
  const unit = await enter(server.unit);
  await unit.tab('tasks.title');
  await expect(unit.page.getByRole('listitem').filter({ hasText: 'Tăng 3–5 lần' })).toContainText('12–20');
});

test('a text module is called up, filled in from the meeting, and changed', async ({ server, enter }) => {
  await running(server);
  const secretary = await enter(server.secretary);
  await expect(secretary.currentItem).toBeVisible();
  const { page } = secretary;
  await box(secretary).pressSequentially('/giao ');
  await expect(box(secretary)).toHaveValue(/^Giao \[đơn vị\]/);
  await page.keyboard.type('Quận Ba Đình');
  await page.keyboard.press('Tab');
  await page.keyboard.type('các quận');
  await expect(box(secretary)).toHaveValue(/^Giao Quận Ba Đình chủ trì, phối hợp với các quận \[/);
  await box(secretary).fill('');
  await page.getByRole('button', { name: t('modules.open') }).click();
  await page.getByRole('button', { name: t('modules.editOf', { title: 'Khai mạc' }) }).click();
  await page.getByRole('textbox', { name: like('modules.text') }).fill('Lúc {gio}, mẫu của Văn phòng.');
  await page.getByRole('dialog').getByRole('button', { name: t('minutes.save') }).click();
  await page.getByRole('dialog').getByRole('button', { name: t('app.close') }).last().click();
  await box(secretary).pressSequentially('/khaimac ');
  await expect(box(secretary)).toHaveValue(/^Lúc \d\d:\d\d, mẫu của Văn phòng\.$/);
});
