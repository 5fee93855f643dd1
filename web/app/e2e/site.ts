import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Site is a network namespace with two uplinks, of which one is in use, behind a router in a namespace of its own. The machine's own namespace is the
 * internet: servers listen there on `server`. It needs root and iproute2; owned by one test, which ends it with dispose(). Its addresses lie in
 * 198.18.0.0/15, which RFC 2544 keeps for such trials.
 */
export class Site {
  /** The address at which the site reaches this machine. */
  readonly server: string;
  readonly #net: string;
  readonly #router: string;
  readonly #site: string;
  readonly #wan: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'giaoban-e2e-site-'));
  #uplink = 0;

  constructor() {
    const id = process.pid % 250;
    // 198.19: the network tests in Go have 198.18.
    this.#net = `198.19.${id}`;
    this.server = `${this.#net}.1`;
    [this.#router, this.#site, this.#wan] = [`gb-er${id}`, `gb-es${id}`, `gb-ew${id}`];
    try {
      this.#build();
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  #build(): void {
    const [net, router, site] = [this.#net, this.#router, this.#site];
    ip('netns', 'add', router);
    ip('netns', 'add', site);
    ip('link', 'add', this.#wan, 'type', 'veth', 'peer', 'name', 'wan', 'netns', router);
    ip('addr', 'add', `${net}.1/30`, 'dev', this.#wan);
    ip('link', 'set', this.#wan, 'up');
    ip('-n', router, 'addr', 'add', `${net}.2/30`, 'dev', 'wan');
    ip('-n', router, 'link', 'set', 'wan', 'up');
    ip('route', 'add', `${net}.0/24`, 'via', `${net}.2`);
    for (const space of [router, site]) ip('-n', space, 'link', 'set', 'lo', 'up');
    ip('netns', 'exec', router, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
    for (const n of [0, 1]) {
      ip('-n', router, 'link', 'add', `lan${n}`, 'type', 'veth', 'peer', 'name', `up${n}`, 'netns', site);
      ip('-n', router, 'addr', 'add', `${net}.${5 + 4 * n}/30`, 'dev', `lan${n}`);
      ip('-n', router, 'link', 'set', `lan${n}`, 'up');
    }
    this.#connect();
  }

  /** wrap is the path of a program that runs the browser `program` at the site; `by` is how it is driven. */
  wrap(program: string, by: 'pipe' | 'port' = 'pipe'): string {
    const path = join(this.#folder, `browser-${by}`);
    const runner = join(import.meta.dirname, 'at-the-site.mjs');
    const command = by === 'port' ? `'${process.execPath}' '${runner}' ${this.#site}` : `ip netns exec ${this.#site}`;
    writeFileSync(path, `#!/bin/sh\nexec ${command} '${program}' "$@"\n`);
    chmodSync(path, 0o755);
    return path;
  }

  /** blockUdp makes the router swallow every UDP packet of the site, without a word. */
  blockUdp(): void {
    ip('-n', this.#router, 'rule', 'add', 'ipproto', 'udp', 'pref', '10', 'blackhole');
  }

  /** lose makes the router lose one UDP packet in `every`, each way and at random; it is why that cannot be, empty when it can. */
  lose(every: number): string {
    const rule = ['-A', 'FORWARD', '-p', 'udp', '-m', 'statistic', '--mode', 'random', '--probability', String(1 / every), '-j', 'DROP'];
    return whyNot(() => ip('netns', 'exec', this.#router, 'iptables', ...rule));
  }

  /** lost is how many packets lose() has cost so far. */
  lost(): number {
    const rules = ip('netns', 'exec', this.#router, 'iptables', '-nvxL', 'FORWARD');
    return Number(/^\s*(\d+)\s+\d+\s+DROP/m.exec(rules)?.[1] ?? 0);
  }

  /** narrow bounds what goes to the site to so many kilobits per second, with a queue of 400 ms; 0 takes the bound away. It is why that cannot be, or empty. */
  narrow(kilobits: number): string {
    const at = ['netns', 'exec', this.#router, 'tc', 'qdisc'];
    const bound = ['root', 'tbf', 'rate', `${kilobits}kbit`, 'burst', '4000', 'latency', '400ms'];
    return whyNot(() => {
      for (const n of [0, 1]) ip(...at, ...(kilobits > 0 ? ['replace', 'dev', `lan${n}`, ...bound] : ['del', 'dev', `lan${n}`, 'root']));
    });
  }

  /** move takes the site from one uplink to the other, as a walk from Wi-Fi to the telephone network does: the old address is gone, a new one is there. */
  move(): void {
    const old = `up${this.#uplink}`;
    ip('-n', this.#site, 'addr', 'flush', 'dev', old);
    ip('-n', this.#site, 'link', 'set', old, 'down');
    this.#uplink = 1 - this.#uplink;
    this.#connect();
  }

  #connect(): void {
    const up = `up${this.#uplink}`;
    ip('-n', this.#site, 'link', 'set', up, 'up');
    ip('-n', this.#site, 'addr', 'add', `${this.#net}.${6 + 4 * this.#uplink}/30`, 'dev', up);
    ip('-n', this.#site, 'route', 'replace', 'default', 'via', `${this.#net}.${5 + 4 * this.#uplink}`);
  }

  /** dispose takes both namespaces away; their links go with them. */
  dispose(): void {
    for (const what of [['link', 'del', this.#wan], ['netns', 'del', this.#site], ['netns', 'del', this.#router]]) {
      try {
        ip(...what);
      } catch {
        // It had not come to be.
      }
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** whyNoSite says why there can be no site here; empty when there can be one. Where GIAOBAN_NEED_TOOLS says that root is enough, it throws instead. */
export function whyNoSite(): string {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const trial = `gb-et${process.pid % 250}`;
  try {
    ip('netns', 'add', trial);
    ip('netns', 'del', trial);
    return '';
  } catch (error) {
    if (process.env['GIAOBAN_NEED_TOOLS'] === '1') throw error;
    return `there are no network namespaces here: ${String(error)}`;
  }
}

/** whyNot does something of which not every kernel is capable, and says why it cannot be; empty when it was done. */
function whyNot(task: () => void): string {
  try {
    task();
    return '';
  } catch (error) {
    return `this kernel, or its tools, cannot do that: ${String(error)}`;
  }
}

function ip(...args: string[]): string {
  return execFileSync('ip', args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
}
