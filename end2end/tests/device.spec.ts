import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { tellWhenAlive } from '../harness/alive.ts';
import {
  API,
  BUG,
  OPENING,
  adds,
  expectQuestions,
  retitles,
  savedWithTeam,
  standing,
  startsPlan,
  startsPlanWith,
} from '../harness/builder.ts';
import { interviewOn, note } from '../harness/panel.ts';
import { MARA, Person, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';
import { losesTabOffline, onThisDeviceOnly } from '../harness/travel.ts';

const CANARY = 'zq7canarywords';

/** The files under a folder in which these words can be read, in any of the usual ways. */
async function filesWith(folder: string, words: string): Promise<string[]> {
  const ways = [Buffer.from(words, 'utf8'), Buffer.from(words, 'utf16le')];
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (ways.some((way) => bytes.includes(way))) found.push(path);
  }
  return found;
}

/** Tomás on the page of an interview that Mara leads and he scores, and its path. */
async function onThePanel(person: (name: string) => Promise<Person>) {
  const mara = await person(MARA);
  const path = await interviewOn(mara, [TOMAS], API);
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  return { mara, path, tomas };
}

test('what is noted with no network is nowhere to be read in the browser’s folder', async ({
  person,
  server,
  playwright,
}) => {
  const mara = await person(MARA);
  const path = await interviewOn(mara, [TOMAS], API);
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-profile-'));
  const browser = {
    context: (options: BrowserContextOptions) =>
      playwright.chromium.launchPersistentContext(folder, options),
  };
  const tomas = await Person.at(TOMAS, server, browser, {});
  await tomas.signsIn();
  await tomas.opens(path);
  await tomas.watch.expectingTrouble(async () => {
    await tomas.network.cut();
    await note(tomas.page).pressSequentially(`${CANARY} twice`);
    await onThisDeviceOnly(tomas.page);
    await tomas.context.close();
  });
  expect(await filesWith(folder, 'plumbline/scorecard'), 'the note is kept there').not.toEqual([]);
  expect(await filesWith(folder, CANARY)).toEqual([]);

  await test.step('and its panelist finds it there again', async () => {
    await tomas.network.mend();
    const context = await browser.context({ baseURL: tomas.network.origin });
    await tellWhenAlive(context);
    const page = await context.newPage();
    await page.goto(path);
    await expect(note(page)).toHaveValue(`${CANARY} twice`);
    await savedWithTeam(page);
    await context.close();
    await tomas.network.cut();
  });
  await rm(folder, { recursive: true, force: true });
});

test('a note waits on the device while the server’s disk is full', async ({ person, server }) => {
  const { mara, path, tomas } = await onThePanel(person);
  await savedWithTeam(tomas.page);
  const words = 'Drew the failure paths before anything else, and named what each would cost. ';
  const trouble = (act: () => Promise<void>) =>
    mara.watch.expectingTrouble(() => tomas.watch.expectingRefusal(act));
  await trouble(async () => {
    await server.isLeftWithoutDisk();
    await expect(async () => {
      await note(tomas.page).pressSequentially(words);
      await expect(standing(tomas.page)).toHaveText(/^On this device only/, { timeout: 2_000 });
    }).toPass();
    await server.hasDiskAgain();
    await savedWithTeam(tomas.page);
  });
  const kept = await note(tomas.page).inputValue();
  const elsewhere = await person(TOMAS);
  await elsewhere.opens(path);
  await expect(note(elsewhere.page)).toHaveValue(kept);
});

test('what cannot be unsealed now stays on the device, and opens when it can be', async ({ person }) => {
  const { path, tomas } = await onThePanel(person);
  await losesTabOffline(tomas, async () => {
    await note(tomas.page).pressSequentially('Named three ways to fail');
  });
  const broken = await tomas.context.newPage();
  await broken.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not now', 'UnknownError');
    };
  });
  await broken.goto(path);
  await expect(broken.getByRole('alert').first()).toContainText('This browser cannot encrypt here');
  await broken.close();
  await tomas.opensNewTab(path);
  await expect(note(tomas.page)).toHaveValue('Named three ways to fail');
  await savedWithTeam(tomas.page);
});

test('what a closed tab wrote on a scorecard is sent from the first page', async ({ person }) => {
  const { path, tomas } = await onThePanel(person);
  await losesTabOffline(tomas, async () => {
    await note(tomas.page).pressSequentially('Named three ways to fail');
  });
  await tomas.opensNewTab('/');
  const elsewhere = await person(TOMAS);
  await elsewhere.opens(path);
  await expect(note(elsewhere.page)).toHaveValue('Named three ways to fail');
});

test('an address that says one has signed out destroys nothing while one has not', async ({ person }) => {
  const { tomas } = await onThePanel(person);
  const { page } = tomas;
  await tomas.watch.expectingTrouble(async () => {
    await tomas.context.route('**/api/push*', (route) => route.fulfill({ status: 502, body: 'down' }));
    await note(page).pressSequentially('Named three ways to fail');
    await onThisDeviceOnly(page);
    const asked = tomas.context.waitForEvent('response', (answer) => answer.url().includes('/api/me'));
    await tomas.opensNewTab('/?signed-out');
    await asked;
    await expect(tomas.page).toHaveURL(/\/$/);
    await expect(page.getByText('You signed out in another tab')).toHaveCount(0);
    await page.reload();
    await expect(note(page)).toHaveValue('Named three ways to fail');
    await tomas.context.unroute('**/api/push*');
    await savedWithTeam(page);
  }, [/status of 502/]);
});

test('signing out in another tab says that nothing is kept here, and signing in sends it', async ({
  person,
}) => {
  const { path, tomas } = await onThePanel(person);
  const { page } = tomas;
  await note(page).fill('Before. ');
  await savedWithTeam(page);
  await tomas.watch.expectingTrouble(async () => {
    // What is on the screen only stays there, whoever signs out.
    await page.route('**/api/push*', (route) => route.fulfill({ status: 502, body: 'down' }));
    await note(page).pressSequentially('After.');
    await onThisDeviceOnly(page);
    await tomas.opensNewTab('/');
    tomas.page.once('dialog', (dialog) => dialog.accept());
    await tomas.page.getByRole('button', { name: 'Sign out' }).click();
    await tomas.page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    await note(page).pressSequentially(' Still.');
    await expect(standing(page)).toHaveText('Not saved: this page only');
    await expect(page.getByText('You signed out in another tab')).toBeVisible();
    await page.unroute('**/api/push*');
    await tomas.signsIn();
    await note(page).pressSequentially(' And on.');
    await savedWithTeam(page);
    await expect(page.getByText('You signed out in another tab')).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Sign in' })).toHaveCount(0);
    await test.step('and what waits on the device is there after a reload', async () => {
      await page.route('**/api/push*', (route) => route.fulfill({ status: 502, body: 'down' }));
      await note(page).pressSequentially(' Later.');
      await onThisDeviceOnly(page);
      await page.reload();
      await expect(note(page)).toHaveValue('Before. After. Still. And on. Later.');
      await page.unroute('**/api/push*');
      await savedWithTeam(page);
    });
  }, [/status of (401|502)/]);
  const elsewhere = await person(TOMAS);
  await elsewhere.opens(path);
  await expect(note(elsewhere.page)).toHaveValue('Before. After. Still. And on. Later.');
});

test('a server that is down behind a proxy counts as out of reach', async ({ person }) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API);
  const title = mara.page.getByRole('textbox', { name: 'Title of the plan' });
  await mara.watch.expectingTrouble(
    async () => {
      const push = '**/api/push*';
      await mara.context.route(push, (route) =>
        route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }),
      );
      await title.fill('Written while it was down');
      await onThisDeviceOnly(mara.page);
      await mara.context.unroute(push);
      await savedWithTeam(mara.page);
    },
    [/status of 502/],
  );
});

test('what an open tab has not sent goes as nobody else’s, whoever signs in beside it', async ({
  person,
}) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const { context, page } = mara;
  const title = page.getByRole('textbox', { name: 'Title of the plan' });
  await mara.watch.expectingRefusal(async () => {
    await context.clearCookies();
    await title.fill('Written by Mara');
    await expect(standing(page)).toHaveText(/^Signed out/);
    const other = await context.newPage();
    await other.goto('/sign-in');
    await other.getByRole('button', { name: TOMAS }).click();
    await other.getByRole('button', { name: 'Sign out' }).waitFor();
    const refused = page.waitForResponse('**/api/push-by');
    await title.press('End');
    await title.pressSequentially('!');
    expect((await refused).ok()).toBe(false);
    await expect(standing(page)).toHaveText(/^Signed out/);
    await other.goto(path);
    await expect(other.getByRole('textbox', { name: 'Title of the plan' })).toHaveValue(
      'Back End Developer interview',
    );
    await other.close();

    await context.clearCookies();
    await mara.opensNewTab('/sign-in');
    await mara.choosesThemself();
    await title.pressSequentially('!');
    await savedWithTeam(page);
  });
  const elsewhere = await person(MARA);
  await elsewhere.opens(path);
  await expect(elsewhere.page.getByRole('textbox', { name: 'Title of the plan' })).toHaveValue(
    'Written by Mara!!',
  );
});

test('what somebody has not sent waits for them, whoever else uses the browser', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const named = (page: Page) => page.getByRole('textbox', { name: 'Title of the plan' });
  const { context } = mara;
  await losesTabOffline(mara, async () => {
    await named(mara.page).fill('Written by Mara');
  });
  await context.clearCookies();
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: TOMAS }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  await page.goto(path);
  await savedWithTeam(page);
  await expect(named(page)).toHaveValue('Back End Developer interview');
  await adds(page, BUG, OPENING);
  await savedWithTeam(page);
  await page.close();

  await context.clearCookies();
  mara.page = await context.newPage();
  await mara.signsIn();
  await mara.opens(path);
  await expect(named(mara.page)).toHaveValue('Written by Mara');
  await savedWithTeam(mara.page);
  await expectQuestions(mara.page, { [OPENING]: [API, BUG] });
});

test('plans that the team has make room on a full device, and go when their reader signs out', async ({
  person,
}) => {
  const mara = await person(MARA);
  const { page } = mara;
  const plans = () =>
    page.evaluate(() =>
      Object.keys(localStorage)
        .map((key) => /^plumbline\/plan\/([0-9a-f-]+)$/.exec(key)?.[1] ?? '')
        .filter((id) => id !== ''),
    );
  const held = [];
  for (const title of ['The first', 'The second', 'The third']) {
    held.push((await startsPlan(mara)).replace('/plans/', ''));
    await retitles(page, title);
    await savedWithTeam(page);
  }
  const [first = '', second = '', third = ''] = held;
  expect((await plans()).sort()).toEqual([first, second, third].sort());

  await test.step('the one that is written to stays, and nothing has to be said', async () => {
    await page.evaluate(() => {
      const size = () =>
        Object.entries({ ...localStorage })
          .filter(([key]) => key.startsWith('plumbline/plan/'))
          .reduce((sum, [, value]) => sum + String(value).length, 0);
      const full = size();
      const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, value) {
        const grows = value.length - (this.getItem(key)?.length ?? 0);
        if (key.startsWith('plumbline/plan/') && size() + grows > full) {
          throw new DOMException('no room', 'QuotaExceededError');
        }
        set.call(this, key, value);
      };
    });
    await retitles(page, 'Written where there was no room');
    await expect.poll(plans).toEqual([third]);
    await savedWithTeam(page);
    await expect(page.getByText('storage is full')).toHaveCount(0);
    await mara.watch.expectingTrouble(async () => {
      await mara.network.cut();
      await page.reload();
      await expect(page).toHaveTitle('Written where there was no room · Plumbline');
      await expect(standing(page)).toContainText('Offline');
      await mara.network.mend();
    });
  });

  await test.step('signing out leaves none that the team has, also of those that are open', async () => {
    const title = () => page.getByRole('textbox', { name: 'Title of the plan' });
    await mara.watch.expectingRefusal(async () => {
      const other = await mara.context.newPage();
      await other.goto(`/plans/${first}`);
      await savedWithTeam(other);
      await savedWithTeam(page);
      expect((await plans()).sort()).toEqual([first, third].sort());
      await other.getByRole('button', { name: 'Sign out' }).click();
      await other.getByRole('link', { name: 'Sign in' }).first().waitFor();
      expect(await plans()).toEqual([]);

      await title().pressSequentially('!');
      await expect(standing(page)).toHaveText(/^Signed out/);
      expect(await plans(), 'what the team lacks is kept').toEqual([third]);
      await mara.opensNewTab('/sign-in');
      await mara.choosesThemself();
      await expect(standing(page)).toHaveText('Saved with the team');
    });
  });
});
