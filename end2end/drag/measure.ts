// Drags in a plan of 200 questions on Plumbline's board and on one of React and dnd-kit, by turns:
//
//   node drag/measure.ts --board FOLDER --out FOLDER [--pairs N] [--drags N]
//
// FOLDER of the board is what `vite build` made of bench/board. Raw numbers go to drag.jsonl and
// bytes.jsonl in the other one.

import { appendFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type CDPSession, type Page, chromium as browserType } from '@playwright/test';
import { tellWhenAlive } from '../harness/alive.ts';
import { chromium } from '../harness/chromium.ts';
import { type Board, OF_200, OF_500, type Size, plumbline, questions, react } from './boards.ts';
import { bytes } from './bytes.ts';
import { type Drag, WINDOW, drag, reach } from './hand.ts';
import { type Seen, take, watch } from './watch.ts';

/** How many times slower the page's processor is made. */
const SLOWER = 4;
const SLOW = '200 items, processor 4 times slower';
const LONG = '500 items, processor as it is';
/** The most that a frame, and what somebody does until it is seen, may take, in milliseconds. */
const MOST = 50;

/** The browser's own sums, in seconds, and what they are called here. */
const SUMS = {
  main_ms: ['TaskDuration'],
  script_ms: ['ScriptDuration'],
  layout_ms: ['LayoutDuration', 'RecalcStyleDuration'],
};

function percentile(numbers: number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** How many frames of a screen that shows 60 a second are in so many milliseconds. */
const frames = (time: number) => Math.max(1, Math.round((time * 60) / 1000));

const round = (number: number) => Math.round(number * 100) / 100;

/** Down over the border of two stages, and another one back up, so that the plan stays as it is. */
function drags(size: Size, count: number): Drag[] {
  return Array.from({ length: count }, (_, index) => {
    const down = index % 2 === 0;
    const shift = Math.floor(index / 2) % 3;
    return down
      ? { stage: 0, item: questions(size, 1) - 4 - shift, direction: 'down' }
      : { stage: 1, item: 3 + shift, direction: 'up' };
  });
}

async function counts(page: Page): Promise<number[]> {
  const stages = page.locator('[data-stage]');
  return stages.evaluateAll((stages) =>
    stages.map((stage) => stage.querySelectorAll('[data-item]').length),
  );
}

async function sums(session: CDPSession): Promise<Record<keyof typeof SUMS, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  const sum = (names: string[]) => names.reduce((sum, name) => sum + value(name), 0) * 1000;
  return {
    main_ms: sum(SUMS.main_ms),
    script_ms: sum(SUMS.script_ms),
    layout_ms: sum(SUMS.layout_ms),
  };
}

/** Drags on a board in a browser of its own, and answers with what was seen. */
async function run(board: Board, count: number, rate: number) {
  const browser = await browserType.launch(chromium());
  try {
    const context = await browser.newContext({ ...board.options, viewport: WINDOW });
    await tellWhenAlive(context);
    await watch(context);
    const page = await context.newPage();
    await board.open(page);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    const seen: Seen[] = [];
    const spent = { main_ms: 0, script_ms: 0, layout_ms: 0 };
    let [lost, late] = [0, 0];
    let held = await counts(page);
    for (const each of drags(board.size, count)) {
      const from = await reach(page, each);
      await take(page);
      const before = await sums(session);
      late = Math.max(late, await drag(session, from, each));
      const after = await sums(session);
      seen.push(await take(page));
      for (const sum of ['main_ms', 'script_ms', 'layout_ms'] as const) {
        spent[sum] += (after[sum] - before[sum]) / count;
      }
      const by = each.direction === 'down' ? 1 : -1;
      const [first = 0, second = 0, ...rest] = held;
      const wanted = [first - by, second + by, ...rest];
      held = await counts(page);
      // A page that is too busy may not have noticed where it was dropped.
      if (`${held}` !== `${wanted}`) lost += 1;
    }
    return { lost_drops: lost, hand_late_ms: round(late), ...figures(seen, spent) };
  } finally {
    await browser.close();
  }
}

function figures(seen: Seen[], spent: Record<keyof typeof SUMS, number>) {
  const all = (part: keyof Seen) => seen.flatMap((one) => one[part]);
  const [interactions, placed] = [all('interactions'), all('placed')];
  if (interactions.length !== seen.length) {
    throw new Error(`${interactions.length} interactions were seen in ${seen.length} drags.`);
  }
  return {
    drags: seen.length,
    long_frames: all('longFrames').length,
    dropped_in_moving: all('gaps').reduce((sum, gap) => sum + frames(gap) - 1, 0),
    frames_in_moving: all('gaps').reduce((sum, gap) => sum + frames(gap), 0),
    longest_frame_ms: round(Math.max(...all('frames'), ...all('longFrames'))),
    frame_p98_ms: round(percentile(all('frames'), 0.98)),
    interaction_p98_ms: round(percentile(interactions, 0.98)),
    ...(placed.length > 0 && { placed: placed.length, placed_p98_ms: round(percentile(placed, 0.98)) }),
    move_p98_ms: round(percentile(all('moves'), 0.98)),
    move_p50_ms: round(percentile(all('moves'), 0.5)),
    main_ms: round(spent.main_ms),
    script_ms: round(spent.script_ms),
    layout_ms: round(spent.layout_ms),
  };
}

const { values } = parseArgs({
  options: {
    board: { type: 'string' },
    out: { type: 'string' },
    pairs: { type: 'string', default: '9' },
    drags: { type: 'string', default: '20' },
  },
});
if (values.board === undefined || values.out === undefined) {
  throw new Error('Say where the board is by --board, and where numbers go by --out.');
}
const [pairs, count] = [Number(values.pairs), Number(values.drags)];
await mkdir(values.out, { recursive: true });
const keep = (file: string, line: object) =>
  appendFile(join(values.out ?? '', file), `${JSON.stringify(line)}\n`);

async function measured(what: object, board: Board, rate: number): Promise<void> {
  const line = { ...what, ...(await run(board, count, rate)) };
  await keep('drag.jsonl', line);
  console.log(`      ${board.name}: ${JSON.stringify(line)}`);
}

// Whatever happens, no server outlives this.
const boards: Board[] = [];
try {
  const browser = await browserType.launch(chromium());
  const [ours, shown] = await plumbline(browser, OF_200);
  boards.push(ours);
  const theirs = await react(resolve(values.board), shown, OF_200);
  boards.push(theirs);
  for (const board of boards) {
    const { files, wasm, js, css } = await bytes(browser, board);
    const kib = round((wasm + js + css) / 1024);
    const line = { block: 1, case: 'the builder', subject: board.name, kib, wasm, js, css, files };
    await keep('bytes.jsonl', line);
  }
  const [long] = await plumbline(browser, OF_500);
  boards.push(long);
  await browser.close();

  for (let block = 1; block <= pairs; block += 1) {
    for (const board of block % 2 === 1 ? [ours, theirs] : [theirs, ours]) {
      await measured({ block, case: SLOW, subject: board.name, aim_ms: MOST }, board, SLOWER);
    }
    await measured({ block, case: LONG, subject: long.name }, long, 1);
  }
} finally {
  for (const board of boards) await board.stop();
}
