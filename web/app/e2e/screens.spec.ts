import type { Locator, Page } from '@playwright/test';
import { expect, test } from './rig';
import type { Seat } from './seat';
import { inTheMiddle } from './scene';
import { t } from './words';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };

/** What differs from run to run: pictures, clocks, times, addresses with secrets. */
function changing(page: Page): Locator[] {
  return [page.locator('video'), page.getByRole('timer'), page.locator('time'), page.locator('code')];
}

/**
 * shot compares the page with the picture that is kept. Times are written over first, because the server's clock goes on; the rest is masked or stands still.
 */
async function shot(seat: Seat, name: string): Promise<void> {
  const { page } = seat;
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      if (/\d:\d\d/.test(text)) node.textContent = text.replace(/\d+:\d\d(:\d\d)?/g, '00:00');
    }
  });
  // Where the pointer rests and where the focus is, is not part of the picture.
  await page.mouse.move(0, 0);
  await expect(page).toHaveScreenshot(`${name}.png`, { mask: changing(page), maskColor: '#2a3a4a' });
}

test('join page', async ({ server, open }) => {
  const unit = await open(server.unit, { devices: true });
  await expect(unit.button('join.enter')).toBeVisible();
  await expect(unit.page.locator('video')).toBeVisible();
  await shot(unit, 'join');
  const small = await open(server.unit, phone);
  await expect(small.button('join.listen')).toBeVisible();
  await shot(small, 'join-phone');
});

test('meeting on desktops', async ({ server, enter }) => {
  test.setTimeout(120_000);
  await inTheMiddle(server);
  const chair = await enter(server.chair);
  const secretary = await enter(server.secretary);
  const unit = await enter(server.unit);
  for (const seat of [chair, secretary, unit]) {
    await seat.page.bringToFront();
    await expect(seat.line('Rà soát cửa hàng')).toBeVisible();
    await expect(seat.tile('unit-001')).toBeVisible();
    await expect(seat.tile('secretary')).toBeVisible();
    await shot(seat, `meeting-${seat.link.seat}`);
  }
  await secretary.page.bringToFront();
  await secretary.tab('tasks.title');
  await secretary.page.locator('summary').first().click();
  await shot(secretary, 'tasks');
  await secretary.tab('delegates.title');
  await shot(secretary, 'delegates');
  await secretary.tab('minutes.title');
  await secretary.line('Rà soát cửa hàng').getByRole('button', { name: t('tasks.assign'), exact: true }).click();
  await expect(secretary.dialog('tasks.assign')).toBeVisible();
  await shot(secretary, 'assign');
});

test('meeting on a phone', async ({ server, enter }) => {
  await inTheMiddle(server);
  const secretary = await enter(server.secretary, phone);
  const unit = await enter(server.unit, phone);
  await expect(unit.line('Rà soát cửa hàng')).toBeVisible();
  await expect(unit.tile('secretary')).toBeVisible();
  await shot(unit, 'meeting-unit-phone');
  await unit.tab('tasks.title');
  await shot(unit, 'tasks-unit-phone');
  await secretary.page.bringToFront();
  await secretary.button('composer.openShort').click();
  await expect(secretary.dialog('composer.title')).toBeVisible();
  await shot(secretary, 'composer-phone');
});

test('after the meeting', async ({ server, enter }) => {
  await inTheMiddle(server);
  await server.command(server.chair, 'meeting.close', {});
  const secretary = await enter(server.secretary);
  await expect(secretary.button('tasks.send')).toBeVisible();
  await shot(secretary, 'closed');
});

test('administrator', async ({ server, open }) => {
  const admin = await open({ url: server.adminLink, meeting: 'directory', seat: '', secret: '' });
  await admin.button('session.adminEnter').click();
  await expect(admin.page.getByRole('row').nth(30)).toBeVisible();
  await shot(admin, 'admin-links');
  await admin.page.getByRole('link', { name: t('admin.back') }).first().click();
  await expect(admin.page.getByRole('heading', { name: t('admin.meetings') })).toBeVisible();
  await shot(admin, 'admin-list');
  await admin.page.getByRole('link', { name: t('admin.create') }).click();
  await expect(admin.button('admin.makeNow')).toBeVisible();
  await shot(admin, 'admin-new');
});
