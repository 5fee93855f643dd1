import type { Page, WebSocketRoute } from '@playwright/test';
import { expect, test } from './rig';
import type { Link, Server } from './server';
import { t } from './words';

/** Wire is the agenda's connection of one page, which a test can cut as a dead network does: nothing goes through until it is mended. */
class Wire {
  #cut = false;
  readonly #open = new Set<WebSocketRoute>();

  static async of(page: Page): Promise<Wire> {
    const wire = new Wire();
    await page.routeWebSocket(/\/agenda\?/, (socket) => {
      if (wire.#cut) {
        void socket.close({ code: 1001 });
        return;
      }
      socket.connectToServer();
      wire.#open.add(socket);
    });
    return wire;
  }

  async cut(): Promise<void> {
    this.#cut = true;
    for (const socket of this.#open) await socket.close({ code: 1001 });
    this.#open.clear();
  }

  mend(): void {
    this.#cut = false;
  }
}

/** sketches is how many unfinished lines the device keeps. What they say is sealed; what waits to be sent has an id besides. */
async function sketches(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
      });
    let count = 0;
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = (await answer(database.transaction(store).objectStore(store).getAll())) as object[];
        count += rows.filter((row) => 'sealed' in row && !('id' in row) && !String((row as { meeting?: string }).meeting).endsWith('#kept')).length;
      }
      database.close();
    }
    return count;
  });
}

/** written is the texts of all lines in the journal, in its order, as often as they are there. */
async function written(server: Server, link: Link): Promise<string[]> {
  const records = await server.records(link);
  return records.flatMap((record) =>
    record.events.flatMap((event) => (event.type === 'line.added' ? [(event.data['text'] as { v?: string }).v ?? ''] : [])),
  );
}

async function running(server: Server): Promise<void> {
  await server.command(server.chair, 'meeting.open', {});
  await server.command(server.chair, 'item.start', { item: 'i1' });
}

test('what is typed without a connection is kept over a reload and written once', async ({ server, open, enter }) => {
  await running(server);
  const unit = await enter(server.unit);
  const secretary = await open(server.secretary);
  await expect(secretary.page.getByLabel(t('join.name'))).toBeVisible();
  const wire = await Wire.of(secretary.page);
  await secretary.page.reload();
  await secretary.join();
  await expect(secretary.currentItem).toBeVisible();

  await wire.cut();
  await expect(secretary.page.getByText(t('meeting.reconnecting'))).toBeVisible();
  await secretary.write('opinion', 'Gõ khi mất mạng, dòng thứ nhất.');
  await secretary.write('shortcoming', 'Gõ khi mất mạng, dòng thứ hai.');
  await expect(secretary.line('dòng thứ nhất').getByText(t('minutes.states.queued'))).toBeVisible();
  await expect(secretary.page.getByText(t('meeting.waiting', { count: 2 })).first()).toBeVisible();
  await expect.poll(() => sketches(secretary.page)).toBe(0);
  await secretary.typeLine('opinion', 'Chưa ghi xong thì tải lại trang');

  // A sketch is stored a moment after the last key.
  await expect.poll(() => sketches(secretary.page)).toBe(1);
  await secretary.page.reload();
  await secretary.join();
  await expect(secretary.page.getByText(t('meeting.waiting', { count: 2 })).first()).toBeVisible();
  expect(await written(server, server.secretary)).not.toContain('Gõ khi mất mạng, dòng thứ nhất.');

  wire.mend();
  await expect(unit.line('Gõ khi mất mạng, dòng thứ hai.')).toBeVisible({ timeout: 20_000 });
  await expect(secretary.page.getByText(t('meeting.waiting', { count: 2 }))).toHaveCount(0);
  await expect(secretary.line('dòng thứ nhất').getByText(t('minutes.states.queued'))).toHaveCount(0);
  const lines = (await written(server, server.secretary)).filter((text) => text.startsWith('Gõ khi mất mạng'));
  expect(lines).toEqual(['Gõ khi mất mạng, dòng thứ nhất.', 'Gõ khi mất mạng, dòng thứ hai.']);
  await expect(secretary.page.getByRole('textbox', { name: t('composer.text') })).toHaveValue('Chưa ghi xong thì tải lại trang');
});

test('a server that dies and comes back loses nothing, and pages find it by themselves', async ({ server, enter }) => {
  test.setTimeout(90_000);
  await running(server);
  const secretary = await enter(server.secretary);
  const unit = await enter(server.unit);
  await secretary.write('opinion', 'Trước khi mất điện.');
  await expect(unit.line('Trước khi mất điện.')).toBeVisible();

  await server.kill();
  await secretary.write('opinion', 'Trong lúc mất điện, câu một.');
  await secretary.write('conclusion', 'Trong lúc mất điện, câu hai.');
  await expect(secretary.line('câu một').getByText(t('minutes.states.queued'))).toBeVisible();
  await expect(unit.page.getByText(t('meeting.reconnecting'))).toBeVisible();

  await server.again();
  await expect(unit.line('Trong lúc mất điện, câu hai.')).toBeVisible({ timeout: 30_000 });
  await expect(secretary.page.getByText(t('meeting.reconnecting'))).toHaveCount(0, { timeout: 20_000 });
  await secretary.write('opinion', 'Sau khi có điện lại.');
  await expect(unit.line('Sau khi có điện lại.')).toBeVisible();
  expect((await written(server, server.secretary)).filter((text) => text.includes('điện'))).toEqual([
    'Trước khi mất điện.',
    'Trong lúc mất điện, câu một.',
    'Trong lúc mất điện, câu hai.',
    'Sau khi có điện lại.',
  ]);
});

test('of two windows at one seat one sends, and hands over when it is closed', async ({ server, enter }) => {
  await running(server);
  const first = await enter(server.secretary);
  await expect(first.currentItem).toBeVisible();
  const unit = await enter(server.unit);
  const second = await first.another();
  await second.join();
  await expect(first.page.getByText(t('end.duplicate'))).toBeVisible();

  await second.write('opinion', 'Viết ở cửa sổ thứ hai.');
  await expect(unit.line('Viết ở cửa sổ thứ hai.')).toBeVisible();
  await first.page.close();
  await second.write('opinion', 'Viết khi cửa sổ thứ nhất đã đóng.');
  await expect(unit.line('Viết khi cửa sổ thứ nhất đã đóng.')).toBeVisible();
  expect((await written(server, server.secretary)).filter((text) => text.startsWith('Viết'))).toEqual(['Viết ở cửa sổ thứ hai.', 'Viết khi cửa sổ thứ nhất đã đóng.']);
});
