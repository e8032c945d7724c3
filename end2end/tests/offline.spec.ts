import type { Page } from '@playwright/test';
import { expectNoSidewaysScroll, expectNoViolations } from '../harness/access.ts';
import { alive } from '../harness/alive.ts';
import {
  API,
  BUG,
  OPENING,
  QUERY,
  adds,
  expectQuestions,
  retitles,
  savedWithTeam,
  startsPlanWith,
} from '../harness/builder.ts';
import { MARA, type Person, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';
import { comesBack, isReadyForTravel, onThisDeviceOnly } from '../harness/travel.ts';

function planRow(page: Page, title: string) {
  const plans = page.locator('section', { has: page.getByRole('heading', { name: 'Plans' }) });
  return plans.getByRole('listitem').filter({ hasText: title });
}

/** Cuts the network, begins a plan with one question from cold, and answers with its path. */
async function beginsOffline(person: Person): Promise<string> {
  await person.network.cut();
  await comesBack(person, '/');
  const { page } = person;
  await page.getByRole('button', { name: 'New plan from Back End Developer' }).click();
  await page.waitForURL(/\/plans\/[0-9a-f]+$/);
  await alive(page);
  await adds(page, QUERY, OPENING);
  await onThisDeviceOnly(page);
  return person.path();
}

test('a kit that lies on the device is not fetched with every page', async ({ person }) => {
  const mara = await person(MARA);
  await isReadyForTravel(mara.page);
  const fetched: string[] = [];
  mara.page.on('request', (request) => {
    if (request.url().endsWith('/api/kit')) fetched.push(request.url());
  });
  const loads = async () => {
    const listed = mara.page.waitForResponse('**/api/kits');
    await mara.page.reload();
    await listed;
    await mara.page.waitForLoadState('networkidle');
  };
  await loads();
  expect(fetched).toEqual([]);
  await mara.page.evaluate(() => {
    localStorage.removeItem('plumbline/answer/kit/back-end-developer');
  });
  await loads();
  expect(fetched).toHaveLength(1);
});

test.describe('with no network', () => {
  test('the app opens from cold, a plan is edited, and all of it is kept', async ({ person }) => {
    const mara = await person(MARA);
    const path = await startsPlanWith(mara, API);
    await retitles(mara.page, 'Known before');
    await savedWithTeam(mara.page);
    await isReadyForTravel(mara.page);
    await mara.watch.expectingTrouble(async () => {
      await mara.network.cut();
      await comesBack(mara, '/');
      await expect(mara.page.getByText('There is no network.')).toBeVisible();
      await expect(planRow(mara.page, 'Known before')).toContainText('On this device');

      await planRow(mara.page, 'Known before').getByRole('link').click();
      await alive(mara.page);
      expect(mara.path()).toBe(path);
      await retitles(mara.page, 'Written on a plane');
      await adds(mara.page, BUG, OPENING);
      await onThisDeviceOnly(mara.page);

      await test.step('also by a reload and a restart', async () => {
        await mara.page.reload();
        await alive(mara.page);
        await expectQuestions(mara.page, { [OPENING]: [API, BUG] });
        await comesBack(mara, path);
        await expect(mara.page).toHaveTitle('Written on a plane · Plumbline');
        await expectQuestions(mara.page, { [OPENING]: [API, BUG] });
      });
      await mara.network.mend();
      await savedWithTeam(mara.page);
    });
    const tomas = await person(TOMAS);
    await tomas.opens(path);
    await expect(tomas.page).toHaveTitle('Written on a plane · Plumbline');
    await expectQuestions(tomas.page, { [OPENING]: [API, BUG] });
  });

  test('a plan is begun, and reaches the team from the list when there is one again', async ({
    person,
  }) => {
    const mara = await person(MARA);
    await mara.opens('/');
    await isReadyForTravel(mara.page);
    let path = '';
    await mara.watch.expectingTrouble(async () => {
      path = await beginsOffline(mara);
      await retitles(mara.page, 'Begun on a plane');
      await onThisDeviceOnly(mara.page);
      await comesBack(mara, '/');
      await expect(planRow(mara.page, 'Begun on a plane')).toContainText('not yet with the team');
      await mara.network.mend();
    });
    await mara.opens('/');
    await expect(planRow(mara.page, 'Begun on a plane')).not.toContainText('not yet');
    const tomas = await person(TOMAS);
    await tomas.opens(path);
    await expect(tomas.page).toHaveTitle('Begun on a plane · Plumbline');
    await expectQuestions(tomas.page, { [OPENING]: [QUERY] });
  });

  test('a plan is begun, and reaches the team from the page of another', async ({ person }) => {
    const mara = await person(MARA);
    const other = await startsPlanWith(mara, API);
    await isReadyForTravel(mara.page);
    let path = '';
    await mara.watch.expectingTrouble(async () => {
      path = await beginsOffline(mara);
      await retitles(mara.page, 'Begun on a plane');
      await onThisDeviceOnly(mara.page);
      await comesBack(mara, other);
      await expectQuestions(mara.page, { [OPENING]: [API] });
      await mara.network.mend();
      await savedWithTeam(mara.page);
    });
    const tomas = await person(TOMAS);
    await expect(async () => {
      await tomas.opens('/');
      await expect(planRow(tomas.page, 'Begun on a plane')).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await tomas.opens(path);
    await expectQuestions(tomas.page, { [OPENING]: [QUERY] });
  });

  test('a plan is begun, and opens by its address before the server has heard of it', async ({
    person,
  }) => {
    const mara = await person(MARA);
    await mara.opens('/');
    await isReadyForTravel(mara.page);
    await mara.watch.expectingTrouble(async () => {
      const path = await beginsOffline(mara);
      for (const page of mara.context.pages()) await page.close();
      await mara.network.mend();
      await mara.opensNewTab(path);
    });
    await expectQuestions(mara.page, { [OPENING]: [QUERY] });
    await savedWithTeam(mara.page);
    const tomas = await person(TOMAS);
    await tomas.opens(mara.path());
    await expectQuestions(tomas.page, { [OPENING]: [QUERY] });
    await test.step('and each sees what the other does from then on', async () => {
      await adds(tomas.page, BUG, OPENING);
      await expectQuestions(mara.page, { [OPENING]: [QUERY, BUG] });
    });
  });

  test('two tabs of one person overwrite nothing, and everything is sent once', async ({
    person,
  }) => {
    const mara = await person(MARA);
    const path = await startsPlanWith(mara, API);
    const first = mara.page;
    await mara.opensNewTab(path);
    const second = mara.page;
    await mara.watch.expectingTrouble(async () => {
      await mara.network.cut();
      await adds(first, BUG, OPENING);
      await onThisDeviceOnly(first);
      await adds(second, QUERY, OPENING);
      await onThisDeviceOnly(second);
      await first.close();
      await second.close();
      await mara.network.mend();
    });
    await mara.opensNewTab(path);
    const titles = () => mara.page.locator('[data-item] h3').allTextContents();
    await expect.poll(async () => (await titles()).sort()).toEqual([API, BUG, QUERY].sort());
    await savedWithTeam(mara.page);
    const tomas = await person(TOMAS);
    await tomas.opens(path);
    await expect(tomas.page.locator('[data-item] h3')).toHaveCount(3);
  });

  test('a tab that is opened without a network begins with what the team has, not with what another has not sent', async ({
    person,
  }) => {
    const mara = await person(MARA);
    const path = await startsPlanWith(mara, API);
    await isReadyForTravel(mara.page);
    const first = mara.page;
    const of = (page: Page) => page.locator('[data-item] h3').allTextContents();
    await mara.watch.expectingTrouble(async () => {
      await mara.network.cut();
      await adds(first, BUG, OPENING);
      await onThisDeviceOnly(first);
      await mara.opensNewTab(path);
      const second = mara.page;
      await expect.poll(() => of(second)).toEqual([API]);
      await adds(second, QUERY, OPENING);
      await onThisDeviceOnly(second);
      await mara.network.mend();
    });
    for (const page of [first, mara.page]) {
      await expect.poll(async () => (await of(page)).sort()).toEqual([API, BUG, QUERY].sort());
      await savedWithTeam(page);
    }
  });

  test('gone back to, what answered a form does not say that nothing was saved', async ({
    person,
  }) => {
    const mara = await person(MARA);
    const path = await startsPlanWith(mara, API);
    await isReadyForTravel(mara.page);
    const { page } = mara;
    await page.goto(`${path}/interview`);
    const candidate = page.getByRole('textbox', { name: 'Candidate’s name' });
    await candidate.fill(' ');
    await page.getByRole('button', { name: 'Start interview' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.goto('/');
    await page.goBack();
    await expect(page).toHaveTitle('Problem: Not kept · Plumbline');
    await expect(page.getByRole('alert')).not.toContainText('cannot be reached');
    await expectNoViolations(page, 'a form’s answer, gone back to');
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect(page).toHaveURL(/\/interview$/);
    await expect(candidate).toBeVisible();
  });

  test('what was typed into a plain form comes back, and is sent again', async ({ person }) => {
    const mara = await person(MARA);
    const path = await startsPlanWith(mara, API);
    await isReadyForTravel(mara.page);
    const { page } = mara;
    const text = '\nWhat of <b>"weights"</b> & such?\nTwo lines, O’Hara.\n';
    const shown = page.getByRole('textbox', { name: 'Comment' });
    const onThePlan = page.getByRole('region', { name: 'On the plan as a whole' });
    await page.goto(`${path}/read`);
    await onThePlan.getByText(/^Comment/).click();
    await onThePlan.getByRole('textbox').fill(text);
    await mara.watch.expectingTrouble(async () => {
      await mara.network.cut();
      await onThePlan.getByRole('button', { name: 'Add the comment' }).click();
      await expect(page).toHaveTitle('Problem: Not sent · Plumbline');
      await expect(page.getByRole('alert')).toContainText('nothing was saved');
      await expect(shown).toHaveValue(text);
      await expectNoViolations(page, 'a form that was not sent');
      await expectNoSidewaysScroll(page, 'a form that was not sent');
      await test.step('as often as it is tried without a network', async () => {
        await Promise.all([
          page.waitForEvent('domcontentloaded'),
          page.getByRole('button', { name: 'Send again' }).click(),
        ]);
        await expect(shown).toHaveValue(text);
      });
      const back = page.getByRole('link', { name: 'Back, without sending it' });
      await expect(back).toHaveAttribute('href', `${mara.network.origin}${path}/read`);
      await mara.network.mend();
    }, [/status of 503/]);
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect(onThePlan.getByRole('listitem')).toHaveCount(1);
    await expect(onThePlan.locator('.note')).toHaveText(text.trim());
    await test.step('and once, whoever goes back and sends it again', async () => {
      // The page that it was sent from is that of a server that could not be reached.
      await mara.watch.expectingTrouble(() => page.goBack(), [/status of 503/]);
      await page.getByRole('button', { name: 'Send again' }).click();
      await expect(onThePlan.getByRole('listitem')).toHaveCount(1);
    });
  });

  test('what was chosen in a form of many fields is chosen when it is sent again', async ({
    person,
  }) => {
    const mara = await person(MARA);
    await startsPlanWith(mara, API);
    await isReadyForTravel(mara.page);
    const { page } = mara;
    await page.getByRole('link', { name: 'Start interview' }).click();
    await page.getByRole('textbox', { name: 'Candidate’s name' }).fill('Ngozi "Go" Adeyemi');
    for (const name of [MARA, TOMAS]) await page.getByRole('checkbox', { name }).check();
    await mara.watch.expectingTrouble(async () => {
      await mara.network.cut();
      await page.getByRole('button', { name: 'Start interview' }).click();
      const candidate = page.getByRole('textbox', { name: 'Candidate' });
      await expect(candidate).toHaveValue('Ngozi "Go" Adeyemi');
      await mara.network.mend();
    }, [/status of 503/]);
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.waitForURL(/\/interviews\/[0-9a-f-]+$/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Ngozi "Go" Adeyemi');
    const tomas = await person(TOMAS);
    await tomas.opens(mara.path());
    await expect(tomas.page.getByRole('heading', { level: 1 })).toContainText('Ngozi');
  });

  test('signing out leaves no answers of the server behind', async ({ person }) => {
    const mara = await person(MARA);
    await mara.opens('/');
    await isReadyForTravel(mara.page);
    await mara.page.getByRole('button', { name: 'Sign out' }).click();
    await mara.page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    const kept = await mara.page.evaluate(() =>
      Object.keys(localStorage).filter((key) => key.startsWith('plumbline/answer/')),
    );
    expect(kept.filter((key) => key !== 'plumbline/answer/me')).toEqual([]);
  });
});

test('the app can be installed, and one build’s files are kept together', async ({ person }) => {
  const mara = await person(MARA);
  await mara.opens('/');
  const manifest = await mara.page.request.get('/manifest.webmanifest');
  expect(await manifest.json()).toMatchObject({ display: 'standalone', start_url: '/' });
  await mara.page.evaluate(() => navigator.serviceWorker.ready);
  const kept = await mara.page.evaluate(async () => {
    const [name] = (await caches.keys()).filter((key) => key.startsWith('plumbline-'));
    const cache = await caches.open(name ?? '');
    const paths = (await cache.keys()).map((request) => new URL(request.url).pathname);
    const shell = await (await cache.match('/offline'))?.text();
    return { paths, shell: shell ?? '' };
  });
  const named = kept.paths.filter((path) => path.startsWith('/pkg/'));
  expect(named).toHaveLength(3);
  for (const path of named) expect(kept.shell).toContain(path);
  expect(kept.shell).not.toContain(MARA);
});

test.describe('a plan as a file', () => {
  test('is saved where the browser’s storage is full, and imported again', async ({ person }) => {
    const mara = await person(MARA);
    await startsPlanWith(mara, API);
    await mara.page.evaluate(() => {
      const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, value) {
        if (key.startsWith('plumbline/plan/')) {
          throw new DOMException('no room', 'QuotaExceededError');
        }
        set.call(this, key, value);
      };
    });
    await retitles(mara.page, 'Typed with no room');
    await expect(mara.page.getByText('storage is full')).toBeVisible();
    await adds(mara.page, BUG, OPENING);
    const saved = mara.page.waitForEvent('download');
    await mara.page.locator('.toolbar').getByRole('button', { name: 'Save to a file' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe('Typed-with-no-room.plumbline.json');
    const path = await download.path();

    const tomas = await person(TOMAS);
    await tomas.opens('/');
    await tomas.page.getByLabel('Or import a plan from a file').setInputFiles(path);
    await tomas.page.waitForURL(/\/plans\/[0-9a-f]+$/);
    await alive(tomas.page);
    await expect(tomas.page).toHaveTitle('Typed with no room · Plumbline');
    await expectQuestions(tomas.page, { [OPENING]: [API, BUG] });
    await savedWithTeam(tomas.page);
  });

  test('that is something else is refused, and says why', async ({ person }) => {
    const mara = await person(MARA);
    await mara.opens('/');
    await mara.page.getByLabel('Or import a plan from a file').setInputFiles({
      name: 'notes.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"format":1}'),
    });
    await expect(mara.page.getByRole('alert')).toContainText('not a plan that was saved here');
  });

  test('or a duplicate, has everything the plan had, and is a plan of its own', async ({
    person,
  }) => {
    const mara = await person(MARA);
    const path = await startsPlanWith(mara, API, BUG);
    await retitles(mara.page, 'The first');
    await savedWithTeam(mara.page);
    await mara.page.getByText('More', { exact: true }).click();
    await mara.page.getByRole('button', { name: 'Duplicate' }).click();
    await expect(mara.page).toHaveTitle('Copy of The first · Plumbline');
    expect(mara.path()).not.toBe(path);
    await expectQuestions(mara.page, { [OPENING]: [API, BUG] });
    await savedWithTeam(mara.page);
    const tomas = await person(TOMAS);
    await tomas.opens(mara.path());
    await expectQuestions(tomas.page, { [OPENING]: [API, BUG] });
  });
});
