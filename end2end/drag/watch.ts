// What a page looks at while something is dragged on it: how long its frames take, and how long
// it is from what the pointer does to the next painting.

import type { BrowserContext, Page } from '@playwright/test';

/** What was seen since the last time it was taken, in milliseconds. */
export interface Seen {
  /** From a frame's beginning to its having been painted. */
  frames: number[];
  /** From a frame's beginning to that of the next, while the pointer was down in both. */
  gaps: number[];
  /** Frames of more than 50 ms, as the browser itself counts them. */
  longFrames: number[];
  /** From a move of the pointer to the next painting. */
  moves: number[];
  /** The browser's own event timing of each press and its letting go, the longer of both; what
   * takes less than 16 is counted as 16. */
  interactions: number[];
  /** From letting go to the painting that shows the card in its place, where it comes there only
   * then: the other board moves it while it is carried. */
  placed: number[];
}

declare global {
  interface Window {
    plumblineTake?: () => Seen;
  }
}

export async function watch(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const nothing = (): Seen => ({
      frames: [],
      gaps: [],
      longFrames: [],
      moves: [],
      interactions: [],
      placed: [],
    });
    let seen = nothing();
    let slowest = new Map<number, number>();
    let presses = 0;
    let moved: number[] = [];

    const events = (entries: PerformanceEntryList) => {
      for (const entry of entries as (PerformanceEntry & { interactionId: number })[]) {
        const { interactionId: id, duration } = entry;
        if (id > 0) slowest.set(id, Math.max(slowest.get(id) ?? 0, duration));
      }
    };
    const frames = (entries: PerformanceEntryList) => {
      for (const { duration } of entries) seen.longFrames.push(duration);
    };
    const timing = new PerformanceObserver((list) => events(list.getEntries()));
    timing.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    const long = new PerformanceObserver((list) => frames(list.getEntries()));
    long.observe({ type: 'long-animation-frame' });

    const heard = { capture: true, passive: true };
    let [down, last] = [false, 0];
    // When something was let go whose card is not in its place yet, and whose card is, but
    // has not been painted there.
    let dropped: number | undefined;
    let lying: number | undefined;
    const hasCard = ({ addedNodes }: MutationRecord) =>
      [...addedNodes].some((node) => node instanceof Element && node.matches('[data-item]'));
    const board = new MutationObserver((changes) => {
      if (dropped === undefined || !changes.some(hasCard)) return;
      [dropped, lying] = [undefined, dropped];
    });
    board.observe(document, { childList: true, subtree: true });

    const press = () => {
      presses += 1;
      [down, last] = [true, 0];
    };
    addEventListener('pointerdown', press, heard);
    const letGo = (event: PointerEvent) => {
      [down, dropped] = [false, event.timeStamp];
    };
    addEventListener('pointerup', letGo, heard);
    addEventListener('pointermove', (event) => moved.push(event.timeStamp), heard);

    // A frame has been painted by the time that a message sent in it arrives, and by the time that
    // the next one begins: a busy page leaves messages lying, and an idle one begins no frame.
    let unpainted: { begun: number; since: number[]; lying: number | undefined } | undefined;
    const painted = () => {
      if (unpainted === undefined) return;
      const now = performance.now();
      seen.frames.push(now - unpainted.begun);
      for (const at of unpainted.since) seen.moves.push(now - at);
      if (unpainted.lying !== undefined) seen.placed.push(now - unpainted.lying);
      unpainted = undefined;
    };
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (data === unpainted?.begun) painted();
    };
    const frame = (begun: number) => {
      painted();
      unpainted = { begun, since: moved, lying };
      lying = undefined;
      port2.postMessage(begun);
      if (down && last > 0) seen.gaps.push(begun - last);
      last = begun;
      moved = [];
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);

    window.plumblineTake = () => {
      events(timing.takeRecords());
      frames(long.takeRecords());
      const interactions = [...slowest.values()];
      while (interactions.length < presses) interactions.push(16);
      const taken = { ...seen, interactions };
      seen = nothing();
      slowest = new Map();
      presses = 0;
      [dropped, lying] = [undefined, undefined];
      return taken;
    };
  });
}

export async function take(page: Page): Promise<Seen> {
  const seen = await page.evaluate(() => window.plumblineTake?.());
  if (seen === undefined) throw new Error('The page does not watch itself.');
  return seen;
}
