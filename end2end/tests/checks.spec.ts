import {
  API,
  BUG,
  OPENING,
  adds,
  itemCard,
  itemGrip,
  library,
  opensWords,
  savedWithTeam,
  standing,
  startsPlanWith,
} from '../harness/builder.ts';
import { MARA, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';
import { onThisDeviceOnly } from '../harness/travel.ts';

test('a question that may be unlawful to ask is found as it is typed, and settled in one click', async ({
  person,
}) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API);
  const checks = mara.page.locator('details.checks');
  await checks.locator('> summary').click();
  await expect(checks.locator('[data-rule=uncovered]').first()).toBeVisible();
  await expect(checks.locator('[data-rule=age]')).toHaveCount(0);
  await (await opensWords(mara.page, API, 'Question as asked')).fill('How old are you?');
  const finding = checks.locator('[data-rule=age]');
  await expect(finding).toContainText('age');
  // What may be unlawful to ask is said before everything else.
  await expect(checks.locator('.finding').first()).toHaveAttribute('data-rule', 'age');
  await finding.getByRole('button', { name: /^Remove the question/ }).click();
  await expect(finding).toHaveCount(0);
  await expect(itemCard(mara.page, API)).toHaveCount(0);
  await mara.page.getByRole('button', { name: 'Undo' }).click();
  await expect(itemCard(mara.page, API)).toBeVisible();
});

test('a finding about a competency leads to the questions that the library has for it', async ({
  person,
}) => {
  const mara = await person(MARA);
  const { page } = mara;
  await startsPlanWith(mara, API);
  await library(page).locator('summary').first().click();
  const checks = page.locator('details.checks');
  await checks.locator('> summary').click();
  const finding = checks.locator('[data-rule=uncovered]').filter({ hasText: 'Security' });
  await finding.getByRole('button', { name: /^Questions for it/ }).press('Enter');
  const shown = library(page).getByRole('combobox', { name: 'Competency' });
  await expect(shown).toBeFocused();
  await expect(shown.locator('option:checked')).toHaveText('Security');
  const cards = library(page).locator('.question');
  await expect(cards.filter({ hasNotText: 'Security' })).toHaveCount(0);
  await expect(cards.first()).toBeVisible();
});

test('coverage counts the questions on each competency in each stage', async ({ person }) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API);
  await mara.page.getByText('Coverage: competencies by stage').click();
  const table = mara.page.getByRole('region', { name: 'Coverage' });
  const wanting = table.getByRole('row').filter({ hasText: '1: two are better' });
  await expect(wanting).toHaveCount(1);
  await expect(table.getByRole('columnheader', { name: OPENING })).toBeVisible();
});

test('a question that somebody carries is shown to the others as being moved', async ({
  person,
}) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API, BUG);
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  const moving = itemCard(tomas.page, API).getByText(`${MARA} is moving this`);
  await itemGrip(mara.page, API).focus();
  await mara.page.keyboard.press('Space');
  await expect(moving).toBeVisible();
  await mara.page.keyboard.press('Escape');
  await expect(moving).toHaveCount(0);
});

test('whoever comes back is told in short what the others did', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  await tomas.page.goto('/');
  await adds(mara.page, BUG, OPENING);
  await mara.page.getByRole('textbox', { name: 'Title of the plan' }).fill('Changed meanwhile');
  await expect(mara.page.locator('[data-standing] [data-words]')).toHaveText('Saved with the team');
  await tomas.opens(path);
  const told = tomas.page.getByRole('status', { name: 'While you were away' });
  await expect(told).toContainText(`${MARA} added a question, edited the plan’s title.`);
  await told.getByRole('button', { name: 'Dismiss' }).click();
  await expect(told).toHaveCount(0);
});

test('whoever only looks on is told that the network is gone, and what they missed', async ({
  person,
}) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  await expect(standing(tomas.page)).toHaveText('Saved with the team');
  await tomas.watch.expectingTrouble(async () => {
    await tomas.network.cut();
    await expect(standing(tomas.page)).toHaveText('Offline: with the team as of your last edit');
    await adds(mara.page, BUG, OPENING);
    await savedWithTeam(mara.page);
    await tomas.network.mend();
    await expect(standing(tomas.page)).toHaveText('Saved with the team');
  });
  const told = tomas.page.getByRole('status', { name: 'While you were away' });
  await expect(told).toContainText(`${MARA} added a question.`);
});

test('two who change one text apart are told to read what came of it', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  await savedWithTeam(tomas.page);
  const title = (page: typeof mara.page) =>
    page.getByRole('textbox', { name: 'Title of the plan' });
  await tomas.watch.expectingTrouble(async () => {
    await tomas.network.cut();
    await title(tomas.page).press('End');
    await title(tomas.page).pressSequentially(' in Malmö');
    await onThisDeviceOnly(tomas.page);
    await title(mara.page).press('Home');
    await title(mara.page).pressSequentially('Senior ');
    await savedWithTeam(mara.page);
    await tomas.network.mend();
    await savedWithTeam(tomas.page);
  });
  await expect(title(tomas.page)).toHaveValue(/^Senior .* in Malmö$/);
  const told = tomas.page.getByRole('status', { name: 'While you were away' });
  await expect(told).toContainText(
    `Read it once more: you and ${MARA} both changed the plan’s title. Yours was`,
  );
});
