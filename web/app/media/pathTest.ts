import type { NetworkPath } from '../state';
import { parseFrame, text, type Frame } from './frames';

/** What a test of the network found. `rtt` is there and back in milliseconds, null when nothing connected. */
export interface PathResult {
  /** The best way that media find to the server; `none` when there is no way. */
  path: NetworkPath;
  rtt: number | null;
}

const subprotocol = 'signaling.v1';
const connectWithin = 3500;
const relayWithin = 5000;
const answerWithin = 4000;
const gatherWithin = 1500;

/** A way to try: which candidates are left in the descriptions. */
type Way = 'udp' | 'tcp' | 'relay';

/**
 * testPaths tries whether media would get through, over the server's own ports: UDP alone and TCP alone at the same time, and a relay if there is one and both
 * failed (signaling.v1, "Probing"). It joins nothing and takes at most about nine seconds; it throws when the server cannot be reached at all.
 */
export async function testPaths(address: string, signal: AbortSignal): Promise<PathResult> {
  const socket = new ProbeSocket(address, signal);
  try {
    await socket.opened;
    const [udp, tcp] = await Promise.all([tryWay('udp', socket, []), tryWay('tcp', socket, [])]);
    if (udp.rtt !== null) return { path: 'udp', rtt: udp.rtt };
    if (tcp.rtt !== null) return { path: 'tcp', rtt: tcp.rtt };
    const relay = udp.servers.length > 0 ? await tryWay('relay', socket, udp.servers) : null;
    return relay && relay.rtt !== null ? { path: 'relay', rtt: relay.rtt } : { path: 'none', rtt: null };
  } finally {
    socket.close();
  }
}

async function tryWay(way: Way, socket: ProbeSocket, iceServers: RTCIceServer[]): Promise<{ rtt: number | null; servers: RTCIceServer[] }> {
  const pc = new RTCPeerConnection({ iceServers, iceTransportPolicy: way === 'relay' ? 'relay' : 'all' });
  try {
    pc.createDataChannel('probe');
    await pc.setLocalDescription(await pc.createOffer());
    await gathered(pc);
    const answer = await socket.ask({ sdp: onlyWay(pc.localDescription?.sdp ?? '', way) });
    const list = answer.data['ice_servers'];
    const servers = Array.isArray(list) ? (list as RTCIceServer[]) : [];
    await pc.setRemoteDescription({ type: 'answer', sdp: onlyWay(text(answer.data['sdp']), way) });
    const connected = await isConnected(pc, way === 'relay' ? relayWithin : connectWithin);
    return { rtt: connected ? await roundTrip(pc) : null, servers };
  } finally {
    pc.close();
  }
}

/** onlyWay leaves the candidates of one transport in a description (RFC 8839); a relay may use both. */
export function onlyWay(sdp: string, way: Way): string {
  if (way === 'relay') return sdp;
  const other = way === 'udp' ? 'tcp' : 'udp';
  return sdp
    .split('\r\n')
    .filter((line) => !line.startsWith('a=candidate:') || line.split(' ')[2]?.toLowerCase() !== other)
    .join('\r\n');
}

function gathered(pc: RTCPeerConnection): Promise<void> {
  return until(gatherWithin, pc, 'icegatheringstatechange', () => pc.iceGatheringState === 'complete').then(() => undefined);
}

function isConnected(pc: RTCPeerConnection, within: number): Promise<boolean> {
  return until(within, pc, 'connectionstatechange', () => pc.connectionState === 'connected' || pc.connectionState === 'failed').then(() => pc.connectionState === 'connected');
}

/** Resolves when it is so, or when the time is over. */
function until(within: number, target: EventTarget, event: string, so: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      target.removeEventListener(event, look);
      resolve();
    };
    const look = () => so() && done();
    const timer = setTimeout(done, within);
    target.addEventListener(event, look);
    look();
  });
}

async function roundTrip(pc: RTCPeerConnection): Promise<number> {
  const report = await pc.getStats();
  let best = Infinity;
  for (const stat of report.values() as IterableIterator<Record<string, unknown>>) {
    if (stat['type'] !== 'candidate-pair' || typeof stat['currentRoundTripTime'] !== 'number') continue;
    best = Math.min(best, stat['currentRoundTripTime'] * 1000);
  }
  return Number.isFinite(best) ? Math.ceil(best) : 0;
}

/** One socket that only probes. Owned by testPaths. */
class ProbeSocket {
  readonly opened: Promise<void>;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, { resolve: (frame: Frame) => void; reject: (error: Error) => void }>();
  #lastId = 0;

  constructor(address: string, signal: AbortSignal) {
    const socket = new WebSocket(address, subprotocol);
    this.#socket = socket;
    this.opened = new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve());
      socket.addEventListener('close', () => reject(new Error('socket closed')));
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
    socket.addEventListener('message', (event) => this.#receive(event.data));
    socket.addEventListener('close', () => this.#end());
    signal.addEventListener('abort', () => this.close());
  }

  ask(data: object): Promise<Frame> {
    this.#lastId += 1;
    const id = String(this.#lastId);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no answer')), answerWithin);
      const settled = <T>(then: (value: T) => void) => (value: T) => {
        clearTimeout(timer);
        then(value);
      };
      this.#waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
      if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ type: 'probe', id, data }));
      else reject(new Error('socket closed'));
    });
  }

  close(): void {
    this.#socket.close(1000);
  }

  #receive(message: unknown): void {
    const frame = parseFrame(message);
    const waiting = frame?.re ? this.#waiting.get(frame.re) : undefined;
    if (!frame || !waiting) return;
    if (frame.type === 'probed') waiting.resolve(frame);
    else waiting.reject(new Error('refused'));
  }

  #end(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('socket closed'));
    this.#waiting.clear();
  }
}
