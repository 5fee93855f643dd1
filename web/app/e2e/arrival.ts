import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** What has arrived so far; put there by the tests. */
    giaobanArrival?: Arrival;
  }
}

/** Times of the page's own clock, in milliseconds. */
interface Arrival {
  /** When a signaling socket was opened last. */
  socketAt: number;
  /** When the first picture since `reset` was decoded; 0 before. */
  pictureAt: number;
  /** When RTP came last. */
  heardAt: number;
  /** The longest time between two arrivals since `reset`. */
  gap: number;
}

/** watchArrival runs in the page after capturePeers and before the page's own scripts: it looks every 25 ms at the inbound-rtp counters of all connections. */
export function watchArrival(): void {
  if (window !== window.top) return;
  const arrival = { socketAt: 0, pictureAt: 0, heardAt: performance.now(), gap: 0 };
  window.giaobanArrival = arrival;
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      if (String(address).includes('/signaling')) arrival.socketAt = performance.now();
    }
  };
  const seen = new WeakMap<RTCPeerConnection, { packets: number; frames: number }>();
  const lookAt = async (peer: RTCPeerConnection) => {
    let [packets, frames] = [0, 0];
    // A connection that is closed meanwhile, or whose frame is gone, may never answer.
    const report = await Promise.race([peer.getStats(), new Promise<null>((resolve) => setTimeout(resolve, 200, null))]);
    if (!report) return;
    for (const one of report.values()) {
      if (one.type !== 'inbound-rtp' || one.kind !== 'video') continue;
      packets += one.packetsReceived ?? 0;
      frames += one.framesDecoded ?? 0;
    }
    const before = seen.get(peer) ?? { packets: 0, frames: 0 };
    seen.set(peer, { packets, frames });
    const now = performance.now();
    if (frames > before.frames && arrival.pictureAt === 0) arrival.pictureAt = now;
    if (packets <= before.packets) return;
    arrival.gap = Math.max(arrival.gap, now - arrival.heardAt);
    arrival.heardAt = now;
  };
  const look = async () => {
    await Promise.all((window.giaobanPeers ?? []).filter((peer) => peer.connectionState !== 'closed').map(lookAt));
    setTimeout(() => void look(), 25);
  };
  void look();
}

/** firstPicture is how long after the page opened its signaling socket the first picture was decoded, in milliseconds; NaN before. */
export async function firstPicture(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { socketAt, pictureAt } = window.giaobanArrival ?? { socketAt: 0, pictureAt: 0 };
    return pictureAt > 0 ? pictureAt - socketAt : Number.NaN;
  });
}

/** resetGap begins to look for the longest silence; the time since the last arrival counts. */
export async function resetGap(page: Page): Promise<void> {
  await page.evaluate(() => {
    if (window.giaobanArrival) window.giaobanArrival.gap = 0;
  });
}

/** longestGap is the longest silence between two arrivals since resetGap, in milliseconds. */
export async function longestGap(page: Page): Promise<number> {
  return page.evaluate(() => window.giaobanArrival?.gap ?? 0);
}

/** chosenProtocol is over what the chosen pair of the receiving connection runs: udp or tcp; empty while there is none. */
export async function chosenProtocol(page: Page): Promise<string> {
  return page.evaluate(async () => {
    for (const peer of window.giaobanPeers ?? []) {
      if (peer.connectionState !== 'connected') continue;
      const all = [...(await peer.getStats()).values()] as Record<string, unknown>[];
      const find = (id: unknown) => all.find((one) => one['id'] === id);
      if (!all.some((one) => one['type'] === 'inbound-rtp' && one['kind'] === 'video' && Number(one['packetsReceived']) > 0)) continue;
      const pair = find(all.find((one) => one['type'] === 'transport')?.['selectedCandidatePairId']);
      return String(find(pair?.['localCandidateId'])?.['protocol'] ?? '');
    }
    return '';
  });
}
