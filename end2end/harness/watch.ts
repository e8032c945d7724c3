// Watches a page for everything that no page of ours may do.

import type { ConsoleMessage, Page } from '@playwright/test';

/** What Chromium says when the network fails, and nothing else does. */
const NETWORK = [
  /^Failed to load resource: net::ERR_/,
  /^WebSocket connection to .* failed/,
  /net::ERR_(CONNECTION|EMPTY_RESPONSE|INTERNET|SOCKET|NETWORK|INCOMPLETE)/,
];

/** A request that the page itself gave up, as when it is left. */
const GIVEN_UP = /net::ERR_ABORTED/;

export class Watch {
  readonly complaints: string[] = [];
  #forgiven: RegExp[] = [];

  on(page: Page): void {
    page.on('console', (message) => this.#said(message));
    page.on('pageerror', (error) => this.complaints.push(`error: ${error.stack ?? error.message}`));
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? 'no reason given';
      if (GIVEN_UP.test(why)) return;
      this.#complain(`${request.method()} ${request.url()}: ${why}`);
    });
  }

  /**
   * Forgives what the network's failing makes Chromium say, and what else `also` matches, while
   * `act` runs. Errors of the page itself are never forgiven.
   */
  async expectingTrouble<T>(act: () => Promise<T>, also: RegExp[] = []): Promise<T> {
    const before = this.#forgiven;
    this.#forgiven = [...before, ...NETWORK, ...also];
    try {
      return await act();
    } finally {
      this.#forgiven = before;
    }
  }

  /** Forgives refusals by the server that the test asks for. */
  async expectingRefusal<T>(act: () => Promise<T>): Promise<T> {
    return this.expectingTrouble(act, [/responded with a status of (4\d\d|503)/]);
  }

  #said(message: ConsoleMessage): void {
    const kind = message.type();
    if (kind !== 'error' && kind !== 'warning' && kind !== 'assert') return;
    const { url, lineNumber } = message.location();
    this.#complain(message.text(), `console ${kind}: `, ` (${url}:${lineNumber})`);
  }

  #complain(text: string, before = '', after = ''): void {
    if (this.#forgiven.some((pattern) => pattern.test(text))) return;
    this.complaints.push(before + text + after);
  }
}
