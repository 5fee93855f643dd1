import { expect, test } from './rig';
import type { Seat } from './seat';
import { inTheMiddle } from './scene';
import { t } from './words';

const clock = { clock: true };
const phone = { ...clock, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };

/** shot compares the page with the picture that is kept. The clock stands still, times are written over, moving pictures and secrets are covered. */
async function shot(seat: Seat, name: string): Promise<void> {
  const { page } = seat;
  await page.evaluate(() => document.fonts.ready);
  // Nothing lies under the pointer.
  await page.mouse.move(0, 0);
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      const still = text
        .replace(/\d+:\d\d(:\d\d)?/g, '00:00')
        .replace(/\d+ ms\b/g, '1 ms')
      if (still !== text) node.textContent = still;
    }
    // A day that is chosen as "today".
    for (const part of document.querySelectorAll('[role="spinbutton"]:not([data-placeholder])')) part.textContent = '00';
  });
  await expect(page).toHaveScreenshot(`${name}.png`, { mask: [page.locator('video'), page.locator('code')], maskColor: '#2a3a4a' });
  await page.clock.resume();
}

test('join page', async ({ server, open }) => {
  const unit = await open(server.unit, { ...clock, devices: true });
  await expect(unit.button('join.enter')).toBeVisible();
  await expect(unit.page.locator('video')).toBeVisible();
  await expect(unit.page.getByText(t('join.networkGreen'), { exact: true })).toBeVisible();
  await shot(unit, 'join');
  const small = await open(server.unit, phone);
  await expect(small.button('join.listen')).toBeVisible();
  await expect(small.page.getByText(t('join.networkGreen'), { exact: true })).toBeVisible();
  await shot(small, 'join-phone');
});

test('meeting on desktops', async ({ server, enter }) => {
  test.setTimeout(120_000);
  await inTheMiddle(server);
  const chair = await enter(server.chair, clock);
  const secretary = await enter(server.secretary, clock);
  const unit = await enter(server.unit, clock);
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
  const secretary = await enter(server.secretary, clock);
  await expect(secretary.button('tasks.send')).toBeVisible();
  await shot(secretary, 'closed');
});

test('administrator', async ({ server, open }) => {
  const admin = await open({ url: server.adminLink, meeting: 'directory', seat: '', secret: '' }, clock);
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
