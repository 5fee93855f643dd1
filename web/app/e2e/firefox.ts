import type { Browser } from '@playwright/test';
import { expect } from './rig';
import { Seat } from './seat';
import type { Link } from './server';

/** joinInFirefox opens a link and joins in the distribution's Firefox, which is driven by WebDriver BiDi; locale and clock are left alone, which it does not know. */
export async function joinInFirefox(browser: Browser, link: Link, ...scripts: (() => void)[]): Promise<Seat> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
  for (const script of scripts) await page.addInitScript(script);
  const seat = new Seat(page, link);
  await page.goto(link.url);
  await expect(seat.button('join.enter')).toBeVisible({ timeout: 20_000 });
  await seat.join();
  return seat;
}
