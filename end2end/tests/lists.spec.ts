// What the first page lists: what waits for whom, and nothing that is put away.

import {
  API,
  OPENING,
  adds,
  opensWords,
  savedWithTeam,
  startsPlan,
  startsPlanWith,
} from '../harness/builder.ts';
import { expectNoSidewaysScroll, expectNoViolations } from '../harness/access.ts';
import { CANDIDATE, interviewOn } from '../harness/panel.ts';
import { MARA, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

test('a plan that is put away leaves the list, and comes back', async ({ person }) => {
  const mara = await person(MARA);
  const { page } = mara;
  const path = await startsPlan(mara);
  await adds(page, API, OPENING);
  await savedWithTeam(page);
  await page.getByText('More', { exact: true }).click();
  await page.getByRole('link', { name: 'Put away' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('away?');
  await expectNoViolations(page, 'putting a plan away');
  await page.getByRole('button', { name: 'Put away' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Put away' })).toBeVisible();
  await expectNoViolations(page, 'what is put away');
  const listed = page.locator(`a.row[href="${path}"]`);
  await mara.opens('/');
  await expect(listed).toHaveCount(0);
  await page.goto('/put-away');
  await page.getByRole('button', { name: /^Bring back/ }).click();
  await expect(page.getByText('Nothing is put away.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByRole('status')).toContainText('Recorded.');
  await mara.opens('/');
  await expect(listed).toHaveCount(1);
});

test('a kit that is put away is begun from no more, and comes back', async ({ person }) => {
  const mara = await person(MARA);
  const { page } = mara;
  const path = await startsPlanWith(mara, API);
  await page.goto(`${path}/kit`);
  await page.getByRole('textbox').fill('Interface engineer');
  await page.getByRole('button', { name: 'Save as a kit' }).click();
  const begins = page.getByRole('button', { name: 'New plan from Interface engineer' });
  await mara.opens('/');
  await expect(begins).toBeVisible();

  await page.goto('/kits');
  await page.getByRole('link', { name: /^Put away ?: Interface engineer$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Put Interface engineer away?');
  await expectNoViolations(page, 'putting a kit away');
  await page.getByRole('button', { name: 'Put away' }).click();
  const away = page.getByRole('region', { name: 'Kits' });
  await expect(away.getByRole('link', { name: 'Interface engineer' })).toBeVisible();
  await mara.opens('/');
  await page.getByRole('button', { name: /^New plan from/ }).first().waitFor();
  await expect(begins).toHaveCount(0);

  await page.goto('/put-away');
  await away.getByRole('button', { name: /^Bring back/ }).click();
  await expect(page.getByText('Nothing is put away.')).toBeVisible();
  await mara.opens('/');
  await expect(begins).toBeVisible();
});

test('who owes a scorecard finds that interview first, and reads why', async ({ person }) => {
  const mara = await person(MARA);
  const path = await interviewOn(mara, [TOMAS], API);
  const { page } = mara;
  await page.getByRole('button', { name: 'Start the clock', exact: true }).click();
  await savedWithTeam(page);
  const tomas = await person(TOMAS);
  await tomas.opens('/');
  const heading = tomas.page.getByRole('heading').first();
  await expect(heading).toHaveText('Waiting for you');
  const waiting = tomas.page.getByRole('region', { name: 'Waiting for you' });
  const listed = waiting.locator(`a.row[href="${path}"]`);
  await expect(listed).toContainText(`${CANDIDATE}, Back End Developer`);
  await expect(listed).toContainText('Your scorecard is due');
  await expectNoViolations(tomas.page, 'the first page of somebody who is waited for');
});

test('a word of any length widens no page', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const { page } = mara;
  await page.getByRole('textbox', { name: 'Title of the plan' }).fill('W'.repeat(190));
  await (await opensWords(page, API, 'Label')).fill('https://hiring.example/'.repeat(5));
  await savedWithTeam(page);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const where of ['/', path, `${path}/history`, `${path}/read`, '/roles', '/kits']) {
    await page.goto(where);
    await page.locator('h1').first().waitFor();
    await expectNoSidewaysScroll(page, where);
  }
});
