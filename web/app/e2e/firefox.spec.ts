import { firefox, type LaunchOptions, type Page } from '@playwright/test';
import { joinInFirefox } from './firefox';
import { capturePeers, expectMoving, traffic } from './media';
import { expect, test } from './rig';

/** layersOf is which sizes of its camera a page sends or lets rest, by name, and whether each is being sent. */
async function layersOf(page: Page): Promise<Record<string, boolean>> {
  return page.evaluate(async () => {
    const sent: Record<string, boolean> = {};
    for (const peer of window.giaobanPeers ?? []) {
      const all = [...(await peer.getStats()).values()] as Record<string, unknown>[];
      for (const sender of peer.getSenders().filter((one) => one.track?.kind === 'video')) {
        for (const { rid = '', active = true } of sender.getParameters().encodings) {
          // One that rests may have been told to before it began.
          if (!active || all.some((one) => one['type'] === 'outbound-rtp' && one['rid'] === rid && Number(one['packetsSent']) > 0)) sent[rid] = active;
        }
      }
    }
    return sent;
  });
}

test('Firefox ESR and Chromium see and hear each other', async ({ server, enter }, info) => {
  const options = info.config.metadata['firefox'] as LaunchOptions | null;
  test.skip(options === null, 'firefox-esr is not installed here: apt-get install firefox-esr, or name it by FIREFOX');
  test.setTimeout(120_000);
  const chair = await enter(server.chair, { devices: true, viewport: { width: 1280, height: 720 } });

  const browser = await firefox.launch({ ...options, channel: 'moz-firefox' });
  try {
    const unit = await joinInFirefox(browser, server.unit, capturePeers);
    const { page } = unit;

    await expectMoving(chair.picture(unit.link.seat), 'Firefox at Chromium');
    await expectMoving(unit.picture(chair.link.seat), 'Chromium at Firefox');
    await expect.poll(async () => Object.keys(await layersOf(page)).toSorted(), { message: 'Firefox sends three sizes', timeout: 20_000 }).toEqual(['f', 'h', 'q']);
    await expect.poll(async () => Object.values(await layersOf(page)).includes(false), { message: 'and rests what nobody watches', timeout: 30_000 }).toBe(true);
    await unit.microphone.click();
    await chair.microphone.click();
    await expect.poll(async () => (await traffic(chair.page)).audioEnergy, { timeout: 20_000 }).toBeGreaterThan(0);
    await expect.poll(async () => (await traffic(page)).audioPackets, { timeout: 20_000 }).toBeGreaterThan(0);
    for (const seat of [chair, unit]) expect((await traffic(seat.page)).codecs).toContain('video/VP8');
  } finally {
    await browser.close();
  }
});
