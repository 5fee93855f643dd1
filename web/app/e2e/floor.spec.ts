import { expectAccessible, expectNoSideways, look } from './looks';
import { expect, test } from './rig';
import { inTheMiddle } from './scene';
import type { Link, Server } from './server';
import { like, t } from './words';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

const stateOf = async (server: Server, link: Link) => (await (await server.get(link, `/api/meetings/${link.meeting}/state`)).json()) as Record<string, unknown[]>;

const wallOf = (link: Link): Link => ({ ...link, url: link.url.replace('#', '/man-hinh#') });

test('the chair’s six keys: call, pause, reorder, conclude, confirm; the wall follows', async ({ server, open, enter }) => {
  test.setTimeout(180_000);
  const [one, two, three] = server.units;
  if (!one || !two || !three) throw new Error('the demo printed fewer than three units');
  await server.command(server.chair, 'meeting.open', {});
  await server.command(server.chair, 'item.start', { item: 'i1' });
  for (const [n, unit] of [one, two, three].entries()) {
    await server.command(unit, 'floor.request', { request: `r${n + 1}`, person: `Người thứ ${n + 1}`, subject: 'Giải phóng mặt bằng cụm công nghiệp', kind: 'speak', minutes: 3 });
  }
  const chair = await enter(server.chair);
  const wall = (await open(wallOf(server.secretary))).page;
  await expect(wall.locator('[data-wall]')).toContainText('Khai mạc');

  await chair.button('cockpit.enter').click();
  const keys = chair.page.getByRole('toolbar', { name: t('cockpit.keys') });
  await expect(keys.getByRole('button')).toHaveCount(6);
  const desk = chair.page.locator('[data-cockpit]');
  const waiting = desk.getByRole('list', { name: t('queue.title') });

  await test.step('the queue is put in another order before anybody is called', async () => {
    await expect(waiting.getByRole('listitem')).toHaveCount(3);
    await waiting.getByRole('listitem').nth(1).getByRole('button').first().click();
    await expect(waiting.getByRole('listitem').first()).toContainText('Người thứ 2');
    await expect(wall.getByRole('region', { name: t('queue.title') }).getByRole('listitem').first()).toContainText('Hoàn Kiếm');
  });

  await test.step('a key calls the next, another stops and starts the clock', async () => {
    await chair.page.keyboard.press('Alt+2');
    await expect(desk.getByRole('heading', { name: 'Quận Hoàn Kiếm' })).toBeVisible();
    const clock = wall.getByRole('timer', { name: t('floor.clock') });
    await expect(clock).toContainText(/2:\d\d/);
    await expect(clock).toContainText(t('floor.left'));
    await chair.page.keyboard.press('Alt+3');
    await expect(clock).toContainText(t('floor.paused'));
    const stood = await clock.textContent();
    await look(chair.page, 'floor-cockpit');
    await look(wall, 'floor-wall');
    expect(await clock.textContent(), 'the clock stands still').toBe(stood);
    await chair.page.keyboard.press('Alt+3');
    await expect(clock).toContainText(t('floor.left'));
  });

  await test.step('the agenda goes on with a key, also while the conclusion is typed', async () => {
    await chair.page.keyboard.press('Alt+1');
    await expect(wall.locator('[data-wall]')).toContainText('Tình hình thực hiện kết luận cuộc họp trước');
    await chair.page.keyboard.press('Alt+4');
    await expect(desk.getByRole('textbox', { name: t('cockpit.field') })).toBeFocused();
    await chair.page.keyboard.type('Các đơn vị giải tỏa chợ cóc trước ngày 10-10.');
    await chair.page.keyboard.press('Control+Enter');
    await expect(wall.getByRole('region', { name: t('minutes.title') })).toContainText('Các đơn vị giải tỏa chợ cóc trước ngày 10-10.');
    await chair.page.keyboard.press('Escape');
    await expect(desk.getByRole('textbox', { name: t('cockpit.field') })).not.toBeFocused();
  });

  await test.step('the conclusion is confirmed here, and read back on the wall', async () => {
    await desk.getByRole('button', { name: t('readback.confirm') }).click();
    await expect(desk.getByText(t('readback.read'), { exact: true })).toBeVisible();
    await server.command(server.secretary, 'readback.show', { item: 'i2' });
    await expect(wall.getByText(t('readback.progress', { confirmed: 1, count: 1 }))).toBeVisible();
    await look(wall, 'floor-wall-readback');
    await server.command(server.secretary, 'readback.hide', {});
    await expect(wall.getByText(t('readback.title'))).toHaveCount(0);
  });

  await test.step('the wall has no controls, attends nothing and comes back after the server was away', async () => {
    await expect(wall.getByRole('button')).toHaveCount(0);
    await expect(wall.getByRole('textbox')).toHaveCount(0);
    expect((await stateOf(server, server.chair))['attendance'], 'only the chair’s page attends').toHaveLength(1);
    await server.kill();
    await server.again();
    await server.command(server.secretary, 'line.add', { line: 'after', item: 'i2', kind: 'opinion', text: 'Sau khi máy chủ khởi động lại.' });
    await expect(wall.getByText('Sau khi máy chủ khởi động lại.')).toBeVisible({ timeout: 30_000 });
  });

  await test.step('Escape leads back to the room', async () => {
    await chair.page.keyboard.press('Escape');
    await expect(desk).toHaveCount(0);
  });
});

test('before the first item the wall says which meeting this is, who is there and what is on the agenda', async ({ server, open, enter }) => {
  const wall = (await open(wallOf(server.secretary))).page;
  const cover = wall.getByRole('main');
  await expect(cover.getByRole('heading', { level: 1 })).toContainText(/giao ban/i);
  await expect(cover.getByRole('region', { name: t('agenda.title') }).getByRole('listitem').first()).toContainText('Khai mạc');
  await expect(cover).toContainText(t('wall.soon'));
  await enter(server.unit);
  await expect(cover).toContainText(t('wall.present', { present: 1, units: 30 }));
  await expectAccessible(wall, 'the cover of the wall');
  await look(wall, 'floor-wall-cover');
  await wall.setViewportSize(phone.viewport);
  await expectNoSideways(wall, 'the cover of the wall');
  await look(wall, 'floor-wall-cover-phone');
  await server.command(server.chair, 'meeting.open', {});
  await expect(cover).toContainText(t('wall.opened'));
  await server.command(server.chair, 'item.start', { item: 'i1' });
  await expect(cover.getByText(like('agenda.itemOf'))).toBeVisible();
});

test('a poll with three answers, on phones; the secret one tells nobody', async ({ server, enter }) => {
  test.setTimeout(150_000);
  const [one, two, three] = server.units;
  if (!one || !two || !three) throw new Error('the demo printed fewer than three units');
  await server.command(server.chair, 'meeting.open', {});
  await server.command(server.chair, 'item.start', { item: 'i1' });
  const secretary = await enter(server.secretary);
  const unit = await enter(one, phone);

  await test.step('the secretary asks, the unit answers on its phone and changes its mind', async () => {
    await secretary.button('floor.tools').click();
    await secretary.page.getByRole('menuitem', { name: t('poll.open') }).click();
    await secretary.page.getByRole('textbox', { name: t('poll.question') }).fill('Thống nhất họp giao ban vào ngày 29 hằng tháng');
    await secretary.button('poll.start').click();
    const ballot = unit.page.getByRole('region', { name: t('poll.title') });
    await ballot.getByRole('button', { name: t('poll.choices.for'), exact: true }).click();
    await expect(ballot.getByRole('button', { name: t('poll.choices.for'), exact: true })).toHaveAttribute('aria-pressed', 'true');
    await look(unit.page, 'floor-ballot-phone');
    await ballot.getByRole('button', { name: t('poll.choices.other') }).click();
    await ballot.getByRole('textbox').fill('Đề nghị họp ngày 28.');
    await ballot.getByRole('button', { name: t('poll.send') }).click();
    const card = secretary.page.getByRole('region', { name: t('poll.title') });
    await expect(card).toContainText('Đề nghị họp ngày 28.');
  });

  await test.step('the result is a line of the minutes', async () => {
    const poll = (await stateOf(server, server.chair))['polls'] as { id: string }[];
    await server.command(two, 'poll.vote', { poll: poll[0]?.id, choice: 'for' });
    await server.command(three, 'poll.vote', { poll: poll[0]?.id, choice: 'against' });
    const card = secretary.page.getByRole('region', { name: t('poll.title') });
    await expect(card).toContainText(t('poll.voted', { count: 3, units: 30 }));
    await look(secretary.page, 'floor-poll-secretary');
    await secretary.button('poll.close').click();
    await expect(unit.page.getByRole('region', { name: t('poll.title') })).toHaveCount(0);
    await expect(secretary.minutes).toContainText('3/30 đơn vị tham gia; tán thành 1, không tán thành 1, ý kiến khác 1.');
  });

  await test.step('of a secret ballot not even staff are told who voted what', async () => {
    await server.command(server.chair, 'poll.open', { poll: 'kin', question: 'Chọn đơn vị được khen thưởng', secret: true });
    await server.command(one, 'poll.vote', { poll: 'kin', choice: 'other', text: 'QX7 ý kiến kín' });
    for (const link of [server.chair, server.secretary, two]) {
      const told = await (await server.get(link, `/api/meetings/${link.meeting}/records?after=0`)).text();
      expect(told).toContain('"poll":"kin","unit":"');
      expect(told).not.toContain('QX7 ý kiến kín');
    }
    await expect(unit.page.getByText('QX7 ý kiến kín')).toBeVisible();
  });
});

test('a hand raised while a question round is open is a question; who excused themselves stands in the list of delegates', async ({ server, enter }) => {
  const [one, two, three] = server.units;
  if (!one || !two || !three) throw new Error('the demo printed fewer than three units');
  await server.command(two, 'invitation.answer', { answer: 'absent', reason: 'họp Hội đồng nhân dân' });
  await server.command(three, 'invitation.answer', { answer: 'substitute', name: 'Lê Thị Thay', post: 'Phó Trưởng phòng' });
  await server.command(server.chair, 'meeting.open', {});
  await server.command(server.chair, 'item.start', { item: 'i1' });
  await server.command(server.chair, 'round.open', { round: 'v1' });
  const secretary = await enter(server.secretary);
  const unit = await enter(one, phone);
  await unit.controls.getByRole('button', { name: t('bar.hand'), exact: true }).click();
  await expect(secretary.page.getByRole('list', { name: t('floor.round') })).toContainText('Quận Ba Đình');

  await secretary.tab('delegates.title');
  const list = secretary.page.getByRole('list', { name: t('delegates.title') });
  await expect(list).toContainText(t('delegates.saidAbsent', { reason: 'họp Hội đồng nhân dân' }));
  await expect(list).toContainText(t('delegates.saidSubstitute', { name: 'Lê Thị Thay, Phó Trưởng phòng' }));
  const [download] = await Promise.all([secretary.page.waitForEvent('download'), secretary.page.getByRole('link', { name: t('delegates.csv') }).click()]);
  expect(download.suggestedFilename()).toMatch(/^diem-danh-.*\.csv$/);
  expect(secretary.faults).toEqual([]);
});

test('chat is moved into the minutes or gone; notes stay private; people in the hall', async ({ server, enter }) => {
  test.setTimeout(150_000);
  const [one] = server.units;
  if (!one) throw new Error('the demo printed no unit');
  await server.command(server.chair, 'meeting.open', {});
  await server.command(server.chair, 'item.start', { item: 'i1' });
  const secretary = await enter(server.secretary);
  const unit = await enter(one, phone);
  const said = 'Đề nghị Sở gửi lại biểu số liệu chợ truyền thống.';

  await test.step('a message of a unit reaches everybody and becomes a line of the unit', async () => {
    await unit.tab('chat.title');
    await unit.page.getByRole('textbox', { name: t('chat.field') }).fill(said);
    await unit.page.keyboard.press('Enter');
    await expect(unit.page.getByRole('log')).toContainText(said);
    await secretary.tab('chat.title');
    await expect(secretary.page.getByRole('log')).toContainText(said);
    await look(unit.page, 'floor-chat-phone');
    await look(secretary.page, 'floor-chat');
    await secretary.page.getByRole('button', { name: t('chat.moveOf', { name: 'Nguyễn Thị Thử' }) }).click();
    await expect(secretary.page.getByText(t('chat.moved'))).toBeVisible();
    await secretary.tab('minutes.title');
    await expect(secretary.line(said)).toContainText('Quận Ba Đình · Nguyễn Thị Thử');
  });

  await test.step('who comes later finds what was said; switched off nobody writes', async () => {
    const chair = await enter(server.chair);
    await chair.tab('chat.title');
    await expect(chair.page.getByRole('log')).toContainText(said);
    await chair.button('chat.off').click();
    await expect(unit.page.getByText(t('chat.isOff'))).toBeVisible();
    await expect(unit.page.getByRole('textbox', { name: t('chat.field') })).toHaveCount(0);
    await chair.button('chat.on').click();
    await expect(unit.page.getByRole('textbox', { name: t('chat.field') })).toBeVisible();
  });

  await test.step('a private note survives a reload and never leaves the device', async () => {
    await unit.tab('chat.title');
    await unit.button('notes.title').click();
    await unit.page.getByRole('textbox', { name: t('notes.title') }).fill('QX7 hỏi lại kế toán');
    await unit.page.reload();
    await unit.join();
    await unit.tab('chat.title');
    await unit.button('notes.title').click();
    await expect(unit.page.getByRole('textbox', { name: t('notes.title') })).toHaveValue('QX7 hỏi lại kế toán');
    const told = await (await server.get(server.chair, `/api/meetings/${one.meeting}/records?after=0`)).text();
    expect(told).not.toContain('QX7');
  });

  await test.step('the secretary notes somebody in the hall and names who is behind a camera', async () => {
    await secretary.tab('delegates.title');
    await secretary.button('hall.add').click();
    const dialog = secretary.dialog('hall.add');
    await dialog.getByRole('textbox', { name: /^Họ và tên/ }).fill('Phùng Văn Hội');
    await dialog.getByRole('button', { name: t('hall.note') }).click();
    await expect(secretary.page.getByRole('list', { name: t('hall.title') })).toContainText('Phùng Văn Hội');
    const row = secretary.page.getByRole('list', { name: t('delegates.title'), exact: true }).getByRole('listitem').filter({ hasText: 'Quận Ba Đình' }).first();
    await row.getByRole('button', { name: t('hall.describeOf', { name: 'Nguyễn Thị Thử' }) }).click();
    await secretary.page.getByRole('textbox', { name: t('hall.others') }).fill('Đỗ Văn Dự, Chuyên viên');
    await secretary.button('agenda.save').click();
    await expect(row).toContainText('Đỗ Văn Dự, Chuyên viên');
    await look(secretary.page, 'floor-delegates');
    const csv = await (await server.get(server.secretary, `/api/meetings/${one.meeting}/attendance.csv`)).text();
    expect(csv).toContain('Đỗ Văn Dự (Chuyên viên)');
    expect(csv).toContain('Phùng Văn Hội');
  });

  await test.step('after the close the chat is gone and the stage says how it went', async () => {
    await server.command(server.chair, 'meeting.close', {});
    await expect(secretary.page.getByRole('table', { name: t('closing.items') })).toContainText('Khai mạc');
    await look(secretary.page, 'floor-closed');
    await secretary.tab('chat.title');
    await expect(secretary.page.getByRole('log')).not.toContainText(said);
  });
});

test('the chair’s page, the wall, a ballot and the chat are accessible and fit every width', async ({ server, open, enter }) => {
  test.setTimeout(180_000);
  await inTheMiddle(server);
  await server.command(server.chair, 'floor.rule', { speech: 3, budget: 5 });
  await server.command(server.chair, 'floor.call', { request: 'r1' });
  const [, two, three] = server.units;
  if (two) await server.command(two, 'floor.request', { request: 'r2', person: 'Lê Thị Bích', subject: 'Chợ truyền thống', kind: 'speak' });
  await server.command(server.chair, 'poll.open', { poll: 'bq', question: 'Thống nhất họp giao ban vào ngày 29 hằng tháng' });
  const chair = await enter(server.chair);
  await chair.button('cockpit.enter').click();
  await expect(chair.page.locator('[data-cockpit]')).toContainText('43 cụm');
  // Who has the floor gets the chair's card over the page; this unit only votes.
  const unit = await enter(three ?? server.unit);
  await unit.tab('chat.title');
  const wall = await open(wallOf(server.unit));
  await expect(wall.page.locator('[data-wall]')).toContainText('43 cụm');
  for (const [seat, what] of [
    [chair, 'cockpit'],
    [wall, 'wall'],
    [unit, 'ballot'],
  ] as const) {
    for (const width of [1440, 1000, 390, 320]) {
      await seat.page.setViewportSize({ width, height: width >= 1000 ? 900 : 844 });
      await look(seat.page, `floor-${what}-${width}`);
      await expectNoSideways(seat.page, what);
      if (width !== 320) await expectAccessible(seat.page, `${what} at ${width} px`);
    }
  }
});
