import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { withoutDevices } from './media';
import { expect, test } from './rig';
import { Seat } from './seat';
import type { Link, Server } from './server';
import { t } from './words';

// Nothing that was typed is lost, whatever happens to the page, the browser, the network or the clock.

async function running(server: Server): Promise<void> {
  await server.command(server.chair, 'meeting.open', {});
  await server.command(server.chair, 'item.start', { item: 'i1' });
}

const box = (seat: Seat) => seat.page.getByRole('textbox', { name: t('composer.text') });

/** written is the texts of all typed lines in the journal, in its order, as often as they are there. */
async function written(server: Server): Promise<{ text: string; at: string }[]> {
  const records = await server.records(server.secretary);
  return records.flatMap(({ events }) =>
    events.flatMap(({ type, data }) => (type === 'line.added' && data['kind'] !== 'fact' ? [{ text: (data['text'] as { v?: string }).v ?? '', at: String(data['at']) }] : [])),
  );
}

const texts = async (server: Server) => (await written(server)).map(({ text }) => text);

/** Net is the agenda's connection of one page: whole, closed to everybody, or half open: it stands and nothing comes through. */
class Net {
  state: 'whole' | 'half' | 'closed' = 'whole';
  private readonly open = new Set<{ close: () => Promise<void> }>();

  static async of(page: Page): Promise<Net> {
    const net = new Net();
    await page.routeWebSocket(/\/agenda\?/, (socket) => {
      if (net.state === 'closed') return void socket.close({ code: 1001 });
      let dead = false;
      const far = socket.connectToServer();
      const through = () => !(dead ||= net.state === 'half');
      socket.onMessage((message) => through() && far.send(message));
      far.onMessage((message) => through() && socket.send(message));
      net.open.add({ close: () => socket.close({ code: 1001 }) });
    });
    return net;
  }

  async cut(): Promise<void> {
    this.state = 'closed';
    for (const socket of this.open) await socket.close();
    this.open.clear();
  }
}

test('letters typed just before a reload or the closing of the tab are there again', async ({ server, enter }) => {
  await running(server);
  const secretary = await enter(server.secretary);
  await expect(secretary.currentItem).toBeVisible();
  const lost: number[] = [];
  let typed = '';
  for (const word of ['Đề nghị', ' các quận', ' rà soát', ' chợ cóc', ' trên địa bàn']) {
    await box(secretary).focus();
    await secretary.page.keyboard.press('End');
    await secretary.page.keyboard.insertText(word);
    typed += word;
    await secretary.page.reload();
    await secretary.join();
    await expect(box(secretary)).not.toHaveValue('');
    lost.push(typed.length - (await box(secretary).inputValue()).length);
    await box(secretary).fill(typed);
  }
  expect(lost, 'letters lost by each reload at once after the last key').toEqual([0, 0, 0, 0, 0]);

  await secretary.page.keyboard.press('End');
  await secretary.page.keyboard.insertText('.');
  await secretary.page.close();
  const again = await secretary.page.context().newPage();
  const seat = new Seat(again, server.secretary);
  await again.goto(server.secretary.url);
  await seat.join();
  await expect(box(seat)).toHaveValue(`${typed}.`);
});

test('a browser that is killed has lost nothing', async ({ server }, info) => {
  await running(server);
  const profile = mkdtempSync(join(tmpdir(), 'giaoban-profile-'));
  const { executablePath = '', args = [] } = info.project.use.launchOptions ?? {};
  const launch = async (link: Link) => {
    const child = spawn(executablePath, [...args, '--headless=new', '--window-size=1440,900', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { stdio: 'ignore', detached: true });
    const port = await expect.poll(() => portOf(profile), { timeout: 20_000 }).toBeGreaterThan(0).then(() => portOf(profile));
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const context = browser.contexts()[0];
    if (!context) throw new Error('no context');
    await context.addInitScript(withoutDevices);
    const seat = new Seat(await context.newPage(), link);
    await seat.page.goto(link.url);
    await seat.join();
    const kill = async () => {
      const ended = once(child, 'exit');
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
      await ended;
      rmSync(join(profile, 'DevToolsActivePort'), { force: true });
      rmSync(join(profile, 'SingletonLock'), { force: true });
    };
    return { seat, kill };
  };
  const first = await launch(server.secretary);
  const net = await Net.of(first.seat.page);
  await first.seat.page.reload();
  await first.seat.join();
  await expect(first.seat.currentItem).toBeVisible();
  await net.cut();
  await first.seat.write('opinion', 'Viết xong trước khi trình duyệt bị tắt.');
  await expect(first.seat.line('Viết xong').getByText(t('minutes.states.queued'))).toBeVisible();
  await first.seat.typeLine('opinion', 'Đang gõ dở');
  await first.seat.page.waitForTimeout(50); // one write of the device
  await first.kill();

  const second = await launch(server.secretary);
  await expect(box(second.seat)).toHaveValue('Đang gõ dở');
  await expect(second.seat.line('Viết xong')).toBeVisible();
  await expect.poll(() => texts(server)).toEqual(['Viết xong trước khi trình duyệt bị tắt.']);
  await second.kill();
  rmSync(profile, { recursive: true, force: true });
});

function portOf(profile: string): number {
  try {
    return Number(readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0]);
  } catch {
    return 0;
  }
}

test('thirty minutes without a network: lines wait, keep their times, and come once and in order', async ({ server, open }) => {
  await running(server);
  const secretary = await open(server.secretary, { clock: true });
  const net = await Net.of(secretary.page);
  await secretary.page.reload();
  await secretary.join();
  await expect(secretary.currentItem).toBeVisible();
  await net.cut();
  await secretary.write('opinion', 'Phút đầu mất mạng.');
  for (let minute = 0; minute < 30; minute += 10) {
    await secretary.page.clock.fastForward('10:00');
    await secretary.write('opinion', `Sau ${minute + 10} phút.`);
  }
  await expect(secretary.page.getByText(t('outbox.queued', { count: 4 }))).toBeVisible();
  net.state = 'whole';
  await secretary.page.clock.fastForward('00:30');
  await expect.poll(() => texts(server), { timeout: 20_000 }).toEqual(['Phút đầu mất mạng.', 'Sau 10 phút.', 'Sau 20 phút.', 'Sau 30 phút.']);
});

test('machines whose clocks are a day wrong, either way: lines keep the true time and their order, deadlines the true day', async ({ server, open }) => {
  await running(server);
  const [ahead, behind] = [await open(server.secretary), await open(await server.linkOf('chair'))];
  for (const [seat, hours] of [
    [ahead, 24],
    [behind, -24],
  ] as const) {
    await seat.page.addInitScript((shift) => {
      const Real = Date;
      // Only what asks for now is wrong, as on a machine whose clock is.
      globalThis.Date = class extends Real {
        constructor(...given: []) {
          if (given.length === 0) super(Real.now() + shift);
          else super(...given);
        }
        static override now = () => Real.now() + shift;
      } as DateConstructor;
    }, hours * 3_600_000);
    await seat.page.reload();
    await seat.join();
    await expect(seat.currentItem).toBeVisible();
    expect(await seat.page.evaluate(() => Math.round((Date.now() - performance.timeOrigin) / 3_600_000)), 'the page’s clock is wrong').toBe(hours);
  }
  const hands = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });
  const net = await Net.of(ahead.page);
  await ahead.page.reload();
  await ahead.join();
  await expect(ahead.currentItem).toBeVisible();
  await ahead.write('opinion', 'Máy chạy trước một ngày.');
  await expect.poll(() => texts(server)).toHaveLength(1);
  await behind.write('opinion', 'Máy chạy chậm một ngày.');
  await expect.poll(() => texts(server)).toHaveLength(2);
  await net.cut();
  await ahead.write('opinion', 'Ghi khi mất mạng.');
  await expect(ahead.page.getByText(t('outbox.queued', { count: 1 }))).toBeVisible();
  net.state = 'whole';
  await expect.poll(() => texts(server), { timeout: 30_000 }).toEqual(['Máy chạy trước một ngày.', 'Máy chạy chậm một ngày.', 'Ghi khi mất mạng.']);
  for (const line of await written(server)) {
    expect(Math.abs(Date.now() - Date.parse(line.at)), line.text).toBeLessThan(120_000);
    for (const seat of [ahead, behind]) await expect(seat.line(line.text)).toContainText(hands.format(new Date(line.at)));
  }
});

test('a page that is loaded again without a connection shows the minutes', async ({ server, open }) => {
  await running(server);
  await server.command(server.secretary, 'line.add', { line: 'x', item: 'i1', kind: 'opinion', text: 'Đã có trước khi mất mạng.' });
  const secretary = await open(server.secretary);
  const net = await Net.of(secretary.page);
  await secretary.page.reload();
  await secretary.join();
  await expect(secretary.line('Đã có trước')).toBeVisible();
  await net.cut();
  await expect(secretary.page.getByText(t('meeting.reconnecting'))).toBeVisible();
  await secretary.page.reload();
  await secretary.join();
  await expect(secretary.line('Đã có trước')).toBeVisible();
  await expect(secretary.currentItem).toBeVisible();
  await secretary.write('opinion', 'Viết khi chưa nối lại.');
  await expect(secretary.line('Viết khi chưa nối lại.').getByText(t('minutes.states.queued'))).toBeVisible();
  net.state = 'whole';
  await expect.poll(() => texts(server), { timeout: 20_000 }).toEqual(['Đã có trước khi mất mạng.', 'Viết khi chưa nối lại.']);
  await expect(secretary.line('Viết khi chưa nối lại.').getByText(t('minutes.states.queued'))).toHaveCount(0);
});

test('what is typed into a half-open connection arrives once', async ({ server, open, enter }) => {
  await running(server);
  const unit = await enter(server.unit);
  const secretary = await open(server.secretary);
  const net = await Net.of(secretary.page);
  await secretary.page.reload();
  await secretary.join();
  await expect(secretary.currentItem).toBeVisible();
  net.state = 'half';
  await secretary.write('opinion', 'Gõ khi chưa biết mất mạng, một.');
  await secretary.write('opinion', 'Gõ khi chưa biết mất mạng, hai.');
  await expect(secretary.page.getByText(t('minutes.states.sending')).first()).toBeVisible();
  net.state = 'whole';
  await expect(unit.line('mất mạng, hai')).toBeVisible({ timeout: 25_000 });
  expect(await texts(server)).toEqual(['Gõ khi chưa biết mất mạng, một.', 'Gõ khi chưa biết mất mạng, hai.']);
});

for (const hours of [24, -24]) {
  test(`a clock that is ${hours} hours off writes the right time`, async ({ server, open }) => {
    await running(server);
    const secretary = await open(server.secretary);
    await secretary.page.addInitScript((ahead) => {
      const Real = Date;
      const Wrong = class extends Real {
        constructor(...args: [] | [number]) {
          if (args.length === 0) super(Real.now() + ahead);
          else super(...args);
        }
        static override now = () => Real.now() + ahead;
      };
      globalThis.Date = Wrong as DateConstructor;
    }, hours * 3_600_000);
    await secretary.page.reload();
    await secretary.join();
    await expect(secretary.currentItem).toBeVisible();
    await secretary.write('opinion', 'Giờ máy này sai.');
    await expect.poll(() => texts(server)).toEqual(['Giờ máy này sai.']);
    const [line] = await written(server);
    expect(Math.abs(Date.parse(line?.at ?? '') - Date.now())).toBeLessThan(60_000);
    await expect(secretary.page.getByText(/Đã lưu \d\d:\d\d:\d\d/)).toBeVisible();
  });
}

test('an old page against a newer server asks for a reload and keeps the text', async ({ server, open }) => {
  await running(server);
  const secretary = await open(server.secretary);
  let newer = false;
  await secretary.page.routeWebSocket(/\/agenda\?/, (socket) => {
    const far = socket.connectToServer();
    socket.onMessage((message) => far.send(message));
    far.onMessage((message) => {
      const frame = JSON.parse(String(message)) as { type: string; data?: { records?: { events: object[] }[]; later?: boolean } };
      if (newer && frame.data?.records) for (const record of frame.data.records) record.events.push({ type: 'thing.invented', data: { x: 1 } });
      socket.send(JSON.stringify({ ...frame, unheard: true }));
    });
  });
  await secretary.page.reload();
  await secretary.join();
  await expect(secretary.currentItem).toBeVisible();
  await expect(secretary.page.getByText(t('meeting.outdated'))).toHaveCount(0);
  newer = true;
  await secretary.typeLine('opinion', 'Chữ đang gõ khi máy chủ được nâng cấp');
  await server.command(server.chair, 'line.add', { line: 'x', item: 'i1', kind: 'opinion', text: 'Dòng của bản mới.' });
  await expect(secretary.line('Dòng của bản mới.')).toBeVisible();
  await expect(secretary.page.getByText(t('meeting.outdated'))).toBeVisible();
  newer = false;
  await secretary.page.getByRole('button', { name: t('meeting.reload') }).click();
  await secretary.join();
  await expect(box(secretary)).toHaveValue('Chữ đang gõ khi máy chủ được nâng cấp');
});

test('two people change one line: both texts are shown, neither is thrown away without a press; a removal can be taken back', async ({ server, enter }) => {
  await running(server);
  await server.command(server.secretary, 'line.add', { line: 'x', item: 'i1', kind: 'opinion', text: 'Bản đầu.' });
  const secretary = await enter(server.secretary);
  const line = secretary.line('Bản');
  const action = async (key: string) => {
    await line.getByRole('button', { name: t('minutes.actions') }).click();
    await secretary.page.getByRole('menuitem', { name: t(key) }).click();
  };
  await action('minutes.edit');
  await secretary.minutes.getByRole('textbox', { name: t('minutes.text') }).fill('Bản của thư ký.');
  const seen = (await server.records(server.secretary)).findLast(({ events }) => events.some(({ data }) => data['line'] === 'x'))?.version;
  await server.command(server.chair, 'line.edit', { line: 'x', was: seen, text: 'Bản của chủ trì.' });
  await secretary.minutes.getByRole('textbox', { name: t('minutes.text') }).press('Control+Enter');
  const card = secretary.page.getByRole('region', { name: t('minutes.states.conflict') });
  await expect(card).toContainText('Bản của chủ trì.');
  await expect(card).toContainText('Bản của thư ký.');
  await card.getByRole('button', { name: t('minutes.keepMine') }).click();
  await expect(card).toHaveCount(0);
  await expect(line).toContainText('Bản của thư ký.');

  await action('minutes.remove');
  await expect(line).toHaveCount(0);
  await secretary.page.getByRole('button', { name: t('minutes.undo') }).click();
  await expect(line).toBeVisible();
  expect((await server.records(server.secretary)).flatMap(({ events }) => events).some(({ type }) => type === 'line.removed')).toBe(false);
});
