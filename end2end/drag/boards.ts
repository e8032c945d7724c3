// The two boards: a server for each, and the same plan of 200 questions on both.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type Server as HttpServer, createServer } from 'node:http';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { alive, tellWhenAlive } from '../harness/alive.ts';
import { OPENING, adds, library, savedWithTeam } from '../harness/builder.ts';
import { MARA } from '../harness/person.ts';
import { Server } from '../harness/server.ts';

const BENCH = fileURLToPath(new URL('../../bench', import.meta.url));

/** Questions that are taken from the library. */
const DIFFERENT = 10;

/** How often each of them stands in each stage of a plan. */
export type Size = readonly number[];
export const OF_200: Size = [5, 5, 5, 5];
export const OF_500: Size = [13, 13, 12, 12];

/** How many questions are in the first stages of a plan. */
export function questions(size: Size, stages = size.length): number {
  return size.slice(0, stages).reduce((sum, times) => sum + DIFFERENT * times, 0);
}

/** What a plan shows, to make the other board show the same. */
interface Shown {
  title: string;
  stages: {
    name: string;
    items: { title: string; competency: string; minutes: number }[];
  }[];
}

/** A board that can be opened, again and again. */
export interface Board {
  name: string;
  size: Size;
  /** What a browser that opens it has to bring. */
  options: BrowserContextOptions;
  /** Opens it, and waits until something can be dragged on it. */
  open(page: Page): Promise<void>;
  stop(): Promise<void>;
}

function opened(page: Page, size: Size): Promise<unknown> {
  return page.waitForFunction(
    (wanted) => document.querySelectorAll('[data-stage] [data-item]').length === wanted,
    questions(size),
  );
}

/** Plumbline's own, and what its plan shows. */
export async function plumbline(browser: Browser, size: Size): Promise<[Board, Shown]> {
  const server = await Server.start();
  try {
    return await filled(server, browser, size);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function filled(server: Server, browser: Browser, size: Size): Promise<[Board, Shown]> {
  const origin = `http://127.0.0.1:${server.port}`;
  const context = await browser.newContext({ baseURL: origin });
  await tellWhenAlive(context);
  const page = await context.newPage();
  const path = await fill(page, size);
  const shown = await show(page);
  const storageState = await context.storageState();
  await context.close();
  const board: Board = {
    name: 'plumbline',
    size,
    options: { baseURL: origin, storageState },
    async open(page) {
      await page.goto(path);
      await opened(page, size);
      await alive(page);
    },
    stop: () => server.stop(),
  };
  return [board, shown];
}

/** Makes a plan by what the builder offers: questions of the library, copied and pasted. */
async function fill(page: Page, size: Size): Promise<string> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: MARA }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  await page.goto('/');
  await alive(page);
  await page.getByRole('button', { name: 'New plan from Back End Developer' }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]+$/);
  await alive(page);
  const titles = await library(page).getByRole('listitem').locator('h3').allTextContents();
  for (const title of titles.slice(0, DIFFERENT)) {
    await adds(page, title, OPENING);
    await page.getByRole('button', { name: `Drag ${title}`, exact: true }).press('x');
  }
  await page.locator('[data-item] .grip').first().press('Control+c');
  await page.getByRole('button', { name: 'Clear the selection' }).click();
  for (const [stage, times] of size.entries()) {
    const grip = page.locator('[data-stage]').nth(stage).locator('.stage-head .grip');
    for (let time = stage === 0 ? 1 : 0; time < times; time += 1) await grip.press('Control+v');
  }
  await opened(page, size);
  for (let number = 0; number < questions(size); number += 1) await reword(page, number);
  await savedWithTeam(page);
  return new URL(page.url()).pathname;
}

/** Asks something else in each copy: the checks would find nearly all of them asked before. */
async function reword(page: Page, number: number): Promise<void> {
  const card = page.locator('[data-stage] [data-item]').nth(number);
  const opener = card.getByRole('button', { name: /^Edit / });
  await opener.click();
  const words = Array.from({ length: 14 }, (_, word) => wordOf(number * 14 + word));
  await card.getByRole('textbox', { name: 'Question as asked' }).fill(`How ${words.join(' ')}?`);
  await opener.click();
}

/** A word of its own for every number, of syllables. */
function wordOf(number: number): string {
  const syllable = (of: number) => `${'bdfglmnprst'[of % 11]}${'aeiou'[Math.floor(of / 11) % 5]}`;
  return syllable(number % 55) + syllable(Math.floor(number / 55) % 55) + syllable(number % 7);
}

function show(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const text = (of: Element, selector: string) => of.querySelector(selector)?.textContent ?? '';
    return {
      title: document.querySelector<HTMLTextAreaElement>('.toolbar textarea')?.value ?? '',
      stages: [...document.querySelectorAll('[data-stage]')].map((stage) => ({
        name: text(stage, 'h2'),
        items: [...stage.querySelectorAll('[data-item]')].map((item) => ({
          title: text(item, 'h3'),
          competency: text(item, '.item-title .hint'),
          minutes: Number(item.querySelector<HTMLInputElement>('.minutes input')?.value),
        })),
      })),
    };
  });
}

/** The board of React, dnd-kit and yjs, as it was built into `folder`. */
export async function react(folder: string, shown: Shown, size: Size): Promise<Board> {
  const port = await freePort();
  const sync = spawn(process.execPath, [join(BENCH, 'peers/serve.mjs'), 'y-websocket', `${port}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `ws://127.0.0.1:${port}`;
  try {
    await seed(url, shown);
  } catch (error) {
    await ended(sync);
    throw error;
  }
  const files = await serve(folder);
  return {
    name: 'react',
    size,
    options: { baseURL: `http://127.0.0.1:${(files.address() as AddressInfo).port}` },
    async open(page) {
      await page.goto(`/?server=${url}&plan=plan`);
      await opened(page, size);
    },
    async stop() {
      files.closeAllConnections();
      files.close();
      await ended(sync);
    },
  };
}

async function seed(url: string, shown: Shown): Promise<void> {
  const seeding = spawn(process.execPath, [join(BENCH, 'board/seed.mjs'), url, 'plan'], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  seeding.stdin?.end(JSON.stringify(shown));
  const [code] = await once(seeding, 'exit');
  if (code !== 0) throw new Error('The plan could not be put onto the board of React.');
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function freePort(): Promise<number> {
  const socket = createSocket().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as AddressInfo;
  socket.close();
  await once(socket, 'close');
  return port;
}

const KINDS: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

async function serve(folder: string): Promise<HttpServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://board');
    const path = join(folder, normalize(pathname === '/' ? '/index.html' : pathname));
    readFile(path).then(
      (body) => {
        response.setHeader('content-type', KINDS[extname(path)] ?? 'application/octet-stream');
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
