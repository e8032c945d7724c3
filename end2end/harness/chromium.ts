// Which browser runs the tests: the machine's own. Nothing is downloaded.

import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export function chromium(): LaunchOptions {
  const named = process.env['PLUMBLINE_CHROMIUM'];
  const executablePath = named ?? USUAL.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error('There is no Chromium here: install one, or name it in PLUMBLINE_CHROMIUM.');
  }
  return {
    executablePath,
    // The pages are our own and on this machine, so the sandbox, which containers
    // often forbid, protects nothing. The rest keeps the browser from calling home.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
