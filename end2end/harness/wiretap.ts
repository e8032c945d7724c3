// Everything the server sends to a page: the pages themselves, every answer, every live frame.

import type { Page } from '@playwright/test';

export class Wiretap {
  #heard: Buffer[] = [];
  #pending: Promise<void>[] = [];

  static on(page: Page): Wiretap {
    const tap = new Wiretap();
    page.on('response', (response) => {
      tap.#heard.push(Buffer.from(JSON.stringify(response.headers())));
      // A redirect has no body to read.
      const taken = response.body().then(
        (body) => void tap.#heard.push(body),
        () => undefined,
      );
      tap.#pending.push(taken);
    });
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        tap.#heard.push(typeof payload === 'string' ? Buffer.from(payload) : payload);
      });
    });
    return tap;
  }

  /** Whether `words` have come through, as they are or as base64 within something longer. */
  async has(words: string): Promise<boolean> {
    await Promise.all(this.#pending);
    const forms = disguises(words);
    return this.#heard.some((heard) => forms.some((form) => heard.includes(form)));
  }

  /** How much has been heard, in bytes: a tap that hears nothing proves nothing. */
  async length(): Promise<number> {
    await Promise.all(this.#pending);
    return this.#heard.reduce((sum, heard) => sum + heard.length, 0);
  }
}

/** The bytes of `words`, plain and as base64 at each of the three places it can start at. */
function disguises(words: string): Buffer[] {
  const base64 = [0, 1, 2].map((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), Buffer.from(words)]).toString('base64');
    // The characters at either end also depend on what stands beside the words.
    return padded.replace(/=+$/, '').slice(shift === 0 ? 0 : shift + 1, -1);
  });
  const plain = [words, [...words].join('\0')];
  const all = [...plain, ...base64, ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
  return all.map((form) => Buffer.from(form));
}
