import { createStore, type StoreApi } from 'zustand/vanilla';
import { deviceId } from './device';
import { Down } from './down';
import { roomOf, seatsOf, slotsOf, text, welcomeOf, type Frame, type Peer, type Slot, type Want, type Welcome } from './frames';
import { Health } from './health';
import type { LocalMedia } from './local';
import { openScreen, type Screen } from './screen';
import { Signaling } from './signaling';
import { Speakers } from './speakers';
import { Up, type Outgoing } from './up';
import { placeTracks, sameWants } from './want';

/** Why the server sent us away for good (close codes of PROTOCOL.md). */
export type Ended = 'revoked' | 'closed' | 'duplicate' | 'full' | 'locked' | 'refused';

/** Where the media stands. `lost` means that another attempt is under way. */
export type Link = { state: 'connecting' } | { state: 'open' } | { state: 'lost'; since: number } | { state: 'ended'; why: Ended };

/** What shell and stage read. Everything is replaced, never changed in place. */
export interface RoomState {
  link: Link;
  peers: readonly Peer[];
  /** The floor is locked: only who was called is forwarded. */
  locked: boolean;
  /** Track of each picture, by keyOf(seat, source). */
  tracks: ReadonlyMap<string, MediaStreamTrack>;
  /** Seats heard now, loudest first. Rings are drawn from it through refs. */
  speaking: readonly string[];
  /** Seats whose picture comes badly. */
  weak: readonly string[];
  /** Our own link is weak. */
  lossy: boolean;
  /** The connection works, but no media has come through for a while. */
  mediaFailed: boolean;
  audioBlocked: boolean;
  screen: Screen | null;
  /** Who turned our microphone off last; cleared when it is turned on again. */
  mutedBy: string | null;
}

/** What MediaRoom needs to know of the place it joins. */
export interface RoomPlace {
  address: string;
  seat: string;
  local: LocalMedia;
  /** Slots for pictures: 13 on a desktop, 5 on a phone. */
  videoSlots: number;
  /** True when the server no longer knows the session. */
  sessionGone: () => Promise<boolean>;
}

const audioSlots = 3;
const mostVideoSlots = 25;
const lookEvery = 400;
const offerWithin = 4000;
const wantPause = 80;
const voiceBitrate = 48_000;
const smallCameraBitrate = 600_000;
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
  readonly #place: RoomPlace;
  readonly #signaling: Signaling;
  readonly #speakers: Speakers;
  #welcome: Welcome | null = null;
  #up: Up | null = null;
  #down: Down | null = null;
  #slots: readonly Slot[] = [];
  #want: readonly Want[] = [];
  #asked: number;
  #prominent = false;
  #health: Health | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #wantTimer: ReturnType<typeof setTimeout> | undefined;
  #offerTimer: ReturnType<typeof setTimeout> | undefined;
  #stopLocal: (() => void) | undefined;

  constructor(place: RoomPlace) {
    this.#place = place;
    this.#asked = place.videoSlots;
    this.store = createStore<RoomState>(() => ({
      link: { state: 'connecting' },
      peers: [],
      locked: false,
      tracks: new Map(),
      speaking: [],
      weak: [],
      lossy: false,
      mediaFailed: false,
      audioBlocked: false,
      screen: null,
      mutedBy: null,
    }));
    this.#speakers = new Speakers((audioBlocked) => this.store.setState({ audioBlocked }));
    this.#signaling = new Signaling(place.address, {
      hello: () => ({ device: deviceId(), video: this.#asked, audio: audioSlots }),
      welcome: (data) => this.#welcomed(welcomeOf(data)),
      frame: (frame) => this.#frame(frame),
      lost: () => this.#lost(),
      ended: (code) => this.#end(endings.get(code) ?? 'refused'),
      doubt: place.sessionGone,
    });
  }

  /** open connects and goes on until close(). It may be called once. */
  open(): void {
    this.#stopLocal = this.#place.local.store.subscribe((now, before) => this.#localChanged(now.microphoneOn, before.microphoneOn));
    this.#timer = setInterval(() => void this.#look(), lookEvery);
    this.#signaling.open();
  }

  /** close leaves the room. */
  close(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#wantTimer);
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
    if (sameWants(want, this.#want)) return;
    this.#want = want;
    this.#wantTimer ??= setTimeout(() => {
      this.#wantTimer = undefined;
      this.#sendWant();
    }, wantPause);
  }

  /** setProminent says whether we are shown large to many (chair, floor): then the camera is sent in full size. */
  setProminent(prominent: boolean): void {
    if (prominent === this.#prominent) return;
    this.#prominent = prominent;
    this.#publish();
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
    this.store.setState({ screen: null });
    this.#publish();
  }

  #welcomed(welcome: Welcome): void {
    this.#welcome = welcome;
    this.#health = new Health(performance.now());
    this.store.setState({ link: { state: 'open' } });
    this.#hangUp();
    this.#down = new Down(
      welcome.iceServers,
      this.#signaling,
      () => this.#arrange(),
      () => this.#signaling.drop(),
    );
    this.#up = new Up(welcome.iceServers, this.#signaling, () => this.#signaling.drop());
    this.#publish();
    this.#sendWant();
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
      default:
        // Later versions may say more (PROTOCOL.md: unknown types are ignored by clients).
        break;
    }
  }

  #lost(): void {
    clearTimeout(this.#offerTimer);
    this.#offerTimer = undefined;
    const { link } = this.store.getState();
    this.store.setState({ link: link.state === 'lost' ? link : { state: 'lost', since: Date.now() }, speaking: [], weak: [] });
  }

  #end(why: Ended): void {
    this.#hangUp();
    this.stopScreen();
    this.store.setState({ link: { state: 'ended', why }, speaking: [], peers: [], tracks: new Map() });
  }

  #hangUp(): void {
    this.#up?.close();
    this.#down?.close();
    this.#up = null;
    this.#down = null;
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

  #localChanged(on: boolean, before: boolean): void {
    if (on && !before) this.store.setState({ mutedBy: null });
    this.#publish();
    this.#speakers.route(this.#place.local.store.getState().chosen.speaker ?? '');
  }

  /** Brings what is sent in line with what is captured. */
  #publish(): void {
    if (!this.#up || !this.#welcome) return;
    this.#up.set(this.#outgoing(this.#welcome));
  }

  #outgoing(welcome: Welcome): Outgoing[] {
    const { camera, microphone, cameraOn, microphoneOn } = this.#place.local.store.getState();
    const { screen } = this.store.getState();
    const out: Outgoing[] = [
      { source: 'microphone', track: microphone, muted: !microphoneOn || !microphone, bitrate: voiceBitrate, scale: 1 },
      {
        source: 'camera',
        track: camera,
        muted: !cameraOn || !camera,
        bitrate: this.#prominent ? welcome.cameraBitrate : Math.min(welcome.cameraBitrate, smallCameraBitrate),
        scale: this.#prominent ? 1 : 2,
      },
    ];
    if (screen) {
      out.push({ source: 'screen', track: screen.picture, muted: false, bitrate: welcome.screenBitrate, scale: 1 });
      if (screen.sound) out.push({ source: 'screen-audio', track: screen.sound, muted: false, bitrate: voiceBitrate, scale: 1 });
    }
    return out;
  }

  #arrange(): void {
    const tracks = this.#down?.tracks ?? new Map<string, MediaStreamTrack>();
    this.#speakers.play(tracks);
    const before = this.store.getState().tracks;
    const placed = placeTracks(this.#slots, tracks, before);
    if (placed !== before) this.store.setState({ tracks: placed });
  }

  #sendWant(): void {
    if (this.#want.length > this.#asked && this.#asked < mostVideoSlots) {
      this.#asked = Math.min(mostVideoSlots, this.#want.length);
      this.#signaling.send('more', { video: this.#asked });
    }
    this.#signaling.send('want', { want: this.#want });
  }

  async #look(): Promise<void> {
    const [down, health] = [this.#down, this.#health];
    // Without a socket nothing can be mended, and the old connection says nothing about the next.
    if (!down || !health || this.store.getState().link.state !== 'open') return;
    const report = await down.report();
    if (down !== this.#down) return;
    const verdict = health.look(report, this.#slots, (slot) => this.#sends(slot), performance.now());
    if (verdict.restart) this.#seekPath();
    const state = this.store.getState();
    const weak = verdict.weak ?? state.weak;
    const lossy = verdict.lossy ?? state.lossy;
    if (verdict.failed === state.mediaFailed && lossy === state.lossy && weak.join(' ') === state.weak.join(' ')) return;
    this.store.setState({ mediaFailed: verdict.failed, lossy, weak });
  }

  #sends(slot: Slot): boolean {
    const { peers } = this.store.getState();
    const peer = peers.find((one) => one.peer === slot.peer);
    return peer?.publications.some((publication) => publication.source === slot.source && !publication.muted) ?? false;
  }

  /** Asks for new network paths both ways; a server that does not answer is left and sought anew. */
  #seekPath(): void {
    this.#signaling.send('restart', { pc: 'down' });
    this.#up?.restart();
    this.#offerTimer ??= setTimeout(() => {
      this.#offerTimer = undefined;
      this.#signaling.drop();
    }, offerWithin);
  }
}

/** publicationOf says whether some device of the seat publishes the source, and whether it is on. */
export function publicationOf(peers: readonly Peer[], seat: string, source: string): 'on' | 'muted' | 'none' {
  let found: 'muted' | 'none' = 'none';
  for (const peer of peers) {
    if (peer.seat !== seat) continue;
    for (const publication of peer.publications) {
      if (publication.source !== source) continue;
      if (!publication.muted) return 'on';
      found = 'muted';
    }
  }
  return found;
}
