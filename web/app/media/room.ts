import { createStore, type StoreApi } from 'zustand/vanilla';
import { deviceId } from './device';
import { Down } from './down';
import { isSource, roomOf, seatsOf, slotsOf, text, welcomeOf, type Frame, type Slot, type Source, type Want, type Welcome } from './frames';
import { Guard } from './guard';
import type { Verdict } from './health';
import { isPaused, ladderOf, noLadder } from './ladder';
import type { LocalMedia, LocalState } from './local';
import { Meter } from './meter';
import { outgoingOf } from './outgoing';
import { Realm, type Connect } from './realm';
import { newRoomState, type Ended, type RoomState } from './roomState';
import { openScreen } from './screen';
import { Signaling } from './signaling';
import { Speakers } from './speakers';
import { Up } from './up';
import { placeTracks } from './want';
import { WishList } from './wishList';

/** What MediaRoom needs to know of the place it joins. */
export interface RoomPlace {
  address: string;
  seat: string;
  local: LocalMedia;
  /** Slots for pictures: 13 on a desktop, 5 on a phone. */
  videoSlots: number;
  /** True when the server no longer knows the session. */
  sessionGone: () => Promise<boolean>;
  /** Media fell silent and the signaling socket does not answer: other connections may be dead too. Seldom called. */
  silent: () => void;
}

const audioSlots = 3;
const offerWithin = 4000;
/** While data is saved the server sends no more video than this, in bits per second: a shared screen, or a few small pictures. */
const savedDown = 500_000;
const endings: ReadonlyMap<number, Ended> = new Map([
  [4501, 'revoked'],
  [4502, 'closed'],
  [4503, 'duplicate'],
  [4504, 'full'],
  [4505, 'locked'],
]);

/**
 * MediaRoom is this browser's part in the room: one signaling socket, one connection up, one down. Owned by the page; close() ends everything but the
 * tracks of LocalMedia. After a broken socket both connections are made anew, because the server's peer ended with it.
 */
export class MediaRoom {
  readonly store: StoreApi<RoomState>;
  /** What the statistics window watches. */
  readonly meter: Meter;
  readonly #place: RoomPlace;
  readonly #signaling: Signaling;
  readonly #speakers: Speakers;
  readonly #wishes: WishList;
  readonly #guard: Guard;
  /** Layers that somebody watches, by source; absent until the server says. */
  readonly #watched = new Map<Source, readonly string[]>();
  /** False once a server took one size of a picture only. */
  #layered = true;
  /** The round trip that media last measured, milliseconds. */
  #trip = Infinity;
  #welcome: Welcome | null = null;
  /** A socket was lost or given up at least once: perhaps because the address had changed. */
  #lostPath = false;
  #realm: Realm | null = null;
  #up: Up | null = null;
  #down: Down | null = null;
  #slots: readonly Slot[] = [];
  #offerTimer: ReturnType<typeof setTimeout> | undefined;
  #stopLocal: (() => void) | undefined;

  constructor(place: RoomPlace) {
    this.#place = place;
    this.store = createStore<RoomState>(newRoomState);
    this.#speakers = new Speakers((audioBlocked) => this.store.setState({ audioBlocked }));
    this.#signaling = new Signaling(place.address, {
      hello: () => ({ device: deviceId(), video: this.#wishes.slots, audio: audioSlots }),
      welcome: (data) => this.#welcomed(welcomeOf(data)),
      frame: (frame) => this.#frame(frame),
      lost: () => this.#lost(),
      ended: (code) => this.#end(endings.get(code) ?? 'refused'),
      doubt: place.sessionGone,
    });
    this.#wishes = new WishList(this.#signaling, place.videoSlots);
    this.meter = new Meter((stats) => this.#signaling.send('watch', { stats }));
    this.#guard = new Guard({
      restart: () => this.#seekPath(),
      doubt: () => void this.#verify(),
      verdict: (verdict) => this.#judged(verdict),
    });
  }

  /** open connects and goes on until close(). It may be called once. */
  open(): void {
    this.#stopLocal = this.#place.local.store.subscribe((now, before) => this.#localChanged(now, before));
    this.#guard.open();
    this.#signaling.open();
  }

  /** close leaves the room. */
  close(): void {
    this.#guard.close();
    this.#wishes.close();
    clearTimeout(this.#offerTimer);
    this.#stopLocal?.();
    this.stopScreen();
    this.#signaling.close();
    this.#hangUp();
    this.#speakers.close();
  }

  /** hurry tries to connect now. */
  hurry(): void {
    this.#signaling.hurry();
  }

  /** playAudio starts the sound from a click, where the browser wants one. */
  playAudio(): void {
    this.#speakers.unblock();
  }

  /** setWant says which pictures are on screen, the important ones first. */
  setWant(want: readonly Want[]): void {
    this.#wishes.set(want);
  }

  /** muteAll turns off every microphone but our own; for chair and secretary. */
  muteAll(): void {
    this.#signaling.send('mute', { all: true, source: 'microphone', muted: true });
  }

  /** mute turns off another seat's microphone; nobody's can be turned on from afar. */
  mute(seat: string): void {
    this.#signaling.send('mute', { seat, source: 'microphone', muted: true });
  }

  /** remove asks a seat's devices to leave the room; for chair and secretary. */
  remove(seat: string): void {
    this.#signaling.send('remove', { seat });
  }

  /** startScreen shares a screen; it throws what getDisplayMedia throws. */
  async startScreen(): Promise<void> {
    const screen = await openScreen();
    screen.picture.addEventListener('ended', () => {
      if (this.store.getState().screen === screen) this.stopScreen();
    });
    this.store.setState({ screen });
    this.#publish();
  }

  /** stopScreen ends our own share. */
  stopScreen(): void {
    const { screen } = this.store.getState();
    if (!screen) return;
    screen.picture.stop();
    screen.sound?.stop();
    this.#watched.delete('screen');
    this.store.setState({ screen: null });
    this.#publish();
  }

  #welcomed(welcome: Welcome): void {
    this.#welcome = welcome;
    this.store.setState({ link: { state: 'open' }, ladder: noLadder });
    this.#hangUp();
    if (this.#lostPath && Realm.helps()) this.#realm = new Realm();
    const connect: Connect = this.#realm?.connect ?? ((configuration) => new RTCPeerConnection(configuration));
    const shaken = () => void this.#verify();
    const down = new Down(connect, welcome.iceServers, this.#signaling, {
      changed: () => this.#arrange(),
      shaken,
      broken: () => this.#signaling.drop(),
    });
    const up = new Up(connect, welcome.iceServers, this.#signaling, this.#layered, {
      shaken,
      failed: () => this.#signaling.drop(),
      flat: () => {
        this.#layered = false;
        this.#signaling.drop();
      },
    });
    [this.#down, this.#up] = [down, up];
    this.#guard.watch({ up, down, slots: () => this.#slots, sends: (slot) => this.#sends(slot) });
    this.#publish();
    this.#wishes.send();
    if (this.#place.local.store.getState().saving) this.#limit(true);
    if (this.meter.watching) this.#signaling.send('watch', { stats: true });
  }

  #frame(frame: Frame): void {
    switch (frame.type) {
      case 'offer':
        clearTimeout(this.#offerTimer);
        this.#offerTimer = undefined;
        this.#down?.offer(frame.id ?? '', text(frame.data['sdp']));
        break;
      case 'slots':
        this.#slots = slotsOf(frame.data);
        this.#arrange();
        break;
      case 'room':
        this.store.setState(roomOf(frame.data));
        break;
      case 'speaking':
        this.store.setState({ speaking: seatsOf(frame.data) });
        break;
      case 'muted':
        this.#mutedBy(text(frame.data['source']), text(frame.data['by']));
        break;
      case 'layers':
        this.#layers(frame.data);
        break;
      case 'quality':
        this.store.setState({ ladder: ladderOf(frame.data) });
        break;
      case 'stats':
        this.meter.told(frame.data);
        break;
      default:
        // Later versions may say more (PROTOCOL.md: unknown types are ignored by clients).
        break;
    }
  }

  #layers(data: Record<string, unknown>): void {
    const { source, active } = data;
    if (!isSource(source) || !Array.isArray(active)) return;
    this.#watched.set(
      source,
      active.filter((rid): rid is string => typeof rid === 'string'),
    );
    this.#publish();
  }

  #lost(): void {
    clearTimeout(this.#offerTimer);
    this.#offerTimer = undefined;
    this.#lostPath = true;
    const { link } = this.store.getState();
    this.store.setState({ link: link.state === 'lost' ? link : { state: 'lost', since: Date.now() }, speaking: [], weak: [] });
  }

  #end(why: Ended): void {
    this.#hangUp();
    this.stopScreen();
    this.store.setState({ link: { state: 'ended', why }, speaking: [], peers: [], tracks: new Map() });
  }

  #hangUp(): void {
    this.#guard.watch(null);
    this.#watched.clear();
    this.#up?.close();
    this.#down?.close();
    this.#realm?.remove();
    this.#up = null;
    this.#down = null;
    this.#realm = null;
    this.#slots = [];
  }

  #mutedBy(source: string, by: string): void {
    if (source === 'microphone') {
      this.store.setState({ mutedBy: by });
      void this.#place.local.setMicrophone(false);
    } else if (source === 'camera') {
      void this.#place.local.setCamera(false);
    } else {
      this.stopScreen();
    }
  }

  #localChanged(now: LocalState, before: LocalState): void {
    if (now.microphoneOn && !before.microphoneOn) this.store.setState({ mutedBy: null });
    if (now.saving !== before.saving) this.#limit(now.saving);
    this.#publish();
    const speaker = now.devices.speakers.find((one) => one.id === now.chosen.speaker);
    this.#speakers.route(speaker?.id ?? '');
  }

  #limit(saving: boolean): void {
    this.#signaling.send('limit', { down: saving ? savedDown : 0 });
  }

  /** Brings what is sent in line with what is captured and watched. */
  #publish(): void {
    if (!this.#up || !this.#welcome) return;
    this.#up.set(outgoingOf(this.#place.local.store.getState(), this.store.getState().screen, this.#welcome, this.#watched));
  }

  #arrange(): void {
    const tracks = this.#down?.tracks ?? new Map<string, MediaStreamTrack>();
    this.#speakers.play(tracks);
    const before = this.store.getState().tracks;
    const placed = placeTracks(this.#slots, tracks, before);
    if (placed !== before) this.store.setState({ tracks: placed });
  }

  #judged({ failed, weak, lossy, report }: Verdict): void {
    if (report) this.meter.measured(report);
    this.#trip = report?.rtt ?? this.#trip;
    const state = this.store.getState();
    const next = { mediaFailed: failed, weak: weak ?? state.weak, lossy: lossy ?? state.lossy };
    if (next.mediaFailed === state.mediaFailed && next.lossy === state.lossy && next.weak.join(' ') === state.weak.join(' ')) return;
    this.store.setState(next);
  }

  #sends(slot: Slot): boolean {
    const { peers, ladder } = this.store.getState();
    if (isPaused(ladder, slot.seat, slot.source)) return false;
    const peer = peers.find((one) => one.peer === slot.peer);
    return peer?.publications.some((publication) => publication.source === slot.source && !publication.muted) ?? false;
  }

  async #verify(): Promise<void> {
    if (!(await this.#signaling.verify('more', { video: this.#wishes.slots }, this.#trip))) this.#place.silent();
  }

  /** Asks for new network paths both ways; a server that does not answer is left and sought anew. */
  #seekPath(): void {
    // Without a socket nothing can be mended, and the next one makes new connections.
    if (this.store.getState().link.state !== 'open') return;
    this.#signaling.send('restart', { pc: 'down' });
    this.#up?.restart();
    this.#offerTimer ??= setTimeout(() => {
      this.#offerTimer = undefined;
      this.#signaling.drop();
    }, offerWithin);
  }
}
