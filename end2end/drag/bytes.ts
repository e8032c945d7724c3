// What a board loads before something can be dragged on it.

import { brotliCompressSync, constants } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { tellWhenAlive } from '../harness/alive.ts';
import type { Board } from './boards.ts';

const PARTS: [part: 'wasm' | 'js' | 'css', kind: RegExp][] = [
  ['wasm', /^application\/wasm/],
  ['js', /javascript/],
  ['css', /^text\/css/],
];

/** Bytes by kind, each file compressed by brotli at its best. */
export async function bytes(browser: Browser, board: Board) {
  const context = await browser.newContext(board.options);
  await tellWhenAlive(context);
  const page = await context.newPage();
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(request.url()));
  await board.open(page);
  const sums = { wasm: 0, js: 0, css: 0 };
  const files: Record<string, number> = {};
  for (const url of asked) {
    if (!url.startsWith('http')) continue;
    const answer = await context.request.get(url);
    const kind = answer.headers()['content-type'] ?? '';
    const part = PARTS.find(([, of]) => of.test(kind))?.[0];
    if (part === undefined) continue;
    const body = await answer.body();
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    };
    const size = brotliCompressSync(body, { params }).length;
    sums[part] += size;
    files[new URL(url).pathname] = size;
  }
  await context.close();
  return { ...sums, files };
}
