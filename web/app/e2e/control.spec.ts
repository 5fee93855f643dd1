import type { Locator } from '@playwright/test';
import { expectAccessible, expectNoEnglish, expectNoSideways } from './looks';
import { traffic } from './media';
import { expect, test } from './rig';
import type { Seat } from './seat';
import type { Server } from './server';
import { like, t } from './words';

/** delegate is one row of the delegates' list. */
function delegate(seat: Seat, name: string): Locator {
  return seat.page.getByRole('list', { name: t('delegates.title') }).getByRole('listitem').filter({ hasText: name });
}

/** openMenu opens the actions of one row of the delegates' list. */
async function openMenu(seat: Seat, name: string): Promise<void> {
  await delegate(seat, name).getByRole('button', { name: like('delegates.actionsOf') }).click();
}

/** begin opens the meeting and starts its first item. */
async function begin(server: Server): Promise<void> {
  await server.command(server.chair, 'meeting.open', {});
  const state = (await (await server.get(server.chair, `/api/meetings/${server.chair.meeting}/state`)).json()) as { items: { id: string }[] };
  await server.command(server.chair, 'item.start', { item: state.items[0]?.id });
}

test('the chair locks the floor: a unit talks unheard, is invited, and is heard', async ({ server, enter }) => {
  await begin(server);
  const devices = { devices: true, viewport: { width: 1280, height: 720 } };
  const chair = await enter(server.chair, devices);
  const unit = await enter(server.unit, devices);
  const heard = async () => (await traffic(chair.page)).audioPackets;
  const sent = async () => (await traffic(unit.page)).sentAudio;

  await chair.page.getByRole('group', { name: t('queue.title') }).getByRole('button', { name: like('control.lockFloor') }).click();
  await expect(chair.page.getByText(t('control.floorLocked'))).toBeVisible();
  await expect(unit.page.getByText(t('control.floorLocked'))).toBeVisible();

  await test.step('its packets leave its machine and reach nobody', async () => {
    await unit.microphone.click();
    await expect(unit.page.getByText(t('control.unheard'))).toBeVisible();
    await expect(chair.tile(unit.link.seat).getByRole('img', { name: t('control.micUnheard') })).toBeVisible();
    await expect.poll(sent, { timeout: 20_000 }).toBeGreaterThan(50);
    const [before, begun] = [await heard(), await sent()];
    await expect.poll(sent, { timeout: 20_000 }).toBeGreaterThan(begun + 100);
    expect(await heard(), 'packets of the unit’s voice at the chair').toBe(before);
  });

  await test.step('it asks from there, is called, and is told that its open microphone is heard now', async () => {
    await unit.page.getByRole('status').filter({ hasText: t('control.unheard') }).getByRole('button', { name: t('bar.hand') }).click();
    await chair.page.getByRole('button', { name: t('queue.callOf', { unit: 'Quận Ba Đình' }) }).click();
    const card = unit.page.getByRole('region', { name: t('control.invited') });
    await expect(card).toContainText(t('control.invitedOpen'));
    await card.getByRole('button', { name: t('control.understood') }).click();
    await expect(card).toBeHidden();
    const before = await heard();
    await expect.poll(heard, { timeout: 20_000 }).toBeGreaterThan(before + 25);
    await expect(unit.page.getByText(t('control.youAreHeard'))).toBeVisible();
  });

  await test.step('when it has finished nobody hears it again', async () => {
    await chair.page.getByRole('button', { name: t('queue.finish'), exact: true }).click();
    await expect(unit.page.getByText(t('control.unheard'))).toBeVisible();
    await expect
      .poll(async () => {
        const [before, begun] = [await heard(), await sent()];
        await expect.poll(sent).toBeGreaterThan(begun + 50);
        return (await heard()) - before;
      })
      .toBe(0);
  });

  await test.step('the chair mutes it, and gives it the floor without having been asked: only the unit opens its microphone', async () => {
    await chair.tab('delegates.title');
    await openMenu(chair, 'Ba Đình');
    await chair.page.getByRole('menuitem', { name: t('control.muteOne') }).click();
    await expect(unit.microphone).toHaveAttribute('aria-pressed', 'false');
    await openMenu(chair, 'Ba Đình');
    await chair.page.getByRole('menuitem', { name: t('control.invite') }).click();
    const card = unit.page.getByRole('region', { name: t('control.invited') });
    await expect(card).toContainText(t('control.invitedText'));
    await expect(unit.microphone, 'nobody opens it from afar').toHaveAttribute('aria-pressed', 'false');
    await card.getByRole('button', { name: t('control.openMicrophone') }).click();
    await expect(unit.microphone).toHaveAttribute('aria-pressed', 'true');
    await expect(card).toBeHidden();
    const before = await heard();
    await expect.poll(heard, { timeout: 20_000 }).toBeGreaterThan(before + 25);
  });

  await test.step('the chair opens the floor from the bar that says it is locked', async () => {
    await chair.page.getByRole('status').filter({ hasText: t('control.floorLocked') }).getByRole('button', { name: t('control.unlockFloor') }).click();
    await expect(unit.page.getByText(t('control.youAreHeard'))).toBeHidden();
  });

  await test.step('the chair sends it out', async () => {
    await openMenu(chair, 'Ba Đình');
    await chair.page.getByRole('menuitem', { name: t('control.remove') }).click();
    await chair.confirm('control.remove');
    await expect(unit.page.getByRole('heading', { name: t('end.removed') })).toBeVisible();
  });
  for (const seat of [chair, unit]) expect(seat.faults, seat.link.seat).toEqual([]);
});

test('strangers wait in the lobby: one is let in, one is refused with a reason', async ({ server, enter, open }) => {
  await begin(server);
  const secretary = await enter(server.secretary);
  await secretary.more('control.lobby');
  const lobby = secretary.dialog('control.lobby');
  await lobby.getByRole('button', { name: t('control.lobbyMake') }).click();
  const url = await lobby.getByRole('textbox', { name: t('control.lobbyLink') }).inputValue();
  expect(url).toContain('/khach#t=');
  await lobby.getByRole('button', { name: t('app.close') }).click();
  const link = { url, meeting: server.secretary.meeting, seat: 'khach', secret: url.split('#t=')[1] ?? '' };

  const ask = async (seat: Seat, name: string, organisation: string) => {
    await seat.page.getByLabel(t('lobby.name')).fill(name);
    await seat.page.getByLabel(t('lobby.organisation')).fill(organisation);
    await seat.button('lobby.ask').click();
    await expect(seat.page.getByRole('heading', { name: t('lobby.waiting') })).toBeVisible();
  };
  const guest = await open(link);
  await ask(guest, 'Phạm Văn Em', 'Tổng công ty Điện lực Hà Nội');
  await expect(guest.page).not.toHaveURL(/#/);

  await test.step('one press lets in; the page that waits goes in by itself, also after a reload', async () => {
    await guest.page.reload();
    await expect(guest.page.getByRole('heading', { name: t('lobby.waiting') })).toBeVisible();
    await expect(secretary.page.getByText(t('control.waitOne', { name: 'Phạm Văn Em (Tổng công ty Điện lực Hà Nội)' }))).toBeVisible();
    await secretary.button('control.admit').click();
    await expect(guest.page.getByLabel(t('join.name'))).toHaveValue('Phạm Văn Em');
    await guest.join();
    await secretary.tab('delegates.title');
    await expect(delegate(secretary, 'Phạm Văn Em')).toBeVisible();
  });

  await test.step('the other is told why not', async () => {
    const other = await open(link);
    await ask(other, 'Hoàng Thị Giang', 'Báo không tên');
    await secretary.button('control.seeLobby').click();
    await lobby.getByRole('button', { name: t('control.refuseOf', { name: 'Hoàng Thị Giang' }) }).click();
    await lobby.getByRole('textbox', { name: like('control.refuseReason') }).fill('Buổi họp này không mời báo chí.');
    await lobby.getByRole('button', { name: t('control.refuse'), exact: true }).click();
    await expect(other.page.getByRole('heading', { name: t('lobby.refused') })).toBeVisible();
    await expect(other.page.getByText('Buổi họp này không mời báo chí.')).toBeVisible();
    await expect(lobby.getByText(t('control.nobodyWaits'))).toBeVisible();
    expect(other.faults.filter((fault) => !fault.includes('401')), 'the other').toEqual([]);
  });

  await test.step('whoever has a seat is not in the lobby', async () => {
    const again = await guest.another();
    await expect(again.page).toHaveURL(/\/hop\/[^/]+\/khach-/);
    await expect(again.page.getByLabel(t('join.name'))).toBeVisible();
  });
  expect(secretary.faults).toEqual([]);
});

test('a locked room takes back who was in it and nobody else, until it is opened', async ({ server, enter, open }) => {
  await begin(server);
  const chair = await enter(server.chair);
  const unit = await enter(server.unit);
  await chair.tab('delegates.title');
  await expect(chair.page.getByText(t('delegates.turnout', { present: 1, units: 30 }))).toBeVisible();
  await chair.more('control.lockRoom');
  await expect(chair.page.getByText(t('control.roomLocked'))).toBeVisible();

  await unit.page.reload();
  await unit.join();

  const [, second] = server.units;
  if (!second) throw new Error('the demo printed one unit only');
  const newcomer = await open(second);
  await newcomer.page.getByLabel(t('join.name')).fill('Trần Văn Muộn');
  await newcomer.page.getByRole('button', { name: t('join.listen') }).click();
  await expect(newcomer.page.getByRole('heading', { name: t('end.locked') })).toBeVisible();
  await chair.button('control.unlockRoom').click();
  await expect(newcomer.controls).toBeVisible();
  await expect(delegate(chair, 'Trần Văn Muộn')).toBeVisible();
});

test('the readiness board shows who will fail, in colour and words, with a number to call', async ({ server, enter, open }) => {
  const [first, second] = server.units;
  if (!first || !second) throw new Error('the demo printed one unit only');
  const good = { network: 'udp', camera: 'ok', microphone: 'ok', speaker: 'ok', level: 'green' };
  await server.command(first, 'seat.ready', good);
  await server.command(second, 'seat.ready', { ...good, network: 'none', microphone: 'denied', level: 'red' });
  const secretary = await enter(server.secretary);
  await secretary.more('control.board');
  const board = secretary.dialog('control.board');
  const site = (seat: string) => board.locator(`[data-site="${seat}"]`);
  await expect(site(first.seat)).toContainText(t('control.standings.green'));
  await expect(site(second.seat)).toHaveAttribute('data-standing', 'red');
  await expect(site(second.seat)).toContainText(t('control.networks.none'));
  await expect(site(second.seat)).toContainText(t('control.devices.denied'));
  await expect(board.getByRole('listitem').first(), 'who needs help comes first').toContainText(t('control.standings.red'));

  await test.step('a number is written down, and found by everybody who may see it', async () => {
    await site(second.seat).getByRole('button', { name: like('control.phoneOf') }).click();
    await site(second.seat).getByRole('textbox').fill('024 3825 1234');
    await site(second.seat).getByRole('button', { name: t('minutes.save') }).click();
    await expect(site(second.seat).getByRole('link', { name: '024 3825 1234' })).toHaveAttribute('href', 'tel:02438251234');
  });

  await test.step('a site that mended its microphone turns green by itself', async () => {
    await server.command(second, 'seat.ready', good);
    await expect(site(second.seat)).toHaveAttribute('data-standing', 'green');
  });

  await test.step('the administrator sees the same without being in the meeting', async () => {
    const url = server.adminLink.replace(/\/quan-tri[^#]*#/, `/quan-tri/${first.meeting}/san-sang#`);
    const admin = await open({ url, meeting: first.meeting, seat: '', secret: '' });
    await admin.button('session.adminEnter').click();
    await expect(admin.page.locator(`[data-site="${second.seat}"]`)).toContainText('024 3825 1234');
    await admin.page.getByRole('link', { name: t('admin.links') }).click();
    await admin.button('control.lobbyMake').click();
    await expect(admin.page.getByRole('textbox', { name: t('control.lobbyLink') })).toHaveValue(/\/khach#t=/);
    await admin.button('control.lobbyClose').click();
    await expect(admin.button('control.lobbyMake')).toBeVisible();
    expect(admin.faults).toEqual([]);
  });
  expect(secretary.faults).toEqual([]);
});

/** tidy looks at one state of a page at three widths. */
async function tidy(seat: Seat, what: string): Promise<void> {
  for (const width of [1440, 390, 320]) {
    await seat.page.setViewportSize({ width, height: width === 1440 ? 900 : 740 });
    await expectNoSideways(seat.page, what);
    if (width !== 320) await expectAccessible(seat.page, `${what} at ${width} px`);
  }
  await expectNoEnglish(seat.page, what, [/^English$/, /^\S+@\S+$/, /^https?:/]);
  await seat.page.setViewportSize({ width: 1440, height: 900 });
}

test('lobby, locks, card and board can be read by everybody, at every width', async ({ server, enter, open }) => {
  test.setTimeout(150_000);
  await begin(server);
  const [first] = server.units;
  if (!first) throw new Error('the demo printed no unit');
  await server.command(first, 'seat.ready', { network: 'none', camera: 'busy', microphone: 'denied', speaker: 'untested', level: 'red' });
  const secretary = await enter(server.secretary);
  await secretary.more('control.lobby');
  await secretary.button('control.lobbyMake').click();
  const url = await secretary.page.getByRole('textbox', { name: t('control.lobbyLink') }).inputValue();
  const guest = await open({ url, meeting: first.meeting, seat: 'khach', secret: '' });
  await expect(guest.page.getByLabel(t('lobby.name'))).toBeVisible();
  await tidy(guest, 'lobby, form');
  await guest.page.getByLabel(t('lobby.name')).fill('Phạm Văn Em');
  await guest.page.getByLabel(t('lobby.organisation')).fill('Tổng công ty Điện lực Hà Nội');
  await guest.button('lobby.ask').click();
  await expect(guest.page.getByRole('heading', { name: t('lobby.waiting') })).toBeVisible();
  await tidy(guest, 'lobby, waiting');
  await expect(secretary.page.getByRole('button', { name: t('control.admitOf', { name: 'Phạm Văn Em' }) })).toBeVisible();
  await tidy(secretary, 'the lobby’s window');
  await secretary.page.keyboard.press('Escape');
  await secretary.more('control.lockFloor');
  await secretary.more('control.lockRoom');
  await tidy(secretary, 'locked, somebody waits');
  await secretary.more('control.board');
  await tidy(secretary, 'readiness board');
});
