import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  blockedAtOnce,
  blockedBy,
  cameraWish,
  listDevices,
  microphoneWish,
  noDevices,
  rememberChoice,
  rememberedChoice,
  rememberedSaving,
  rememberSaving,
  type Blocked,
  type Device,
  type DeviceChoice,
  type Devices,
} from './devices';

/** One of our own two inputs. */
export type Input = 'camera' | 'microphone';

/** What this machine captures. A microphone that is off keeps its track, so that "you are muted" can be said; nothing of it is sent. */
export interface LocalState {
  camera: MediaStreamTrack | null;
  microphone: MediaStreamTrack | null;
  cameraOn: boolean;
  microphoneOn: boolean;
  /** Somebody was asked for permission and answered, or had answered before. */
  asked: boolean;
  busy: boolean;
  /** Why there is nothing at all; null when at least one input works. */
  blocked: Blocked | null;
  /** Why one of the two does not work. */
  cameraBlocked: Blocked | null;
  microphoneBlocked: Blocked | null;
  devices: Devices;
  chosen: DeviceChoice;
  /** The person wants to save data: their camera goes out small, and few pictures come. */
  saving: boolean;
  /** What went away in the middle of things; replaced, so that each loss is said once. */
  loss: Loss | null;
  /** Whether the test sound was played. */
  speakerTest: 'untested' | 'ok' | 'failed';
  /** The microphone has given nothing for a while. */
  silent: boolean;
  /** The machine itself gives no sound: its own switch or key turned the microphone off. */
  microphoneStopped: boolean;
}

/** A device that was pulled out, and whether another of its kind took its place. */
export interface Loss {
  kind: Input | 'speaker';
  replaced: boolean;
}

/** LocalMedia owns the tracks of camera and microphone from the join page to the end of the meeting. Owned by the page; dispose() frees the devices. */
export class LocalMedia {
  readonly store: StoreApi<LocalState>;
  #disposed = false;
  readonly #changed = () => void this.#devicesChanged();

  constructor() {
    this.store = createStore<LocalState>(() => ({
      camera: null,
      microphone: null,
      cameraOn: true,
      microphoneOn: false,
      asked: false,
      busy: false,
      blocked: blockedAtOnce(),
      cameraBlocked: null,
      microphoneBlocked: null,
      devices: noDevices,
      chosen: rememberedChoice(),
      saving: rememberedSaving(),
      loss: null,
      speakerTest: 'untested',
      silent: false,
      microphoneStopped: false,
    }));
  }

  /** open begins to watch for devices that come and go, and starts the inputs when permission was given before: then nobody is asked anything. */
  async open(): Promise<void> {
    this.#disposed = false;
    if (this.store.getState().blocked) return;
    navigator.mediaDevices.addEventListener('devicechange', this.#changed);
    await this.#list();
    if (await alreadyAllowed()) await this.ask();
  }

  /** ask opens both inputs; the browser may put its question. What fails is written to the state, never thrown. */
  async ask(): Promise<void> {
    if (this.store.getState().busy) return;
    this.store.setState({ busy: true, blocked: blockedAtOnce(), cameraBlocked: null, microphoneBlocked: null });
    if (!this.store.getState().blocked) await this.#openBoth();
    this.store.setState({ busy: false, asked: true });
    await this.#list();
  }

  async #openBoth(): Promise<void> {
    const { chosen } = this.store.getState();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: cameraWish(chosen.camera), audio: microphoneWish(chosen.microphone) });
      this.#take('camera', stream.getVideoTracks()[0] ?? null);
      this.#take('microphone', stream.getAudioTracks()[0] ?? null);
      return;
    } catch (error) {
      if (blockedBy(error) === 'denied') {
        this.store.setState({ blocked: 'denied' });
        return;
      }
    }
    // One of the two fails: find out which, so that the other can be used.
    const camera = await this.#openOne('camera');
    const microphone = await this.#openOne('microphone');
    this.store.setState({ blocked: camera && microphone ? camera : null });
  }

  async #openOne(input: Input): Promise<Blocked | null> {
    const { chosen } = this.store.getState();
    try {
      const stream = await navigator.mediaDevices.getUserMedia(input === 'camera' ? { video: cameraWish(chosen.camera) } : { audio: microphoneWish(chosen.microphone) });
      this.#take(input, stream.getTracks()[0] ?? null);
      this.#block(input, null);
      return null;
    } catch (error) {
      const why = blockedBy(error);
      this.#block(input, why);
      return why;
    }
  }

  #block(input: Input, why: Blocked | null): void {
    this.store.setState(input === 'camera' ? { cameraBlocked: why } : { microphoneBlocked: why });
  }

  #take(input: Input, track: MediaStreamTrack | null): void {
    if (this.#disposed) {
      track?.stop();
      return;
    }
    this.store.getState()[input]?.stop();
    if (track) {
      track.contentHint = input === 'camera' ? 'motion' : 'speech';
      track.addEventListener('ended', () => void this.#lost(input, track));
      if (input === 'microphone') for (const change of ['mute', 'unmute']) track.addEventListener(change, () => this.#heard(track));
    }
    this.store.setState(input === 'camera' ? { camera: track } : { microphone: track, microphoneStopped: track?.muted ?? false });
  }

  #heard(track: MediaStreamTrack): void {
    if (!this.#disposed && this.store.getState().microphone === track) this.store.setState({ microphoneStopped: track.muted });
  }

  /** A device was pulled out, or the machine took it away while it slept: go on with another of its kind, if there is one. */
  async #lost(input: Input, track: MediaStreamTrack): Promise<void> {
    if (this.#disposed || this.store.getState()[input] !== track) return;
    this.store.setState(input === 'camera' ? { camera: null } : { microphone: null });
    const needed = input === 'microphone' || this.store.getState().cameraOn;
    const why = needed ? await this.#openOne(input) : null;
    if (!needed || this.#disposed) return;
    // A microphone that comes back later is not opened by being plugged in.
    if (input === 'microphone' && why) this.store.setState({ microphoneOn: false });
    this.store.setState({ loss: { kind: input, replaced: why === null } });
  }

  /** note keeps what a test of the speaker or a look at the microphone's level found. */
  note(found: Partial<Pick<LocalState, 'speakerTest' | 'silent'>>): void {
    this.store.setState(found);
  }

  /** setSaving turns the saving of data on or off and remembers it on this machine. */
  setSaving(saving: boolean): void {
    this.store.setState({ saving });
    rememberSaving(saving);
  }

  /** setCamera turns the camera on or off; off also puts out its lamp. Returns why it failed, or null. */
  async setCamera(on: boolean): Promise<Blocked | null> {
    this.store.setState({ cameraOn: on });
    if (!on) {
      this.#take('camera', null);
      return null;
    }
    const why = this.store.getState().camera ? null : await this.#openOne('camera');
    if (why) this.store.setState({ cameraOn: false });
    else await this.#list();
    return why;
  }

  /** setMicrophone turns the microphone on or off. Returns why it failed, or null. */
  async setMicrophone(on: boolean): Promise<Blocked | null> {
    const why = on && !this.store.getState().microphone ? await this.#openOne('microphone') : null;
    this.store.setState({ microphoneOn: on && !why });
    return why;
  }

  /** choose takes another device and remembers it. Returns why it failed, or null. */
  async choose(kind: Input | 'speaker', id: string): Promise<Blocked | null> {
    const chosen = { ...this.store.getState().chosen };
    if (id) chosen[kind] = id;
    else delete chosen[kind];
    this.store.setState({ chosen });
    rememberChoice(chosen);
    if (kind === 'speaker' || (kind === 'camera' && !this.store.getState().cameraOn)) return null;
    // Some cameras can be opened only once: let go of the old one first.
    this.store.getState()[kind]?.stop();
    return this.#openOne(kind);
  }

  async #list(): Promise<void> {
    try {
      const devices = await listDevices();
      if (!this.#disposed) this.store.setState({ devices });
    } catch {
      this.store.setState({ devices: noDevices });
    }
  }

  async #devicesChanged(): Promise<void> {
    const before = this.store.getState().devices.speakers;
    await this.#list();
    this.#missSpeaker(before);
    const { asked, cameraOn, cameraBlocked, microphoneBlocked, blocked } = this.store.getState();
    if (!asked || blocked === 'denied') return;
    if (microphoneBlocked === 'missing') await this.#openOne('microphone');
    if (cameraBlocked === 'missing' && cameraOn) await this.#openOne('camera');
    const { camera, microphone } = this.store.getState();
    if (camera || microphone) this.store.setState({ blocked: null });
  }

  /** The chosen speaker was pulled out: the sound goes to the machine's default, and back when it is plugged in again. */
  #missSpeaker(before: readonly Device[]): void {
    const { chosen, devices } = this.store.getState();
    const has = (list: readonly Device[]) => list.some((device) => device.id === chosen.speaker);
    if (chosen.speaker && has(before) && !has(devices.speakers)) this.store.setState({ loss: { kind: 'speaker', replaced: devices.speakers.length > 0 } });
  }

  /** dispose stops both tracks and forgets the listeners. open() may be called again. */
  dispose(): void {
    this.#disposed = true;
    navigator.mediaDevices?.removeEventListener('devicechange', this.#changed);
    const { camera, microphone } = this.store.getState();
    camera?.stop();
    microphone?.stop();
    this.store.setState({ camera: null, microphone: null, microphoneOn: false });
  }
}

async function alreadyAllowed(): Promise<boolean> {
  try {
    const answers = await Promise.all(['camera', 'microphone'].map((name) => navigator.permissions.query({ name: name as PermissionName })));
    return answers.every((answer) => answer.state === 'granted');
  } catch {
    // Firefox and Safari do not tell about every permission: then the person presses the button.
    return false;
  }
}
