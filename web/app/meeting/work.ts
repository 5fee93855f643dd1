import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useShallow } from 'zustand/shallow';
import { socketAddress } from '../api';
import { uuid7 } from '../ids';
import { ChatLog } from '../chat/chatLog';
import { applyAll, emptyMeeting, isKnown } from '../meeting';
import { Outbox, type Entry } from '../outbox';
import { withPending } from '../predict';
import { AgendaSocket } from '../socket';
import type { Line, Meeting } from '../state';
import { toast } from '../ui/Toast';
import { openVault, type Vault } from '../vault';
import type { ClientFrame, Command, CommandType, Commands, Draft, Editing, LineKind, Record, Refusal, Welcome } from '../wire';
import { DraftKeeper } from './draftKeeper';
import { sayRefusal, tellRefusal } from './refusals';
import { Snapshot } from './snapshot';
import { useMeetingApi, type MeetingStore } from './store';

/** What the agenda half of a meeting page shows. */
export interface WorkState {
  /** The confirmed meeting with one's own pending commands on top. */
  meeting: Meeting;
  confirmed: Meeting;
  /** Commands on their way and refused ones, in order. */
  entries: readonly Entry[];
  /** Null until the first welcome; kept while the connection is lost. */
  welcome: Welcome | null;
  /** All records up to the welcome's version have come. */
  synced: boolean;
  /** What is shown is what this device remembers of the meeting: nothing has come yet. */
  remembered: boolean;
  /** What others type, by seat. */
  drafts: { readonly [seat: string]: Draft & { heard: number } };
  /** The lines others have open, by seat. */
  editing: { readonly [seat: string]: { line: string; heard: number } };
  /** Seats with a connection now. */
  here: readonly string[];
  /** What is typed survives a reload. */
  durable: boolean;
  /** Server time of the last own line that was confirmed, milliseconds. */
  savedAt: number | null;
  /** The server writes what this page does not understand: it should be loaded again when convenient. */
  outdated: boolean;
  /** Lines that disappear in a moment unless the person takes it back. */
  removing: readonly string[];
}

/** Commands that would be wrong later: they are sent now or not at all, and never kept on the device. */
const fleeting: ReadonlySet<CommandType> = new Set([
  'meeting.open',
  'meeting.close',
  'item.start',
  'item.end',
  'item.extend',
  'floor.call',
  'floor.finish',
  'floor.skip',
  'floor.pause',
  'floor.resume',
  'round.open',
  'round.close',
  'poll.open',
  'poll.close',
  'floor.lock',
  'meeting.lock',
  'meeting.unlock',
  'lobby.admit',
  'lobby.refuse',
  'mail.send',
  'readback.show',
  'readback.hide',
  'minutes.submit',
  'minutes.return',
  'minutes.sign',
  'attendance.join',
  'attendance.leave',
]);

const draftLife = 10_000;
const editingLife = 30_000;

/** Work owns socket, outbox and fold of one meeting page and fills both stores. It is started and stopped by useAgenda. */
export class Work {
  readonly store: StoreApi<WorkState>;
  /** The line being typed. */
  readonly draft: DraftKeeper;
  /** What is said beside the meeting. */
  readonly chat = new ChatLog((frame) => this.socket?.send(frame) ?? false);
  private readonly snapshot: Snapshot;
  /** The meeting as an earlier page had it, shown until the records have come. */
  private kept: Meeting | null = null;
  private readonly page: StoreApi<MeetingStore>;
  private readonly presence: string;
  private opened: Promise<Vault> | null = null;
  private outbox: Outbox | null = null;
  private socket: AgendaSocket | null = null;
  private sweep: ReturnType<typeof setInterval> | undefined;
  private before: { command: Command; fleeting: boolean; done: () => void; failed: (refusal: Refusal) => void }[] = [];

  constructor(page: StoreApi<MeetingStore>) {
    this.page = page;
    const { meeting, seat, watching } = page.getState().me;
    this.draft = new DraftKeeper(() => this.openedVault(), meeting, seat);
    this.snapshot = new Snapshot(() => this.openedVault(), meeting, seat);
    const empty = emptyMeeting(meeting);
    this.presence = watching ? '' : presenceOf(meeting, seat);
    this.store = createStore<WorkState>(() => ({
      meeting: empty,
      confirmed: empty,
      entries: [],
      welcome: null,
      synced: false,
      remembered: false,
      drafts: {},
      editing: {},
      here: [],
      durable: true,
      savedAt: null,
      removing: [],
      outdated: false,
    }));
  }

  /** start connects; the returned function stops. It may be started again. */
  start(): () => void {
    let stopped = false;
    const { me } = this.page.getState();
    const socket = new AgendaSocket(socketAddress(me.meeting, me.seat, 'agenda'), this.presence, this.ports());
    this.socket = socket;
    this.page.setState({ connection: { state: 'connecting' } });
    void this.openedVault().then(async (vault) => {
      if (stopped) return;
      const outbox = new Outbox(vault, me.meeting, me.seat, {
        send: (id, command) => socket.send({ type: 'command', id, data: command }),
        changed: () => this.show(),
        refused: (entry) => tellRefusal(entry, outbox),
        revisionOf: (line) => this.store.getState().confirmed.lines.find((row) => row.id === line)?.revision ?? 0,
        now: () => this.now(),
      });
      this.outbox = outbox;
      this.store.setState({ durable: vault.durable });
      this.kept = await this.snapshot.read();
      await outbox.start();
      if (stopped) return;
      for (const { command, fleeting: short, done, failed } of this.before.splice(0)) outbox.add(command, short).then(done, failed);
      socket.start();
    });
    this.sweep = setInterval(() => this.forgetOld(), 2_000);
    const flush = () => void this.snapshot.flush();
    globalThis.addEventListener?.('pagehide', flush);
    return () => {
      stopped = true;
      clearInterval(this.sweep);
      globalThis.removeEventListener?.('pagehide', flush);
      flush();
      socket.stop();
      this.outbox?.stop();
      this.outbox = null;
    };
  }

  /** give writes a command down and sends it. It resolves when the server has it and throws Refusal when it is refused. */
  give<T extends CommandType>(type: T, data: Commands[T]): Promise<void> {
    const command = { type, data } as Command;
    const short = fleeting.has(type);
    if (this.outbox) return this.outbox.add(command, short);
    return new Promise((done, failed) => this.before.push({ command, fleeting: short, done, failed }));
  }

  /** act is give for buttons: a refusal has been shown already and nobody waits. */
  act<T extends CommandType>(type: T, data: Commands[T]): void {
    this.give(type, data).catch(() => undefined);
  }

  /** resend offers a refused change again, perhaps with other data; dismiss forgets it. */
  resend(id: string, command?: Command): void {
    this.outbox?.resend(id, command);
  }

  dismiss(id: string): void {
    this.outbox?.dismiss(id);
  }

  /**
   * removeLater hides a line at once and removes it after `wait` milliseconds; the returned function takes that back. The journal has no "put back", so the waiting is
   * done here; a page that closes before leaves the line where it was.
   */
  removeLater(line: Pick<Line, 'id' | 'revision'>, wait: number): () => void {
    const leave = () => this.store.setState(({ removing }) => ({ removing: removing.filter((id) => id !== line.id) }));
    this.store.setState(({ removing }) => ({ removing: [...removing, line.id] }));
    const timer = setTimeout(() => {
      this.act('line.remove', { line: line.id, was: line.revision });
      leave();
    }, wait);
    return () => {
      clearTimeout(timer);
      leave();
    };
  }

  /** say sends a word that may be lost. */
  say(frame: Extract<ClientFrame, { type: 'draft' | 'editing' }>): void {
    this.socket?.send(frame);
  }

  /** now is the server's clock, milliseconds. */
  now(): number {
    return Date.now() + this.page.getState().clockOffset;
  }

  /** reconnect tries to connect now instead of at the next attempt. */
  reconnect(): void {
    this.socket?.reconnect();
  }

  /** check sees whether the connection is alive, and replaces it when it is not. */
  check(): void {
    this.socket?.check();
  }

  /** leave says that the person left. The server notices by itself when this word is lost. */
  async leave(): Promise<void> {
    if (!this.store.getState().confirmed.attendance.some((one) => one.id === this.presence)) return;
    const patience = new Promise<void>((resolve) => setTimeout(resolve, 1_500));
    await Promise.race([this.give('attendance.leave', { presence: this.presence }).catch(() => undefined), patience]);
  }

  /** readKept is what this device keeps for the person under a name; it never goes to the server. */
  async readKept(name: string): Promise<unknown> {
    const { me } = this.page.getState();
    return (await this.openedVault()).readDraft(me.meeting, keptPlace(me.seat, name)).catch(() => undefined);
  }

  /** writeKept keeps a text under a name, encrypted; an empty one is forgotten. */
  writeKept(name: string, text: string): void {
    const { me } = this.page.getState();
    void this.openedVault().then((vault) => vault.writeDraft(me.meeting, keptPlace(me.seat, name), text || undefined).catch(() => undefined));
  }

  private openedVault(): Promise<Vault> {
    this.opened ??= openVault();
    return this.opened;
  }

  private ports(): ConstructorParameters<typeof AgendaSocket>[2] {
    return {
      resume: () => {
        const { version, hash } = this.store.getState().confirmed;
        return { after: version, hash };
      },
      opened: (welcome) => this.welcome(welcome),
      records: (records) => this.take(records),
      chainChanged: () => this.store.setState({ confirmed: emptyMeeting(this.page.getState().me.meeting), synced: false }),
      accepted: (id, version) => this.accepted(id, version),
      rejected: (id, refusal) => (this.chat.owns(id) ? toast({ text: sayRefusal(refusal), tone: 'danger' }) : this.outbox?.rejected(id, refusal)),
      chat: (messages) => this.chat.hear(messages),
      draft: (draft) => this.hearDraft(draft),
      editing: (editing) => this.hearEditing(editing),
      presence: (here) => this.store.setState({ here }),
      lost: () => {
        this.outbox?.connected(false);
        void this.snapshot.flush();
        this.page.setState({ connection: { state: 'lost', since: Date.now() } });
      },
      ended: (code) => {
        this.outbox?.connected(false);
        void this.snapshot.forget();
        this.page.setState({ connection: { state: 'ended', why: code === 4501 ? 'revoked' : 'refused' } });
      },
    };
  }

  private welcome(welcome: Welcome): void {
    const { version } = this.store.getState().confirmed;
    this.store.setState({ welcome, here: welcome.here, synced: version >= welcome.version });
    this.page.setState({ connection: { state: 'open' }, clockOffset: Date.parse(welcome.now) - Date.now() });
    this.outbox?.connected(true);
    this.attend(welcome);
    this.show();
  }

  /** attend says that the person of this page is here. A locked room refuses whoever comes for the first time; then it is said again when the room is opened. */
  private attend(welcome: Welcome): void {
    const { me } = this.page.getState();
    if (welcome.role === 'administrator' || me.watching || this.store.getState().confirmed.status === 'closed') return;
    this.act('attendance.join', { presence: this.presence, name: me.name, post: me.post, people: me.people });
  }

  private take(records: readonly Record[]): void {
    const state = this.store.getState();
    const fresh = records.filter((record) => record.version > state.confirmed.version);
    if (fresh.length === 0) return;
    if (fresh[0]?.version !== state.confirmed.version + 1) {
      this.reconnect(); // a gap: ask again from what is here
      return;
    }
    const confirmed = applyAll(state.confirmed, fresh);
    const commands = new Map<string, number>();
    for (const { command, version } of fresh) if (command) commands.set(command, version);
    const synced = state.synced || confirmed.version >= (state.welcome?.version ?? 0);
    if (confirmed.status === 'closed') this.chat.forget();
    if (state.synced && state.welcome && state.confirmed.room_locked && !confirmed.room_locked) this.attend(state.welcome);
    const outdated = state.outdated || fresh.some(({ events }) => events.some(({ type }) => !isKnown(type)));
    this.store.setState({ confirmed, synced, outdated, drafts: withoutWritten(state.drafts, confirmed) });
    if (this.outbox) this.outbox.caughtUp(confirmed.version, commands);
    this.show();
  }

  private accepted(id: string, version: number): void {
    const entry = this.outbox?.entries().find((one) => one.id === id);
    if (entry?.command.type.startsWith('line.')) this.store.setState({ savedAt: this.now() });
    this.outbox?.accepted(id, version);
    this.outbox?.caughtUp(this.store.getState().confirmed.version, new Map());
  }

  /** show computes what is on screen from what is confirmed and what is pending. */
  private show(): void {
    const { me } = this.page.getState();
    const entries = this.outbox?.entries() ?? [];
    const { confirmed, synced } = this.store.getState();
    if (synced) {
      this.kept = null;
      this.snapshot.keep(confirmed);
    }
    const meeting = withPending(this.kept ?? confirmed, entries, me.seat);
    const remembered = this.kept !== null;
    this.store.setState({ meeting, entries, remembered });
    const waiting = entries.filter((entry) => !entry.refusal && entry.acked === undefined && !entry.fleeting).length;
    const { status } = meeting;
    const shown = (synced || remembered) && status !== '' ? { ...meeting, status } : null;
    this.page.setState({ waiting, ...(shown ? { meeting: shown } : {}) });
  }

  private hearDraft(draft: Draft): void {
    const { [draft.seat ?? '']: _, ...others } = this.store.getState().drafts;
    this.store.setState({ drafts: draft.text && draft.seat ? { ...others, [draft.seat]: { ...draft, heard: Date.now() } } : others });
  }

  private hearEditing({ seat = '', line }: Editing): void {
    const { [seat]: _, ...others } = this.store.getState().editing;
    this.store.setState({ editing: line ? { ...others, [seat]: { line, heard: Date.now() } } : others });
  }

  private forgetOld(): void {
    const { drafts, editing } = this.store.getState();
    const now = Date.now();
    const drafted = Object.entries(drafts).filter(([, draft]) => now - draft.heard < draftLife);
    const edited = Object.entries(editing).filter(([, one]) => now - one.heard < editingLife);
    if (drafted.length < Object.keys(drafts).length) this.store.setState({ drafts: Object.fromEntries(drafted) });
    if (edited.length < Object.keys(editing).length) this.store.setState({ editing: Object.fromEntries(edited) });
  }
}

function withoutWritten(drafts: WorkState['drafts'], meeting: Meeting): WorkState['drafts'] {
  const left = Object.entries(drafts).filter(([, draft]) => !meeting.lines.some((line) => line.id === draft.line));
  return left.length === Object.keys(drafts).length ? drafts : Object.fromEntries(left);
}

/** Ids of seats have no slash: what is kept under a name never meets the composer's draft. */
const keptPlace = (seat: string, name: string) => `${seat}/${name}`;

/** A reload goes on with the same attendance; a new tab begins another. */
function presenceOf(meeting: string, seat: string): string {
  const key = `giaoban.presence/${meeting}/${seat}`;
  try {
    const kept = sessionStorage.getItem(key) ?? uuid7();
    sessionStorage.setItem(key, kept);
    return kept;
  } catch {
    return uuid7();
  }
}

const works = new WeakMap<StoreApi<MeetingStore>, Work>();

/** workOf is the one Work of a page. It lives as long as the page's store. */
export function workOf(page: StoreApi<MeetingStore>): Work {
  let work = works.get(page);
  if (!work) {
    work = new Work(page);
    works.set(page, work);
  }
  return work;
}

/** useWorkApi is the page's Work: commands, drafts, clock. */
export function useWorkApi(): Work {
  return workOf(useMeetingApi());
}

/** useWork reads a part of the agenda half's state; what it selects is compared shallowly. */
export function useWork<T>(select: (state: WorkState) => T): T {
  return useStore(useWorkApi().store, useShallow(select));
}

/** Kinds in the order of the composer. */
export const lineKinds: readonly LineKind[] = ['opinion', 'shortcoming', 'conclusion', 'task', 'note'];
