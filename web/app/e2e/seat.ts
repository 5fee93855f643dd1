import { expect, type Locator, type Page } from '@playwright/test';
import type { Link } from './server';
import { like, t } from './words';

/** The kinds of a line that somebody writes. */
export type Kind = 'opinion' | 'shortcoming' | 'conclusion' | 'task' | 'note';

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

  /** another is a second window of the same browser, at the same seat. */
  async another(): Promise<Seat> {
    const page = await this.page.context().newPage();
    const seat = new Seat(page, this.link);
    await page.goto(this.link.url);
    return seat;
  }

  /** button finds a button by the exact word of a key. */
  button(key: string, places: Record<string, string | number> = {}): Locator {
    return this.page.getByRole('button', { name: t(key, places), exact: true });
  }

  /** join goes from the join page into the room; the microphone stays as it is there: off. */
  async join(): Promise<void> {
    const name = this.page.getByLabel(t('join.name'));
    await expect(name).toBeVisible();
    // Typed and not filled: Firefox's protocol fills without telling the page.
    if ((await name.inputValue()) === '') await name.pressSequentially('Nguyễn Thị Thử');
    const enter = this.page.getByRole('button', { name: new RegExp(`^(${t('join.enter')}|${t('join.listen')})$`) });
    await enter.click();
    await expect(this.controls).toBeVisible({ timeout: 20_000 });
  }

  /** The row of controls, there as long as one is in the room. */
  get controls(): Locator {
    return this.page.getByRole('toolbar', { name: t('bar.label') });
  }

  /** tile is the picture of a seat, wherever the layout puts it. */
  tile(seat: string): Locator {
    return this.page.locator(`[data-seat="${seat}"]`).first();
  }

  /** picture is the video that a tile plays. */
  picture(seat: string): Locator {
    return this.tile(seat).locator('video');
  }

  /** microphone is the switch of the control bar. */
  get microphone(): Locator {
    return this.controls.getByRole('button', { name: new RegExp(`^${t('bar.microphone')}, `) });
  }

  /** more chooses from the menu "more" of the control bar. */
  async more(key: string): Promise<void> {
    await this.button('bar.more').click();
    await this.page.getByRole('menuitem', { name: t(key) }).or(this.page.getByRole('menuitemradio', { name: t(key) })).click();
  }

  /** tab shows one of the panel's tabs. */
  async tab(key: string): Promise<void> {
    await this.page.getByRole('tab', { name: t(key) }).click();
  }

  /** minutes is the list of lines. */
  get minutes(): Locator {
    return this.page.getByRole('region', { name: t('minutes.title'), exact: true });
  }

  /** line is a written line; what others are still typing is not one. */
  line(text: string): Locator {
    return this.minutes.locator('li[data-kind]').filter({ hasText: text });
  }

  /** draft is a line that somebody else is typing. */
  draft(text: string): Locator {
    return this.minutes.locator('li[data-draft]').filter({ hasText: text });
  }

  /** typeLine begins a line and leaves it unwritten. */
  async typeLine(kind: Kind, text: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: t('composer.kind') }).getByRole('radio', { name: t(`minutes.short.${kind}`) }).click();
    await this.page.getByRole('textbox', { name: t('composer.text') }).fill(text);
  }

  /** write writes a line, and does not wait for the server. */
  async write(kind: Kind, text: string): Promise<void> {
    await this.typeLine(kind, text);
    await this.page.keyboard.press('Control+Enter');
  }

  /** currentItem is the row of the agenda that runs. */
  get currentItem(): Locator {
    return this.page.locator('[aria-current="step"]');
  }

  /** dialog is the open window. */
  dialog(key: string): Locator {
    return this.page.getByRole('dialog', { name: t(key) }).or(this.page.getByRole('alertdialog', { name: t(key) }));
  }

  /** confirm presses the button of the alert that is open. */
  async confirm(key: string): Promise<void> {
    await this.page.getByRole('alertdialog').getByRole('button', { name: t(key), exact: true }).click();
  }

  /** assign gives a line's task to units: those named, or all. The date is typed as dd/MM/yyyy. */
  async assign(text: string, what: { units?: readonly string[]; date?: string; number?: { value: string; unit: string } }): Promise<void> {
    await this.line(text).getByRole('button', { name: t('tasks.assign'), exact: true }).click();
    const dialog = this.dialog('tasks.assign');
    if (what.units) {
      // The labels cover the inputs that they hold.
      await dialog.locator('label').filter({ hasText: t('tasks.scopes.ticked') }).click();
      for (const unit of what.units) await dialog.locator('label').filter({ hasText: unit }).click();
    }
    if (what.date) {
      await dialog.getByRole('group', { name: t('tasks.lastDay') }).getByRole('spinbutton').first().click();
      await this.page.keyboard.type(what.date.replaceAll('/', ''));
    }
    if (what.number) {
      await dialog.getByRole('button', { name: t('tasks.target') }).click();
      await this.page.getByRole('option', { name: t('tasks.targets.number') }).click();
      await dialog.getByRole('textbox', { name: needed(t('tasks.value')) }).fill(what.number.value);
      await dialog.getByRole('textbox', { name: needed(t('tasks.unitOfMeasure')) }).fill(what.number.unit);
    }
    await dialog.getByRole('button', { name: like('tasks.assignTo') }).click();
    await expect(dialog).toBeHidden();
  }
}

/** needed fits the label of a field, with or without the star of those that must be filled. */
function needed(label: string): RegExp {
  return new RegExp(`^${label}( \\*)?$`);
}
