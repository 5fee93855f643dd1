import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { capturePeers, expectMoving, traffic } from './media';
import { expect, test } from './rig';
import { Seat } from './seat';
import { Server } from './server';

/** onlyRelay runs in the page before its own scripts: a network that lets nothing through but the relay. */
function onlyRelay(): void {
  const Own = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Own {
    constructor(configuration?: RTCConfiguration) {
      super({ ...configuration, iceTransportPolicy: 'relay' });
    }
  };
}

/** freePort is one that nobody listens on. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

for (const transport of ['udp', 'tcp'] as const) {
  test(`a browser that reaches only the relay${transport === 'tcp' ? ', over TCP,' : ''} sees and hears and is seen`, async ({ browser, enter }) => {
    test.setTimeout(90_000);
    const server = await Server.start('demo', '127.0.0.1', ['-turn', `127.0.0.1:${await freePort()}`]);
    try {
      const chair = await enter(server.chair, { devices: true });
      const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
      await context.addInitScript(onlyRelay);
      await context.addInitScript(capturePeers);
      const page = await context.newPage();
      if (transport === 'tcp') {
        await page.routeWebSocket(/\/signaling/, (route) => {
          const to = route.connectToServer();
          route.onMessage((message) => to.send(message));
          to.onMessage((message) => route.send(String(message).replaceAll(/"turns?:[^"]*transport=udp"/g, '"turn:127.0.0.1:9?transport=tcp"')));
        });
      }
      const unit = new Seat(page, server.unit);
      await page.goto(unit.link.url);
      await unit.join();
      await expectMoving(unit.picture(chair.link.seat), 'the chair over the relay');
      await expectMoving(chair.picture(unit.link.seat), 'who is behind the relay');
      await chair.microphone.click();
      await expect.poll(async () => (await traffic(page)).audioPackets, { timeout: 20_000 }).toBeGreaterThan(0);
      const pairs = await page.evaluate(async () => {
        const list: string[] = [];
        for (const peer of (window.giaobanPeers ?? []).filter((one) => one.connectionState === 'connected')) {
          const all = [...(await peer.getStats()).values()] as Record<string, unknown>[];
          for (const pair of all.filter((one) => one['type'] === 'candidate-pair' && one['nominated'] === true && one['state'] === 'succeeded')) {
            const local = all.find((one) => one['id'] === pair['localCandidateId']);
            list.push(`${String(local?.['candidateType'])} ${String(local?.['relayProtocol'])}`);
          }
        }
        return list;
      });
      expect(pairs.length, 'two connections').toBeGreaterThanOrEqual(2);
      // Over which of the two a browser reaches the relay when it may choose is its own affair.
      for (const pair of pairs) expect(pair).toMatch(transport === 'tcp' ? /^relay tcp$/ : /^relay (udp|tcp)$/);
      expect(unit.faults).toEqual([]);
      await context.close();
    } finally {
      await server.dispose();
    }
  });
}
