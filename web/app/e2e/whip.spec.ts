import type { BrowserContext, Page } from '@playwright/test';
import { expectMoving, linesOf, traffic } from './media';
import { expect, test } from './rig';
import type { Link } from './server';

declare global {
  interface Window {
    /** Offers a connection at an address, with a link's secret, and takes the answer; put there by blank(). */
    giaobanOffer?: (peer: RTCPeerConnection, address: string, secret: string) => Promise<void>;
  }
}

/** offering runs in the page: all that WHIP and WHEP need (RFC 9725 §4.2), an offer, an answer, no socket. */
function offering(): void {
  window.giaobanOffer = async (peer, address, secret) => {
    await peer.setLocalDescription();
    const answer = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/sdp', Authorization: `Bearer ${secret}` }, body: peer.localDescription?.sdp ?? '' });
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
  };
}

/** blank is a page of the server's that has no script of ours: what happens in it is another client's doing. */
async function blank(context: BrowserContext, origin: string): Promise<Page> {
  await context.addInitScript(offering);
  const page = await context.newPage();
  await page.goto(`${origin}/healthz`);
  return page;
}

/** encode publishes the camera of a page in three sizes of H264, as an encoder does. */
async function encode(page: Page, { meeting, secret }: Link): Promise<void> {
  await page.evaluate(
    async ([address, key]) => {
      const camera = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 }, audio: true });
      const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
      for (const track of camera.getAudioTracks()) peer.addTransceiver(track, { direction: 'sendonly' });
      const sizes = [4, 2, 1].map((scaleResolutionDownBy, n) => ({ rid: 'qhf'[n] ?? '', scaleResolutionDownBy, maxBitrate: 2_000_000 / scaleResolutionDownBy ** 2 }));
      for (const track of camera.getVideoTracks()) {
        const line = peer.addTransceiver(track, { direction: 'sendonly', sendEncodings: sizes });
        const known = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
        line.setCodecPreferences(known.filter(({ mimeType, sdpFmtpLine = '' }) => mimeType === 'video/H264' && sdpFmtpLine.includes('packetization-mode=1') && sdpFmtpLine.includes('=42e0')));
      }
      await window.giaobanOffer?.(peer, address, key);
    },
    [`/api/meetings/${meeting}/whip`, secret] as const,
  );
}

/** screen watches the stage, as a wall screen does (draft-ietf-wish-whep): the picture stands alone on the page. */
async function screen(page: Page, { meeting, secret }: Link): Promise<void> {
  await page.evaluate(
    async ([address, key]) => {
      const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
      const { receiver } = peer.addTransceiver('video', { direction: 'recvonly' });
      for (let voice = 0; voice < 3; voice++) peer.addTransceiver('audio', { direction: 'recvonly' });
      const video = document.createElement('video');
      Object.assign(video, { autoplay: true, muted: true, srcObject: new MediaStream([receiver.track]) });
      document.body.replaceChildren(video);
      await window.giaobanOffer?.(peer, address, key);
    },
    [`/api/meetings/${meeting}/whep`, secret] as const,
  );
}

test('an encoder publishes three sizes of H264, tiles get the size that fits them, and a wall screen shows the stage', async ({ browser, server, enter }) => {
  test.setTimeout(120_000);
  const chair = await enter(server.chair, { devices: true, viewport: { width: 1920, height: 1080 } });
  const contexts = [await browser.newContext({ permissions: ['camera', 'microphone'] }), await browser.newContext()] as const;
  try {
    const encoder = await blank(contexts[0], server.url);
    await encode(encoder, server.unit);
    const picture = chair.picture(server.unit.seat);
    await expectMoving(picture, 'the encoder at the chair');
    expect((await traffic(chair.page)).codecs).toEqual(['video/H264']);

    await expect.poll(() => linesOf(picture), { timeout: 40_000 }).toBeGreaterThanOrEqual(540);
    await chair.page.setViewportSize({ width: 390, height: 560 });
    await expect.poll(() => linesOf(picture), { timeout: 40_000 }).toBeLessThanOrEqual(270);
    await expectMoving(picture, 'the small size');
    await chair.page.setViewportSize({ width: 1920, height: 1080 });
    await expect.poll(() => linesOf(picture), { timeout: 40_000 }).toBeGreaterThanOrEqual(540);
    await expectMoving(picture, 'the large size again');

    const wall = await blank(contexts[1], server.url);
    await screen(wall, server.secretary);
    await expectMoving(wall.locator('video'), 'the stage on the wall');
    expect(chair.faults).toEqual([]);
  } finally {
    for (const context of contexts) await context.close();
  }
});
