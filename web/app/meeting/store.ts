import { createStore, type StoreApi } from 'zustand/vanilla';
import { useStore } from 'zustand';
import { createContext, useContext } from 'react';
import type { Role } from '../session';
import type { MeetingState } from './state';

/** Who sits in front of this screen, and what was said on the join page. */
export interface Me {
  meeting: string;
  seat: string;
  role: Role;
  unit: string;
  name: string;
  post: string;
  /** Persons at the site, at least 1. */
  people: number;
  /** The page only looks on (a wall, the page before the meeting): nobody attends by it. */
  watching?: boolean;
  /** The last day for papers, "2020-07-24", as long as the meeting is to come. */
  papersDue?: string | undefined;
}

/** Where the agenda socket stands. `since` is the clock of this device in milliseconds. */
export type Connection =
  | { state: 'connecting' }
  | { state: 'open' }
  | { state: 'lost'; since: number }
  | { state: 'ended'; why: 'revoked' | 'closed' | 'refused' };

/** What the stage and the control bar ask of the agenda. Each resolves when the record is there and throws Problem when it is refused. */
export interface MeetingActions {
  raiseHand(): Promise<void>;
  lowerHand(): Promise<void>;
  /** Says that the person left; called once on the way out. */
  leave(): Promise<void>;
  /** Try to connect now instead of waiting for the next attempt. */
  reconnect(): void;
  /** See whether the connection is still alive, sooner than it would be noticed; a dead one is replaced at once. */
  check(): void;
}

/** The store of one open meeting page. The agenda half fills it; shell, stage and bar only read it. */
export interface MeetingStore {
  me: Me;
  /** The confirmed meeting with one's own pending commands on top; null until the first state has come. */
  meeting: MeetingState | null;
  connection: Connection;
  /** Commands that wait in the outbox. */
  waiting: number;
  /** Server clock minus this device's clock, milliseconds. */
  clockOffset: number;
  /** Null until the agenda half has been set up. */
  actions: MeetingActions | null;
}

/** createMeetingStore makes the store of one page. There is no store outside a page: two meetings in two tabs know nothing of each other. */
export function createMeetingStore(me: Me): StoreApi<MeetingStore> {
  return createStore<MeetingStore>(() => ({ me, meeting: null, connection: { state: 'connecting' }, waiting: 0, clockOffset: 0, actions: null }));
}

const StoreContext = createContext<StoreApi<MeetingStore> | null>(null);

/** MeetingStoreProvider hands the page's store to everything below it. */
export const MeetingStoreProvider = StoreContext.Provider;

/** useMeetingApi is the store itself, for code that writes it or reads it outside rendering. */
export function useMeetingApi(): StoreApi<MeetingStore> {
  const store = useContext(StoreContext);
  if (!store) throw new Error('useMeetingApi outside MeetingStoreProvider');
  return store;
}

/** useMeeting reads a part of the store and renders again when that part changes; select stable values or wrap with useShallow. */
export function useMeeting<T>(select: (store: MeetingStore) => T): T {
  return useStore(useMeetingApi(), select);
}
