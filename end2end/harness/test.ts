// What every test starts from.

import { type BrowserContextOptions, test as base, expect } from '@playwright/test';
import { Browsers } from './browsers.ts';
import { Person } from './person.ts';
import { Server } from './server.ts';

interface House {
  /** A server and a database of this test's own. */
  server: Server;
  /** Somebody at a browser, not signed in. */
  visitor: (name: string, options?: BrowserContextOptions) => Promise<Person>;
  /** Somebody at a browser, signed in as that member of the demo team. */
  person: (name: string, options?: BrowserContextOptions) => Promise<Person>;
}

interface Street {
  browsers: Browsers;
}

export const test = base.extend<House, Street>({
  browsers: [
    async ({ playwright }, use) => {
      const browsers = new Browsers(playwright.chromium);
      await use(browsers);
      await browsers.close();
    },
    { scope: 'worker' },
  ],

  server: async ({}, use, testInfo) => {
    const server = await Server.start();
    await use(server);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server log', { body: server.log(), contentType: 'text/plain' });
    }
    await server.stop();
  },

  visitor: async ({ server, browsers, contextOptions, viewport, locale, timezoneId }, use) => {
    const people: Person[] = [];
    await use(async (name, options = {}) => {
      const given = { ...contextOptions, viewport, locale, timezoneId };
      const defined = Object.fromEntries(
        Object.entries(given).filter(([, value]) => value !== undefined),
      );
      const person = await Person.at(name, server, browsers, { ...defined, ...options });
      people.push(person);
      return person;
    });
    for (const { name, context, network, watch } of people) {
      expect.soft(watch.complaints, `what ${name}'s pages complained about`).toEqual([]);
      await context.close();
      await network.cut();
    }
  },

  person: async ({ visitor }, use) => {
    await use(async (name, options) => {
      const person = await visitor(name, options);
      await person.signsIn();
      return person;
    });
  },
});

export { expect };
