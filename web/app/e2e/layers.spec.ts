import type { Page } from '@playwright/test';
import { expectMoving } from './media';
import { expect, test } from './rig';

const devices = { devices: true, viewport: { width: 1280, height: 720 } };

/** wanting makes the page want its pictures at the height that is in `wanted` when it says what it wants. */
async function wanting(page: Page, wanted: { height: number }): Promise<void> {
  await page.routeWebSocket(/\/signaling/, (route) => {
    const server = route.connectToServer();
    let again = '';
    route.onMessage((message) => {
      const frame = JSON.parse(String(message)) as { type: string; data?: { want?: { max_height: number }[] } };
      for (const one of frame.data?.want ?? []) one.max_height = wanted.height;
      if (frame.type === 'want') again = JSON.stringify({ ...frame, id: undefined });
      server.send(JSON.stringify(frame));
    });
    setInterval(() => {
      if (!again) return;
      const frame = JSON.parse(again) as { data: { want: { max_height: number }[] } };
      if (frame.data.want.every((one) => one.max_height === wanted.height)) return;
      for (const one of frame.data.want) one.max_height = wanted.height;
      again = JSON.stringify(frame);
      server.send(again);
    }, 100);
  });
}

/** received is the picture that arrives: its stream, its height and what went wrong. */
async function received(page: Page): Promise<{ ssrcs: number[]; height: number; frames: number; freezes: number; lost: number }> {
  return page.evaluate(async () => {
    const sum = { ssrcs: [] as number[], height: 0, frames: 0, freezes: 0, lost: 0 };
    for (const peer of (window.giaobanPeers ?? []).filter((one) => one.connectionState === 'connected')) {
      for (const one of (await peer.getStats()).values() as Iterable<Record<string, number | string>>) {
        if (one['type'] !== 'inbound-rtp' || one['kind'] !== 'video' || !one['framesDecoded']) continue;
        sum.ssrcs.push(Number(one['ssrc']));
        sum.height = Number(one['frameHeight']);
        sum.frames += Number(one['framesDecoded']);
        sum.freezes += Number(one['freezeCount']);
        sum.lost += Number(one['packetsLost']);
      }
    }
    return sum;
  });
}

/** encoded is how many pictures of each of the camera's streams were made so far, by rid. */
async function encoded(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const frames: Record<string, number> = {};
    for (const peer of (window.giaobanPeers ?? []).filter((one) => one.connectionState === 'connected')) {
      for (const one of (await peer.getStats()).values() as Iterable<Record<string, number | string>>) {
        if (one['type'] === 'outbound-rtp' && one['kind'] === 'video') frames[String(one['rid'])] = Number(one['framesEncoded']);
      }
    }
    return frames;
  });
}

test('a picture changes its layer without a break, and layers that nobody watches are not sent', async ({ server, enter, open }) => {
  test.setTimeout(120_000);
  const chair = await enter(server.chair, devices);
  const unit = await open(server.unit, devices);
  const wanted = { height: 180 };
  await wanting(unit.page, wanted);
  await unit.page.waitForLoadState('networkidle'); // the link is exchanged
  await unit.page.reload();
  await unit.join();
  await expectMoving(unit.picture('chair'), 'the chair at the unit');
  await expect.poll(async () => (await received(unit.page)).height).toBe(180);
  const first = await received(unit.page);

  for (const height of [720, 360, 180, 720, 180, 360]) {
    wanted.height = height;
    // The first time the browser's own estimate has to grow before it sends its largest picture.
    await expect.poll(async () => (await received(unit.page)).height, { timeout: 10_000, intervals: [50] }).toBe(height);
    await expectMoving(unit.picture('chair'), `the chair in ${height} lines`);
  }
  const last = await received(unit.page);
  expect(last.ssrcs, 'one stream').toEqual(first.ssrcs);
  expect(last.lost).toBe(0);

  wanted.height = 180;
  let before = await encoded(chair.page);
  await expect
    .poll(
      async () => {
        const now = await encoded(chair.page);
        const resting = now['h'] === before['h'] && now['f'] === before['f'] && now['q'] !== before['q'];
        before = now;
        return resting;
      },
      { timeout: 20_000, intervals: [1000] },
    )
    .toBe(true);
  wanted.height = 720;
  // How high it gets how soon is for the estimate of the bandwidth to say.
  await expect.poll(async () => (await received(unit.page)).height, { timeout: 5000, intervals: [50] }).toBeGreaterThan(180);
});
