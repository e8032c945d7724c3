// Whether a page can be used by everybody.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Expects that axe finds nothing against WCAG 2.2 AA, in light and in dark. */
export async function expectNoViolations(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      at: nodes.map((node) => `${node.html} ${node.any[0]?.message ?? ''}`),
    }));
    expect.soft(found, `${what}, ${colorScheme}`).toEqual([]);
  }
}

/** Expects that nothing is wider than the window. */
export async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `<${element.localName} class="${element.getAttribute('class')}">`);
  });
  expect.soft(wide, what).toEqual([]);
}

/** Expects that what is wider than its place can be scrolled to by keyboard, and has a name. */
export async function expectNothingCutOff(page: Page, what: string): Promise<void> {
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('main *:not(input, textarea, svg *)')]
      .filter((element) => getComputedStyle(element).overflowX !== 'visible')
      // What is for screen readers only is cut off from everybody else.
      .filter((element) => getComputedStyle(element).clipPath === 'none')
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .filter((element) => !element.matches('[role=region][aria-label][tabindex="0"]'))
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect.soft(cut, what).toEqual([]);
}

/** Walks the page by the Tab key, and expects to come by everything that can be used. */
export async function expectTabReachesAll(page: Page): Promise<void> {
  const all = await page.evaluate(() => {
    const usable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const seen = new Set<string>();
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(usable)) {
      const hidden = !element.checkVisibility() || element.matches(':disabled, [type=hidden]');
      if (hidden) continue;
      // Of a group of radio buttons one is reached by Tab, the others by arrows.
      const group = element.matches('[type=radio]') ? element.getAttribute('name') : null;
      if (group !== null) {
        if (seen.has(group)) continue;
        seen.add(group);
      }
      element.dataset['reach'] = group ?? String(found.length);
      found.push(element.dataset['reach']);
      if (group !== null) {
        for (const other of document.getElementsByName(group)) other.dataset['reach'] = group;
      }
    }
    (document.activeElement as HTMLElement | null)?.blur();
    return found;
  });
  expect(all.length).toBeGreaterThan(3);

  const reached = new Set<string>();
  for (let press = 0; press < all.length + 5; press += 1) {
    await page.keyboard.press('Tab');
    const reach = await page.evaluate(() => {
      const active = document.activeElement;
      return active instanceof HTMLElement ? active.dataset['reach'] : undefined;
    });
    if (reach !== undefined) reached.add(reach);
  }
  const missed = all.filter((one) => !reached.has(one));
  const described = await page.evaluate(
    (missed) =>
      missed.map((one) => document.querySelector(`[data-reach="${one}"]`)?.outerHTML ?? one),
    missed,
  );
  expect.soft(described, 'what Tab does not reach').toEqual([]);
  await expect(page.locator('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])')).toHaveCount(0);
}
