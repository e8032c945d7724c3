import { expectNoSidewaysScroll, expectNoViolations, expectTabReachesAll } from '../harness/access.ts';
import { API, BUG, itemCard, opensWords, savedWithTeam, startsPlanWith } from '../harness/builder.ts';
import { AIKO, MARA, type Person, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

test('a plan is shared to comment on with some and to read with others', async ({ person }) => {
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(tomas, API, BUG);
  const { page } = tomas;
  await page.getByText('More', { exact: true }).click();
  await page.getByRole('link', { name: 'Sharing' }).click();
  await page
    .getByRole('group', { name: 'Everybody of the team' })
    .getByRole('radio', { name: 'Can read' })
    .check();
  await page
    .getByRole('group', { name: AIKO })
    .getByRole('radio', { name: 'Can comment' })
    .check();
  await expectNoViolations(page, 'sharing');
  await expectNoSidewaysScroll(page, 'sharing');
  await expectTabReachesAll(page);
  await page.getByRole('button', { name: 'Share it so' }).click();
  await expect(
    page.getByRole('group', { name: AIKO }).getByRole('radio', { name: 'Can comment' }),
  ).toBeChecked();
  await page.getByRole('link', { name: 'Back to the plan' }).click();

  await test.step('who may comment says something, and the builder shows it', async () => {
    const aiko = await person(AIKO);
    await aiko.page.goto(path);
    await expect(aiko.page).toHaveURL(`${path}/read`);
    const question = aiko.page.getByRole('article').filter({ hasText: API });
    await question.getByText(/^Comment/).click();
    await question.getByRole('textbox').fill('Ask for an API they regret.');
    await expectNoViolations(aiko.page, 'reading a plan');
    await expectNoSidewaysScroll(aiko.page, 'reading a plan');
    await question.getByRole('button', { name: 'Add the comment' }).click();
    await expect(question).toContainText('Ask for an API they regret.');
    await opensWords(page, API, 'Label');
    await expect(itemCard(page, API)).toContainText('Ask for an API they regret.');
    await question.getByRole('button', { name: /^Resolve/ }).click();
    await expect(question).toContainText('resolved');
  });

  await test.step('who may read sees both and changes neither', async () => {
    const mara = await person(MARA);
    await mara.opens('/');
    await mara.watch.expectingRefusal(async () => {
      await mara.page.getByRole('link', { name: 'Back End Developer' }).first().click();
      await expect(mara.page).toHaveURL(`${path}/read`);
    });
    await expect(mara.page.getByText('Ask for an API they regret.')).toBeVisible();
    await expect(mara.page.getByRole('textbox')).toHaveCount(0);
    // A hiring lead says who may do what, also on somebody else's plan.
    await mara.page.getByRole('link', { name: 'Sharing' }).click();
    await mara.page
      .getByRole('group', { name: 'Everybody of the team' })
      .getByRole('radio', { name: 'Can edit' })
      .check();
    await mara.page.getByRole('button', { name: 'Share it so' }).click();
    await mara.opens(path);
    await expect(itemCard(mara.page, API)).toBeVisible();
  });
});

/** Says what the whole team may do on a plan. */
async function sharesWithEverybody(owner: Person, path: string, right: string): Promise<void> {
  const { page } = owner;
  await page.goto(`${path}/sharing`);
  await page
    .getByRole('group', { name: 'Everybody of the team' })
    .getByRole('radio', { name: right })
    .check();
  await page.getByRole('button', { name: 'Share it so' }).click();
  await page.getByText('Recorded').first().waitFor();
}

/** Aiko types into the title of a plan that Tomás has just left to her to comment on. */
async function losesRightInMidEdit(person: (name: string) => Promise<Person>) {
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(tomas, API);
  const aiko = await person(AIKO);
  await aiko.opens(path);
  await itemCard(aiko.page, API).waitFor();
  await sharesWithEverybody(tomas, path, 'Can comment');
  const title = aiko.page.getByRole('textbox', { name: 'Title of the plan' });
  await aiko.watch.expectingRefusal(async () => {
    await title.press('End');
    await title.press('Z');
    await aiko.page.getByRole('alert', { name: 'Not yours to change' }).waitFor();
  });
  return { aiko, path, title };
}

test('a right that is taken away in mid-edit refuses the edit and keeps it to be offered', async ({
  person,
}) => {
  const { aiko, path, title } = await losesRightInMidEdit(person);
  const offered = aiko.page.getByRole('region', { name: 'Not applied' });
  await expect(offered).toContainText('Typing “Z” in the plan’s title');
  await expect(offered).toContainText('is shared with you to comment on');
  await expect(title).not.toHaveValue(/Z/);
  const lost = aiko.page.getByRole('alert', { name: 'Not yours to change' });
  await expect(lost).toContainText('is shared with you to comment on');
  await expect(aiko.page.locator('.board')).toHaveAttribute('inert', '');
  await expectNoViolations(aiko.page, 'a plan that is no longer theirs to change');

  await test.step('also where the plan does not open to be edited any more', async () => {
    const { page } = aiko;
    await page.reload();
    await expect(page).toHaveURL(`${path}/read`);
    await page.getByRole('link', { name: 'Plans and interviews' }).click();
    const untaken = page.getByRole('region', { name: 'Some of what you did was not taken' });
    await expect(untaken).toContainText('is shared with you to comment on');
    await untaken.getByText('What it is').click();
    await expect(untaken).toContainText('Typing “Z” in the plan’s title');
    await expectNoViolations(page, 'what was not taken');
    await expectNoSidewaysScroll(page, 'what was not taken');
    await untaken.getByRole('button', { name: 'Make it a plan of yours' }).click();
    await expect(page).not.toHaveURL('/');
    await expect(title).toHaveValue(/^Copy of .*Z$/);
    await savedWithTeam(page);
    // All of it is in the copy, so nothing is left to be offered.
    await aiko.opens('/');
    await expect(page.getByRole('heading', { name: 'Plans', exact: true })).toBeVisible();
    await expect(untaken).toHaveCount(0);
  });
});

test('a sentence that is being typed when the right goes is kept to its end', async ({ person }) => {
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(tomas, API);
  const aiko = await person(AIKO);
  const { page } = aiko;
  await aiko.opens(path);
  const field = await opensWords(page, API, 'Question as asked');
  await field.fill('Why');
  await savedWithTeam(page);
  await sharesWithEverybody(tomas, path, 'Can read');
  await aiko.watch.expectingRefusal(async () => {
    await field.press('Control+End');
    await field.pressSequentially(' so, and');
    await page.getByRole('alert', { name: 'Not yours to change' }).waitFor();
    await expect(page.getByRole('alert', { name: 'Not yours to change' })).toBeInViewport();
    await field.pressSequentially(' how else?');
    await field.blur();
    await expect(page.locator('.board')).toHaveAttribute('inert', '');
    await page.reload();
    await page.getByRole('link', { name: 'Plans and interviews' }).click();
    const untaken = page.getByRole('region', { name: 'Some of what you did was not taken' });
    await untaken.getByRole('button', { name: 'Make it a plan of yours' }).click();
    await expect(page).not.toHaveURL('/');
  });
  await expect(await opensWords(page, API, 'Question as asked')).toHaveValue('Why so, and how else?');
});

test('what was not taken is saved to a file, and removed once one says so twice', async ({
  person,
}) => {
  const { aiko } = await losesRightInMidEdit(person);
  const { page } = aiko;
  await expect(page.getByRole('alert', { name: 'Not yours to change' })).toBeVisible();
  await aiko.opens('/');
  const untaken = page.getByRole('region', { name: 'Some of what you did was not taken' });
  const coming = page.waitForEvent('download');
  await untaken.getByRole('button', { name: 'Save to a file' }).click();
  expect((await coming).suggestedFilename()).toMatch(/Z\.plumbline\.json$/);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page, 'what was not taken');
  const remove = untaken.getByRole('button', { name: 'Remove' });
  page.once('dialog', (dialog) => void dialog.dismiss());
  await remove.click();
  await expect(untaken).toBeVisible();
  page.once('dialog', (dialog) => void dialog.accept());
  await remove.click();
  await expect(untaken).toHaveCount(0);
  await aiko.opens('/');
  await expect(page.getByRole('heading', { name: 'Plans', exact: true })).toBeVisible();
  await expect(untaken).toHaveCount(0);
});

test('an interview started right after an edit runs on what was edited', async ({ person }) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API);
  const { page } = mara;
  // The edit is held back, so that the link is followed before the team has it.
  let held = 0;
  let release: () => void = () => undefined;
  const released = new Promise<void>((settle) => (release = settle));
  await page.route('**/api/push-by', async (route) => {
    held += 1;
    await released;
    await route.continue();
  });
  await page.getByRole('textbox', { name: 'Title of the plan' }).fill('Renamed at the last moment');
  await expect.poll(() => held).toBe(1);
  await page.getByRole('link', { name: 'Start interview' }).click();
  await expect(page).not.toHaveURL(/interview$/);
  release();
  await page.waitForURL(/interview$/);
  await expect(page.getByText('Renamed at the last moment')).toBeVisible();
});
