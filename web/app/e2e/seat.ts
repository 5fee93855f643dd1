import { expect, type Locator, type Page } from '@playwright/test';
import type { Link } from './server';
import { t } from './words';

/** Seat is one person's page. It knows how to do what persons do; what should follow is for the tests to say. */
export class Seat {
  readonly page: Page;
  readonly link: Link;
  /** What the page complained about: script errors and refused resources. */
  readonly faults: string[] = [];

  constructor(page: Page, link: Link) {
    this.page = page;
    this.link = link;
    page.on('pageerror', (error) => this.faults.push(`pageerror: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.faults.push(`${message.type()}: ${message.text()}`);
    });
  }

  button(key: string, options: { exact?: boolean } = {}): Locator {
    return this.page.getByRole('button', { name: t(key), ...options });
  }

  /** join goes from the join page into the room; the microphone stays as it is there: off. */
  async join(): Promise<void> {
    const name = this.page.getByLabel(t('join.name'));
    await expect(name).toBeVisible();
    if ((await name.inputValue()) === '') await name.fill('Nguyễn Thị Thử');
    await this.button('join.enter', { exact: true }).click();
    await expect(this.stage).toBeVisible();
  }

  /** The dark part with the pictures. */
  get stage(): Locator {
    return this.page.locator('[data-stage]').first();
  }

  /** tile is the picture of a seat, wherever the layout puts it. */
  tile(seat: string): Locator {
    return this.page.locator(`[data-seat="${seat}"]`);
  }

  /** picture is the video that a tile plays. */
  picture(seat: string): Locator {
    return this.tile(seat).locator('video').first();
  }

  /** minutes is the list of lines. */
  get minutes(): Locator {
    return this.page.getByRole('region', { name: t('minutes.title'), exact: true });
  }
}
