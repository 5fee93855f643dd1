import { expectAccessible, expectNoEnglish, expectNoSideways } from './looks';
import { expect, test } from './rig';
import { inTheMiddle } from './scene';
import type { Seat } from './seat';
import { english, t } from './words';

const widths = [1440, 390, 320] as const;

/** What is not ours to translate: names of fake devices, the switch that names English in English, addresses and files. */
const foreign = [/^fake_/i, /^Fake /, /^English$/, /\.eml$/, /^\S+@\S+$/, /^https?:/];

/** every looks at one state of a page at all widths. Live pages are measured where they stand. */
async function every(seat: Seat, what: string): Promise<void> {
  for (const width of widths) {
    await seat.page.setViewportSize({ width, height: width === 1440 ? 900 : 740 });
    await expectNoSideways(seat.page, what);
    if (width !== 320) await expectAccessible(seat.page, `${what} at ${width} px`);
  }
  await expectNoEnglish(seat.page, what, foreign);
  await seat.page.setViewportSize({ width: 1440, height: 900 });
}

test('join page', async ({ server, open }) => {
  const unit = await open(server.unit, { devices: true });
  await expect(unit.button('join.enter')).toBeVisible();
  await every(unit, 'join page');
  const blocked = await open(server.unit);
  await expect(blocked.button('join.listen')).toBeVisible();
  await every(blocked, 'join page without devices');
});

test('meeting: secretary, chair and unit, their tabs', async ({ server, enter }) => {
  test.setTimeout(150_000);
  await inTheMiddle(server);
  for (const link of [server.secretary, server.chair, server.unit]) {
    const seat = await enter(link);
    await expect(seat.line('43 cụm')).toBeVisible();
    for (const tab of ['minutes.title', 'tasks.title', 'delegates.title']) {
      await seat.tab(tab);
      await every(seat, `${link.seat}, ${t(tab)}`);
    }
    expect(seat.faults).toEqual([]);
    await seat.page.close();
  }
});

test('main windows of the secretary and the phone’s sheet', async ({ server, enter }) => {
  await inTheMiddle(server);
  const secretary = await enter(server.secretary);
  const { page } = secretary;
  await expect(page.getByRole('tab', { name: t('minutes.title') })).toBeVisible();
  const look = async (what: string) => {
    await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toBeVisible();
    await expectAccessible(page, what);
    await expectNoEnglish(page, what, foreign);
    await expectNoSideways(page, what);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toHaveCount(0);
  };
  await page.getByRole('button', { name: t('tasks.assign'), exact: true }).first().click();
  await look('assigning');
  await secretary.line('Rà soát cửa hàng').getByRole('button', { name: t('minutes.actions') }).click();
  await page.getByRole('menuitem', { name: t('tasks.noTask') }).click();
  await look('no task');
  await page.getByRole('button', { name: t('queue.ask'), exact: true }).click();
  await look('asking for the floor');
  await page.getByRole('button', { name: t('agenda.close'), exact: true }).click();
  await look('closing');
  await page.getByRole('button', { name: t('bar.leave'), exact: true }).click();
  await look('leaving');
  await page.keyboard.press('Control+/');
  await look('keys');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: t('composer.openShort'), exact: true }).click();
  await look('composer on a phone');
  expect(secretary.faults).toEqual([]);
});

test('administrator: list, form, links', async ({ server, open }) => {
  const admin = await open({ url: server.adminLink, meeting: 'directory', seat: '', secret: '' });
  await every(admin, 'gate');
  await admin.button('session.adminEnter').click();
  await expect(admin.page.getByRole('row').nth(30)).toBeVisible();
  await every(admin, 'links');
  await admin.page.getByRole('link', { name: t('admin.back') }).first().click();
  await expect(admin.page.getByRole('heading', { name: t('admin.meetings') })).toBeVisible();
  await every(admin, 'list of meetings');
  await admin.page.getByRole('link', { name: t('admin.create') }).click();
  await expect(admin.button('admin.makeNow')).toBeVisible();
  await every(admin, 'new meeting');
});

test('after the meeting: tasks and sending', async ({ server, enter }) => {
  await inTheMiddle(server);
  await server.command(server.chair, 'meeting.close', {});
  const secretary = await enter(server.secretary);
  await expect(secretary.button('tasks.send')).toBeVisible();
  await secretary.page.locator('summary').first().click();
  await every(secretary, 'tasks after the meeting');
});

test('the language is switched without a reload, and back', async ({ server, open }) => {
  const unit = await open(server.unit);
  await unit.button('app.switchLanguage').click();
  await expect(unit.page.getByRole('button', { name: english('join.listen'), exact: true })).toBeVisible();
  await expect(unit.page.locator('html')).toHaveAttribute('lang', 'en');
  await unit.page.getByLabel(english('join.name')).fill('Nguyễn Thị Thử');
  await unit.page.getByRole('button', { name: english('join.listen'), exact: true }).click();
  await expect(unit.page.getByRole('toolbar', { name: english('bar.label') })).toBeVisible();
  await unit.page.getByRole('button', { name: english('bar.more'), exact: true }).click();
  await unit.page.getByRole('menuitem', { name: english('bar.language') }).click();
  await expect(unit.controls).toBeVisible();
  await expect(unit.page.locator('html')).toHaveAttribute('lang', 'vi');
});

test('keys: regions, microphone, list of keys', async ({ server, enter }) => {
  const unit = await enter(server.unit, { devices: true });
  const { page } = unit;
  const region = () => page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region') ?? '');
  const seen: string[] = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('F6');
    seen.push(await region());
  }
  expect(new Set(seen)).toEqual(new Set(['agenda', 'stage', 'panel', 'bar']));
  await expect(unit.microphone).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Control+d');
  await expect(unit.microphone).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Control+d');
  await expect(unit.microphone).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Control+/');
  await expect(unit.dialog('keys.title')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(unit.dialog('keys.title')).toBeHidden();
});

test('text at twice its size', async ({ server, open, enter }) => {
  await inTheMiddle(server);
  const big = (seat: Seat) => seat.page.addStyleTag({ content: 'html { font-size: 200% }' });
  const joining = await open(server.unit, { bypassCSP: true });
  await expect(joining.button('join.listen')).toBeVisible();
  await big(joining);
  await expectNoSideways(joining.page, 'join page at 200 %');
  const secretary = await enter(server.secretary, { bypassCSP: true });
  await expect(secretary.line('43 cụm')).toBeVisible();
  await big(secretary);
  await expectNoSideways(secretary.page, 'meeting at 200 %');
  await expect(secretary.button('bar.leave')).toBeInViewport();
  await expect(secretary.page.getByRole('textbox', { name: t('composer.text') })).toBeInViewport();
});
