import {
  API,
  BUG,
  DEPTH,
  OPENING,
  QUERY,
  SECURITY,
  WAYS,
  adds,
  announced,
  expectQuestions,
  expectStages,
  itemCard,
  libraryGrip,
  moves,
  opensWords,
  retitles,
  savedWithTeam,
  stageCard,
  standing,
  startsPlanWith,
  tray,
} from '../harness/builder.ts';
import { dragsByMouse } from '../harness/hands.ts';
import { MARA, type Person, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

test('two people on one plan see what the other does', async ({ person }) => {
  const mara = await person(MARA);
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(mara, API);
  await tomas.opens('/');
  await tomas.page.getByRole('link', { name: 'Back End Developer interview' }).click();
  await expect(stageCard(tomas.page, OPENING)).toBeVisible();
  expect(tomas.path()).toBe(path);

  await test.step('who is here', async () => {
    for (const { page } of [mara, tomas]) {
      const here = page.getByRole('list', { name: 'Here now' });
      await expect(here).toContainText(MARA);
      await expect(here).toContainText(TOMAS);
    }
  });

  await test.step('what goes where', async () => {
    await dragsByMouse(tomas.page, libraryGrip(tomas.page, BUG), {
      of: stageCard(tomas.page, DEPTH),
    });
    await expectQuestions(mara.page, { [OPENING]: [API], [DEPTH]: [BUG] });
    await moves(itemCard(mara.page, API), API, `To ${DEPTH}`);
    await expectQuestions(tomas.page, { [DEPTH]: [BUG, API] });
  });

  await test.step('who is in which question, and the words as they are typed', async () => {
    const field = await opensWords(tomas.page, API, 'Label');
    await field.click();
    await expect(
      itemCard(mara.page, API).getByRole('list', { name: 'Others here' }),
    ).toContainText(TOMAS);
    await field.fill('Designing an interface');
    await expect(itemCard(mara.page, 'Designing an interface')).toBeVisible();
  });

  await test.step('stages and the title', async () => {
    await stageCard(mara.page, WAYS)
      .getByRole('textbox', { name: /^Name of stage/ })
      .fill('How you work');
    await expect(stageCard(tomas.page, 'How you work')).toBeVisible();
    await mara.page.getByRole('textbox', { name: 'Title of the plan' }).fill('Payments team');
    await expect(tomas.page.getByRole('textbox', { name: 'Title of the plan' })).toHaveValue(
      'Payments team',
    );
    await expect(tomas.page).toHaveTitle('Payments team · Plumbline');
  });

  await test.step('who has left', async () => {
    await tomas.page.close();
    await expect(mara.page.getByRole('list', { name: 'Here now' })).not.toContainText(TOMAS);
  });
});

test('what two people type into one field at once is all kept, and the same for both', async ({
  person,
}) => {
  const mara = await person(MARA);
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(mara, API);
  await tomas.opens(path);
  const fields = await Promise.all(
    [mara, tomas].map(({ page }) => opensWords(page, API, 'What it assesses (interviewers only)')),
  );
  const [ofMara, ofTomas] = fields;
  await ofMara!.fill('the middle');
  await expect(ofTomas!).toHaveValue('the middle');

  await ofMara!.press('Control+Home');
  await ofTomas!.press('Control+End');
  await Promise.all([
    ofMara!.pressSequentially('Before all else, ', { delay: 15 }),
    ofTomas!.pressSequentially(', and then the end 🪡.', { delay: 15 }),
  ]);
  const both = 'Before all else, the middle, and then the end 🪡.';
  for (const field of fields) await expect(field).toHaveValue(both);
  await test.step('and each caret stays where its person types', async () => {
    await ofMara!.pressSequentially('really ');
    await ofTomas!.pressSequentially('!');
    const after = `Before all else, really the middle, and then the end 🪡.!`;
    for (const field of fields) await expect(field).toHaveValue(after);
  });
  for (const { page } of [mara, tomas]) await savedWithTeam(page);
});

test('what two people typed while apart is merged when they meet', async ({ person }) => {
  const mara = await person(MARA);
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(mara, API);
  await tomas.opens(path);
  const fields = await Promise.all(
    [mara, tomas].map(({ page }) => opensWords(page, API, 'What it assesses (interviewers only)')),
  );
  const [ofMara, ofTomas] = fields;
  await ofMara!.fill('clarity');
  await expect(ofTomas!).toHaveValue('clarity');
  await savedWithTeam(mara.page);

  await tomas.watch.expectingTrouble(async () => {
    await tomas.network.cut();
    await ofTomas!.press('Control+End');
    await ofTomas!.pressSequentially(' under pressure');
    await expect(standing(tomas.page)).toContainText('On this device only');
    await ofMara!.press('Control+Home');
    await ofMara!.pressSequentially('first of all ');
    await savedWithTeam(mara.page);
    await tomas.network.mend();
    for (const field of fields) await expect(field).toHaveValue('first of all clarity under pressure');
    await savedWithTeam(tomas.page);
  });
});

test('the questions of a stage that is removed wait in a tray', async ({ person }) => {
  const mara = await person(MARA);
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(mara, API, BUG);
  await tomas.opens(path);
  await adds(tomas.page, QUERY, DEPTH);
  await mara.page.getByRole('button', { name: `Remove the stage ${OPENING}` }).click();
  for (const { page } of [mara, tomas]) {
    await expect(tray(page).getByRole('heading', { level: 3 })).toHaveText([API, BUG]);
  }
  await moves(tray(tomas.page).getByRole('listitem').filter({ hasText: BUG }), BUG, `To ${DEPTH}`);
  await expectQuestions(mara.page, { [DEPTH]: [QUERY, BUG] });
  await expect(tray(mara.page).getByRole('heading', { level: 3 })).toHaveText([API]);
  await mara.page.getByRole('button', { name: 'Undo' }).click();
  await expectQuestions(tomas.page, { [OPENING]: [API], [DEPTH]: [QUERY, BUG] });
  await expect(tray(tomas.page)).toHaveCount(0);
});

test.describe('an edit on something that is gone', () => {
  /** Mara does `away` with her network cut while Tomás does `meanwhile`. */
  async function apart(
    mara: Person,
    away: () => Promise<void>,
    meanwhile: () => Promise<void>,
  ): Promise<void> {
    await mara.watch.expectingTrouble(async () => {
      await mara.network.cut();
      await away();
      await expect(standing(mara.page)).toContainText('On this device only');
      await meanwhile();
      await mara.network.mend();
      await savedWithTeam(mara.page);
    });
  }

  test('is offered back with the words that were typed', async ({ person }) => {
    const mara = await person(MARA);
    const tomas = await person(TOMAS);
    const path = await startsPlanWith(mara, API, BUG);
    await tomas.opens(path);
    const field = await opensWords(mara.page, API, 'Question as asked');
    await apart(
      mara,
      async () => {
        await field.press('Control+End');
        await field.pressSequentially(' Draw it.');
      },
      async () => {
        await tomas.page.getByRole('button', { name: `Remove ${API}`, exact: true }).click();
        await savedWithTeam(tomas.page);
      },
    );
    const offered = mara.page.getByRole('region', { name: 'Not applied' });
    await expect(offered).toContainText('removed in the meantime');
    await expect(offered).toContainText('Draw it.');
    await expectQuestions(mara.page, { [OPENING]: [BUG] });

    await mara.opens(path);
    await expect(offered).toContainText('Draw it.');
    await test.step('and one click brings back what it was made on, with the edit', async () => {
      await offered.getByRole('button', { name: 'Bring it back' }).click();
      await expectQuestions(mara.page, { [OPENING]: [API, BUG] });
      await expectQuestions(tomas.page, { [OPENING]: [API, BUG] });
      const theirs = await opensWords(tomas.page, API, 'Question as asked');
      await expect(theirs).toHaveValue(/Draw it\.$/);
    });
    while ((await offered.count()) > 0) {
      await offered.getByRole('button', { name: 'Dismiss' }).first().click();
    }
    await adds(mara.page, SECURITY, OPENING);
    await expectQuestions(tomas.page, { [OPENING]: [API, BUG, SECURITY] });
  });

  test('is said, and the question offered back, where somebody was just typing in it', async ({
    person,
  }) => {
    const mara = await person(MARA);
    const tomas = await person(TOMAS);
    const path = await startsPlanWith(mara, API, BUG);
    await tomas.opens(path);
    const label = await opensWords(mara.page, API, 'Label');
    await label.fill('Interfaces');
    await savedWithTeam(mara.page);
    await tomas.page.getByRole('button', { name: 'Remove Interfaces', exact: true }).click();
    await expectQuestions(mara.page, { [OPENING]: [BUG] });
    await expect(announced(mara.page)).toContainText('It is kept at the top of the page.');
    await mara.page.getByRole('button', { name: 'Undo' }).click();
    await expect(announced(mara.page)).toContainText('Nothing changed');
    const offered = mara.page.getByRole('region', { name: 'Not applied' });
    await offered.getByRole('button', { name: 'Bring it back' }).click();
    for (const { page } of [mara, tomas]) {
      await expectQuestions(page, { [OPENING]: ['Interfaces', BUG] });
    }
  });

  test('is said to both, also where whoever made it has gone on elsewhere', async ({ person }) => {
    const mara = await person(MARA);
    const tomas = await person(TOMAS);
    const path = await startsPlanWith(mara, API, BUG);
    await tomas.opens(path);
    await apart(
      mara,
      () => mara.page.getByRole('button', { name: `Remove ${API}`, exact: true }).click(),
      async () => {
        const field = await opensWords(tomas.page, API, 'Question as asked');
        await field.press('Control+End');
        await field.pressSequentially(' Draw it.');
        await retitles(tomas.page, 'Another title');
        await savedWithTeam(tomas.page);
      },
    );
    const away = mara.page.getByRole('status', { name: 'While you were away' });
    await expect(away).toContainText(`${TOMAS} had changed what you removed`);
    const offered = tomas.page.getByRole('region', { name: 'Not applied' });
    await expect(offered.getByRole('button', { name: 'Bring it back' })).toBeVisible();
    await expectQuestions(tomas.page, { [OPENING]: [BUG] });

    await mara.page.getByRole('button', { name: 'Undo' }).click();
    for (const { page } of [mara, tomas]) {
      await expectQuestions(page, { [OPENING]: [API, BUG] });
      await expect(await opensWords(page, API, 'Question as asked')).toHaveValue(/ Draw it\.$/);
    }
    await expect(offered, 'somebody else brought it back').toHaveCount(0);
  });

  test('puts a question into the tray when its stage went', async ({ person }) => {
    const mara = await person(MARA);
    const tomas = await person(TOMAS);
    const path = await startsPlanWith(mara, API, BUG);
    await tomas.opens(path);
    await apart(
      mara,
      () => moves(itemCard(mara.page, API), API, `To ${DEPTH}`),
      async () => {
        await tomas.page.getByRole('button', { name: `Remove the stage ${DEPTH}` }).click();
        await savedWithTeam(tomas.page);
      },
    );
    for (const { page } of [mara, tomas]) {
      await expectQuestions(page, { [OPENING]: [BUG] });
      await expect(tray(page).getByRole('heading', { level: 3 })).toHaveText([API]);
    }
  });

  test('while it is carried, is put nowhere', async ({ person }) => {
    const mara = await person(MARA);
    const tomas = await person(TOMAS);
    const path = await startsPlanWith(mara, API, BUG);
    await tomas.opens(path);
    await mara.page.getByRole('button', { name: `Drag ${API}`, exact: true }).focus();
    await mara.page.keyboard.press('Space');
    await mara.page.keyboard.press('ArrowDown');
    await expect(announced(mara.page)).toHaveText(`Position 2 of 2 in ${OPENING}.`);
    await tomas.page.getByRole('button', { name: `Remove ${API}`, exact: true }).click();
    await expectQuestions(mara.page, { [OPENING]: [BUG] });
    await mara.page.keyboard.press('Space');
    await adds(mara.page, QUERY, OPENING);
    for (const { page } of [mara, tomas]) await expectQuestions(page, { [OPENING]: [BUG, QUERY] });
    await expectStages(mara.page, [OPENING, DEPTH, WAYS, "Candidate's questions"]);
  });
});

test('each sees where the others’ carets are, and follows them as they type', async ({ person }) => {
  const mara = await person(MARA);
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(mara, API);
  await tomas.opens(path);
  const theirs = await opensWords(tomas.page, API, 'Question as asked');
  const mine = await opensWords(mara.page, API, 'Question as asked');
  const words = await theirs.inputValue();
  await theirs.press('Control+Home');
  await theirs.press('ArrowRight');
  const caret = itemCard(mara.page, API).locator('.up-to-caret', { has: mara.page.locator('i') });
  await expect(caret.locator('i')).toHaveAttribute('data-name', TOMAS);
  await expect(caret).toHaveText(words.slice(0, 1));
  await theirs.pressSequentially('xy');
  await expect(mine).toHaveValue(`${words.slice(0, 1)}xy${words.slice(1)}`);
  await expect(caret).toHaveText(`${words.slice(0, 1)}xy`);
  // The mark stands on the line of the words it marks.
  const field = await mine.boundingBox();
  const mark = await caret.locator('i').boundingBox();
  expect(mark?.y).toBeGreaterThanOrEqual(field?.y ?? Number.POSITIVE_INFINITY);
  expect(mark?.y).toBeLessThan((field?.y ?? 0) + (field?.height ?? 0));
  await theirs.blur();
  await expect(caret).toHaveCount(0);
});
