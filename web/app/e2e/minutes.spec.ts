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

test('read back, confirmed, changed and confirmed again; submitted, commented, returned, signed; then mended by supplementary minutes', async ({ server, enter }) => {
  test.setTimeout(150_000);
  await running(server);
  const { chair: chairLink, secretary: secretaryLink } = server;
  await server.command(secretaryLink, 'line.add', { line: 'kl', item: 'i1', kind: 'conclusion', text: 'Rà soát cửa hàng xăng dầu trên địa bàn.' });
  await server.command(secretaryLink, 'line.add', { line: 'hc', item: 'i1', kind: 'shortcoming', text: 'Giải tỏa chợ cóc còn chậm.' });
  await server.command(secretaryLink, 'task.assign', { assignment: 'nv', line: 'kl', scope: { kind: 'all' }, target: { kind: 'yesno' }, due: { until: '2099-10-09T17:00:00Z' } });
  const chair = await enter(chairLink);
  const secretary = await enter(secretaryLink);
  const unit = await enter(server.unit);
  const line = secretary.line('Rà soát cửa hàng');

  await test.step('what is not clear is marked, and may stay with a reason', async () => {
    await line.getByRole('button', { name: t('check.short.personEverybody') }).click();
    const dialog = secretary.dialog('check.title');
    await dialog.getByRole('textbox').fill('Giao chung cho các đơn vị');
    await dialog.getByRole('button', { name: t('check.waive') }).click();
    await expect(line.getByRole('button', { name: t('check.waivedMark', { text: t('check.short.personEverybody') }) })).toBeVisible();
    await expect(unit.page.getByText(t('check.short.personEverybody')), 'marks are for staff').toHaveCount(0);
  });

  await test.step('read back on every screen; a changed text asks again', async () => {
    await secretary.page.getByRole('button', { name: t('readback.start', { confirmed: 0, count: 1 }) }).click();
    for (const seat of [chair, secretary, unit]) await expect(seat.page.locator('[data-readback]')).toBeVisible();
    await chair.page.locator('[data-readback]').getByRole('button', { name: t('readback.confirm') }).click();
    await expect(unit.page.locator('[data-readback]').getByText(like('readback.confirmed'))).toBeVisible();
    const seen = (await server.records(secretaryLink)).findLast(({ events }) => events.some(({ data }) => data['line'] === 'kl' && 'text' in data))?.version;
    await server.command(secretaryLink, 'line.edit', { line: 'kl', was: seen, text: 'Rà soát cửa hàng xăng dầu, gas trên địa bàn.' });
    await expect(unit.page.locator('[data-readback]').getByText(t('readback.changed'))).toBeVisible();
    await chair.page.locator('[data-readback]').getByRole('button', { name: t('readback.confirmAgain') }).click();
    await expect(unit.page.locator('[data-readback]').getByText(t('readback.all', { count: 1 }))).toBeVisible();
    await secretary.page.getByRole('button', { name: t('readback.end') }).click();
    await expect(unit.page.locator('[data-readback]')).toHaveCount(0);
  });

  await test.step('a shortcoming without a conclusion is asked about when the item is over', async () => {
    const card = secretary.page.getByRole('region', { name: t('shortcoming.title', { count: 1 }) });
    await expect(card).toHaveCount(0);
    await server.command(chairLink, 'item.start', { item: 'i2' });
    await card.getByRole('button', { name: t('shortcoming.note') }).click();
    await expect(card).toHaveCount(0);
  });

  await test.step('submitted, a unit comments, the chair returns', async () => {
    await server.command(chairLink, 'meeting.close', {});
    for (const seat of [chair, secretary, unit]) {
      await expect(seat.page.getByText(t('end.closed')).first()).toBeVisible();
      await seat.tab('minutes.title');
    }
    await secretary.page.getByRole('button', { name: t('approval.submit'), exact: true }).click();
    const day = new Date(Date.now() + 3 * 86_400_000).toLocaleDateString('en-GB').replaceAll('/', '');
    await secretary.dialog('approval.submit').getByRole('spinbutton').first().click();
    await secretary.page.keyboard.type(day);
    await secretary.dialog('approval.submit').getByRole('button', { name: t('approval.submitNow') }).click();
    await unit.line('Rà soát cửa hàng').getByRole('button', { name: t('approval.comment') }).click();
    await unit.page.getByRole('textbox', { name: t('approval.commentText') }).fill('Đề nghị ghi rõ thời hạn.');
    await unit.page.getByRole('button', { name: t('approval.commentSend') }).click();
    await chair.page.getByRole('list', { name: t('approval.before') }).getByRole('button', { name: like('approval.gate.comments') }).click();
    await expect(chair.line('Rà soát cửa hàng').locator('[data-unanswered] button').first(), 'what stands before the signature leads to its place').toBeFocused();
    await secretary.line('Rà soát cửa hàng').getByRole('button', { name: t('approval.accept'), exact: true }).click();
    await expect(unit.page.getByText(t('approval.accepted'), { exact: true })).toBeVisible();
    await chair.page.getByRole('button', { name: t('approval.return') }).click();
    await chair.dialog('approval.return').getByRole('textbox').fill('Xem lại câu chữ');
    await chair.dialog('approval.return').getByRole('button', { name: t('approval.return') }).click();
    await expect(secretary.page.getByText(t('approval.returnedBecause', { reason: 'Xem lại câu chữ' }))).toBeVisible();
  });

  await test.step('submitted again and signed; every later write is refused in words', async () => {
    await secretary.page.getByRole('button', { name: t('approval.submitAgain') }).click();
    await secretary.dialog('approval.submit').getByRole('button', { name: t('approval.submitNow') }).click();
    await expect(chair.page.getByText(t('approval.clear'))).toBeVisible();
    await chair.page.getByRole('button', { name: t('approval.sign'), exact: true }).click();
    await chair.confirm('approval.sign');
    for (const seat of [chair, secretary, unit]) await expect(seat.page.getByRole('region', { name: t('approval.seal') })).toBeVisible();
    const late = server.command(secretaryLink, 'line.add', { line: 'muon', item: 'i1', kind: 'opinion', text: 'Muộn.' });
    await expect(late).rejects.toThrow(/409.*Biên bản đã ký, không sửa được nữa/);
    await expect(secretary.page.getByRole('textbox', { name: t('composer.text') })).toHaveCount(0);
  });

  await test.step('supplementary minutes refer to the seal and number from ①', async () => {
    await secretary.page.getByRole('button', { name: t('supplement.open') }).click();
    await secretary.dialog('supplement.open').getByRole('textbox').fill('Thiếu một kết luận');
    await secretary.dialog('supplement.open').getByRole('button', { name: t('supplement.begin') }).click();
    for (const seat of [chair, secretary]) await expect(seat.page.getByText(t('supplement.title', { part: 1 }))).toBeVisible();
    await secretary.write('conclusion', 'Bổ sung báo cáo về hàng giả.');
    await expect(unit.line('Bổ sung báo cáo')).toContainText('①');
    await expect(secretary.line('Rà soát cửa hàng').getByRole('button', { name: t('minutes.actions') }), 'what is signed stays').toHaveCount(0);
    await expect(secretary.line('Bổ sung báo cáo').getByRole('button', { name: t('minutes.actions') })).toHaveCount(1);
    await server.command(secretaryLink, 'conclusion.settle', { line: (await supplementary(server)).line, reason: 'chỉ bổ sung' });
    await secretary.page.getByRole('button', { name: t('approval.submit'), exact: true }).click();
    await secretary.dialog('approval.submit').getByRole('button', { name: t('approval.submitNow') }).click();
    await chair.line('Bổ sung báo cáo').getByRole('button', { name: t('readback.confirm') }).click();
    await chair.page.getByRole('button', { name: t('approval.sign'), exact: true }).click();
    await chair.confirm('approval.sign');
    await expect(unit.page.getByRole('region', { name: t('approval.seal') })).toBeVisible();
    const unitState = (await (await server.get(server.unit, `/api/meetings/${server.unit.meeting}/state`)).json()) as { supplements: { of: { hash: string } }[]; approval: { seal: { hash: string } } };
    expect(unitState.supplements[0]?.of.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(unitState.approval.seal.hash).not.toBe(unitState.supplements[0]?.of.hash);
  });
});

/** supplementary is the line that was written last. */
async function supplementary(server: Server): Promise<{ line: unknown }> {
  const added = (await server.records(server.secretary)).flatMap(({ events }) => events).findLast(({ type }) => type === 'line.added');
  return { line: added?.data['line'] };
}
