import { defineConfig } from '@playwright/test';
import { chromium } from './harness/chromium.ts';

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results/traces',
  // Two cores are the least we expect; each test brings a server of its own.
  workers: Number(process.env['PLUMBLINE_WORKERS'] ?? 2),
  fullyParallel: true,
  // A test that passes only when tried again has found something.
  retries: 0,
  // For a machine that does much else; nothing waits so long on one that does not.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['html', { open: 'never', outputFolder: 'playwright-report' }]],
  use: {
    launchOptions: chromium(),
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: 20_000,
    navigationTimeout: 40_000,
    trace: 'retain-on-failure',
  },
});
