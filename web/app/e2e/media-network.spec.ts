import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './looks';
import { expect, test } from './rig';
import { like, t } from './words';

/** blockProbes takes candidates out of the probes both ways, as a firewall takes out the packets. Must be called before the page opens its socket. */
async function blockProbes(page: Page, blocked: RegExp): Promise<void> {
  const strip = (message: string | Buffer): string => {
    const frame = JSON.parse(String(message)) as { data?: { sdp?: string } };
    if (frame.data?.sdp) frame.data.sdp = frame.data.sdp.replace(blocked, '');
    return JSON.stringify(frame);
  };
  await page.routeWebSocket(/\/signaling/, (route) => {
    const server = route.connectToServer();
    route.onMessage((message) => server.send(strip(message)));
    server.onMessage((message) => route.send(strip(message)));
  });
}

const udp = /^a=candidate:\S+ \d udp .*\r\n/gim;
const all = /^a=candidate:.*\r\n/gim;

test('the join page says what the network allows, and the readiness board is told', async ({ server, open }) => {
  const unit = await open(server.unit, { devices: true });
  const check = unit.page.getByRole('region', { name: t('join.network') });
  await expect(check.getByText(like('join.networkGreenText'))).toBeVisible();

  await blockProbes(unit.page, udp);
  await unit.page.reload();
  await expect(check.getByText(t('join.networkTcp'))).toBeVisible();
  await expect(check.getByRole('switch', { name: t('join.saving') })).not.toBeChecked();
  await expectAccessible(unit.page, 'join page with a weak network');
  await expectNoSideways(unit.page, 'join page with a weak network');

  const checks = async () => (await server.records(server.secretary)).flatMap((record) => record.events).filter((event) => event.type === 'seat.checked');
  await expect.poll(async () => (await checks()).at(-1)?.data, { timeout: 15_000 }).toMatchObject({ seat: server.unit.seat, network: 'tcp', camera: 'ok', level: 'yellow' });

  await unit.page.unrouteAll();
  await blockProbes(unit.page, all);
  await unit.page.reload();
  await expect(check.getByText(t('join.networkRedText'))).toBeVisible();
  await expect(unit.button('join.enter'), 'the agenda can be followed all the same').toBeEnabled();
  expect(unit.faults).toEqual([]);
});

test('a reload while the link is exchanged does not lose it', async ({ server, open }) => {
  const unit = await open({ ...server.unit, url: 'about:blank' });
  await unit.page.route('**/api/session*', (route) => route.abort());
  await unit.page.goto(server.unit.url);
  await expect(unit.button('app.retry')).toBeVisible();
  await unit.page.unroute('**/api/session*');
  await unit.page.reload();
  await expect(unit.page.getByLabel(t('join.name'))).toBeVisible();
  await expect(unit.page).not.toHaveURL(/#/);
  expect(await unit.page.evaluate(() => history.state)).toBeNull();
});
