import type { Page } from '@playwright/test';
import { alive } from '../harness/alive.ts';
import { Build } from '../harness/build.ts';
import {
  API,
  BUG,
  OPENING,
  QUERY,
  SECURITY,
  adds,
  expectQuestions,
  savedWithTeam,
  startsPlanWith,
} from '../harness/builder.ts';
import { MARA } from '../harness/person.ts';
import { comesBack, isReadyForTravel } from '../harness/travel.ts';
import { expect, test as base } from '../harness/test.ts';

const test = base.extend<{ next: Build }>({
  next: async ({}, use) => {
    const next = await Build.another();
    await use(next);
    await next.isForgotten();
  },
});

/** The hashes of all files of a package that the page names or has loaded. */
async function hashesIn(page: Page): Promise<string[]> {
  const hashes = await page.evaluate(() => {
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    const text = [document.documentElement.outerHTML, ...loaded].join(' ');
    return [...text.matchAll(/plumbline\.(\w{20})\b/g)].map(([, hash]) => hash ?? '');
  });
  return [...new Set(hashes)].sort();
}

async function isOfBuild(page: Page, hashes: readonly string[]): Promise<void> {
  await alive(page);
  expect(await hashesIn(page)).toEqual([...hashes].sort());
}

/** The hashes in each of the builds that the service workers keep. */
function keptBuilds(page: Page): Promise<string[][]> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('plumbline-'));
    const kept = names.map(async (name) => {
      const requests = await (await caches.open(name)).keys();
      const hashes = requests.map(({ url }) => /\/pkg\/plumbline\.(\w+)\./.exec(url)?.[1] ?? '');
      return hashes.filter((hash) => hash !== '').sort();
    });
    return Promise.all(kept);
  });
}

test('a tab stays whole while a new build comes, which takes over when all tabs have gone', async ({
  person,
  server,
  next,
}) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const old = mara.page;
  await isReadyForTravel(old);
  // This tab was open before there was a worker, and belongs to it all the same.
  await expect
    .poll(() => old.evaluate(() => navigator.serviceWorker.controller !== null))
    .toBe(true);
  const before = await hashesIn(old);
  expect(before).toHaveLength(3);
  const after = [...next.hashes].sort();
  const named = await old.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );

  await mara.watch.expectingTrouble(async () => {
    await server.isReplacedBy(next);

    await test.step('the open tab goes on, and has the files of its build', async () => {
      await adds(old, BUG, OPENING);
      await savedWithTeam(old);
      const files = named.filter((name) => name.includes('/pkg/'));
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        // Past what the browser keeps by itself for a while.
        const status = (url: string) =>
          fetch(url, { cache: 'no-store' }).then((answer) => answer.status);
        expect(await old.evaluate(status, file), file).toBe(200);
      }
    });

    await test.step('a new tab is of the new build, and waits to be what opens offline', async () => {
      await mara.opensNewTab(path);
      await isOfBuild(mara.page, after);
      await expect.poll(async () => (await keptBuilds(old)).sort()).toEqual([before, after].sort());
      await adds(mara.page, QUERY, OPENING);
      await expectQuestions(old, { [OPENING]: [API, BUG, QUERY] });
    });

    await test.step('with no network each opens as one build, and what it does is kept', async () => {
      await mara.network.cut();
      for (const page of [old, mara.page]) {
        await page.reload();
        await isOfBuild(page, before);
        await expectQuestions(page, { [OPENING]: [API, BUG, QUERY] });
      }
      await adds(old, SECURITY, OPENING);
      await mara.network.mend();
      await savedWithTeam(old);
      await expectQuestions(mara.page, { [OPENING]: [API, BUG, QUERY, SECURITY] });
    });

    await test.step('once all have gone there is only the new one', async () => {
      await comesBack(mara, path);
      await isOfBuild(mara.page, after);
      await expect.poll(() => keptBuilds(mara.page)).toEqual([after]);
      await mara.network.cut();
      await comesBack(mara, path);
      await isOfBuild(mara.page, after);
      await expectQuestions(mara.page, { [OPENING]: [API, BUG, QUERY, SECURITY] });
      // Left open it would go on looking for the network.
      await mara.page.close();
    });
  });
});

test('the only tab opens with no network as the build that it was reloaded to', async ({
  person,
  server,
  next,
}) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API);
  const tab = mara.page;
  await isReadyForTravel(tab);
  await expect
    .poll(() => tab.evaluate(() => navigator.serviceWorker.controller !== null))
    .toBe(true);
  const after = [...next.hashes].sort();

  await mara.watch.expectingTrouble(async () => {
    await server.isReplacedBy(next);
    await tab.reload();
    await isOfBuild(tab, after);
    await expect.poll(() => keptBuilds(tab)).toEqual([after]);
    await adds(tab, BUG, OPENING);
    await savedWithTeam(tab);

    await mara.network.cut();
    await tab.reload();
    await isOfBuild(tab, after);
    await adds(tab, QUERY, OPENING);
    await expectQuestions(tab, { [OPENING]: [API, BUG, QUERY] });
    // Left open it would go on looking for the network.
    await tab.close();
  });
});
