// Making a meeting: every id is chosen first, so the same commands can be sent again after a failure, a reload or a second click, and nothing is made twice.
import { call, Problem } from '../api';
import { uuid7 } from '../ids';
import type { Unit } from '../state';
import type { Command, CommandType, Commands, ItemDraft, SeatLink } from '../wire';

/** What the administrator said about a meeting. */
export interface Order {
  title: string;
  place: string;
  startsAt: string;
  host: string;
  roster: string;
  units: Unit[];
  items: ItemDraft[];
  chair: { name: string; post: string };
  secretary: { name: string; post: string };
  publish: boolean;
}

/** A meeting on its way: its commands in order and how many the server has. */
export interface Creation {
  meeting: string;
  title: string;
  steps: { id: string; command: Command }[];
  done: number;
}

const storeKey = 'giaoban.creation';

function step<T extends CommandType>(type: T, data: Commands[T]): Creation['steps'][number] {
  return { id: uuid7(), command: { type, data } as Command };
}

/** meetingId is a readable id: the day and four letters of chance. */
export function meetingId(startsAt: string): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const chance = [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => letters[byte % letters.length]).join('');
  return `gb-${startsAt.slice(0, 10).replaceAll('-', '')}-${chance}`;
}

/** plan writes an order out as commands. Nothing is sent. */
export function plan(order: Order): Creation {
  const meeting = meetingId(order.startsAt);
  const seat = (id: string, unit: string, role: 'chair' | 'secretary' | 'unit', person = { name: '', post: '' }) => step('seat.add', { seat: id, unit, role, ...person });
  const steps = [
    step('meeting.create', {
      title: order.title,
      place: order.place,
      roster: order.roster,
      starts_at: order.startsAt,
      host: { id: 'host', name: order.host, level: 'so' },
      units: order.units.map(({ id, name, level }) => ({ id, name, level })),
      groups: [],
      invented: '',
    }),
    ...order.items.map((item, n) => step('item.add', { item: `i${n + 1}`, ...pick(item, order.units) })),
    seat('chair', 'host', 'chair', order.chair),
    seat('secretary', 'host', 'secretary', order.secretary),
    ...order.units.map((unit) => seat(`unit-${unit.id}`, unit.id, 'unit')),
    ...(order.publish && order.items.length > 0 ? [step('meeting.publish', {})] : []),
  ];
  return { meeting, title: order.title, steps, done: 0 };
}

// A template may name a lead unit that was not invited.
function pick({ title, kind, lead, presenter, minutes, internal }: ItemDraft, units: readonly Unit[]): ItemDraft {
  const known = lead === '' || lead === 'host' || units.some((unit) => unit.id === lead);
  return { title, kind, lead: known ? lead : '', presenter, minutes, ...(internal ? { internal } : {}) };
}

/** keep remembers an unfinished creation on this device; null forgets it. */
export function keep(creation: Creation | null): void {
  try {
    if (creation) localStorage.setItem(storeKey, JSON.stringify(creation));
    else localStorage.removeItem(storeKey);
  } catch {
    // Without storage an interrupted creation cannot go on after a reload; nothing else is lost.
  }
}

/** kept is the unfinished creation of this device, or null. */
export function kept(): Creation | null {
  try {
    const text = localStorage.getItem(storeKey);
    return text ? (JSON.parse(text) as Creation) : null;
  } catch {
    return null;
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const tries = 5;

/** carryOut sends what is left of a creation, in order, and reports after each step. It throws Problem and can be called again. */
export async function carryOut(creation: Creation, seat: string, progress: (creation: Creation) => void): Promise<void> {
  let now = creation;
  for (const { id, command } of creation.steps.slice(creation.done)) {
    await send(now.meeting, seat, id, command);
    now = { ...now, done: now.done + 1 };
    keep(now);
    progress(now);
  }
}

async function send(meeting: string, seat: string, id: string, command: Command): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await call(`/api/meetings/${encodeURIComponent(meeting)}/commands?seat=${encodeURIComponent(seat)}`, { body: { id, ...command } });
      return;
    } catch (error) {
      const again = error instanceof Problem && ['unavailable', 'network', 'too_much'].includes(error.code) && attempt < tries;
      if (!again) throw error;
      await pause(300 * 2 ** attempt);
    }
  }
}

/** makeLinks makes new links for seats; the old ones end. They are shown once. */
export async function makeLinks(meeting: string, seat: string, seats: readonly string[]): Promise<SeatLink[]> {
  const { links } = await call<{ links: SeatLink[] }>(`/api/meetings/${encodeURIComponent(meeting)}/links?seat=${encodeURIComponent(seat)}`, { body: { seats }, timeout: 60_000 });
  return links;
}

/** seatsOf are the seats that a creation makes. */
export function seatsOf(creation: Creation): string[] {
  return creation.steps.flatMap(({ command }) => (command.type === 'seat.add' ? [command.data.seat] : []));
}
