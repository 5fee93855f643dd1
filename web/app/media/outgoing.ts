import type { Source, Welcome } from './frames';
import { cameraLayers, screenLayers, wantedLayers } from './layers';
import type { LocalState } from './local';
import type { Screen } from './screen';
import type { Outgoing } from './up';

/** Lines of a camera that does not say how many it gives. */
const usualHeight = 720;

/** outgoingOf is what is to be sent of what this machine captures; `wanted` are the layers that the server said are watched, by source. */
export function outgoingOf(local: LocalState, screen: Screen | null, welcome: Welcome, wanted: ReadonlyMap<Source, readonly string[]>): Outgoing[] {
  const { camera, microphone, cameraOn, microphoneOn, saving } = local;
  const sizes = cameraLayers({ height: heightOf(camera), ceiling: welcome.cameraBitrate, saving });
  const out: Outgoing[] = [
    { source: 'microphone', track: microphone, muted: !microphoneOn || !microphone, layers: [] },
    { source: 'camera', track: camera, muted: !cameraOn || !camera, layers: wantedLayers(sizes, wanted.get('camera') ?? null) },
  ];
  if (screen) {
    out.push({ source: 'screen', track: screen.picture, muted: false, layers: wantedLayers(screenLayers(welcome.screenBitrate), wanted.get('screen') ?? null) });
    if (screen.sound) out.push({ source: 'screen-audio', track: screen.sound, muted: false, layers: [] });
  }
  return out;
}

/** A phone held upright gives a picture that is higher than wide; the shorter side is what counts. */
function heightOf(camera: MediaStreamTrack | null): number {
  const { width = 0, height = 0 } = camera?.getSettings() ?? {};
  return Math.min(width, height) || usualHeight;
}
