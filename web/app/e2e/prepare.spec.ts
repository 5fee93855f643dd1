import { expectAccessible, expectNoEnglish, expectNoSideways } from './looks';
import { expect, test } from './rig';
import type { Seat } from './seat';
import { t } from './words';

const pdf = (words: string) => ({ name: 'Báo cáo quý III.pdf', mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4\n% ${words}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`) });
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** prepare goes from the join page to the page before the meeting. */
async function prepare(seat: Seat): Promise<void> {
  await seat.button('join.prepare').click();
  await expect(seat.page.getByRole('heading', { name: t('prepare.papers.title') })).toBeVisible();
}

/** section is one card of the preparation. */
const section = (seat: Seat, id: string) => seat.page.locator(`[data-prepare="${id}"]`);
const paper = (seat: Seat, title: string) => section(seat, 'papers').getByRole('listitem').filter({ hasText: title });

/** send hands a file in through the window that is open. */
async function send(seat: Seat, file: ReturnType<typeof pdf>, title?: string): Promise<void> {
  const dialog = seat.page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles(file);
  if (title) await dialog.getByRole('textbox', { name: t('prepare.papers.name') }).fill(title);
  const button = dialog.getByRole('button', { name: t('prepare.papers.send'), exact: true });
  await expect(button).toBeDisabled(); // not before the word about secrets, each time
  await dialog.locator('label').filter({ hasText: t('prepare.papers.noSecret') }).click();
  await button.click();
  await expect(dialog).toBeHidden();
}

test('a unit prepares: its paper is returned, sent again and approved; figures and the invitation are answered', async ({ server, open }) => {
  const [one, two] = server.units;
  if (!one || !two) throw new Error('the demo printed fewer than two units');
  await server.command(server.secretary, 'figure.define', { figure: 'f1', name: 'Số cụm công nghiệp đang triển khai', measure: 'cụm', kind: 'number', roll: 'sum' });
  await server.command(server.secretary, 'figure.define', { figure: 'f2', name: 'Tăng trưởng so với cùng kỳ', measure: '%', kind: 'percent', roll: 'mean' });
  const unit = await open(one, phone);
  const other = await open(two);
  const secretary = await open(server.secretary);
  for (const seat of [unit, other, secretary]) await prepare(seat);

  await test.step('a paper is handed in, and nobody else sees it', async () => {
    await section(unit, 'papers').getByRole('button', { name: t('prepare.papers.add') }).click();
    await send(unit, pdf('một'), 'Báo cáo của đơn vị');
    await expect(paper(unit, 'Báo cáo của đơn vị')).toContainText(t('prepare.papers.states.submitted'));
    await expect(paper(secretary, 'Báo cáo của đơn vị')).toContainText(t('prepare.papers.states.submitted'));
    // The reference meeting was to be in July 2020.
    for (const seat of [unit, secretary]) await expect(paper(seat, 'Báo cáo của đơn vị')).toContainText(t('prepare.papers.late'));
    await expect(paper(other, 'Báo cáo của đơn vị')).toHaveCount(0);
  });

  await test.step('it is returned with a reason, and sent again', async () => {
    await paper(secretary, 'Báo cáo của đơn vị').getByRole('button', { name: t('prepare.papers.return'), exact: true }).click();
    const dialog = secretary.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Thiếu số liệu tháng 6');
    await dialog.getByRole('button', { name: t('prepare.papers.return'), exact: true }).click();
    await expect(paper(unit, 'Báo cáo của đơn vị')).toContainText(t('prepare.papers.returnedBecause', { reason: 'Thiếu số liệu tháng 6' }));
    await paper(unit, 'Báo cáo của đơn vị').getByRole('button', { name: t('prepare.papers.again'), exact: true }).click();
    await send(unit, pdf('hai'));
    await expect(paper(unit, 'Báo cáo của đơn vị')).toContainText(t('prepare.papers.states.submitted'));
  });

  await test.step('approved, everybody can read it', async () => {
    await paper(secretary, 'Báo cáo của đơn vị').getByRole('button', { name: t('prepare.papers.approve'), exact: true }).click();
    const link = paper(other, 'Báo cáo của đơn vị').getByRole('link');
    await expect(link).toBeVisible();
    const [download] = await Promise.all([other.page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('Báo cáo quý III.pdf');
  });

  await test.step('figures: a number, and one that is not known', async () => {
    const figures = section(unit, 'figures');
    await figures.getByRole('textbox', { name: 'Số cụm công nghiệp đang triển khai (cụm)' }).fill('1.234');
    await figures.locator('li').filter({ hasText: 'Tăng trưởng' }).locator('label').filter({ hasText: t('prepare.figures.unknown') }).click();
    await figures.getByRole('button', { name: t('prepare.figures.send') }).click();
    await expect(figures).toContainText(t('prepare.figures.mine', { filed: 2, count: 2 }));
    const sum = section(secretary, 'figures').getByRole('listitem').filter({ hasText: 'Số cụm' });
    await expect(sum).toContainText(t('prepare.figures.counts', { filed: 1, units: 30 }));
    await expect(sum).toContainText('1.234');
    await expect(section(secretary, 'figures').getByRole('listitem').filter({ hasText: 'Tăng trưởng' })).toContainText(t('prepare.figures.unknownCount', { count: 1 }));
  });

  await test.step('the invitation: a substitute; on the other side, absent with a reason', async () => {
    const reply = section(unit, 'reply');
    await reply.locator('label').filter({ hasText: t('prepare.reply.substitute') }).click();
    await reply.getByRole('textbox', { name: t('prepare.reply.substituteName') }).fill('Lê Thị Thay');
    await reply.getByRole('textbox', { name: t('prepare.reply.post') }).fill('Phó Trưởng phòng');
    await reply.getByRole('button', { name: t('prepare.reply.send') }).click();
    await expect(reply).toContainText('Lê Thị Thay, Phó Trưởng phòng');
    const absent = section(other, 'reply');
    await absent.locator('label').filter({ hasText: t('prepare.reply.absent') }).click();
    await absent.getByRole('textbox', { name: t('prepare.reply.reason') }).fill('họp Hội đồng nhân dân');
    await absent.getByRole('button', { name: t('prepare.reply.send') }).click();
    await expect(section(secretary, 'replies')).toContainText(t('prepare.reply.answered', { count: 2, units: 30 }));
  });

  await test.step('who prepared did not attend; the substitute’s name stands on the join page', async () => {
    const state = (await (await server.get(server.secretary, `/api/meetings/${one.meeting}/state`)).json()) as { attendance: unknown[] };
    expect(state.attendance).toHaveLength(0);
    await unit.button('prepare.back').click();
    await expect(unit.page.getByLabel(t('join.name'))).toHaveValue('Lê Thị Thay');
    await unit.page.reload();
    await expect(unit.page.getByLabel(t('join.name'))).toHaveValue('Lê Thị Thay');
  });

  await test.step('the opening says who is absent and why', async () => {
    await server.command(server.chair, 'meeting.open', {});
    const records = await server.records(server.secretary);
    expect(JSON.stringify(records)).toContain('(lý do: họp Hội đồng nhân dân)');
  });
  expect(unit.faults).toEqual([]);
});

test('an agenda is pasted, kept as a template, and what an earlier meeting left open is carried over', async ({ server, open }) => {
  const { chair, secretary, unit } = server;
  // The reference meeting is held: one conclusion for everybody, most items not reached.
  await server.command(chair, 'meeting.open', {});
  await server.command(chair, 'item.start', { item: 'i4' });
  await server.command(secretary, 'line.add', { line: 'kl', item: 'i4', kind: 'conclusion', text: 'Rà soát chợ dân sinh trên địa bàn.' });
  await server.command(secretary, 'task.assign', { assignment: 'nv', line: 'kl', scope: { kind: 'all' }, due: { until: '2020-08-09T17:00:00Z', words: 'trước ngày 10-8' }, target: { kind: 'none' } });
  await server.command(chair, 'meeting.close', {});
  const next = await server.nextMeeting(unit.seat);
  const page = await open(next.secretary);
  await page.button('join.prepare').click();
  const tools = async (key: string) => {
    await page.button('prepare.tools').click();
    await page.page.getByRole('menuitem', { name: t(key) }).click();
  };
  const dialog = page.page.getByRole('dialog');

  await test.step('pasted, with a preview', async () => {
    await tools('prepare.paste.title');
    await dialog.getByRole('textbox', { name: t('prepare.paste.text') }).fill('1. Khai mạc (5 phút) – Chánh Văn phòng\n2. Tình hình thực hiện kết luận cuộc họp trước 15’\nBỏ dòng này\n3. Bế mạc (5 phút)');
    await expect(dialog.getByRole('group', { name: t('prepare.paste.preview') })).toContainText('Chánh Văn phòng');
    await dialog.locator('label').filter({ hasText: 'Bỏ dòng này' }).click();
    await dialog.getByRole('button', { name: t('prepare.paste.add', { count: 3 }) }).click();
    await expect(page.page.getByRole('row')).toHaveCount(3);
  });

  await test.step('carried over, before the close', async () => {
    await tools('prepare.carry.title');
    const conclusion = dialog.getByRole('listitem').filter({ hasText: 'Rà soát chợ dân sinh' });
    await expect(conclusion).toContainText(t('prepare.carry.why.open', { count: 30 }));
    await expect(conclusion).toContainText(t('prepare.carry.overdue', { count: 30 }));
    await conclusion.locator('label').click();
    await dialog.locator('label').filter({ hasText: 'Lĩnh vực thương mại' }).click();
    await dialog.getByRole('button', { name: t('prepare.carry.add', { count: 2 }) }).click();
    await expect(page.page.getByRole('row')).toHaveCount(5);
    await expect(page.page.getByRole('row').nth(4)).toContainText('Bế mạc');
    await expect(page.page.getByRole('row').nth(2)).toContainText(t('prepare.carry.from'));
  });

  await test.step('kept as a template', async () => {
    await tools('prepare.template.save');
    await dialog.getByRole('textbox').fill('Giao ban tháng');
    await dialog.getByRole('button', { name: t('agenda.save'), exact: true }).click();
    await expect(dialog).toBeHidden();
    await tools('prepare.template.take');
    await expect(dialog.getByRole('group', { name: t('prepare.paste.preview') })).toContainText('Rà soát chợ dân sinh');
    await dialog.getByRole('button', { name: t('app.cancel') }).click();
  });

  await test.step('published, the first item is written by the system; a unit sees its own row', async () => {
    await page.button('agenda.publish').click();
    await expect(section(page, 'progress')).toContainText(t('prepare.progress.overdue', { count: 30 }));
    const own = await open(next.unit, phone);
    await prepare(own);
    await expect(section(own, 'progress').getByRole('listitem')).toHaveCount(1);
    await section(own, 'progress').getByRole('button', { name: t('prepare.progress.own') }).click();
    await expect(own.page.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
    await expect(own.page.getByRole('dialog')).toContainText('Rà soát chợ dân sinh');
  });
  expect(page.faults).toEqual([]);
});

test('the page before the meeting, its windows and its tab are in order at every width', async ({ server, open, enter }) => {
  test.setTimeout(240_000); // twelve looks by axe
  await server.command(server.secretary, 'figure.define', { figure: 'f1', name: 'Số cụm công nghiệp đang triển khai', measure: 'cụm', kind: 'number', roll: 'sum' });
  const look = async (page: Seat['page'], what: string) => {
    await expectAccessible(page, what);
    await expectNoEnglish(page, what, [/^English$/]);
    await expectNoSideways(page, what);
  };
  for (const link of [server.unit, server.secretary]) {
    const seat = await open(link);
    await prepare(seat);
    for (const width of [1440, 390, 320]) {
      await seat.page.setViewportSize({ width, height: 844 });
      await look(seat.page, `${link.seat} at ${width}`);
    }
    await seat.page.setViewportSize({ width: 390, height: 844 });
    await section(seat, 'papers').getByRole('button', { name: t('prepare.papers.add') }).click();
    await expect(seat.page.getByRole('dialog')).toBeVisible();
    await look(seat.page, `${link.seat}, upload`);
    await seat.page.keyboard.press('Escape');
    await seat.page.close();
  }
  const secretary = await enter(server.secretary);
  await secretary.tab('prepare.tab');
  await look(secretary.page, 'the tab');
  await section(secretary, 'figures').getByRole('button', { name: t('prepare.figures.table') }).click();
  await expect(secretary.page.getByRole('dialog')).toBeVisible();
  await look(secretary.page, 'the table of figures');
  await secretary.page.keyboard.press('Escape');
  for (const key of ['prepare.carry.title', 'prepare.paste.title', 'prepare.template.take', 'prepare.template.save']) {
    await secretary.button('prepare.tools').click();
    await secretary.page.getByRole('menuitem', { name: t(key) }).click();
    await expect(secretary.page.getByRole('dialog')).toBeVisible();
    await look(secretary.page, key);
    await secretary.page.keyboard.press('Escape');
    await expect(secretary.page.getByRole('dialog')).toHaveCount(0);
  }
});
