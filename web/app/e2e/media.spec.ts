import { answered, expectMoving, traffic } from './media';
import { expect, test } from './rig';
import type { Seat } from './seat';
import { t } from './words';

/** seen says that one page shows another's picture and that it moves. */
async function seen(seat: Seat, other: Seat): Promise<void> {
  await expectMoving(seat.picture(other.link.seat), `${other.link.seat} at ${seat.link.seat}`);
}

test('picture and sound flow between chair, secretary and unit; the chair mutes; a screen is shown', async ({ server, enter }) => {
  test.setTimeout(120_000);
  const devices = { devices: true, viewport: { width: 1280, height: 720 } };
  const chair = await enter(server.chair, devices);
  const secretary = await enter(server.secretary, devices);
  const unit = await enter(server.unit, devices);

  await test.step('everybody sees everybody', async () => {
    await seen(chair, unit);
    await seen(chair, secretary);
    await seen(unit, chair);
    await seen(secretary, unit);
  });

  await test.step('packets and frames keep coming', async () => {
    for (const seat of [chair, secretary, unit]) {
      const before = await traffic(seat.page);
      await expect
        .poll(async () => {
          const now = await traffic(seat.page);
          return now.framesDecoded > before.framesDecoded + 5 && now.videoPackets > before.videoPackets && now.sentVideo > before.sentVideo;
        })
        .toBe(true);
    }
  });

  await test.step('the server says what came in: browsers know the round trip, and that they may send more than at the start', async () => {
    await expect.poll(async () => (await answered(chair.page)).roundTrip, { timeout: 20_000 }).toBeGreaterThan(0);
    await expect.poll(async () => (await answered(chair.page)).available, { timeout: 20_000 }).toBeGreaterThan(400_000);
    expect((await answered(chair.page)).roundTrip, 'seconds, on one machine').toBeLessThan(1);
  });

  await test.step('microphones are off until they are switched on', async () => {
    expect((await traffic(unit.page)).audioEnergy).toBe(0);
    await chair.microphone.click();
    await expect.poll(async () => (await traffic(unit.page)).audioEnergy, { timeout: 20_000 }).toBeGreaterThan(0);
    await expect(unit.tile('chair').getByRole('img', { name: t('stage.micOn') })).toBeVisible();
  });

  await test.step('the chair turns all microphones off', async () => {
    await unit.microphone.click();
    await expect(chair.tile(unit.link.seat).getByRole('img', { name: t('stage.micOn') })).toBeVisible();
    await chair.more('bar.muteAll');
    await expect(unit.microphone).toHaveAttribute('aria-pressed', 'false');
    await expect(chair.tile(unit.link.seat).getByRole('img', { name: t('stage.micOff') })).toBeVisible();
    await expect(chair.microphone, 'who mutes goes on speaking').toHaveAttribute('aria-pressed', 'true');
  });

  await test.step("the secretary's screen is shown to the others", async () => {
    await secretary.button('bar.share').click();
    const screen = unit.page.getByLabel(t('stage.shareOf', { unit: 'Sở Công Thương Hà Nội' })).and(unit.page.locator('video'));
    await expect(screen).toBeVisible({ timeout: 20_000 });
    await expect.poll(() => screen.evaluate((video) => (video as HTMLVideoElement).videoWidth)).toBeGreaterThan(600);
    await secretary.button('stage.stopShare').click();
    await expect(screen).toBeHidden();
  });
  for (const seat of [chair, secretary, unit]) expect(seat.faults, seat.link.seat).toEqual([]);
});
