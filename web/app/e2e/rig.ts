import { test as base, type BrowserContextOptions } from '@playwright/test';
import { capturePeers, withoutDevices } from './media';
import { Seat } from './seat';
import { Server, type Link } from './server';

/** What a test may ask for: a server with the reference meeting, and pages of persons, each in a browser of its own as far as cookies go. */
export interface Rig {
  server: Server;
  /** empty is a server as it is on the first day, without any meeting. */
  empty: Server;
  /** open opens a link in a new context and stops at the join page. */
  open: (link: Link, options?: Visit) => Promise<Seat>;
  /** enter opens a link and joins. */
  enter: (link: Link, options?: Visit) => Promise<Seat>;
}

/** How somebody comes: a context's options, and whether there are camera and microphone. Pages without them cost a tenth of the work. */
export interface Visit extends BrowserContextOptions {
  devices?: boolean;
  /** The page's clock can be stopped (page.clock). */
  clock?: boolean;
}

export const test = base.extend<Rig>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs
  server: async ({}, run) => {
    const server = await Server.start();
    await run(server);
    await server.dispose();
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  empty: async ({}, run) => {
    const server = await Server.start('serve');
    await run(server);
    await server.dispose();
  },
  open: async ({ browser, browserName }, run, info) => {
    const seats: Seat[] = [];
    await run(async (link, { devices = false, clock = false, ...options } = {}) => {
      const permissions = browserName === 'chromium' ? { permissions: ['camera', 'microphone'] } : {};
      const context = await browser.newContext({ ...info.project.use, ...permissions, ...options });
      await context.addInitScript(devices ? capturePeers : withoutDevices);
      const seat = new Seat(await context.newPage(), link);
      if (clock) await seat.page.clock.install();
      seats.push(seat);
      await seat.page.goto(link.url);
      return seat;
    });
    // What the pages said helps whoever reads a failure.
    for (const seat of seats) {
      if (seat.faults.length > 0) await info.attach(`${seat.link.seat} console`, { body: seat.faults.join('\n'), contentType: 'text/plain' });
      await seat.page.context().close();
    }
  },
  enter: async ({ open }, run) => {
    await run(async (link, options) => {
      const seat = await open(link, options);
      await seat.join();
      return seat;
    });
  },
});

export { expect } from '@playwright/test';
