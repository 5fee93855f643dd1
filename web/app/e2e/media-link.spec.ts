import type { Page, WebSocketRoute } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './looks';
import { expectMoving } from './media';
import { expect, test } from './rig';
import { t } from './words';

const devices = { devices: true, viewport: { width: 1280, height: 720 } };

/** Wire stands between a page and the server: it adds frames as the server would send them, and keeps what the page sent. */
class Wire {
  readonly sent: { type: string; data: Record<string, unknown> }[] = [];
  #route: WebSocketRoute | null = null;

  static async on(page: Page): Promise<Wire> {
    const wire = new Wire();
    await page.routeWebSocket(/\/signaling/, (route) => {
      wire.#route = route;
      const server = route.connectToServer();
      route.onMessage((message) => {
        wire.sent.push(JSON.parse(String(message)) as (typeof wire.sent)[number]);
        server.send(message);
      });
    });
    return wire;
  }

  say(type: string, data: object): void {
    this.#route?.send(JSON.stringify({ type, data }));
  }

  last(type: string): Record<string, unknown> | undefined {
    return this.sent.findLast((frame) => frame.type === type)?.data;
  }
}

/** encodings are those of the camera's sender: [rid, active]. */
async function encodings(page: Page): Promise<[string, boolean][]> {
  return page.evaluate(() => {
    const senders = (window.giaobanPeers ?? []).filter((peer) => peer.connectionState !== 'closed').flatMap((peer) => peer.getSenders());
    const camera = senders.find((sender) => sender.track?.kind === 'video');
    return (camera?.getParameters().encodings ?? []).map((one) => [one.rid ?? '', one.active !== false] as [string, boolean]);
  });
}

test('the page sends the layers that the server says are watched, says what is withheld, and saves data', async ({ server, open, enter }) => {
  const chair = await enter(server.chair, devices);
  const unit = await open(server.unit, devices);
  const wire = await Wire.on(unit.page);
  await unit.page.reload();
  await unit.join();
  await expectMoving(chair.picture(unit.link.seat), 'the unit at the chair');

  await test.step('layers', async () => {
    const all = (await encodings(unit.page)).map(([rid]) => rid);
    for (const active of [[all[0] ?? ''], [], all]) {
      wire.say('layers', { source: 'camera', active });
      const expected = all.map((rid) => [rid, active.includes(rid)]);
      await expect.poll(() => encodings(unit.page), { timeout: 1000, intervals: [50] }).toEqual(expected);
    }
    // Of many at once the last one counts.
    for (let n = 0; n < 20; n++) wire.say('layers', { source: 'camera', active: n % 2 === 0 ? [] : all });
    await expect.poll(async () => (await encodings(unit.page)).every(([, active]) => active), { timeout: 1000, intervals: [50] }).toBe(true);
  });

  await test.step('the ladder in words', async () => {
    const share = { step: 'share', estimate: 90_000, paused: [{ seat: 'chair', source: 'camera' }] };
    const [words, full] = [unit.page.getByText(t('link.share')), { step: 'full', estimate: 2_000_000, paused: [] }];
    let since = Date.now();
    wire.say('quality', share);
    await expect(unit.tile('chair').getByText(t('stage.pausedWeak'))).toBeVisible();
    await expect(words).toBeVisible();
    expect(Date.now() - since, 'a hiccup is not worth a word').toBeGreaterThan(1500);
    since = Date.now();
    wire.say('quality', full);
    await expectMoving(unit.picture('chair'), 'the chair at the unit');
    await expect(words).toBeHidden();
    expect(Date.now() - since, 'words do not flicker').toBeGreaterThan(2500);
    wire.say('quality', share);
    await expect(words).toBeVisible();
    await expect(unit.picture('chair')).toHaveCount(0);
    await unit.button('link.details').click();
    await expect(unit.dialog('link.title').locator('[data-figure="transport"]')).toHaveText(t('link.transports.udp'), { timeout: 10_000 });
    expect(wire.last('watch')).toEqual({ stats: true });
    await expectAccessible(unit.page, 'connection quality');
    await expectNoSideways(unit.page, 'connection quality');
  });

  await test.step('saving data', async () => {
    await unit.dialog('link.title').getByRole('switch', { name: t('join.saving') }).click();
    await expect.poll(() => wire.last('limit')).toEqual({ down: 500_000 });
    await unit.button('settings.done').click();
    expect(wire.last('watch')).toEqual({ stats: false });
    await expect(unit.tile('chair').getByText(t('stage.pausedSaving'))).toBeVisible();
    wire.say('quality', { step: 'full', estimate: 2_000_000, paused: [] });
    await expectMoving(unit.picture('chair'), 'the chair at the unit');
    await unit.more('bar.savingOff');
    await expect.poll(() => wire.last('limit')).toEqual({ down: 0 });
  });
  expect(unit.faults).toEqual([]);
});
