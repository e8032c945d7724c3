// Where the focus is after something was moved, drawn anew, taken away or switched off.

import type { Locator, Page } from '@playwright/test';
import {
  API,
  BUG,
  DEPTH,
  OPENING,
  QUERY,
  adds,
  announced,
  expectQuestions,
  itemCard,
  itemGrip,
  moves,
  opensWords,
  savedWithTeam,
  stageGrip,
  startsPlanWith,
} from '../harness/builder.ts';
import { interviewOn, rates, rating, recommendation } from '../harness/panel.ts';
import { MARA, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

/** Presses a button by key, as whoever has no pointer does. */
async function presses(button: Locator): Promise<void> {
  await button.focus();
  await button.press('Enter');
}

const question = (page: Page) => opensWords(page, API, 'Question as asked');

test('whoever types goes on typing while others move the question about', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API, BUG);
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  const { page } = mara;
  const field = await question(page);
  await field.fill('');
  await field.pressSequentially('What do');
  await expect(await question(tomas.page)).toHaveValue('What do');

  await moves(itemCard(tomas.page, BUG), BUG, 'Up');
  await expectQuestions(page, { [OPENING]: [BUG, API] });
  await expect(field).toBeFocused();
  await page.keyboard.type(' you');
  await expect(field).toHaveValue('What do you');

  await moves(itemCard(tomas.page, API), API, `To ${DEPTH}`);
  await expectQuestions(page, { [OPENING]: [BUG], [DEPTH]: [API] });
  await expect(field).toBeFocused();
  await page.keyboard.type(' do?');
  await expect(field).toHaveValue('What do you do?');
  await expect(await question(tomas.page)).toHaveValue('What do you do?');
});

test('what is carried by keyboard is carried on while others move cards past it', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API, BUG, QUERY);
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  const { page } = mara;
  await itemGrip(page, API).focus();
  await page.keyboard.press('Space');
  await expect(itemCard(page, API)).toHaveClass(/carried/);
  await moves(itemCard(tomas.page, QUERY), QUERY, 'To the top');
  await expectQuestions(page, { [OPENING]: [QUERY, API, BUG] });
  await expect(itemGrip(page, API)).toBeFocused();
  await expect(itemCard(page, API)).toHaveClass(/carried/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expectQuestions(page, { [OPENING]: [QUERY, BUG, API] });
});

test('what is carried is let go when somebody takes it away', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API, BUG, QUERY);
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  const { page } = mara;
  const grip = await itemGrip(page, API).boundingBox();
  await page.mouse.move((grip?.x ?? 0) + 5, (grip?.y ?? 0) + 5);
  await page.mouse.down();
  await page.mouse.move((grip?.x ?? 0) + 30, (grip?.y ?? 0) + 60, { steps: 4 });
  await expect(page.locator('.ghost')).toBeVisible();
  await tomas.page.getByRole('button', { name: `Remove ${API}`, exact: true }).click();
  await expect(page.locator('.ghost')).toBeHidden();
  await expect(announced(page)).toHaveText('What you carried was removed by somebody else.');
  await page.mouse.up();
  await expectQuestions(page, { [OPENING]: [BUG, QUERY] });
  // The next one is picked up as ever.
  await itemGrip(page, QUERY).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expectQuestions(page, { [OPENING]: [QUERY, BUG] });
});

test('in the builder the focus goes on where something was taken away', async ({ person }) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API, BUG, QUERY);
  const { page } = mara;
  await presses(page.getByRole('button', { name: `Remove ${API}`, exact: true }));
  await expect(itemGrip(page, BUG)).toBeFocused();
  await presses(page.getByRole('button', { name: `Remove ${QUERY}`, exact: true }));
  await expect(itemCard(page, BUG).locator(':focus')).toBeVisible();

  // A button that can do nothing more is switched off.
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await itemGrip(page, BUG).press('Control+z');
  await expectQuestions(page, { [OPENING]: [BUG, QUERY] });
  await expect(announced(page)).toHaveText('Undone.');
  await undo.focus();
  while (await undo.isEnabled()) {
    const before = await page.locator('.board').innerText();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.board').innerText()).not.toBe(before);
  }
  await expect(page.locator('main :focus')).toBeVisible();

  await presses(page.getByRole('button', { name: `Remove the stage ${OPENING}` }));
  await expect(stageGrip(page, DEPTH)).toBeFocused();
});

test('on the panel the focus goes on where something was pressed', async ({ person }) => {
  const mara = await person(MARA);
  await interviewOn(mara, [MARA], API, BUG);
  const { page } = mara;
  await savedWithTeam(page);
  await presses(page.getByRole('button', { name: 'Start the clock', exact: true }));
  await expect(page.getByRole('button', { name: 'Stop the clock' })).toBeFocused();
  await presses(page.getByRole('button', { name: 'Ask this now' }));
  await expect(page.locator('main :focus')).toBeVisible();
  await rating(page, 4).check();
  await presses(page.getByRole('button', { name: 'Take the rating back' }));
  await expect(page.locator('.rating :focus')).toHaveCount(1);
  await rates(page, API, 4);
  await presses(page.getByRole('button', { name: `Next ${BUG}` }));
  await expect(page.getByRole('heading', { level: 2, name: BUG, exact: true })).toBeFocused();
  await rating(page, 2).check();
  await recommendation(page, 'Yes').check();
  await presses(page.getByRole('button', { name: 'Submit scorecard' }));
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeFocused();
});

test('a page that takes another’s place has the focus, and its title is said', async ({ person }) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API);
  const { page } = mara;
  await mara.opens('/');
  await presses(page.getByRole('link', { name: /^Back End Developer interview/ }));
  await expect(itemCard(page, API)).toBeVisible();
  await expect(page.locator('main')).toBeFocused();
});

test('undoing in a field of one’s own leaves the plan alone', async ({ person }) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API);
  const { page } = mara;
  await opensWords(page, API, 'Label');
  const comment = itemCard(page, API).getByRole('textbox', { name: 'Comment for the team' });
  await comment.pressSequentially('Too lon');
  await page.keyboard.press('Control+z');
  await expect(comment).not.toHaveValue('Too lon');
  await expectQuestions(page, { [OPENING]: [API] });
  await adds(page, BUG, OPENING);
  await itemGrip(page, BUG).press('Control+z');
  await expectQuestions(page, { [OPENING]: [API] });
});
