// The browser that the tests of one worker share.

import type { Browser, BrowserContext, BrowserContextOptions, BrowserType } from '@playwright/test';

/**
 * Hands out contexts of one browser, and starts another when that one has died. Chromium was seen
 * to end by itself while no page was open, between two tests: the test that came next failed before
 * it had begun. A browser that dies under a test still fails it.
 */
export class Browsers {
  readonly #type: BrowserType;
  #running: Browser | undefined;

  constructor(type: BrowserType) {
    this.#type = type;
  }

  async context(options: BrowserContextOptions): Promise<BrowserContext> {
    try {
      return await (await this.#browser()).newContext(options);
    } catch (error) {
      if (this.#running?.contexts().length !== 0) throw error;
      await this.close();
      return (await this.#browser()).newContext(options);
    }
  }

  async close(): Promise<void> {
    await this.#running?.close();
    this.#running = undefined;
  }

  async #browser(): Promise<Browser> {
    if (!this.#running?.isConnected()) this.#running = await this.#type.launch();
    return this.#running;
  }
}
