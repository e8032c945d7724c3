import type { Page } from '@playwright/test';
import {
  API,
  BUG,
  DEPTH,
  OPENING,
  QUERY,
  SECURITY,
  THEIRS,
  WAYS,
  adds,
  announced,
  expectQuestions,
  expectStages,
  itemCard,
  itemGrip,
  library,
  libraryCard,
  libraryGrip,
  moves,
  savedWithTeam,
  stageCard,
  stageGrip,
  startsPlan,
  startsPlanWith,
} from '../harness/builder.ts';
import { Finger, dragsByMouse, picksUpByMouse } from '../harness/hands.ts';
import { MARA, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

/** Gives the focus to a grip and picks up what it holds. */
async function picksUpByKeyboard(page: Page, grip: ReturnType<typeof itemGrip>): Promise<void> {
  await grip.focus();
  await page.keyboard.press('Space');
}

test.describe('by mouse', () => {
  test('a question goes from the library into a stage, before or after others', async ({
    person,
  }) => {
    const mara = await person(MARA);
    const { page } = mara;
    const path = await startsPlan(mara);
    await dragsByMouse(page, libraryGrip(page, API), { of: stageCard(page, OPENING) });
    await dragsByMouse(page, libraryGrip(page, BUG), { of: itemCard(page, API), side: 'above' });
    await dragsByMouse(page, libraryGrip(page, QUERY), { of: itemCard(page, API), side: 'above' });
    await expectQuestions(page, { [OPENING]: [BUG, QUERY, API] });
    await expect(announced(page)).toHaveText(`Added ${QUERY} at position 2 of 3 in ${OPENING}.`);
    await expect(libraryCard(page, QUERY)).toContainText('In the plan');

    await savedWithTeam(page);
    await mara.opens(path);
    await expectQuestions(page, { [OPENING]: [BUG, QUERY, API] });
  });

  test('questions are put in another order, within a stage and across stages', async ({
    person,
  }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlanWith(mara, API, BUG, QUERY);
    await dragsByMouse(page, itemGrip(page, QUERY), { of: itemCard(page, API), side: 'above' });
    await expectQuestions(page, { [OPENING]: [QUERY, API, BUG] });
    await dragsByMouse(page, itemGrip(page, QUERY), { of: itemCard(page, BUG), side: 'below' });
    await expectQuestions(page, { [OPENING]: [API, BUG, QUERY] });
    await dragsByMouse(page, itemGrip(page, BUG), { of: stageCard(page, DEPTH) });
    await expectQuestions(page, { [OPENING]: [API, QUERY], [DEPTH]: [BUG] });
    await expect(announced(page)).toHaveText(
      `Moved ${BUG} from position 2 of 3 in ${OPENING} to position 1 of 1 in ${DEPTH}.`,
    );
    await expect(itemGrip(page, BUG)).toBeFocused();
  });

  test('stages are put in another order', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlan(mara);
    await expectStages(page, [OPENING, DEPTH, WAYS, THEIRS]);
    await dragsByMouse(page, stageGrip(page, WAYS), { of: stageCard(page, OPENING), side: 'above' });
    await expectStages(page, [WAYS, OPENING, DEPTH, THEIRS]);
    await expect(announced(page)).toHaveText(
      `Moved ${WAYS} from position 3 of 4 among the stages to position 1 of 4 among the stages.`,
    );
  });

  test('faster than the page can paint, everything is put down all the same', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlanWith(mara, API, BUG, QUERY);
    const drags = [
      { grip: await itemGrip(page, QUERY).elementHandle(), to: itemCard(page, API), down: 2 },
      { grip: await itemGrip(page, BUG).elementHandle(), to: stageCard(page, DEPTH), down: 40 },
    ];
    const hands = [];
    for (const { grip, to, down } of drags) {
      const box = await to.boundingBox();
      hands.push({ grip, x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + down });
    }
    await page.evaluate((hands) => {
      for (const { grip, x, y } of hands) {
        const from = grip?.getBoundingClientRect();
        const point = (type: string, clientX = 0, clientY = 0) =>
          grip?.dispatchEvent(
            new PointerEvent(type, { bubbles: true, isPrimary: true, clientX, clientY }),
          );
        point('pointerdown', from?.x, from?.y);
        point('pointermove', x, y);
        point('pointerup', x, y);
      }
    }, hands);
    await expectQuestions(page, { [OPENING]: [QUERY, API], [DEPTH]: [BUG] });
  });

  test('a line lies where it would go, shifts nothing, and goes along when others add above', async ({
    person,
  }) => {
    const mara = await person(MARA);
    const tomas = await person(TOMAS);
    const { page } = mara;
    const path = await startsPlanWith(mara, API, BUG, QUERY);
    await tomas.opens(path);
    const line = page.locator('.drop-line');
    const isBetween = async (above: string, below: string) => {
      const boxes = [itemCard(page, above), line, itemCard(page, below)].map((of) => of.boundingBox());
      const [before, at, after] = await Promise.all(boxes);
      const end = (box: typeof at) => (box === null || box === undefined ? NaN : box.y + box.height);
      return end(before) <= (at?.y ?? NaN) && end(at) <= (after?.y ?? NaN);
    };
    await expect(line).toBeHidden();
    const before = await itemCard(page, BUG).boundingBox();
    await picksUpByMouse(page, itemGrip(page, QUERY), { of: itemCard(page, BUG), side: 'above' });
    await expect(line).toBeVisible();
    await expect.poll(() => isBetween(API, BUG)).toBe(true);
    expect(await itemCard(page, BUG).boundingBox()).toEqual(before);

    // Into the same place and above it: it is shown where it would go by now.
    await adds(tomas.page, SECURITY, OPENING);
    await moves(itemCard(tomas.page, SECURITY), SECURITY, 'To the top');
    await expectQuestions(page, { [OPENING]: [SECURITY, API, BUG, QUERY] });
    await expect.poll(() => isBetween(SECURITY, API)).toBe(true);
    await page.mouse.up();
    await expectQuestions(page, { [OPENING]: [SECURITY, QUERY, API, BUG] });
    await expect(line).toBeHidden();
  });

  test('let go of outside the plan, it stays where it was', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlanWith(mara, API, BUG);
    await picksUpByMouse(page, itemGrip(page, BUG), { of: stageCard(page, DEPTH) });
    await expect(page.locator('.ghost')).toHaveText(BUG);
    await page.mouse.move(3, 3);
    await page.mouse.up();
    await expectQuestions(page, { [OPENING]: [API, BUG] });
    await expect(announced(page)).toHaveText(`${BUG} was not put anywhere.`);
  });
});

test('a click without a pointer, as screen readers send it, picks up and puts down', async ({
  person,
}) => {
  const mara = await person(MARA);
  const { page } = mara;
  await startsPlanWith(mara, API, BUG);
  const clicks = () => itemGrip(page, BUG).evaluate((grip: HTMLElement) => grip.click());
  await clicks();
  await expect(announced(page)).toHaveText(/^Picked up/);
  await expect(itemGrip(page, BUG)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await clicks();
  await expectQuestions(page, { [OPENING]: [BUG, API] });
  await expect(itemGrip(page, BUG)).toBeFocused();

  await test.step('what is picked up by another grip goes back', async () => {
    await clicks();
    await page.keyboard.press('ArrowDown');
    await itemGrip(page, API).evaluate((grip: HTMLElement) => grip.click());
    await expect(announced(page)).toHaveText(`Picked up ${API}, position 2 of 2 in ${OPENING}.`);
    await page.keyboard.press('Escape');
    await expectQuestions(page, { [OPENING]: [BUG, API] });
  });

  await test.step('a click of a mouse picks nothing up', async () => {
    await itemGrip(page, API).click();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await expect(announced(page)).toHaveText(`Picked up ${API}, position 2 of 2 in ${OPENING}.`);
    await page.keyboard.press('Escape');
  });
});

test.describe('by touch', () => {
  test('questions and stages move under a finger', async ({ person }) => {
    const mara = await person(MARA, { hasTouch: true, viewport: { width: 1024, height: 768 } });
    const { page } = mara;
    await startsPlanWith(mara, API, BUG);
    const finger = await Finger.on(page);
    await finger.drags(libraryGrip(page, SECURITY), { of: stageCard(page, DEPTH) });
    await expectQuestions(page, { [OPENING]: [API, BUG], [DEPTH]: [SECURITY] });
    await finger.drags(itemGrip(page, BUG), { of: itemCard(page, API), side: 'above' });
    await expectQuestions(page, { [OPENING]: [BUG, API], [DEPTH]: [SECURITY] });
    await finger.drags(itemGrip(page, API), { of: itemCard(page, SECURITY), side: 'below' });
    await expectQuestions(page, { [OPENING]: [BUG], [DEPTH]: [SECURITY, API] });
    await finger.drags(stageGrip(page, DEPTH), { of: stageCard(page, OPENING), side: 'above' });
    await expectStages(page, [DEPTH, OPENING, WAYS, THEIRS]);
  });

  test('a finger on the card itself still scrolls the page', async ({ person }) => {
    const mara = await person(MARA, { hasTouch: true, viewport: { width: 390, height: 600 } });
    const { page } = mara;
    await startsPlanWith(mara, API, BUG);
    const heading = itemCard(page, API).getByRole('heading');
    await heading.evaluate((element) => element.scrollIntoView({ block: 'end' }));
    const before = await page.evaluate(() => window.scrollY);
    const finger = await Finger.on(page);
    await finger.drags(heading, { of: page.getByRole('textbox', { name: 'Title of the plan' }) });
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before);
    await expectQuestions(page, { [OPENING]: [API, BUG] });
  });
});

test.describe('by keyboard', () => {
  test('a question is picked up, walked within and across stages, and put down', async ({
    person,
  }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlanWith(mara, API, BUG, QUERY);
    const grip = itemGrip(page, API);
    await picksUpByKeyboard(page, grip);
    await expect(announced(page)).toHaveText(`Picked up ${API}, position 1 of 3 in ${OPENING}.`);
    await page.keyboard.press('ArrowDown');
    await expect(announced(page)).toHaveText(`Position 2 of 3 in ${OPENING}.`);
    await page.keyboard.press('Space');
    await expect(announced(page)).toHaveText(
      `Moved ${API} from position 1 of 3 in ${OPENING} to position 2 of 3 in ${OPENING}.`,
    );
    await expectQuestions(page, { [OPENING]: [BUG, API, QUERY] });
    await expect(grip).toBeFocused();

    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await expect(announced(page)).toHaveText(`Position 1 of 1 in ${DEPTH}.`);
    await page.keyboard.press('ArrowRight');
    await expect(announced(page)).toHaveText(`Position 1 of 1 in ${WAYS}.`);
    await page.keyboard.press('Enter');
    await expect(announced(page)).toHaveText(
      `Moved ${API} from position 2 of 3 in ${OPENING} to position 1 of 1 in ${WAYS}.`,
    );
    await expectQuestions(page, { [OPENING]: [BUG, QUERY], [WAYS]: [API] });
    await expect(grip).toBeFocused();

    await page.keyboard.press('Space');
    await page.keyboard.press('Home');
    await expect(announced(page)).toHaveText(`Position 1 of 3 in ${OPENING}.`);
    await page.keyboard.press('Space');
    await expectQuestions(page, { [OPENING]: [API, BUG, QUERY] });
    await expect(grip).toBeFocused();
  });

  test('escape puts it back', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlanWith(mara, API, BUG);
    const grip = itemGrip(page, BUG);
    await picksUpByKeyboard(page, grip);
    await page.keyboard.press('ArrowUp');
    await expect(announced(page)).toHaveText(`Position 1 of 2 in ${OPENING}.`);
    await page.keyboard.press('Escape');
    await expect(announced(page)).toHaveText(`Put ${BUG} back where it was.`);
    await expectQuestions(page, { [OPENING]: [API, BUG] });
    await expect(grip).toBeFocused();
  });

  test('a question of the library and a stage are moved the same way', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlanWith(mara, API);
    await picksUpByKeyboard(page, libraryGrip(page, SECURITY));
    await expect(announced(page)).toHaveText(
      `Picked up ${SECURITY}. Press an arrow key to choose its place.`,
    );
    await page.keyboard.press('ArrowDown');
    await expect(announced(page)).toHaveText(`Position 1 of 2 in ${OPENING}.`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(announced(page)).toHaveText(`Added ${SECURITY} at position 2 of 2 in ${OPENING}.`);
    await expectQuestions(page, { [OPENING]: [API, SECURITY] });
    await expect(libraryGrip(page, SECURITY)).toBeFocused();

    const grip = stageGrip(page, OPENING);
    await picksUpByKeyboard(page, grip);
    await page.keyboard.press('End');
    await page.keyboard.press('Space');
    await expect(announced(page)).toHaveText(
      `Moved ${OPENING} from position 1 of 4 among the stages to position 4 of 4 among the stages.`,
    );
    await expectStages(page, [DEPTH, WAYS, THEIRS, OPENING]);
    await expect(grip).toBeFocused();
  });
});

test.describe('without dragging', () => {
  test('the menus put questions and stages in their places', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlan(mara);
    await adds(page, API, DEPTH);
    await adds(page, BUG, DEPTH);
    await adds(page, QUERY, OPENING);
    await expectQuestions(page, { [OPENING]: [QUERY], [DEPTH]: [API, BUG] });

    await moves(itemCard(page, BUG), BUG, 'Up');
    await expectQuestions(page, { [OPENING]: [QUERY], [DEPTH]: [BUG, API] });
    await expect(itemGrip(page, BUG)).toBeFocused();
    await moves(itemCard(page, BUG), BUG, `To ${OPENING}`);
    await expectQuestions(page, { [OPENING]: [QUERY, BUG], [DEPTH]: [API] });
    await expect(announced(page)).toHaveText(
      `Moved ${BUG} from position 1 of 2 in ${DEPTH} to position 2 of 2 in ${OPENING}.`,
    );
    await moves(stageCard(page, OPENING), OPENING, 'Down');
    await expectStages(page, [DEPTH, OPENING, WAYS, THEIRS]);
  });

  test('escape closes a menu and gives the focus back', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlanWith(mara, API);
    const opener = itemCard(page, API).getByRole('button', { name: `Move… ${API}`, exact: true });
    await opener.click();
    await expect(opener).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect(opener).toHaveAttribute('aria-expanded', 'false');
    await expect(opener).toBeFocused();
  });

  test('a press beside an open menu closes it and does nothing else', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlanWith(mara, API, BUG);
    const opener = itemCard(page, API).getByRole('button', { name: `Move… ${API}`, exact: true });
    await opener.click();
    await expect(opener).toHaveAttribute('aria-expanded', 'true');
    const remove = page.getByRole('button', { name: `Remove ${BUG}`, exact: true });
    const { x, y, width, height } = (await remove.boundingBox())!;
    await page.mouse.click(x + width / 2, y + height / 2);
    await expect(opener).toHaveAttribute('aria-expanded', 'false');
    await expectQuestions(page, { [OPENING]: [API, BUG] });
  });

  test('stages are added, named and removed', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    const path = await startsPlanWith(mara, API);
    await page.getByRole('button', { name: 'Add stage' }).click();
    await expect(
      stageCard(page, 'New stage').getByRole('textbox', { name: /^Name of stage/ }),
    ).toBeFocused();
    // What it is called at first is written over.
    await page.keyboard.type('Wrap-up');
    await expectStages(page, [OPENING, DEPTH, WAYS, THEIRS, 'Wrap-up']);
    await page.getByRole('button', { name: `Remove the stage ${WAYS}` }).click();
    await expectStages(page, [OPENING, DEPTH, THEIRS, 'Wrap-up']);
    await savedWithTeam(page);
    await mara.opens(path);
    await expectStages(page, [OPENING, DEPTH, THEIRS, 'Wrap-up']);
  });

  test('minutes add up as they are changed', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlanWith(mara, API, BUG);
    const minutes = (title: string) => page.getByRole('textbox', { name: `Minutes for ${title}` });
    await minutes(API).fill('12');
    await minutes(API).press('Tab');
    await minutes(BUG).fill('8');
    await minutes(BUG).press('Tab');
    await expect(stageCard(page, OPENING).locator('[data-minutes]')).toHaveText('20 min');
    await expect(page.locator('[data-total]')).toHaveText('2 questions · 20 min');
    await minutes(BUG).fill('soon');
    await minutes(BUG).press('Tab');
    await expect(page.getByRole('alert')).toHaveText('Minutes are a whole number.');
    await expect(page.locator('[data-total]')).toHaveText('2 questions · 20 min');
  });

  test('the library is searched and narrowed to a competency', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlan(mara);
    const questions = library(page).getByRole('heading', { level: 3 });
    await expect(questions).toHaveCount(10);
    await page.getByRole('searchbox', { name: 'Search questions' }).fill('SLOW');
    await expect(questions.filter({ hasText: QUERY })).toBeVisible();
    await expect(questions.filter({ hasText: API })).toHaveCount(0);
    await page.getByRole('searchbox', { name: 'Search questions' }).fill('');
    await library(page).getByRole('combobox', { name: 'Competency' }).selectOption('Security');
    await expect(questions).toHaveText([SECURITY]);
    await expect(library(page).getByRole('status')).toHaveText('1 question');
  });
});

test('undo and redo are of one’s own edits only', async ({ person }) => {
  const mara = await person(MARA);
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(mara, API);
  await tomas.opens(path);
  const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });
  const redo = (page: Page) => page.getByRole('button', { name: 'Redo' });
  await expect(undo(tomas.page)).toBeDisabled();
  await adds(tomas.page, BUG, OPENING);
  await expectQuestions(mara.page, { [OPENING]: [API, BUG] });

  await undo(mara.page).click();
  for (const { page } of [mara, tomas]) await expectQuestions(page, { [OPENING]: [BUG] });
  await redo(mara.page).click();
  for (const { page } of [mara, tomas]) await expectQuestions(page, { [OPENING]: [API, BUG] });

  await moves(itemCard(mara.page, API), API, `To ${WAYS}`);
  await expectQuestions(tomas.page, { [OPENING]: [BUG], [WAYS]: [API] });
  await mara.page.keyboard.press('Control+z');
  await expectQuestions(tomas.page, { [OPENING]: [API, BUG] });
  await mara.page.keyboard.press('Control+Shift+Z');
  await expectQuestions(tomas.page, { [OPENING]: [BUG], [WAYS]: [API] });

  await undo(tomas.page).click();
  for (const { page } of [mara, tomas]) await expectQuestions(page, { [WAYS]: [API] });
  await expect(undo(tomas.page)).toBeDisabled();
});
