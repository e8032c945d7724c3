import { expectNoSidewaysScroll, expectNoViolations, expectTabReachesAll } from '../harness/access.ts';
import { alive } from '../harness/alive.ts';
import { API, startsPlanWith } from '../harness/builder.ts';
import { note, rates, recommendation, submits } from '../harness/panel.ts';
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
