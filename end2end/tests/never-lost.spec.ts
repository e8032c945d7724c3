import type { Page } from '@playwright/test';
import { expectNoViolations } from '../harness/access.ts';
import {
  API,
  BUG,
  OPENING,
  adds,
  expectQuestions,
  opensWords,
  savedWithTeam,
  standing,
  startsPlanWith,
} from '../harness/builder.ts';
import {
  CANDIDATE,
  agendaLine,
  interviewOn,
  note,
  rates,
  rating,
} from '../harness/panel.ts';
import { AIKO, MARA, type Person, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';
import { losesTabOffline, onThisDeviceOnly } from '../harness/travel.ts';

const WORDS = 'Asked twice who would be affected, then drew the table.';

async function takesPart(person: Person, path: string): Promise<void> {
  await person.opens(path);
  await person.page.getByRole('heading', { level: 1, name: CANDIDATE }).waitFor();
}

test.describe('a note', () => {
  test('survives the death of its tab with no network', async ({ person }) => {
    const mara = await person(MARA);
    const path = await interviewOn(mara, [TOMAS], API, BUG);
    const tomas = await person(TOMAS);
    await takesPart(tomas, path);
    await losesTabOffline(tomas, async () => {
      await rates(tomas.page, API, 4);
      await note(tomas.page).pressSequentially(WORDS);
    });
    await tomas.opensNewTab(path);
    await expect(note(tomas.page)).toHaveValue(WORDS);
    await expect(rating(tomas.page, 4)).toBeChecked();
    await savedWithTeam(tomas.page);

    await test.step('and is with the team, on any other device', async () => {
      const elsewhere = await person(TOMAS);
      await takesPart(elsewhere, path);
      await expect(note(elsewhere.page)).toHaveValue(WORDS);
    });
  });

  test('survives a tab closed in mid-sentence', async ({ person }) => {
    const mara = await person(MARA);
    const path = await interviewOn(mara, [TOMAS], API);
    const tomas = await person(TOMAS);
    await takesPart(tomas, path);
    await note(tomas.page).pressSequentially(WORDS);
    await expect(standing(tomas.page)).toHaveText(/^(On this device|Saved with the team)/);
    await tomas.page.close({ runBeforeUnload: false });
    await tomas.opensNewTab(path);
    await expect(note(tomas.page)).toHaveValue(WORDS);
    await savedWithTeam(tomas.page);
  });

  test('survives a dead network, and the page says where it is', async ({ person }) => {
    const mara = await person(MARA);
    const path = await interviewOn(mara, [MARA, TOMAS], API, BUG);
    const tomas = await person(TOMAS);
    await takesPart(tomas, path);
    await savedWithTeam(tomas.page);
    await tomas.watch.expectingTrouble(async () => {
      await tomas.network.cut();
      await note(tomas.page).pressSequentially(WORDS);
      await onThisDeviceOnly(tomas.page);
      await rates(tomas.page, BUG, 'Not assessed');
      await onThisDeviceOnly(tomas.page);
      await tomas.network.mend();
      await savedWithTeam(tomas.page);
    });
    const elsewhere = await person(TOMAS);
    await takesPart(elsewhere, path);
    await expect(note(elsewhere.page)).toHaveValue(WORDS);
    await expect(agendaLine(elsewhere.page, BUG)).toContainText('n/a');
  });

  test('waits on the device for a new sign-in when the session has ended', async ({ person }) => {
    const mara = await person(MARA);
    const path = await interviewOn(mara, [TOMAS], API);
    const tomas = await person(TOMAS);
    await takesPart(tomas, path);
    await savedWithTeam(tomas.page);
    await tomas.watch.expectingRefusal(async () => {
      await tomas.context.clearCookies();
      await note(tomas.page).pressSequentially(WORDS);
      await expect(standing(tomas.page)).toHaveText(
        'Signed out: on this device only, sent when you sign in again',
      );
      await tomas.page.goto(path);
      await tomas.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
      await tomas.choosesThemself();
    });
    await expect(tomas.page.getByRole('heading', { level: 1, name: CANDIDATE })).toBeVisible();
    expect(tomas.path()).toBe(path);
    await expect(note(tomas.page)).toHaveValue(WORDS);
    await savedWithTeam(tomas.page);

    const elsewhere = await person(TOMAS);
    await takesPart(elsewhere, path);
    await expect(note(elsewhere.page)).toHaveValue(WORDS);
  });

  test('that comes too late for the reveal is offered back in its words', async ({ person }) => {
    const mara = await person(MARA);
    const path = await interviewOn(mara, [TOMAS], API);
    const tomas = await person(TOMAS);
    await takesPart(tomas, path);
    await savedWithTeam(tomas.page);
    await tomas.watch.expectingTrouble(async () => {
      await tomas.network.cut();
      await note(tomas.page).pressSequentially(WORDS);
      await onThisDeviceOnly(tomas.page);
      await mara.page.getByText('Reveal early…').click();
      await mara.page.getByRole('textbox', { name: /^Reason/ }).fill('He is on a train.');
      await mara.page.getByRole('button', { name: 'Reveal early' }).click();
      await mara.page.getByRole('link', { name: 'See the result' }).waitFor();
      await tomas.network.mend();
      const offered = tomas.page.getByRole('region', { name: 'Not applied' });
      await expect(offered).toContainText(`In your note on “${API}”: “${WORDS}”`);
      await tomas.page.reload();
      await expect(offered).toContainText(WORDS);
      await offered.getByRole('button', { name: 'Dismiss' }).click();
      await expect(offered).toHaveCount(0);
    });
  });

  test('is not readable on the device: what is kept about candidates is encrypted', async ({
    person,
  }) => {
    const mara = await person(MARA);
    const path = await interviewOn(mara, [TOMAS], API);
    const tomas = await person(TOMAS);
    await takesPart(tomas, path);
    await tomas.watch.expectingTrouble(async () => {
      await tomas.network.cut();
      await note(tomas.page).pressSequentially(WORDS);
      await onThisDeviceOnly(tomas.page);
      const all = await tomas.page.evaluate(() => Object.entries({ ...localStorage }));
      // Kits are about no candidate, and say some of the same words.
      const kept = all.filter(([key]) => !key.startsWith('plumbline/answer/kit/'));
      expect(kept.map(([key]) => key)).toContainEqual(expect.stringContaining('scorecard'));
      const bytes = kept.map(([, value]) => value + Buffer.from(inner(value), 'base64').toString());
      expect(bytes.join('\n')).not.toContain('affected');
      await tomas.network.mend();
      await savedWithTeam(tomas.page);
    });
  });
});

test.describe('signing out', () => {
  /** The names of what the device keeps about candidates. */
  const keptAboutCandidates = (page: Page) =>
    page.evaluate(() =>
      Object.keys({ ...localStorage }).filter((key) => /scorecard|panel/.test(key)),
    );

  /** How many keys the device holds that what is kept could be read with. */
  const keys = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<number>((settle, fail) => {
          const opening = indexedDB.open('plumbline');
          opening.onerror = () => fail(opening.error);
          opening.onsuccess = () => {
            const counting = opening.result.transaction('keys').objectStore('keys').count();
            counting.onerror = () => fail(counting.error);
            counting.onsuccess = () => {
              opening.result.close();
              settle(counting.result);
            };
          };
        }),
    );

  test('leaves nothing about candidates on the device, and all of it with the team', async ({
    person,
  }) => {
    const mara = await person(MARA);
    const path = await interviewOn(mara, [TOMAS], API);
    const tomas = await person(TOMAS);
    await takesPart(tomas, path);
    await note(tomas.page).pressSequentially(WORDS);
    await savedWithTeam(tomas.page);
    await expect.poll(() => keptAboutCandidates(tomas.page)).not.toEqual([]);
    expect(await keys(tomas.page)).toBe(1);
    await tomas.page.getByRole('button', { name: 'Sign out' }).click();
    await tomas.page.getByRole('heading', { name: 'Interviews you can stand behind' }).waitFor();
    expect(await keptAboutCandidates(tomas.page)).toEqual([]);
    expect(await keys(tomas.page)).toBe(0);
    await tomas.signsIn();
    await takesPart(tomas, path);
    await expect(note(tomas.page)).toHaveValue(WORDS);
  });

  test('leaves nothing of an interview on the screen of another tab', async ({ person }) => {
    const mara = await person(MARA);
    const path = await interviewOn(mara, [TOMAS], API);
    const tomas = await person(TOMAS);
    await takesPart(tomas, path);
    const { page } = tomas;
    await note(page).pressSequentially(WORDS);
    await savedWithTeam(page);
    await tomas.watch.expectingRefusal(async () => {
      await tomas.opensNewTab('/');
      await tomas.page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('alert')).toContainText('You are signed out.');
      await expect(page).toHaveTitle('Interview · Plumbline');
      for (const words of [CANDIDATE, API]) await expect(page.getByText(words)).toHaveCount(0);
      await expect(note(page)).toHaveCount(0);
      await expectNoViolations(page, 'a panel of somebody who signed out elsewhere');
      // Nor does the page go on as somebody else's.
      await tomas.page.goto('/sign-in');
      await tomas.page.getByRole('button', { name: AIKO }).click();
      await tomas.page.getByRole('button', { name: 'Sign out' }).waitFor();
      await expect(page.getByRole('alert')).toContainText('You are signed out.');
      await expect(page.getByText(CANDIDATE)).toHaveCount(0);
    });
  });

  test('clears the device also before the program has begun to run', async ({ person }) => {
    const mara = await person(MARA);
    const path = await interviewOn(mara, [TOMAS], API);
    const tomas = await person(TOMAS);
    await takesPart(tomas, path);
    await note(tomas.page).pressSequentially(WORDS);
    await savedWithTeam(tomas.page);
    await tomas.page.close();
    const page = await tomas.context.newPage();
    await page.addInitScript(() => {
      if (location.search !== '') return;
      const never = () => new Promise<never>(() => undefined);
      WebAssembly.instantiateStreaming = never;
      WebAssembly.instantiate = never;
    });
    await page.goto('/');
    await expect.poll(() => keptAboutCandidates(page)).not.toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    await expect.poll(() => keptAboutCandidates(page)).toEqual([]);
    await expect.poll(() => keys(page)).toBe(0);
    await expect(page).toHaveURL('/');
  });

  test('asks first while a scorecard is on the device only', async ({ person }) => {
    const mara = await person(MARA);
    const path = await interviewOn(mara, [TOMAS], API);
    const tomas = await person(TOMAS);
    const { page } = tomas;
    await takesPart(tomas, path);
    await savedWithTeam(page);
    await tomas.watch.expectingTrouble(async () => {
      await tomas.network.cut();
      await note(page).pressSequentially(WORDS);
      await onThisDeviceOnly(page);
      const asked: string[] = [];
      page.once('dialog', async (dialog) => {
        asked.push(dialog.message());
        await dialog.dismiss();
      });
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect.poll(() => asked).toEqual([expect.stringContaining('on this device only')]);
      await expect(note(page)).toHaveValue(WORDS);
      // Who cannot sign out without a network loses nothing by trying.
      page.once('dialog', (dialog) => dialog.accept());
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByText('so you are still signed in')).toBeVisible();
      await expect.poll(() => keptAboutCandidates(page)).not.toEqual([]);
      await tomas.network.mend();
      await savedWithTeam(page);
    });
  });
});

/** What lies in the envelope that a record is kept in. */
function inner(value: string): string {
  try {
    const { body } = JSON.parse(value) as { body?: string };
    return body ?? '';
  } catch {
    return '';
  }
}

test('a server that is killed and comes back has lost nothing it acknowledged, nor misses what came since', async ({
  person,
  server,
}) => {
  const mara = await person(MARA);
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(mara, API);
  await tomas.opens(path);
  const label = 'What it assesses (interviewers only)';
  const field = await opensWords(mara.page, API, label);
  await field.fill('');
  await savedWithTeam(mara.page);

  const trouble = (act: () => Promise<void>) =>
    mara.watch.expectingTrouble(() => tomas.watch.expectingTrouble(act));
  await trouble(async () => {
    const typing = field.pressSequentially(WORDS, { delay: 20 });
    // In the middle of it: some is acknowledged, some on its way, some not yet typed.
    await expect.poll(() => field.inputValue()).toContain('Asked twice');
    await server.kill();
    await typing;
    await adds(tomas.page, BUG, OPENING);
    await onThisDeviceOnly(mara.page);
    await onThisDeviceOnly(tomas.page);
    await server.run();
    for (const { page } of [mara, tomas]) {
      await savedWithTeam(page);
      await expectQuestions(page, { [OPENING]: [API, BUG] });
    }
  });
  await expect(field).toHaveValue(WORDS);
  await expect(await opensWords(tomas.page, API, label)).toHaveValue(WORDS);

  await test.step('a third person, coming later, sees the same', async () => {
    const aiko = await person(AIKO);
    await aiko.opens(path);
    await expectQuestions(aiko.page, { [OPENING]: [API, BUG] });
    await expect(await opensWords(aiko.page, API, label)).toHaveValue(WORDS);
  });
});

test('a plan edited with no network arrives when there is one again', async ({ person }) => {
  const mara = await person(MARA);
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(mara, API);
  await tomas.opens(path);
  await mara.watch.expectingTrouble(async () => {
    await mara.network.cut();
    await mara.page.getByRole('textbox', { name: 'Title of the plan' }).fill('Written on a train');
    await adds(mara.page, BUG, OPENING);
    await onThisDeviceOnly(mara.page);
    await expect(tomas.page).not.toHaveTitle(/Written on a train/);
    await mara.network.mend();
    await savedWithTeam(mara.page);
  });
  await expect(tomas.page).toHaveTitle('Written on a train · Plumbline');
  await expectQuestions(tomas.page, { [OPENING]: [API, BUG] });
});

test('a plan edited with no network survives the death of its tab', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  await losesTabOffline(mara, async () => {
    await mara.page.getByRole('textbox', { name: 'Title of the plan' }).fill('Written on a train');
  });
  await mara.opensNewTab(path);
  await expect(mara.page).toHaveTitle('Written on a train · Plumbline');
  await savedWithTeam(mara.page);
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  await expect(tomas.page).toHaveTitle('Written on a train · Plumbline');
});

test('a scorecard submitted with no network is submitted when there is one again', async ({
  person,
}) => {
  const mara = await person(MARA);
  const path = await interviewOn(mara, [TOMAS], API);
  const tomas = await person(TOMAS);
  await takesPart(tomas, path);
  await rates(tomas.page, API, 5);
  await savedWithTeam(tomas.page);
  await tomas.watch.expectingTrouble(async () => {
    await tomas.network.cut();
    await tomas.page.getByRole('button', { name: 'Submit scorecard' }).click();
    await expect(tomas.page.getByRole('alert')).toContainText('You recommend nothing yet.');
    await tomas.page.getByRole('button', { name: 'Submit as it is' }).click();
    await onThisDeviceOnly(tomas.page);
    await expect(mara.page.getByText('Sealed. 0 of 1 submitted.')).toBeVisible();
    await tomas.network.mend();
    await savedWithTeam(tomas.page);
  });
  await expect(mara.page.getByRole('button', { name: 'Reveal scorecards' })).toBeVisible();
});
