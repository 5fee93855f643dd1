import { expect, test } from './rig';
import type { Seat } from './seat';
import type { Server } from './server';
import { like, t } from './words';

const box = (seat: Seat) => seat.page.getByRole('textbox', { name: t('composer.text') });
const chips = (seat: Seat) => seat.page.getByRole('list', { name: t('composer.chips') });

async function running(server: Server): Promise<void> {
  await server.command(server.chair, 'meeting.open', {});
  await server.command(server.chair, 'item.start', { item: 'i1' });
}

test('an input method that composes is left alone, and what it leaves behind is NFC', async ({ server, enter }) => {
  await running(server);
  const secretary = await enter(server.secretary);
  await expect(secretary.currentItem).toBeVisible();
  const { page } = secretary;
  const keyboard = await page.context().newCDPSession(page);
  const compose = (text: string) => keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await box(secretary).pressSequentially('/kl ');
  const kind = page.getByRole('radiogroup', { name: t('composer.kind') }).getByRole('radio', { name: t('minutes.short.conclusion') });
  await expect(kind, '"/kl" chose the kind').toBeChecked();

  await test.step('a word grows letter by letter, marks put on afterwards', async () => {
    for (const text of ['G', 'Gi', 'Gia', 'Giai', 'Giải']) await compose(text);
    await expect(box(secretary)).toHaveValue('Giải');
    await keyboard.send('Input.insertText', { text: 'Giải ' });
    for (const text of ['t', 'to', 'toa', 'tỏa']) await compose(text);
    await keyboard.send('Input.insertText', { text: 'tỏa ' });
    await expect(box(secretary)).toHaveValue('Giải tỏa ');
  });

  await test.step('while it composes no key of ours acts, and a sign that is part of it calls nobody', async () => {
    await compose('@tat');
    await page.evaluate(() => {
      const target = document.activeElement;
      for (const key of ['Enter', 'Tab']) target?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: key === 'Enter', isComposing: true, bubbles: true, cancelable: true }));
    });
    await expect(box(secretary)).toHaveValue('Giải tỏa @tat');
    await expect(box(secretary)).toBeFocused();
    await expect(chips(secretary)).toHaveCount(0);
    expect(await server.events('line.added').then((all) => all.filter((line) => line['kind'] === 'conclusion'))).toEqual([]);
    await compose('');
    await expect(box(secretary)).toHaveValue('Giải tỏa ');
  });

  await test.step('letters in two parts, as some keyboards of Apple send them, are stored as one', async () => {
    await keyboard.send('Input.insertText', { text: 'chợ cóc'.normalize('NFD') });
    await page.keyboard.press('Control+Enter');
    await expect(secretary.line('Giải tỏa chợ cóc')).toBeVisible();
    const kept = async () => (await server.events('line.added')).filter((line) => line['kind'] === 'conclusion').map((line) => (line['text'] as { v: string }).v);
    await expect.poll(kept).toEqual(['Giải tỏa chợ cóc'.normalize('NFC')]);
  });
  expect(secretary.faults).toEqual([]);
});

test('a group that was saved is called by a sign; all but some needs a reason; one unit gets another day', async ({ server, enter }) => {
  test.setTimeout(90_000);
  await running(server);
  const secretary = await enter(server.secretary);
  await expect(secretary.currentItem).toBeVisible();
  const { page } = secretary;
  await secretary.write('conclusion', 'Rà soát cụm công nghiệp.');
  await secretary.write('conclusion', 'Báo cáo về hàng giả.');

  await test.step('two units are ticked and kept as a group, which gets the task', async () => {
    await secretary.line('Rà soát cụm').getByRole('button', { name: t('tasks.assign'), exact: true }).click();
    const dialog = secretary.dialog('tasks.assign');
    await dialog.locator('label').filter({ hasText: t('tasks.scopes.ticked') }).click();
    for (const unit of ['Huyện Thạch Thất', 'Huyện Thường Tín']) await dialog.locator('label').filter({ hasText: unit }).click();
    await dialog.getByRole('textbox', { name: t('tasks.groupName') }).fill('Các huyện có cụm công nghiệp');
    await dialog.getByRole('button', { name: t('tasks.saveGroup') }).click();
    await dialog.getByRole('button', { name: t('tasks.assignTo', { count: 2 }) }).click();
    await expect(secretary.line('Rà soát cụm')).toContainText(t('tasks.units', { count: 2 }));
  });

  await test.step('the next conclusion calls the group without marks', async () => {
    await box(secretary).pressSequentially('/kl Giải phóng mặt bằng @huyen co cum');
    await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('Các huyện có cụm công nghiệp');
    await page.keyboard.press('Enter');
    await expect(chips(secretary)).toContainText('Các huyện có cụm công nghiệp');
    await page.keyboard.press('Control+Enter');
    await expect(secretary.line('Giải phóng mặt bằng')).toContainText(t('tasks.units', { count: 2 }));
  });

  await test.step('all but one, with the reason why', async () => {
    await secretary.line('Báo cáo về hàng giả').getByRole('button', { name: t('tasks.assign'), exact: true }).click();
    const dialog = secretary.dialog('tasks.assign');
    await dialog.locator('label').filter({ hasText: t('tasks.scopes.except') }).click();
    await dialog.locator('label').filter({ hasText: 'Quận Ba Đình' }).click();
    await expect(dialog.getByRole('button', { name: like('tasks.assignTo') }), 'not without a reason').toBeDisabled();
    await dialog.getByRole('textbox', { name: new RegExp(t('tasks.exceptReason')) }).fill('đã báo cáo tháng trước');
    await dialog.getByRole('group', { name: t('tasks.lastDay') }).getByRole('spinbutton').first().click();
    await page.keyboard.type('15122099');
    await dialog.getByRole('button', { name: t('tasks.assignTo', { count: 29 }) }).click();
    await expect(secretary.line('Báo cáo về hàng giả')).toContainText(t('tasks.units', { count: 29 }));
    await expect(secretary.line('Báo cáo về hàng giả')).toContainText(t('tasks.exceptOf', { units: 'Quận Ba Đình', reason: 'đã báo cáo tháng trước' }));
  });

  await test.step('one unit gets a later day; the others keep theirs', async () => {
    await secretary.tab('tasks.title');
    await page.getByRole('radio', { name: t('tasks.by.unit') }).or(page.getByRole('button', { name: t('tasks.by.unit') })).first().click({ force: true });
    const unit = page.locator('details').filter({ hasText: 'Quận Hoàn Kiếm' });
    await unit.locator('summary').click();
    await unit.getByRole('button', { name: t('tasks.editOwn') }).or(unit.getByRole('button', { name: t('tasks.actions') })).first().click();
    const item = page.getByRole('menuitem', { name: t('tasks.editOwn') });
    if (await item.isVisible()) await item.click();
    const dialog = secretary.dialog('tasks.editTitle');
    await dialog.getByRole('group', { name: t('tasks.lastDay') }).getByRole('spinbutton').first().click();
    await page.keyboard.type('20122099');
    await dialog.getByRole('button', { name: t('minutes.save') }).click();
    await expect(unit).toContainText('20/12/2099');
    const csv = await (await server.get(server.secretary, `/api/meetings/${server.secretary.meeting}/tasks.csv`)).text();
    expect(csv.split('\n').filter((row) => row.includes('20/12/2099'))).toHaveLength(1);
    expect(csv.split('\n').filter((row) => row.includes('15/12/2099'))).toHaveLength(28);
  });
  expect(secretary.faults).toEqual([]);
});

test('a date on a Sunday, on a holiday or in the past is said to be one before it is taken', async ({ server, enter }) => {
  await running(server);
  const secretary = await enter(server.secretary);
  await expect(secretary.currentItem).toBeVisible();
  for (const [words, said] of [
    ['30-4-2027', /Ngày Chiến thắng 30-4.*ngày làm việc gần nhất trước đó là thứ Năm 29-04-2027/],
    ['12-12-2027', /Chủ nhật/],
    ['10-10-2020', /đã qua/],
  ] as const) {
    await box(secretary).fill(`Giải tỏa chợ cóc !${words}`);
    await expect(secretary.page.getByRole('listitem').filter({ hasText: said }), words).toBeVisible();
  }
  await box(secretary).fill('Giải tỏa chợ cóc !31-11-2026');
  await expect(secretary.page.getByText('Không có ngày 31-11-2026.'), 'a day that does not exist').toBeVisible();
  // "trước ngày" does not include the day, and that is said with the day of the week.
  await box(secretary).fill('/kl ');
  await box(secretary).pressSequentially('Giải tỏa chợ cóc truoc ngay 10-12-2027');
  await expect(secretary.page.getByRole('button', { name: like('deadline.take') })).toHaveAccessibleName(/thứ Năm 09-12.*không gồm ngày 10/);
});
