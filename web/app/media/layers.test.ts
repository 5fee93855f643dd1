import { describe, expect, it } from 'vitest';
import { cameraLayers, screenLayers, singleOf, wantedLayers, takesLayers } from './layers';

const camera = cameraLayers({ height: 720, ceiling: 1_500_000, saving: false });
const active = (layers: readonly { rid: string; active: boolean }[]) => layers.filter((layer) => layer.active).map((layer) => layer.rid);

describe('cameraLayers', () => {
  it('are three, the lowest first, the top one within the ceiling', () => {
    expect(camera.map(({ rid, scale, bitrate }) => [rid, scale, bitrate])).toEqual([
      ['q', 4, 150_000],
      ['h', 2, 500_000],
      ['f', 1, 1_500_000],
    ]);
  });
  it('is one where the device gives 360 lines or fewer', () => expect(cameraLayers({ height: 360, ceiling: 1_500_000, saving: false }).map((one) => one.rid)).toEqual(['']));
  it('leaves the large one out and is cheaper while data is saved', () => {
    const saving = cameraLayers({ height: 720, ceiling: 1_500_000, saving: true });
    expect(active(saving)).toEqual(['q', 'h']);
    expect(saving[1]?.bitrate).toBeLessThan(500_000);
  });
});

describe('wantedLayers', () => {
  it('sends all as long as the server has said nothing', () => expect(active(wantedLayers(camera, null))).toEqual(['q', 'h', 'f']));
  it('sends what is watched', () => expect(active(wantedLayers(camera, ['f']))).toEqual(['f']));
  it('sends nothing that nobody watches', () => expect(active(wantedLayers(camera, []))).toEqual([]));
  it('puts the next smaller one in the place of the large one while data is saved', () =>
    expect(active(wantedLayers(cameraLayers({ height: 720, ceiling: 1_500_000, saving: true }), ['f']))).toEqual(['h']));
  it('knows the one layer of a screen by any name, and none', () => {
    expect(active(wantedLayers(screenLayers(1), ['']))).toEqual(['']);
    expect(active(wantedLayers(screenLayers(1), []))).toEqual([]);
  });
});

describe('singleOf', () => {
  it('is the middle size, active when any is', () => {
    expect(singleOf(wantedLayers(camera, ['f']))).toMatchObject({ rid: '', scale: 2, active: true });
    expect(singleOf(wantedLayers(camera, []))).toMatchObject({ active: false });
  });
});

describe('takesLayers', () => {
  const answer = 'v=0\r\na=mid:1\r\na=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid\r\n';
  it('needs the name of the layer in each packet', () => {
    expect(takesLayers(answer)).toBe(false);
    expect(takesLayers(`${answer}a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n`)).toBe(true);
  });
});
