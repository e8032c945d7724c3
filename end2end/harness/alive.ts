// Knowing when a page has come alive. A page is drawn before its program runs, and until then a
// click on it goes nowhere.

import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    plumblineListens?: (target: EventTarget) => boolean;
  }
}

/** Lets every page of `context` tell which elements somebody listens to. */
export async function tellWhenAlive(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const heard = new WeakSet<EventTarget>();
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (
      this: EventTarget | undefined,
      ...rest: Parameters<typeof add>
    ) {
      heard.add(this ?? window);
      add.apply(this ?? window, rest);
    };
    window.plumblineListens = (target) => heard.has(target);
  });
}

/** Waits until all buttons of the page are listened to. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const listens = window.plumblineListens;
    if (listens === undefined || !listens(window)) return false;
    if (document.querySelector('.waiting') !== null) return false;
    // In a form it may be the form that is listened to.
    const buttons = [...document.querySelectorAll(':is(main, header) button:not([type=submit])')];
    return buttons.every((element) => listens(element));
  });
}
