import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Outbox, type Entry, type OutboxPorts } from './outbox';
import { memoryVault, openVault, type Vault } from './vault';
import { pendingRevision, type Command, type Refusal } from './wire';

const refusal = (code: Refusal['code'], key: string = code): Refusal => ({ code, key, message: { vi: key, en: key } });
const line = (id: string, text = id): Command => ({ type: 'line.add', data: { line: id, item: 'i1', kind: 'opinion', text } });
const edit = (id: string, text: string, was = pendingRevision): Command => ({ type: 'line.edit', data: { line: id, was, text } });

class Wire implements OutboxPorts {
  sent: { id: string; command: Command }[] = [];
  refusals: Entry[] = [];
  up = true;
  revisions = new Map<string, number>();
  send = (id: string, command: Command) => {
    if (this.up) this.sent.push({ id, command });
    return this.up;
  };
  changed = () => undefined;
  refused = (entry: Entry) => void this.refusals.push(entry);
  revisionOf = (id: string) => this.revisions.get(id) ?? 0;
  now = () => 1_600_000_000_000;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

// The outbox works through promises of IndexedDB and of the sealing, which other threads do: wait until something is so, however busy the machine is.
async function until(condition: () => boolean): Promise<void> {
  const patience = performance.now() + 4000;
  while (!condition() && performance.now() < patience) await turn();
  expect(condition()).toBe(true);
}

let name = 0;
let vault: Vault;
beforeEach(async () => {
  name += 1;
  vault = await openVault(`test-${name}`);
});

async function open(wire: Wire, seat = 'secretary', at = vault): Promise<Outbox> {
  const outbox = new Outbox(at, 'm', seat, wire);
  await outbox.start();
  return outbox;
}

describe('the outbox', () => {
  it('sends in order, the next one after the answer', async () => {
    const wire = new Wire();
    const outbox = await open(wire);
    void outbox.add(line('a'));
    void outbox.add(line('b'));
    outbox.connected(true);
    await until(() => wire.sent.length === 1);
    expect(wire.sent[0]?.command).toEqual(line('a'));
    outbox.accepted(wire.sent[0]?.id ?? '', 1);
    await until(() => wire.sent.length === 2);
    expect(wire.sent[1]?.command).toEqual(line('b'));
    outbox.stop();
  });

  it('keeps what is not sent for the next page, and not in plain text', async () => {
    const first = await open(new Wire());
    void first.add(line('a', 'bí mật'));
    await until(() => first.entries().length === 1);
    while ((await vault.all('m', 'secretary')).length === 0) await turn();
    first.stop();
    const raw = await new Promise<unknown[]>((resolve) => {
      const opening = indexedDB.open(`test-${name}`);
      opening.onsuccess = () => {
        const all = opening.result.transaction('outbox').objectStore('outbox').getAll();
        all.onsuccess = () => resolve(all.result as unknown[]);
      };
    });
    expect(raw).toHaveLength(1);
    const sealed = (raw[0] as { sealed: { box: ArrayBuffer } }).sealed.box;
    expect(new TextDecoder().decode(sealed)).not.toContain('bí mật');

    const wire = new Wire();
    const second = await open(wire, 'secretary', await openVault(`test-${name}`));
    expect(second.entries().map((entry) => entry.command)).toEqual([line('a', 'bí mật')]);
    second.connected(true);
    await until(() => wire.sent.length === 1);
    second.stop();
  });

  it('sends the same id again after a lost connection', async () => {
    const wire = new Wire();
    const outbox = await open(wire);
    outbox.connected(true);
    void outbox.add(line('a'));
    await until(() => wire.sent.length === 1);
    outbox.connected(false);
    outbox.connected(true);
    await until(() => wire.sent.length === 2);
    expect(wire.sent[1]).toEqual(wire.sent[0]);
    outbox.stop();
  });

  it('shows a command until its record is here, in whichever order ok and record come', async () => {
    const wire = new Wire();
    const outbox = await open(wire);
    outbox.connected(true);
    void outbox.add(line('a'));
    await until(() => wire.sent.length === 1);
    const id = wire.sent[0]?.id ?? '';
    outbox.accepted(id, 7);
    expect(outbox.entries()).toHaveLength(1);
    outbox.caughtUp(7, new Map([[id, 7]]));
    expect(outbox.entries()).toHaveLength(0);

    const done = outbox.add(line('b'));
    await until(() => wire.sent.length === 2);
    const other = wire.sent[1]?.id ?? '';
    outbox.caughtUp(8, new Map([[other, 8]]));
    expect(outbox.entries()).toHaveLength(0);
    await done;
    outbox.accepted(other, 8);
    await until(() => wire.sent.length === 2);
    expect(await vault.all('m', 'secretary')).toEqual([]);
    outbox.stop();
  });

  it('fills in the revision of a change that followed an unconfirmed one', async () => {
    const wire = new Wire();
    const outbox = await open(wire);
    void outbox.add(line('a'));
    void outbox.add(edit('a', 'hai'));
    outbox.connected(true);
    await until(() => wire.sent.length === 1);
    const id = wire.sent[0]?.id ?? '';
    outbox.accepted(id, 41);
    // The record is not here yet, so nobody knows the revision: the edit waits.
    for (let n = 0; n < 20; n += 1) await turn();
    expect(wire.sent).toHaveLength(1);
    outbox.caughtUp(42, new Map([[id, 41]]));
    await until(() => wire.sent.length === 2);
    expect(wire.sent[1]?.command).toEqual(edit('a', 'hai', 41));
    outbox.stop();
  });

  it('keeps a refused line with the reason, and what depended on it, and goes on with the rest', async () => {
    const wire = new Wire();
    const outbox = await open(wire);
    outbox.add(edit('a', 'một', 3)).catch(() => undefined);
    outbox.add(edit('a', 'hai')).catch(() => undefined);
    void outbox.add(line('b'));
    outbox.connected(true);
    await until(() => wire.sent.length === 1);
    outbox.rejected(wire.sent[0]?.id ?? '', refusal('conflict', 'line_stale'));
    await until(() => wire.sent.length === 2);
    expect(wire.sent[1]?.command).toEqual(line('b'));
    expect(wire.refusals.map((entry) => entry.command)).toEqual([edit('a', 'một', 3), edit('a', 'hai')]);
    outbox.dismiss(wire.refusals[0]?.id ?? '');
    outbox.resend(wire.refusals[1]?.id ?? '', edit('a', 'hai', 9));
    expect(outbox.entries().filter((entry) => entry.refusal)).toHaveLength(0);
    outbox.stop();
  });

  it('gives up nothing on unavailable', async () => {
    const wire = new Wire();
    const outbox = await open(wire);
    void outbox.add(line('a'));
    outbox.connected(true);
    await until(() => wire.sent.length === 1);
    outbox.rejected(wire.sent[0]?.id ?? '', refusal('unavailable'));
    expect(outbox.entries()[0]?.refusal).toBeUndefined();
    outbox.connected(true);
    await until(() => wire.sent.length === 2);
    outbox.stop();
  });

  it('never keeps a fleeting command on the device', async () => {
    const wire = new Wire();
    const outbox = await open(wire);
    outbox.add({ type: 'item.start', data: { item: 'i2' } }, true).catch(() => undefined);
    expect(await vault.all('m', 'secretary')).toEqual([]);
    outbox.connected(true);
    expect(wire.sent).toHaveLength(1);
    outbox.rejected(wire.sent[0]?.id ?? '', refusal('closed'));
    outbox.stop();
  });

  it('does not mix seats', async () => {
    const outbox = await open(new Wire());
    void outbox.add(line('a'));
    await until(() => outbox.entries().length === 1);
    const other = await open(new Wire(), 'chair');
    expect(other.entries()).toEqual([]);
    outbox.stop();
    other.stop();
  });

  it('works in memory where nothing can be kept', async () => {
    const wire = new Wire();
    const outbox = await open(wire, 'secretary', memoryVault());
    outbox.connected(true);
    void outbox.add(line('a'));
    await until(() => wire.sent.length === 1);
    expect(wire.sent[0]?.command).toEqual(line('a'));
    outbox.stop();
  });
});
