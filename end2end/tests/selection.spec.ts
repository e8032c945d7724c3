import { expectNoViolations } from '../harness/access.ts';
import {
  API,
  BUG,
  DEPTH,
  OPENING,
  QUERY,
  SECURITY,
  announced,
  expectQuestions,
  itemCard,
  itemGrip,
  libraryCard,
  savedWithTeam,
  stageCard,
  stageGrip,
  startsPlan,
  startsPlanWith,
} from '../harness/builder.ts';
import { dragsByMouse } from '../harness/hands.ts';
import { MARA } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

function selection(page: import('@playwright/test').Page) {
  return page.getByRole('region', { name: 'Selected questions' });
}

test('several questions are selected by key, moved together by key, and put back by one undo', async ({
  person,
}) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API, BUG, QUERY);
  const { page } = mara;
  await itemGrip(page, API).press('x');
  await itemGrip(page, QUERY).press('x');
  await expect(selection(page)).toContainText('2 questions selected');
  await expectNoViolations(page, 'builder, with questions selected');
  await itemGrip(page, QUERY).press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expectQuestions(page, { [OPENING]: [BUG], [DEPTH]: [API, QUERY] });
  await expect(announced(page)).toHaveText(`Moved 2 questions to position 2 of 2 in ${DEPTH}.`);
  await expect(itemGrip(page, QUERY)).toBeFocused();
  await savedWithTeam(page);
  await page.keyboard.press('Control+z');
  await expectQuestions(page, { [OPENING]: [API, BUG, QUERY] });
});

test('several are dragged by mouse, and removed together', async ({ person }) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API, BUG, QUERY);
  const { page } = mara;
  for (const title of [API, BUG]) await itemGrip(page, title).click({ modifiers: ['Control'] });
  await dragsByMouse(page, itemGrip(page, BUG), { of: stageCard(page, DEPTH) });
  await expectQuestions(page, { [OPENING]: [QUERY], [DEPTH]: [API, BUG] });
  await selection(page).getByRole('button', { name: 'Remove' }).click();
  await expectQuestions(page, { [OPENING]: [QUERY] });
  await expect(selection(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectQuestions(page, { [OPENING]: [QUERY], [DEPTH]: [API, BUG] });
});

test('questions are copied from one plan and pasted into another', async ({ person }) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API, BUG, SECURITY);
  const { page } = mara;
  await itemCard(page, SECURITY)
    .getByRole('button', { name: `Move… ${SECURITY}` })
    .click();
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await itemGrip(page, API).press('x');
  await selection(page).getByRole('button', { name: 'Copy' }).click();
  await savedWithTeam(page);

  await mara.opens('/');
  await startsPlan(mara);
  await page.getByText('More', { exact: true }).click();
  await page.getByRole('button', { name: 'Paste questions' }).click();
  await expectQuestions(page, { [OPENING]: [API, SECURITY] });
  await stageGrip(page, DEPTH).press('Control+v');
  await expectQuestions(page, { [OPENING]: [API, SECURITY], [DEPTH]: [API, SECURITY] });
  await page.keyboard.press('Control+z');
  await expectQuestions(page, { [OPENING]: [API, SECURITY] });
});

test('what is called the same is told apart among the commands, and each is done', async ({
  person,
}) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API);
  const { page } = mara;
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const found = palette.getByRole('button');
  const does = async (words: string, name: string) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(words);
    await expect(found.first()).toHaveText(name);
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
  };
  await libraryCard(page, API).getByRole('button', { name: `Add to… ${API}` }).click();
  await libraryCard(page, API).getByRole('button', { name: `To ${DEPTH}`, exact: true }).click();
  await expectQuestions(page, { [OPENING]: [API], [DEPTH]: [API] });
  await does('remove api depth', `Remove ${API} · ${DEPTH}`);
  await expectQuestions(page, { [OPENING]: [API] });
  // In one stage only their number tells them apart.
  await libraryCard(page, API).getByRole('button', { name: `Add to… ${API}` }).click();
  await libraryCard(page, API).getByRole('button', { name: `To ${OPENING}`, exact: true }).click();
  await expectQuestions(page, { [OPENING]: [API, API] });
  const second = await page.locator('[data-item]').last().getAttribute('data-item');
  await does('remove api (2', `Remove ${API} · ${OPENING} (2 of 2)`);
  await expectQuestions(page, { [OPENING]: [API] });
  await expect(page.locator(`[data-item="${second}"]`)).toHaveCount(0);

  await does('add stage', 'Add stage');
  await does('add stage', 'Add stage');
  await expect(page.getByText('Interviewers in New stage (stage 5): none yet')).toBeVisible();
  await expect(page.getByText('Interviewers in New stage (stage 6): none yet')).toBeVisible();
  const last = await page.locator('[data-stage]').last().getAttribute('data-stage');
  await does('remove stage 6', 'Remove the stage New stage (stage 6)');
  await expect(page.locator(`[data-stage="${last}"]`)).toHaveCount(0);
  await expect(page.getByText('Interviewers in New stage: none yet')).toBeVisible();
});

test('whatever the page offers is found by name and done by key', async ({ person }) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API);
  const { page } = mara;
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('add stage');
  await expectNoViolations(page, 'the commands');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(stageCard(page, 'New stage')).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('drag api');
  await expect(palette.getByRole('button')).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: new RegExp(`^Drag ${API}`) }).first()).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type(API);
  // Whoever looks for a question by its name means more than its grip.
  await expect(palette.getByRole('button').first()).not.toHaveText(/^Drag/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(palette.getByRole('button').nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(palette.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type(' of which there is none');
  await expect(palette.getByRole('status')).toHaveText('0 found');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});
