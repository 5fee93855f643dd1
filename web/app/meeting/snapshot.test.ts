import { describe, expect, it, vi } from 'vitest';
import { emptyMeeting } from '../state';
import { memoryVault } from '../vault';
import { Snapshot } from './snapshot';

describe('the meeting as this device last had it', () => {
  it('is written now and then, the newest, and read by a later page', async () => {
    vi.useFakeTimers();
    const device = memoryVault();
    const snapshot = new Snapshot(() => Promise.resolve(device), 'm', 's');
    expect(await snapshot.read()).toBeNull();
    snapshot.keep({ ...emptyMeeting('m'), version: 1 });
    snapshot.keep({ ...emptyMeeting('m'), version: 2 });
    expect(await snapshot.read()).toBeNull();
    await vi.advanceTimersByTimeAsync(15_000);
    vi.useRealTimers();
    expect(await new Snapshot(() => Promise.resolve(device), 'm', 's').read()).toMatchObject({ version: 2 });
    expect(await new Snapshot(() => Promise.resolve(device), 'm', 'other').read()).toBeNull();
    expect(await device.readDraft('m', 's'), 'the line being typed is another thing').toBeUndefined();
    await snapshot.forget();
    expect(await snapshot.read()).toBeNull();
  });
  it('of another form is not shown', async () => {
    const device = memoryVault();
    await device.writeDraft('m#kept', 's', { form: 0, meeting: emptyMeeting('m') });
    expect(await new Snapshot(() => Promise.resolve(device), 'm', 's').read()).toBeNull();
  });
});
