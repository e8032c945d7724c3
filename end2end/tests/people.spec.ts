import { expectNoSidewaysScroll, expectNoViolations, expectTabReachesAll } from '../harness/access.ts';
import { alive } from '../harness/alive.ts';
import { API, savedWithTeam, startsPlanWith } from '../harness/builder.ts';
import {
  interviewOn,
  note,
  rates,
  recommendation,
  scorecardOf,
  submits,
} from '../harness/panel.ts';
import { AIKO, MARA, SAMIR, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

const CANDIDATE = 'Samir H.';

test('a colleague is interviewed, and their hiring manager sees totals only', async ({ person }) => {
  const mara = await person(MARA);
  const plan = await startsPlanWith(mara, API);
  const { page } = mara;
  await page.getByRole('link', { name: 'Start interview' }).click();
  await page.getByRole('heading', { name: 'Start an interview' }).waitFor();
  await expectNoViolations(page, 'starting an interview');
  await expectNoSidewaysScroll(page, 'starting an interview');
  const worksHere = page.getByRole('combobox', { name: 'Does the candidate work here?' });
  const manager = page.getByRole('combobox', { name: /^Hiring manager/ });
  const totals = page.getByRole('radio', { name: /^Totals only/ });
  const start = page.getByRole('button', { name: 'Start interview' });

  await test.step('a candidate is refused on their own panel, and what was chosen stays', async () => {
    await page.getByRole('textbox', { name: 'Candidate’s name' }).fill(CANDIDATE);
    await worksHere.selectOption({ label: SAMIR });
    for (const name of [MARA, SAMIR]) await page.getByRole('checkbox', { name }).check();
    await manager.selectOption({ label: AIKO });
    await expect(totals).toBeChecked();
    await start.click();
    await expect(page.getByRole('alert')).toContainText(`${SAMIR} is the candidate`);
    await expect(worksHere.locator('option:checked')).toHaveText(SAMIR);
    await expect(manager.locator('option:checked')).toHaveText(AIKO);
    await expectNoViolations(page, 'starting an interview, refused');
    await page.getByRole('checkbox', { name: SAMIR }).uncheck();
    await page.getByRole('checkbox', { name: TOMAS }).check();
    await start.click();
    await page.waitForURL(/\/interviews\/[0-9a-f-]+$/);
    await alive(page);
  });
  const interview = mara.path();
  const summary = `${interview}/summary`;

  const aiko = await person(AIKO);
  await test.step('the manager is led from the list to what they may see', async () => {
    await aiko.opens('/');
    // The program asks for the panel, and is refused.
    await aiko.watch.expectingRefusal(async () => {
      await aiko.page.getByRole('link', { name: CANDIDATE }).click();
      await expect(aiko.page).toHaveURL(summary);
    });
    await expect(aiko.page.getByText('The scorecards are sealed.')).toBeVisible();
    await expect(aiko.page.getByRole('row', { name: TOMAS })).toContainText('Not yet');
    await expectNoViolations(aiko.page, 'a summary, sealed');
    await expectNoSidewaysScroll(aiko.page, 'a summary, sealed');
  });

  const tomas = await person(TOMAS);
  await tomas.opens(interview);
  await rates(tomas.page, API, 2);
  await note(tomas.page).fill('Needed a hint.');
  await recommendation(tomas.page, 'No').check();
  await submits(tomas.page);
  await aiko.page.reload();
  await expect(aiko.page.getByRole('row', { name: TOMAS })).toContainText('Yes');
  await rates(page, API, 5);
  await recommendation(page, 'Yes').check();
  await submits(page);
  await page.getByRole('button', { name: 'Reveal scorecards' }).click();
  await page.getByRole('link', { name: 'See the result' }).waitFor();

  await test.step('after the reveal the manager sees what the panel found, and nobody by name', async () => {
    await aiko.page.reload();
    await expect(aiko.page.getByText('median 3.5, range 2 to 5, n = 2')).toBeVisible();
    for (const hidden of [TOMAS, MARA, 'Needed a hint.']) {
      await expect(aiko.page.getByText(hidden)).toHaveCount(0);
    }
    await expectNoViolations(aiko.page, 'a summary');
    await expectNoSidewaysScroll(aiko.page, 'a summary');
    await aiko.watch.expectingRefusal(async () => {
      await aiko.page.goto(`${interview}/result`);
      await expect(aiko.page.getByRole('alert')).toContainText('summary');
    });
  });

  await test.step('candidates and roles have pages, which lead to one another', async () => {
    await mara.opens('/');
    await page.getByRole('link', { name: 'Candidates, by name' }).click();
    const listed = page.getByRole('listitem').filter({ hasText: CANDIDATE }).first();
    await expect(listed.getByRole('link', { name: /^Result/ })).toBeVisible();
    await expectNoViolations(page, 'candidates');
    await expectNoSidewaysScroll(page, 'candidates');
    await expectTabReachesAll(page);
    await page.getByRole('link', { name: /^Roles/ }).click();
    await expect(page.getByText('1 interview of yours')).toBeVisible();
    await expectNoViolations(page, 'roles');
    await expectNoSidewaysScroll(page, 'roles');
    await expectTabReachesAll(page);
  });

  await test.step('the candidate finds nothing of it anywhere', async () => {
    const samir = await person(SAMIR);
    await samir.opens('/');
    await expect(samir.page.getByText('No interviews yet.')).toBeVisible();
    await samir.page.goto('/candidates');
    await expect(samir.page.getByText('Nobody yet')).toBeVisible();
    await samir.page.goto('/roles');
    await expect(samir.page.getByText('no interviews of yours')).toBeVisible();
    await samir.watch.expectingRefusal(async () => {
      for (const path of [`${interview}/result`, summary]) {
        await samir.page.goto(path);
        await expect(samir.page.getByRole('alert')).toContainText('nothing here that you can see');
      }
    });
    await samir.page.goto(`${plan}/candidates`);
    await expect(samir.page.getByText('Nobody to compare yet')).toBeVisible();
    await expect(samir.page.getByText(CANDIDATE)).toHaveCount(0);
  });
});

test('who takes part is changed after the start, and everybody’s page follows', async ({ person }) => {
  const mara = await person(MARA);
  const interview = await interviewOn(mara, [TOMAS, AIKO], API);
  const [tomas, aiko] = [await person(TOMAS), await person(AIKO)];
  for (const one of [tomas, aiko]) await one.opens(interview);
  await note(aiko.page).fill('Asks before answering.');
  await savedWithTeam(aiko.page);

  const { page } = mara;
  const changes = async (gone: string, comes: string, name: string) => {
    await page.getByRole('link', { name: 'Change who takes part' }).click();
    await page.getByRole('heading', { name: 'Who takes part' }).waitFor();
    await expectNoViolations(page, 'who takes part');
    await expectNoSidewaysScroll(page, 'who takes part');
    await expectTabReachesAll(page);
    await page.getByRole('textbox', { name: 'Candidate’s name' }).fill(name);
    await page.getByRole('checkbox', { name: gone }).uncheck();
    await page.getByRole('checkbox', { name: comes }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(interview);
  };

  await test.step('those who stay see who came, without loading the page again', async () => {
    await changes(AIKO, SAMIR, 'Robin Ek');
    for (const one of [mara, tomas]) {
      await expect(one.page.getByRole('heading', { name: 'Robin Ek', level: 1 })).toBeVisible();
      await expect(scorecardOf(one.page, SAMIR)).toBeVisible();
      await expect(scorecardOf(one.page, AIKO)).toHaveCount(0);
    }
  });

  await test.step('whoever was taken off is told, and finds nothing any more', async () => {
    await expect(aiko.page.getByText(/You are no longer on this panel/).first()).toBeVisible();
    await expect(aiko.page).toHaveTitle('Interview · Plumbline');
    await expect(note(aiko.page)).toHaveCount(0);
    for (const words of ['Robin Ek', API]) await expect(aiko.page.getByText(words)).toHaveCount(0);
    await expectNoViolations(aiko.page, 'a panel that one was taken off');
    await aiko.watch.expectingRefusal(async () => {
      await aiko.page.reload();
      await expect(aiko.page.getByText('nothing here that you can see').first()).toBeVisible();
    });
  });

  await test.step('whoever came scores, and cannot be taken off once they have handed in', async () => {
    const samir = await person(SAMIR);
    await samir.opens(interview);
    await rates(samir.page, API, 4);
    await recommendation(samir.page, 'Yes').check();
    await submits(samir.page);
    await page.getByRole('link', { name: 'Change who takes part' }).click();
    await expect(page.getByRole('checkbox', { name: SAMIR })).toBeDisabled();
    await page.getByRole('link', { name: 'Back to the interview' }).click();
  });

  await test.step('whoever is called back finds what they wrote', async () => {
    await changes(TOMAS, AIKO, 'Robin Ek');
    await aiko.opens(interview);
    await expect(note(aiko.page)).toHaveValue('Asks before answering.');
  });
});
