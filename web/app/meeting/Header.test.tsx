import { describe, expect, it } from 'vitest';
import type { Role, Session } from '../session';
import { Header } from './Header';
import { rendered } from './rendered';

const session = { title: 'Hội nghị giao ban trực tuyến', starts_at: '2020-07-29T07:00:00Z', chair: 'Trần Thị Phương Lan' } as Session;
const meeting = { status: 'running', title: session.title, opened_at: '2020-07-29T07:00:00Z' } as const;
const header = (phone: boolean, role: Role, cockpit = false) => rendered(<Header session={session} columns={false} phone={phone} />, meeting, role, { cockpit });

describe('the header', () => {
  it('leaves a phone’s room to the meeting’s name on the chair’s page', async () => {
    const page = await header(true, 'chair', true);
    expect(page).toContain(session.title);
    expect(page).toContain('Về phòng họp');
    expect(page).not.toContain('Đang họp');
    expect(page).not.toContain('role="timer"');
  });
  it('says how long the meeting has lasted before the chair goes there, and everything on wider screens', async () => {
    expect(await header(true, 'chair')).toContain('role="timer"');
    const wide = await header(false, 'chair', true);
    expect(wide).toContain('Đang họp');
    expect(wide).toContain('role="timer"');
  });
  it('says where the meeting stands to whoever has no such page', async () => expect(await header(true, 'unit')).toContain('Đang họp'));
});
