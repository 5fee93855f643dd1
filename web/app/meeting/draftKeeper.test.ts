import { describe, expect, it } from 'vitest';
import { memoryVault, type Vault } from '../vault';
import { DraftKeeper } from './draftKeeper';

/** A device that writes when it is told to. */
function slow() {
  const device = memoryVault();
  const writes: { draft: unknown; done: () => void }[] = [];
  const vault: Vault = {
    ...device,
    writeDraft: (meeting, seat, draft) =>
      new Promise((resolve) => {
        writes.push({ draft, done: () => void device.writeDraft(meeting, seat, draft).then(resolve) });
      }),
  };
  return { vault, device, writes };
}

describe('the draft on the device', () => {
  it('is written at once, one write at a time, the newest words last', async () => {
    const { vault, device, writes } = slow();
    const keeper = new DraftKeeper(() => Promise.resolve(vault), 'm', 's');
    keeper.write('G', true);
    keeper.write('Gõ', true);
    await Promise.resolve();
    await Promise.resolve();
    expect(writes.map(({ draft }) => draft)).toEqual(['Gõ']);
    keeper.write('Gõ n', true);
    keeper.write('Gõ nh', true);
    expect(keeper.known()).toBe('Gõ nh');
    writes[0]?.done();
    await expect.poll(() => writes.length).toBe(2);
    writes[1]?.done();
    await keeper.settled();
    expect(writes.map(({ draft }) => draft)).toEqual(['Gõ', 'Gõ nh']);
    expect(await device.readDraft('m', 's')).toBe('Gõ nh');
  });

  it('is forgotten when the line is written, and what was typed before the device answered wins', async () => {
    const device = memoryVault();
    await device.writeDraft('m', 's', 'cũ');
    const keeper = new DraftKeeper(() => Promise.resolve(device), 'm', 's');
    const reading = keeper.read();
    keeper.write('mới', true);
    expect(await reading).toBe('mới');
    keeper.write('', false);
    await keeper.settled();
    expect(await device.readDraft('m', 's')).toBeUndefined();
    expect(keeper.known()).toBe('');
  });

  it('goes on when the disk is full', async () => {
    const full: Vault = { ...memoryVault(), writeDraft: () => Promise.reject(new Error('QuotaExceededError')) };
    const keeper = new DraftKeeper(() => Promise.resolve(full), 'm', 's');
    keeper.write('chữ', true);
    await keeper.settled();
    expect(keeper.known()).toBe('chữ');
  });
});
