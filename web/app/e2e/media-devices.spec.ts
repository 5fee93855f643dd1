import { expect, test } from './rig';
import { t } from './words';

const devices = { devices: true, viewport: { width: 1280, height: 720 } };

/** Runs in the page before its scripts: the test can pull devices out and silence the microphone. */
function removable(): void {
  const media = navigator.mediaDevices;
  const [open, list] = [media.getUserMedia.bind(media), media.enumerateDevices.bind(media)];
  const state = { gone: new Set<string>(), tracks: [] as MediaStreamTrack[], fault: '' };
  const kinds: Record<string, string> = { audio: 'audioinput', video: 'videoinput' };
  Object.assign(window, {
    pullOut: (kind: string) => {
      state.gone.add(kinds[kind] ?? '');
      for (const track of state.tracks.filter((one) => one.kind === kind && one.readyState === 'live')) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
      media.dispatchEvent(new Event('devicechange'));
    },
    plugIn: (kind: string) => {
      state.gone.delete(kinds[kind] ?? '');
      media.dispatchEvent(new Event('devicechange'));
    },
    failWith: (name: string) => (state.fault = name),
  });
  media.enumerateDevices = async () => (await list()).filter((device) => !state.gone.has(device.kind));
  media.getUserMedia = async (wish) => {
    if (state.fault) throw new DOMException('test', state.fault);
    const needed = ['audio', 'video'].filter((kind) => wish?.[kind as 'audio' | 'video']);
    if (needed.some((kind) => state.gone.has(kinds[kind] ?? ''))) throw new DOMException('gone', 'NotFoundError');
    const stream = await open(wish);
    state.tracks.push(...stream.getTracks());
    return stream;
  };
}

interface Hands {
  pullOut: (kind: 'audio' | 'video') => void;
  plugIn: (kind: 'audio' | 'video') => void;
  failWith: (name: string) => void;
}

test('devices that are pulled out, come back or belong to another program are named', async ({ server, open }) => {
  const unit = await open({ ...server.unit, url: 'about:blank' }, devices);
  const { page } = unit;
  await page.addInitScript(removable);
  await page.goto(server.unit.url);
  await unit.join();
  await unit.microphone.click();
  await expect(unit.microphone).toHaveAttribute('aria-pressed', 'true');

  await test.step('the microphone is pulled out in the middle of a sentence', async () => {
    await page.evaluate(() => (window as unknown as Hands).pullOut('audio'));
    await expect(page.getByText(t('bar.lostMicrophone'))).toBeVisible();
    await expect(unit.microphone).toHaveAttribute('aria-pressed', 'false');
    await unit.microphone.click();
    await expect(page.getByText(t('bar.blocked.missing'))).toBeVisible();
  });
  await test.step('plugged in again it stays off until the person turns it on', async () => {
    await page.evaluate(() => (window as unknown as Hands).plugIn('audio'));
    await expect(unit.microphone).toHaveAttribute('aria-pressed', 'false');
    await unit.microphone.click();
    await expect(unit.microphone).toHaveAttribute('aria-pressed', 'true');
  });
  await test.step('another program has the camera', async () => {
    const camera = unit.controls.getByRole('button', { name: new RegExp(`^${t('bar.camera')}, `) });
    await camera.click();
    await page.evaluate(() => (window as unknown as Hands).failWith('NotReadableError'));
    await camera.click();
    await expect(page.getByText(t('bar.blocked.inUse'))).toBeVisible();
    await page.evaluate(() => (window as unknown as Hands).failWith(''));
    await camera.click();
    await expect(camera).toHaveAttribute('aria-pressed', 'true');
  });
  expect(unit.faults).toEqual([]);
});

test('a microphone without any signal is named', async ({ server, open }) => {
  const unit = await open({ ...server.unit, url: 'about:blank' }, devices);
  await unit.page.addInitScript(() => {
    const capture = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wish) => {
      const stream = await capture(wish);
      for (const track of stream.getAudioTracks()) track.enabled = false;
      return stream;
    };
  });
  await unit.page.goto(server.unit.url);
  await unit.join();
  await unit.microphone.click();
  await expect(unit.page.getByText(t('bar.silentMicrophone'))).toBeVisible({ timeout: 20_000 });
});
