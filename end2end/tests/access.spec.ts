import {
  expectNoSidewaysScroll,
  expectNoViolations,
  expectNothingCutOff,
  expectTabReachesAll,
} from '../harness/access.ts';
import {
  API,
  BUG,
  DEPTH,
  OPENING,
  QUERY,
  adds,
  board,
  itemCard,
  itemGrip,
  libraryCard,
  opensWords,
  savedWithTeam,
  startsPlanWith,
} from '../harness/builder.ts';
import {
  CANDIDATE,
  interviewOn,
  note,
  rates,
  recommendation,
  startsInterview,
  submits,
  turnsTo,
} from '../harness/panel.ts';
import { AIKO, MARA, TOMAS, WANDA } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

test.describe('axe finds nothing, in light and dark', () => {
  test('on the first page and the sign-in', async ({ visitor }) => {
    const mara = await visitor(MARA);
    await mara.opens('/');
    await expectNoViolations(mara.page, 'first page, signed out');
    await mara.page.goto('/sign-in');
    await expectNoViolations(mara.page, 'sign-in');
    await mara.choosesThemself();
    await expectNoViolations(mara.page, 'first page, nothing there yet');
    await interviewOn(mara, [MARA], API);
    await mara.opens('/');
    await expectNoViolations(mara.page, 'first page, with a plan and an interview');
  });

  test('in the plan builder', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlanWith(mara, API, BUG);
    await expectNoViolations(page, 'builder');
    await opensWords(page, API, 'Label');
    await expectNoViolations(page, 'builder, a question open');
    await itemCard(page, BUG).getByRole('button', { name: `Move… ${BUG}` }).click();
    await expectNoViolations(page, 'builder, a menu open');
    await page.keyboard.press('Escape');
    await libraryCard(page, QUERY).getByText('Question', { exact: false }).last().click();
    await itemGrip(page, BUG).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowUp');
    await expectNoViolations(page, 'builder, while something is carried');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: `Remove the stage ${OPENING}` }).click();
    await expectNoViolations(page, 'builder, with unplaced questions');
  });

  test('on starting an interview, in the panel and on the result', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await startsPlanWith(mara, API, BUG);
    await page.getByRole('link', { name: 'Start interview' }).click();
    await page.getByRole('checkbox', { name: MARA }).check();
    await expectNoViolations(page, 'starting an interview');
    await page.getByRole('link', { name: 'Back to the plan' }).click();
    const path = await startsInterview(mara, CANDIDATE, [MARA, TOMAS]);
    await expectNoViolations(page, 'panel, before it starts');

    const tomas = await person(TOMAS);
    await tomas.opens(path);
    await page.getByRole('button', { name: 'Start the clock' }).click();
    await page.getByRole('button', { name: 'Ask this now' }).click();
    for (const [{ page }, level] of [
      [mara, 2],
      [tomas, 5],
    ] as const) {
      await rates(page, API, level);
      await note(page).fill('Said so in their own words.');
      await rates(page, BUG, 'Not assessed');
      await recommendation(page, 'Yes').check();
      await turnsTo(page, API);
    }
    await expectNoViolations(page, 'panel, in the middle of it');
    for (const { page } of [mara, tomas]) await submits(page);
    await expectNoViolations(page, 'panel, submitted');
    await page.getByRole('button', { name: 'Reveal scorecards' }).click();
    await page.getByRole('link', { name: 'See the result' }).click();
    await page.getByRole('heading', { level: 1, name: CANDIDATE }).waitFor();
    await expectNoViolations(page, 'result');
  });

  test('where there is nothing', async ({ person }) => {
    const mara = await person(MARA);
    await mara.watch.expectingRefusal(async () => {
      await mara.page.goto('/nowhere');
      await expectNoViolations(mara.page, 'no such page');
      await mara.page.goto(`/plans/${'0'.repeat(32)}`);
      await expectNoViolations(mara.page, 'no such plan');
    });
  });
});

test.describe('by keyboard alone', () => {
  test('the skip link goes past the bar', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await mara.opens('/');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: /New plan/ })).toBeFocused();
  });

  test('Tab comes by everything', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await mara.opens('/');
    await expectTabReachesAll(page);
    await startsPlanWith(mara, API);
    await opensWords(page, API, 'Label');
    await expectTabReachesAll(page);
    await page.getByRole('link', { name: 'Start interview' }).click();
    await page.getByRole('textbox', { name: 'Candidate’s name' }).waitFor();
    await expectTabReachesAll(page);
    await page.getByRole('link', { name: 'Back to the plan' }).click();
    await startsInterview(mara, CANDIDATE, [MARA, AIKO]);
    await expectTabReachesAll(page);
  });

  test('a plan is made and an interview started', async ({ person }) => {
    const mara = await person(MARA);
    const { page } = mara;
    await mara.opens('/');
    await page.getByRole('button', { name: /New plan/ }).press('Enter');
    await page.waitForURL(/\/plans\//);
    const opener = libraryCard(page, API).getByRole('button', { name: `Add to… ${API}` });
    await opener.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: `To ${OPENING}`, exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(itemCard(page, API)).toBeVisible();
    await savedWithTeam(page);
    await page.getByRole('link', { name: 'Start interview' }).press('Enter');
    await page.getByRole('textbox', { name: 'Candidate’s name' }).press('R');
    await page.getByRole('checkbox', { name: MARA }).press('Space');
    await page.getByRole('textbox', { name: 'Candidate’s name' }).press('Enter');
    await page.waitForURL(/\/interviews\//);
    const lowest = page.getByRole('radio', { name: /^1 / });
    await expect(lowest).toBeEnabled();
    await lowest.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: /^2 / })).toBeChecked();
  });
});

test('the fields of stages and of open questions are told apart', async ({ person }) => {
  const mara = await person(MARA);
  const { page } = mara;
  await startsPlanWith(mara, API, BUG);
  await opensWords(page, API, 'Label');
  await opensWords(page, BUG, 'Label');
  for (const place of [1, 2, 3, 4]) {
    const field = page.getByRole('textbox', { name: `Name of stage ${place}`, exact: true });
    await expect(field).toHaveCount(1);
  }
  for (const stage of [DEPTH, OPENING]) {
    const who = board(page).locator('summary', { hasText: `Interviewers in ${stage}: none yet` });
    await expect(who).toHaveCount(1);
  }
  for (const title of [API, BUG]) {
    const words = page.getByRole('group', { name: title, exact: true });
    await expect(words.getByRole('textbox', { name: 'Label', exact: true })).toHaveCount(1);
  }
});

test('on a phone nothing is wider than the screen', async ({ person }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
  const mara = await person(MARA, phone);
  const { page } = mara;
  await mara.opens('/');
  await expectNoSidewaysScroll(page, 'first page');
  await startsPlanWith(mara, API);
  await adds(page, BUG, DEPTH);
  await expectNoSidewaysScroll(page, 'builder');
  await opensWords(page, API, 'Label');
  await expectNoSidewaysScroll(page, 'builder, a question open');
  await itemCard(page, API).getByRole('button', { name: `Move… ${API}` }).click();
  await expectNoSidewaysScroll(page, 'builder, a menu open');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Start interview' }).click();
  await page.getByRole('textbox', { name: 'Candidate’s name' }).waitFor();
  await expectNoSidewaysScroll(page, 'starting an interview');
  await page.getByRole('link', { name: 'Back to the plan' }).click();
  await startsInterview(mara, CANDIDATE, [MARA]);
  await expectNoSidewaysScroll(page, 'panel');
  await rates(page, API, 3);
  await submits(page);
  await page.getByRole('button', { name: 'Reveal scorecards' }).click();
  await page.getByRole('link', { name: 'See the result' }).click();
  await page.getByRole('heading', { level: 1, name: CANDIDATE }).waitFor();
  await expectNoSidewaysScroll(page, 'result');
});

test('on a phone the tables of what came out can be read', async ({ person }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
  const mara = await person(MARA, phone);
  const { page } = mara;
  const plan = await startsPlanWith(mara, API);
  const tomas = await person(TOMAS);
  for (const candidate of [CANDIDATE, 'Noor Ahmadi-Vanderbilt']) {
    await mara.opens(plan);
    await tomas.opens(await startsInterview(mara, candidate, [MARA, TOMAS]));
    for (const { page } of [mara, tomas]) {
      await rates(page, API, 3);
      await submits(page);
    }
    await page.getByRole('button', { name: 'Reveal scorecards' }).click();
  }
  await page.getByRole('link', { name: 'See the result' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const fits = async (what: string, page = mara.page) => {
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      await expectNoSidewaysScroll(page, `${what}, ${width} px wide`);
      await expectNothingCutOff(page, `${what}, ${width} px wide`);
    }
  };
  await fits('result');
  // Its tables have few columns, so that nobody has to scroll: each says what a cell is.
  for (const [name, column] of [
    ['Table of recommendations', 'Red flags'],
    ['Table of agreement', 'Rests on'],
  ] as const) {
    const table = page.getByRole('region', { name });
    await expect(table.getByRole('columnheader', { name: column })).toBeAttached();
    expect(await table.evaluate((region) => region.scrollWidth <= region.clientWidth)).toBe(true);
  }
  await expectNoViolations(page, 'result on a phone');

  await page.goto(`${plan}/candidates`);
  await fits('candidates side by side');
  await page.getByText('Leave out…').click();
  await page.getByLabel('Reason, which stays on record').fill('It was not asked alike.');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await page.getByRole('button', { name: 'Leave it out for all' }).waitFor();
  await fits('leaving a question out');
  await expectNoViolations(page, 'leaving a question out on a phone');

  const wanda = await person(WANDA, phone);
  await wanda.page.goto('/adverse-impact');
  for (const [group, applied, selected] of [[1, '200', '100'], [2, '150', '30']] as const) {
    await wanda.page.getByLabel(`Group ${group}: applied`).fill(applied);
    await wanda.page.getByLabel(`Group ${group}: selected`).fill(selected);
  }
  await wanda.page.getByRole('button', { name: 'Compare' }).click();
  await wanda.page.getByRole('region', { name: 'Rates compared' }).waitFor();
  await fits('adverse impact', wanda.page);
});
