import {
  API,
  DEPTH,
  OPENING,
  announced,
  expectQuestions,
  itemCard,
  moves,
  opensWords,
  savedWithTeam,
  stageCard,
  startsPlanWith,
} from '../harness/builder.ts';
import { expectNoViolations } from '../harness/access.ts';
import { alive } from '../harness/alive.ts';
import { CANDIDATE, agenda } from '../harness/panel.ts';
import { AIKO, MARA, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

test('people comment on a question and settle it, each in their own name', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  await opensWords(tomas.page, API, 'Label');
  const comments = (page: typeof mara.page) =>
    itemCard(page, API).getByRole('region', { name: 'Comments' });
  await comments(tomas.page).getByRole('textbox').fill('Is this not two questions?');
  await comments(tomas.page).getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(itemCard(mara.page, API)).toContainText('1 comment');

  await opensWords(mara.page, API, 'Label');
  const said = comments(mara.page).getByRole('listitem');
  await expect(said).toContainText(TOMAS);
  await expect(said).toContainText('Is this not two questions?');
  // Only whoever wrote it may remove it.
  await expect(said.getByRole('button', { name: 'Remove' })).toHaveCount(0);
  await expectNoViolations(mara.page, 'comments');
  await said.getByRole('button', { name: 'Resolve' }).click();
  await expect(itemCard(tomas.page, API)).not.toContainText('1 comment');
  const own = comments(tomas.page).getByRole('listitem');
  await expect(own).toContainText('Resolved');
  await own.getByRole('button', { name: 'Remove' }).click();
  await expect(said).toHaveCount(0);
});

test('a weight waits for its reason, and what was typed stays', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const weight = await opensWords(mara.page, API, 'Counts (1: as the others)');
  const reason = await opensWords(mara.page, API, 'Why not as the others');
  await weight.fill('3');
  await weight.press('Tab');
  await expect(itemCard(mara.page, API).getByRole('alert')).toContainText('why');
  await expect(reason).toHaveAttribute('aria-invalid', 'true');
  await expect(reason).toHaveAccessibleDescription(/^Say why/);
  await expect(weight).not.toHaveAttribute('aria-invalid');
  await expect(weight).toHaveValue('3');
  await expect(itemCard(mara.page, API)).not.toContainText('Counts 3 times');
  // What is wrong holds nobody back from putting it right.
  await expect(reason).toBeFocused();
  await reason.pressSequentially('The role is about interfaces.');
  await expect(reason).not.toHaveAttribute('aria-invalid');
  await savedWithTeam(mara.page);
  await mara.opens(path);
  // The card says so while it is closed.
  await expect(itemCard(mara.page, API)).toContainText('Counts 3 times');
  await expect(await opensWords(mara.page, API, 'Counts (1: as the others)')).toHaveValue('3');
  await expect(await opensWords(mara.page, API, 'Why not as the others')).toHaveValue(
    'The role is about interfaces.',
  );
});

test('a number counts as soon as it is typed, also where the page is left at once', async ({
  person,
}) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const { page } = mara;
  await page.goto('/');
  await page.locator(`a[href="${path}"]`).click();
  await alive(page);
  const minutes = page.getByRole('textbox', { name: `Minutes for ${API}` });
  await minutes.fill('17');
  // Not a blur of its own: the field goes with its page.
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Plans' })).toBeVisible();
  await page.goForward();
  await alive(page);
  await expect(minutes).toHaveValue('17');
  await minutes.fill('18');
  await page.reload();
  await alive(page);
  await expect(minutes).toHaveValue('18');
  await test.step('and is undone as it was typed, in one go', async () => {
    await minutes.press('ControlOrMeta+a');
    await minutes.pressSequentially('25');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(minutes).toHaveValue('18');
  });
});

test('a finding is let stand with a reason, and found again when that is taken back', async ({
  person,
}) => {
  const mara = await person(MARA);
  const { page } = mara;
  await startsPlanWith(mara, API);
  await page.locator('details.checks > summary').click();
  const finding = page.locator('details.checks [data-rule=uncovered]:not(.stands)').first();
  const key = await finding.innerText();
  await finding.getByText('Let it stand…').click();
  await finding.getByRole('button', { name: 'Let it stand', exact: true }).click();
  await expect(announced(page)).toContainText('Give a reason');
  await finding.getByRole('textbox', { name: 'Reason' }).fill('Another round covers it.');
  await finding.getByRole('button', { name: 'Let it stand', exact: true }).click();
  const stands = page.locator('.finding.stands');
  await expect(stands).toContainText(`${MARA}: Another round covers it.`);
  expect(key).toContain((await stands.locator('p').first().innerText()).slice(0, 20));
  await stands.getByRole('button', { name: /^Take back/ }).click();
  await expect(stands).toHaveCount(0);
});

test('a stage names its interviewers, and who has too much to do is found', async ({ person }) => {
  const mara = await person(MARA);
  const { page } = mara;
  await startsPlanWith(mara, API);
  const stage = stageCard(page, OPENING);
  await stage.locator('details.interviewers > summary').click();
  await stage.getByRole('checkbox', { name: TOMAS }).check();
  await expect(stage.locator('details.interviewers > summary')).toHaveText(
    `Interviewers in ${OPENING}: ${TOMAS}`,
  );
  await itemCard(page, API).getByRole('textbox', { name: `Minutes for ${API}` }).fill('130');
  await page.keyboard.press('Tab');
  await page.locator('details.checks > summary').click();
  await expect(page.locator('[data-rule=overloaded]')).toContainText(TOMAS);
});

test('whoever the plan has ask in a stage stands at it in the panel, oneself as "you"', async ({
  person,
}) => {
  const mara = await person(MARA);
  const { page } = mara;
  await startsPlanWith(mara, API);
  const stage = stageCard(page, OPENING);
  await stage.locator('details.interviewers > summary').click();
  for (const name of [MARA, TOMAS, AIKO]) await stage.getByRole('checkbox', { name }).check();
  await savedWithTeam(page);
  await page.getByRole('link', { name: 'Start interview' }).click();
  await page.getByRole('textbox', { name: 'Candidate’s name' }).fill(CANDIDATE);
  for (const name of [MARA, TOMAS]) await expect(page.getByRole('checkbox', { name })).toBeChecked();
  // Aiko cannot come: nobody is to wait for her.
  await page.getByRole('checkbox', { name: AIKO }).uncheck();
  await page.getByRole('button', { name: 'Start interview' }).click();
  await page.waitForURL(/\/interviews\/[0-9a-f-]+$/);
  await expect(agenda(page)).toContainText(`${OPENING}, asked by you, ${TOMAS}`);
  const tomas = await person(TOMAS);
  await tomas.opens(mara.path());
  await expect(agenda(tomas.page)).toContainText(`${OPENING}, asked by ${MARA}, you`);
  await expect(agenda(tomas.page)).not.toContainText(AIKO);
});

test('a comment that is being written outlasts the page, for its writer alone', async ({
  person,
}) => {
  const mara = await person(MARA);
  const { page } = mara;
  const path = await startsPlanWith(mara, API);
  const written = () => opensWords(page, API, 'Comment for the team');
  const onPlan = page.getByRole('textbox', { name: 'Comment for the team' }).first();
  await (await written()).fill('Does this suit juniors');
  await page.getByText('Comments on the plan').click();
  await onPlan.fill('Too long as a whole');
  await mara.opens(path);
  await expect(await written()).toHaveValue('Does this suit juniors');
  await page.getByText('Comments on the plan').click();
  await expect(onPlan).toHaveValue('Too long as a whole');

  // Once it is with the team, or emptied, there is nothing to go on with.
  await itemCard(page, API).getByRole('button', { name: 'Comment', exact: true }).click();
  await onPlan.fill('');
  await savedWithTeam(page);
  await mara.opens(path);
  await expect(itemCard(page, API)).toContainText('1 comment');
  await expect(await written()).toHaveValue('');
  await page.getByText('Comments on the plan').click();
  await expect(onPlan).toHaveValue('');

  const kept = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('/written/')));
  expect(await kept()).toEqual([]);
  await (await written()).fill('Nobody else is to read this');
  expect(await kept()).toHaveLength(1);
  await test.step('another person who signs in here does not meet it', async () => {
    // As where a session ends by itself, which wipes nothing.
    await mara.context.clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: TOMAS }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await mara.opens(path);
    await expect(await written()).toHaveValue('');
  });
  await test.step('signing out wipes it', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    expect(await kept()).toEqual([]);
  });
});

test('a comment that is being written stays while its question is moved', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const written = await opensWords(mara.page, API, 'Comment for the team');
  await written.fill('Does this suit juniors');
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  await moves(itemCard(tomas.page, API), API, `To ${DEPTH}`);
  await expectQuestions(mara.page, { [DEPTH]: [API] });
  await expect(await opensWords(mara.page, API, 'Comment for the team')).toHaveValue(
    'Does this suit juniors',
  );
});
