import { expect, type Locator, type Page } from '@playwright/test';

declare global {
  interface Window {
    /** Every RTCPeerConnection that the page made; put there by the tests. */
    giaobanPeers?: RTCPeerConnection[];
  }
}

/** capturePeers runs in the page before its own scripts: the tests read the connections' statistics. */
export function capturePeers(): void {
  // Connections that are made in a frame of the page's (media/realm.ts) count as the page's.
  const peers = ((window.top ?? window).giaobanPeers ??= []);
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
  audioLost: number;
  audioEnergy: number;
  sentVideo: number;
  sentAudio: number;
  codecs: string[];
}

/** traffic reads the page's own counters (W3C WebRTC statistics, inbound-rtp and outbound-rtp). */
export async function traffic(page: Page): Promise<Traffic> {
  return page.evaluate(async () => {
    const sum = { framesDecoded: 0, videoPackets: 0, audioPackets: 0, audioLost: 0, audioEnergy: 0, sentVideo: 0, sentAudio: 0, codecs: [] as string[] };
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
          sum.audioLost += count('packetsLost');
          sum.audioEnergy += count('totalAudioEnergy');
        }
        const codec = all.find((other) => other['id'] === one['codecId'])?.['mimeType'];
        if (one['kind'] === 'video' && count('packetsReceived') > 0 && typeof codec === 'string' && !sum.codecs.includes(codec)) sum.codecs.push(codec);
      }
    }
    return sum;
  });
}

/** What the server says of a video that a page sends (remote-inbound-rtp), and what the page's own estimate allows it to send. */
export interface Answered {
  /** Seconds; the least of all streams, 0 when the server answered no report. */
  roundTrip: number;
  /** Bit/s; 0 when the server gives no feedback. */
  available: number;
}

/** answered reads what the server said of the page's pictures. */
export async function answered(page: Page): Promise<Answered> {
  return page.evaluate(async () => {
    const sum = { roundTrip: 0, available: 0 };
    for (const peer of (window.giaobanPeers ?? []).filter((one) => one.connectionState === 'connected')) {
      const report = await peer.getStats();
      for (const one of [...report.values()] as Record<string, unknown>[]) {
        const value = (name: string) => (typeof one[name] === 'number' ? (one[name] as number) : 0);
        if (one['type'] === 'remote-inbound-rtp' && one['kind'] === 'video' && value('roundTripTime') > 0) {
          sum.roundTrip = Math.min(sum.roundTrip || Infinity, value('roundTripTime'));
        }
        if (one['type'] === 'candidate-pair' && one['nominated'] === true) sum.available = Math.max(sum.available, value('availableOutgoingBitrate'));
      }
    }
    return sum;
  });
}

/** linesOf is the height in which a picture arrives, whatever its tile makes of it. */
export async function linesOf(video: Locator): Promise<number> {
  return video.evaluate((element) => (element as HTMLVideoElement).videoHeight);
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

/** expectMoving says that a video shows pictures and that they change. It compares with the first picture: some fake cameras only change colour, and slowly. */
export async function expectMoving(video: Locator, what: string): Promise<void> {
  await expect(video, what).toBeVisible({ timeout: 20_000 });
  let first: number[] = [];
  await expect
    .poll(
      async () => {
        const now = await grab(video);
        if (first.length === 0) first = now;
        return changed(first, now);
      },
      { message: `${what}: changed pixels of 2304`, timeout: 20_000 },
    )
    .toBeGreaterThan(10);
}

function changed(one: number[], other: number[]): number {
  let count = 0;
  for (let i = 0; i < one.length; i += 4) {
    const apart = [0, 1, 2].reduce((sum, colour) => sum + Math.abs((one[i + colour] ?? 0) - (other[i + colour] ?? 0)), 0);
    if (apart > 40) count += 1;
  }
  return count;
}
