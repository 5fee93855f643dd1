import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { englishOnly } from './words';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** expectAccessible runs axe over the page as it stands. Popovers of react-aria hide the rest of the page from it, so they are to be closed; dialogs may be open. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await scrollToTop(page);
  // axe brings the types of its own copy of playwright-core; the page is the same.
  const builder = new AxeBuilder({ page: page as unknown as ConstructorParameters<typeof AxeBuilder>[0]['page'] });
  const { violations } = await builder.withTags(rules).analyze();
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => {
      const why = [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ');
      return `${id}: ${help}: ${node.html.slice(0, 200)} (${why.slice(0, 300)})`;
    }),
  );
  expect(told, `axe on ${what}`).toEqual([]);
}

/**
 * scrollToTop begins every list at its first row. What happens to stand half under a sticky heading looks too small to axe (target-size), although one turn
 * of the wheel shows it whole.
 */
async function scrollToTop(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('*')) if (element.scrollTop > 0) element.scrollTop = 0;
  });
}

/** look takes a picture for whoever wants to look at the pages: LOOK names a folder. It is compared with nothing. */
export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['LOOK'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

/** expectNoSideways says that nothing makes the page wider than the window, and names what does. */
export async function expectNoSideways(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const width = window.innerWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 160));
  });
  expect(wide, `${what} scrolls sideways at ${page.viewportSize()?.width} px`).toEqual([]);
}

/** visibleTexts is everything that a person sees or hears: text, labels, titles, placeholders, alternatives. */
async function visibleTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent && !['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(parent.tagName) && !parent.closest('[lang="en"]')) found.add(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('body *:not([lang="en"])')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'aria-valuetext', 'aria-description']) found.add(element.getAttribute(name) ?? '');
    }
    found.add(document.title);
    return [...found].map((text) => text.trim()).filter(Boolean);
  });
}

/** Words of English interfaces that no Vietnamese sentence contains; names of file formats and of things that Vietnamese call in English are not among them. */
const englishWords =
  /\b(the|and|your|you|are|with|from|this|that|close|open|cancel|save|delete|edit|remove|search|select|choose|loading|previous|next|month|year|day|today|show|hide|mute|unmute|leave|join|meeting|minutes|agenda|task|tasks|unit|units|dialog|button|menu|notifications?|settings|error|retry|back|submit|send|clear|dismiss|expand|collapse|increase|decrease|required|empty|available|suggestions?|calendar|undefined|null|nan|invalid date)\b/i;

/** A key that has no word, as i18next shows it ("minutes.title"), and a place that was not filled. */
const unfilled = /^[a-z][a-zA-Z]*(\.[a-zA-Z]+)+$|\{\{/;

/** expectNoEnglish finds words in the Vietnamese interface that are not Vietnamese. `but` are texts that the data or the browser bring along. */
export async function expectNoEnglish(page: Page, what: string, but: readonly RegExp[] = []): Promise<void> {
  const known = englishOnly();
  const bad = (await visibleTexts(page)).filter((text) => {
    if (but.some((pattern) => pattern.test(text))) return false;
    return known.has(text) || englishWords.test(text) || unfilled.test(text);
  });
  expect(bad, `not Vietnamese on ${what}`).toEqual([]);
}
