// A hand that drags at its own pace, whether or not the page keeps up.

import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';

/** How often a pointer tells where it is, in milliseconds. */
const PACE = 16;
/** How many moves a drag is, and how far, in CSS pixels: about ten cards. */
const MOVES = 60;
const FAR = 660;
/** Where in the window a drag downwards begins, and one upwards ends: far from the edges, where
 * either board would scroll. */
const TOP = 270;
/** How long a drop may take to be done with everything, in milliseconds. */
const REST = 600;

export const WINDOW = { width: 1280, height: 1200 };

export interface Drag {
  stage: number;
  item: number;
  direction: 'down' | 'up';
}

/** Scrolls what is to be dragged to where the drag begins, and answers with the grip's middle. */
export async function reach(page: Page, { stage, item, direction }: Drag) {
  const grip = page.locator('[data-stage]').nth(stage).locator('[data-item]').nth(item).locator('.grip');
  const y = direction === 'down' ? TOP : TOP + FAR;
  await grip.evaluate(async (grip, y) => {
    // Cards that come into view may turn out to be of another height than was thought.
    for (let still = 0; still < 3; still += 1) {
      const { top, height } = grip.getBoundingClientRect();
      const off = top + height / 2 - y;
      if (Math.abs(off) > 0.5) still = 0;
      window.scrollBy({ top: off, behavior: 'instant' });
      await new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
    }
  }, y);
  const box = await grip.boundingBox();
  if (box === null) throw new Error('What is to be dragged is not on the page.');
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  if (Math.abs(at.y - y) > 1) throw new Error(`The grip is at ${at.y}, not at ${y}.`);
  return at;
}

/**
 * Drags from there. Every event is sent when its time has come; none waits for the one before.
 * Answers with how many milliseconds after its time one was sent at most: on a busy machine many.
 */
export async function drag(
  session: CDPSession,
  from: { x: number; y: number },
  { direction }: Drag,
): Promise<number> {
  let late = 0;
  const sent: Promise<unknown>[] = [];
  const begin = performance.now();
  const at = async (tick: number, type: string, x: number, y: number, buttons: number) => {
    const wait = begin + tick * PACE - performance.now();
    if (wait > 0) await sleep(wait);
    late = Math.max(late, performance.now() - begin - tick * PACE);
    const event = { type, x, y, button: 'left', buttons, clickCount: 1 };
    sent.push(session.send('Input.dispatchMouseEvent', event as never));
  };
  // It is over what it presses before.
  const over = { type: 'mouseMoved', x: from.x, y: from.y } as const;
  await session.send('Input.dispatchMouseEvent', over);
  await at(4, 'mousePressed', from.x, from.y, 1);
  const step = ((direction === 'down' ? 1 : -1) * FAR) / MOVES;
  for (let move = 1; move <= MOVES; move += 1) {
    await at(4 + move, 'mouseMoved', from.x + move, from.y + move * step, 1);
  }
  await at(5 + MOVES, 'mouseReleased', from.x + MOVES, from.y + MOVES * step, 0);
  await Promise.all(sent);
  await sleep(REST);
  return late;
}
