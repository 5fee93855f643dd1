import type { Locator, Page } from '@playwright/test';

declare global {
  interface Window {
    /** Every RTCPeerConnection that the page made; put there by the tests. */
    giaobanPeers?: RTCPeerConnection[];
  }
}

/** capturePeers runs in the page before its own scripts: the tests read the connections' statistics. */
export function capturePeers(): void {
  const peers: RTCPeerConnection[] = [];
  window.giaobanPeers = peers;
  const Native = window.RTCPeerConnection;
  if (!Native) return;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peers.push(this);
    }
  };
}

/** withoutDevices runs in the page before its own scripts: a machine that has neither camera nor microphone. */
export function withoutDevices(): void {
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no device', 'NotFoundError'));
}

/** What a page receives and sends, summed over its connections. */
export interface Traffic {
  framesDecoded: number;
  videoPackets: number;
  audioPackets: number;
  audioEnergy: number;
  sentVideo: number;
  sentAudio: number;
  codecs: string[];
}

/** traffic reads the page's own counters (W3C WebRTC statistics, inbound-rtp and outbound-rtp). */
export async function traffic(page: Page): Promise<Traffic> {
  return page.evaluate(async () => {
    const sum = { framesDecoded: 0, videoPackets: 0, audioPackets: 0, audioEnergy: 0, sentVideo: 0, sentAudio: 0, codecs: [] as string[] };
    const alive = (window.giaobanPeers ?? []).filter((peer) => peer.connectionState !== 'closed');
    for (const peer of alive) {
      const report = await peer.getStats();
      const all = [...report.values()] as Record<string, unknown>[];
      for (const one of all) {
        const count = (name: string) => (typeof one[name] === 'number' ? (one[name] as number) : 0);
        if (one['type'] === 'outbound-rtp') sum[one['kind'] === 'video' ? 'sentVideo' : 'sentAudio'] += count('packetsSent');
        if (one['type'] !== 'inbound-rtp') continue;
        if (one['kind'] === 'video') {
          sum.framesDecoded += count('framesDecoded');
          sum.videoPackets += count('packetsReceived');
        } else {
          sum.audioPackets += count('packetsReceived');
          sum.audioEnergy += count('totalAudioEnergy');
        }
        const codec = all.find((other) => other['id'] === one['codecId'])?.['mimeType'];
        if (one['kind'] === 'video' && count('packetsReceived') > 0 && typeof codec === 'string' && !sum.codecs.includes(codec)) sum.codecs.push(codec);
      }
    }
    return sum;
  });
}

/** grab is the picture now, small, as numbers; empty while there is none. */
async function grab(video: Locator): Promise<number[]> {
  return video.evaluate((element) => {
    const source = element as HTMLVideoElement;
    if (source.videoWidth === 0) return [];
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 36;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return [];
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    return [...context.getImageData(0, 0, canvas.width, canvas.height).data];
  });
}

/** pixelsMoved says how many of the 2304 grabbed pixels changed from one frame of the video to a later one. */
export async function pixelsMoved(video: Locator): Promise<number> {
  const before = await grab(video);
  await video.evaluate(
    (element) =>
      new Promise<void>((resolve) => {
        const source = element as HTMLVideoElement;
        let frames = 0;
        const seen = () => {
          frames += 1;
          if (frames >= 3) resolve();
          else source.requestVideoFrameCallback(seen);
        };
        source.requestVideoFrameCallback(seen);
        setTimeout(resolve, 2000);
      }),
  );
  const after = await grab(video);
  if (before.length === 0 || after.length !== before.length) return 0;
  let moved = 0;
  for (let i = 0; i < before.length; i += 4) {
    if (Math.abs((before[i] ?? 0) - (after[i] ?? 0)) + Math.abs((before[i + 1] ?? 0) - (after[i + 1] ?? 0)) > 40) moved += 1;
  }
  return moved;
}
