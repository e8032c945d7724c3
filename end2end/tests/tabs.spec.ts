import type { Page } from '@playwright/test';
import {
  API,
  BUG,
  OPENING,
  expectQuestions,
  opensWords,
  savedWithTeam,
  startsPlanWith,
} from '../harness/builder.ts';
import { MARA, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';
import { onThisDeviceOnly } from '../harness/travel.ts';

/** The lock by which a tab holds its record of the plan at `path`; of a further tab's, `/1` and so on. */
function lockOf(path: string): string {
  return `plumbline/plan/${path.split('/').at(-1)}`;
}

function locks(page: Page, which: 'held' | 'pending'): Promise<string[]> {
  return page.evaluate(async (which) => {
    const locks = (await navigator.locks.query())[which] ?? [];
    return locks.map(({ name }) => name ?? '');
  }, which);
}

declare global {
  interface Window {
    letsGo?: () => void;
  }
}

/** Asks for a lock as a page that is silent about it, and answers once that waits. */
async function queuesFor(page: Page, name: string): Promise<void> {
  await page.evaluate((name) => {
    void navigator.locks.request(name, () => new Promise<void>((end) => (window.letsGo = end)));
  }, name);
  await expect.poll(() => locks(page, 'pending')).toContain(name);
}

/** Holds the time of a page: whatever waits for it to pass there waits for ever. */
async function standsStill(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

/** Waits until a page that is alive says that it has the record of that lock. */
async function isHeld(page: Page, name: string): Promise<void> {
  await page.evaluate((name) => {
    const channel = new BroadcastChannel(name);
    const said = new Promise((settle) => {
      channel.onmessage = ({ data }) => data === true && settle(data);
    });
    channel.postMessage(false);
    return said.then(() => channel.close());
  }, name);
}

test('a tab finds again what it was to offer back, though its record is let go late', async ({
  person,
}) => {
  const mara = await person(MARA);
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(mara, API, BUG);
  await tomas.opens(path);
  const field = await opensWords(mara.page, API, 'Question as asked');
  await mara.watch.expectingTrouble(async () => {
    await mara.network.cut();
    await field.press('Control+End');
    await field.pressSequentially(' Draw it.');
    await onThisDeviceOnly(mara.page);
    await tomas.page.getByRole('button', { name: `Remove ${API}`, exact: true }).click();
    await savedWithTeam(tomas.page);
    await mara.network.mend();
    await savedWithTeam(mara.page);
  });
  const offered = () => mara.page.getByRole('region', { name: 'Not applied' });
  await expect(offered()).toContainText('Draw it.');

  // Whoever has the lock and says nothing is taken for the tab as it goes.
  const going = await mara.context.newPage();
  await going.goto('/healthz');
  await queuesFor(going, lockOf(path));
  await mara.page.close();
  await expect.poll(() => locks(going, 'held')).toContain(lockOf(path));
  mara.page = await mara.context.newPage();
  await standsStill(mara.page);
  await mara.page.goto(path);
  await expect.poll(() => locks(going, 'pending')).toContain(lockOf(path));
  await mara.page.clock.fastForward(2_000);
  expect(await locks(going, 'pending')).toContain(lockOf(path));
  await going.evaluate(() => window.letsGo?.());
  await mara.page.clock.resume();
  await expect(offered()).toContainText('Draw it.');
  await expectQuestions(mara.page, { [OPENING]: [BUG] });
});

test('what a closed tab had not sent is sent by one that is open, once there is a network', async ({
  person,
}) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const open = mara.page;
  await mara.opensNewTab(path);
  await mara.watch.expectingTrouble(async () => {
    await mara.network.cut();
    await mara.page.getByRole('textbox', { name: 'Title of the plan' }).fill('Of the closed tab');
    await onThisDeviceOnly(mara.page);
    await mara.page.close();
    await mara.network.mend();
    await expect(open).toHaveTitle('Of the closed tab · Plumbline');
  });
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  await expect(tomas.page).toHaveTitle('Of the closed tab · Plumbline');
});

test('a further tab of a plan opens at once, and so does each again', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const first = mara.page;
  const second = await mara.context.newPage();
  await standsStill(second);
  await second.goto(path);
  const own = lockOf(path);
  const further = `${own}/1`;
  await isHeld(first, further);
  await second.reload();
  await isHeld(first, further);
  await first.reload();
  await isHeld(second, own);
  expect((await locks(first, 'held')).sort()).toEqual([own, further]);
});
