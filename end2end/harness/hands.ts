// Dragging, with a mouse and with a finger.

import type { CDPSession, Locator, Page } from '@playwright/test';

/** A place on the page: beside a card's middle, or in it. */
export interface Spot {
  of: Locator;
  /** Above or below the middle of it, or right there. */
  side?: 'above' | 'below';
}

interface Point {
  x: number;
  y: number;
}

/** How far from the window's edge nothing scrolls by itself, in CSS pixels. */
const MARGIN = 80;

/** How many moves a hand makes between two places. */
const MOVES = 8;

async function middle(of: Locator): Promise<Point> {
  const box = await of.boundingBox();
  if (box === null) throw new Error(`${of} is not on the page`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function point(spot: Spot): Promise<Point> {
  const box = await spot.of.boundingBox();
  if (box === null) throw new Error(`${spot.of} is not on the page`);
  const share = spot.side === 'above' ? 0.25 : spot.side === 'below' ? 0.75 : 0.5;
  return { x: box.x + box.width / 2, y: box.y + box.height * share };
}

/** Scrolls so that neither place is near an edge, where carrying would scroll on. */
async function within(page: Page, one: Point, other: Point): Promise<void> {
  const [top, bottom] = [Math.min(one.y, other.y), Math.max(one.y, other.y)];
  const height = page.viewportSize()?.height ?? 0;
  if (top < MARGIN || bottom > height - MARGIN) {
    await page.evaluate((by) => window.scrollBy(0, by), top - 2 * MARGIN);
  }
}

function between(from: Point, to: Point): Point[] {
  return Array.from({ length: MOVES }, (_, index) => {
    const share = (index + 1) / MOVES;
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  });
}

/** Drags by the mouse; both ends have to be within the window. */
export async function dragsByMouse(page: Page, grip: Locator, to: Spot): Promise<void> {
  await picksUpByMouse(page, grip, to);
  await page.mouse.up();
}

/** The same without letting go. */
export async function picksUpByMouse(page: Page, grip: Locator, to: Spot): Promise<void> {
  await grip.scrollIntoViewIfNeeded();
  await within(page, await middle(grip), await point(to));
  const [from, target] = [await middle(grip), await point(to)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const { x, y } of between(from, target)) await page.mouse.move(x, y);
}

/** A finger on the screen. The browser makes pointer events of what it does, as on a phone. */
export class Finger {
  #session: CDPSession;

  #page: Page;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async on(page: Page): Promise<Finger> {
    return new Finger(page, await page.context().newCDPSession(page));
  }

  async drags(grip: Locator, to: Spot): Promise<void> {
    await grip.scrollIntoViewIfNeeded();
    await within(this.#page, await middle(grip), await point(to));
    const [from, target] = [await middle(grip), await point(to)];
    await this.#touch('touchStart', from);
    for (const step of between(from, target)) await this.#touch('touchMove', step);
    await this.#session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  async #touch(type: 'touchStart' | 'touchMove', at: Point): Promise<void> {
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints: [at] });
  }
}
