import type { Page } from '@playwright/test';
import { expectMoving, linesOf } from './media';
import { expect, test } from './rig';
import { like, t } from './words';

const devices = { devices: true, viewport: { width: 1280, height: 720 } };

/** The sizes of the camera that go out, by rid: those that were told to and do. */
async function sent(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found: string[] = [];
    for (const peer of (window.giaobanPeers ?? []).filter((one) => one.connectionState !== 'closed')) {
      const report = await peer.getStats();
      for (const stat of report.values() as IterableIterator<Record<string, unknown>>) {
        if (stat['type'] === 'outbound-rtp' && stat['kind'] === 'video' && stat['active'] === true) found.push(String(stat['rid'] ?? ''));
      }
    }
    return found.toSorted();
  });
}

/** decodedSince is the number of pictures that came over connections younger than the first so many. */
async function decodedSince(page: Page, known: number): Promise<number> {
  return page.evaluate(async (from) => {
    let frames = 0;
    for (const peer of (window.giaobanPeers ?? []).slice(from).filter((one) => one.connectionState !== 'closed')) {
      const report = await peer.getStats();
      for (const stat of report.values() as IterableIterator<Record<string, unknown>>) if (stat['type'] === 'inbound-rtp') frames += Number(stat['framesDecoded'] ?? 0);
    }
    return frames;
  }, known);
}

test('a small tile gets a small picture, a large one a large picture, and what nobody watches is not sent', async ({ server, enter }) => {
  test.setTimeout(150_000);
  const unit = await enter(server.unit, devices);
  const chair = await enter(server.chair, devices);
  await expectMoving(chair.picture(unit.link.seat), 'the unit at the chair');

  // The chair sees the unit large: it is the only other site.
  await expect.poll(() => linesOf(chair.picture(unit.link.seat)), { timeout: 40_000 }).toBeGreaterThanOrEqual(360);
  // On a small window the same tile is small.
  await chair.page.setViewportSize({ width: 390, height: 560 });
  await expect.poll(() => linesOf(chair.picture(unit.link.seat)), { timeout: 40_000 }).toBeLessThanOrEqual(270);
  await expect.poll(() => sent(unit.page), { message: 'the large sizes are switched off', timeout: 20_000 }).not.toContain('f');

  await chair.page.setViewportSize({ width: 1280, height: 720 });
  await expect.poll(() => linesOf(chair.picture(unit.link.seat)), { timeout: 40_000 }).toBeGreaterThanOrEqual(360);

  await test.step('saving data', async () => {
    await unit.more('bar.savingOn');
    await expect.poll(() => sent(unit.page), { timeout: 10_000 }).not.toContain('f');
    await unit.more('bar.savingOff');
  });

  await test.step('the room in figures', async () => {
    await chair.more('room.title');
    const row = chair.dialog('room.title').getByRole('row').filter({ hasText: 'Ba Đình' });
    await expect(row.locator('[data-cell="transport"]')).toHaveText('UDP', { timeout: 15_000 });
    await expect(row.locator('[data-cell="sends"]')).toHaveText(like('room.cameraLines'), { timeout: 15_000 });
    await chair.page.keyboard.press('Escape');
  });
  for (const seat of [chair, unit]) expect(seat.faults).toEqual([]);
});

test('several screens are shared at once: one is shown, the others can be chosen, and all can be enlarged', async ({ server, enter }) => {
  test.setTimeout(120_000);
  const secretary = await enter(server.secretary, devices);
  const chair = await enter(server.chair, devices);
  const unit = await enter(server.unit, { viewport: { width: 390, height: 844 } });
  await secretary.button('bar.share').click();
  const first = unit.page.getByRole('region', { name: t('stage.shareOf', { unit: 'Sở Công Thương Hà Nội' }) });
  await expect(first).toBeVisible({ timeout: 20_000 });
  await chair.button('bar.share').click();

  const choice = unit.page.getByRole('group', { name: t('stage.shares', { count: 2 }) });
  const [chairs, secretarys] = ['Trần Thị Phương Lan', 'Nguyễn Văn A'].map((name) => choice.getByRole('button', { name }));
  await expect(choice).toBeVisible();
  await expect(secretarys ?? choice, 'the second share does not tear the first away').toHaveAttribute('aria-pressed', 'true');
  await chairs?.click();
  await expect(chairs ?? choice).toHaveAttribute('aria-pressed', 'true');

  await unit.button('stage.larger').click();
  await expect(first).toHaveAttribute('data-zoomed', '');
  await unit.button('stage.fit').click();
  await expect(first).not.toHaveAttribute('data-zoomed');
  // The browser's own bar: its track ends.
  await chair.page.evaluate(() => {
    const senders = (window.giaobanPeers ?? []).flatMap((peer) => (peer.connectionState === 'closed' ? [] : peer.getSenders()));
    const screen = senders.find((sender) => sender.track?.kind === 'video' && sender.track.contentHint === 'detail');
    screen?.track?.stop();
    screen?.track?.dispatchEvent(new Event('ended'));
  });
  await expect(choice).toBeHidden();
  await expect(first).toBeVisible();
  await expect(chair.button('stage.stopShare')).toBeHidden();
});

test('after the media server was killed pictures come back by themselves', async ({ server, enter }) => {
  test.setTimeout(120_000);
  const unit = await enter(server.unit, devices);
  const chair = await enter(server.chair, devices);
  await expectMoving(chair.picture(unit.link.seat), 'before');
  const known = await chair.page.evaluate(() => window.giaobanPeers?.length ?? 0);
  await server.kill();
  await server.again();
  const back = Date.now();
  await expect.poll(() => decodedSince(chair.page, known), { timeout: 60_000, intervals: [100] }).toBeGreaterThan(0);
  const took = Date.now() - back;
  test.info().annotations.push({ type: 'measured', description: `pictures ${took} ms after the server was back` });
  await expectMoving(chair.picture(unit.link.seat), 'after');
});
