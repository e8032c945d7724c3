import {
  API,
  BUG,
  DEPTH,
  OPENING,
  QUERY,
  expectQuestions,
  itemCard,
  libraryGrip,
  savedWithTeam,
  stageCard,
  startsPlan,
} from '../harness/builder.ts';
import { dragsByMouse } from '../harness/hands.ts';
import {
  CANDIDATE,
  agendaLine,
  note,
  rates,
  rating,
  recommendation,
  scorecardOf,
  startsInterview,
  submits,
  turnsTo,
} from '../harness/panel.ts';
import { MARA, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';
import { Wiretap } from '../harness/wiretap.ts';

test('two people plan, run, score and compare an interview', async ({ person }) => {
  const mara = await person(MARA);
  const tomas = await person(TOMAS);

  await test.step('Mara drags a plan together', async () => {
    const { page } = mara;
    await startsPlan(mara);
    await dragsByMouse(page, libraryGrip(page, API), { of: stageCard(page, OPENING) });
    await expectQuestions(page, { [OPENING]: [API] });
    await dragsByMouse(page, libraryGrip(page, BUG), { of: itemCard(page, API), side: 'below' });
    await expectQuestions(page, { [OPENING]: [API, BUG] });
    await dragsByMouse(page, libraryGrip(page, QUERY), { of: stageCard(page, DEPTH) });
    await expectQuestions(page, { [OPENING]: [API, BUG], [DEPTH]: [QUERY] });
    await savedWithTeam(page);
  });

  const path = await test.step('she starts an interview on it', async () => {
    const path = await startsInterview(mara, CANDIDATE, [MARA, TOMAS]);
    await expect(mara.page).toHaveTitle(`Interview with ${CANDIDATE} · Plumbline`);
    return path;
  });

  await test.step('Tomás opens it from his first page', async () => {
    await tomas.opens('/');
    await tomas.page.getByRole('link', { name: CANDIDATE }).click();
    await tomas.page.getByRole('heading', { level: 1, name: CANDIDATE }).waitFor();
    expect(tomas.path()).toBe(path);
    const here = mara.page.getByRole('list', { name: 'Here now' });
    await expect(here).toContainText(MARA);
    await expect(here).toContainText(TOMAS);
  });

  await test.step('the clock and the question being asked are live', async () => {
    await mara.page.getByRole('button', { name: 'Start the clock' }).click();
    const clock = tomas.page.getByRole('timer');
    await expect(clock).toContainText(/\d\d:\d\d of \d+ min/);
    await expect(clock).not.toContainText('00:00');

    await turnsTo(mara.page, BUG);
    await mara.page.getByRole('button', { name: 'Ask this now' }).click();
    await expect(agendaLine(tomas.page, BUG)).toContainText('being asked');
    await expect(tomas.page.locator('[data-announcer]')).toHaveText(`Now asking: ${BUG}.`);
    await turnsTo(mara.page, API);
    await mara.page.getByRole('button', { name: 'Ask this now' }).click();
    await expect(agendaLine(tomas.page, API)).toContainText('being asked');
    await expect(agendaLine(tomas.page, BUG)).not.toContainText('being asked');
    await expect(agendaLine(tomas.page, BUG)).toContainText('asked');
  });

  await test.step('both score alone', async () => {
    await rates(mara.page, API, 4);
    await note(mara.page).fill('Named idempotency keys before I asked.');
    await rates(mara.page, BUG, 3);
    await rates(mara.page, QUERY, 'Not assessed');
    await recommendation(mara.page, 'Yes').check();

    await rates(tomas.page, API, 2);
    await note(tomas.page).fill('Versioning only after a prompt.');
    await rates(tomas.page, BUG, 3);
    await rates(tomas.page, QUERY, 5);
    await tomas.page.getByRole('checkbox', { name: /hiding a fault/ }).check();
    await recommendation(tomas.page, 'Strong no').check();
    await tomas.page
      .getByRole('textbox', { name: 'Note on the whole interview' })
      .fill('Would like a second look at API work.');
    for (const { page } of [mara, tomas]) await savedWithTeam(page);
  });

  await test.step('Tomás submits, which Mara sees', async () => {
    await expect(mara.page.getByText('Sealed. 0 of 2 submitted.')).toBeVisible();
    await expect(scorecardOf(mara.page, TOMAS)).toContainText('not yet');
    await submits(tomas.page);
    await expect(scorecardOf(mara.page, TOMAS)).not.toContainText('not yet');
    await expect(scorecardOf(mara.page, TOMAS)).toContainText('submitted');
    await turnsTo(tomas.page, API);
    await expect(rating(tomas.page, 2)).toBeChecked();
    await expect(rating(tomas.page, 3)).toBeDisabled();
    await submits(mara.page);
  });

  await test.step('Mara reveals, and both see the result', async () => {
    await expect(tomas.page.getByText('Sealed until the lead reveals.')).toBeVisible();
    await mara.page.getByRole('button', { name: 'Reveal scorecards' }).click();
    for (const { page } of [tomas, mara]) {
      await page.getByRole('link', { name: 'See the result' }).click();
      await page.getByRole('heading', { level: 1, name: CANDIDATE }).waitFor();
      await expect(page.getByText('2 of 2 scorecards submitted.')).toBeVisible();
    }
  });

  await test.step('the result shows the evidence', async () => {
    const { page } = mara;
    const answer = (title: string) =>
      page.getByRole('article').filter({ has: page.getByRole('heading', { name: title }) });

    await expect(answer(API)).toContainText('2 of 2 assessed it · median 3 · range 2 to 4');
    await expect(answer(API)).toContainText('Raters differ by two or more');
    await expect(answer(API).locator('.dot')).toHaveText(['ML', 'TO']);
    const notes = answer(API).getByRole('listitem');
    await expect(notes.filter({ hasText: MARA })).toContainText('Level 4');
    await expect(notes.filter({ hasText: MARA })).toContainText('Named idempotency keys');
    await expect(notes.filter({ hasText: TOMAS })).toContainText('Versioning only after a prompt.');

    await expect(answer(BUG)).toContainText('2 of 2 assessed it · median 3 · range 3 to 3');
    await expect(answer(BUG)).not.toContainText('Raters differ by two or more');
    await expect(answer(QUERY)).toContainText('1 of 2 assessed it · median 5 · range 5 to 5');
    await expect(answer(QUERY).locator('.dot')).toHaveCount(1);
    await expect(
      answer(QUERY).getByRole('listitem').filter({ hasText: MARA }),
    ).toContainText('Not assessed');

    const row = (name: string) => page.getByRole('row', { name });
    await expect(row(MARA)).toContainText('Yes');
    await expect(row(TOMAS)).toContainText('Strong no');
    await expect(row(TOMAS)).toContainText('hiding a fault');
    await expect(row(TOMAS)).toContainText('Would like a second look at API work.');
  });
});

test('what a panelist writes reaches nobody before the reveal', async ({ person }) => {
  const canary = 'zq7canarywords';
  const mara = await person(MARA);
  await startsPlan(mara);
  const { page } = mara;
  await dragsByMouse(page, libraryGrip(page, API), { of: stageCard(page, OPENING) });
  await savedWithTeam(page);
  const path = await startsInterview(mara, CANDIDATE, [MARA, TOMAS]);

  const tomas = await person(TOMAS);
  const [ofMara, ofTomas] = [Wiretap.on(mara.page), Wiretap.on(tomas.page)];
  await tomas.opens(path);

  await rates(tomas.page, API, 1);
  await note(tomas.page).fill(`Said ${canary} twice.`);
  await tomas.page
    .getByRole('textbox', { name: 'Note on the whole interview' })
    .fill(`Overall ${canary}.`);
  await savedWithTeam(tomas.page);
  await submits(tomas.page);
  await expect(scorecardOf(mara.page, TOMAS)).not.toContainText('not yet');

  await test.step('not while it runs, nor on loading it again', async () => {
    await mara.opens(path);
    await mara.page.goto('/');
    await mara.opens(path);
    await mara.watch.expectingRefusal(async () => {
      await mara.page.goto(`${path}/result`);
      await expect(mara.page.getByRole('alert')).toBeVisible();
    });
    await mara.opens(path);
    await expect(scorecardOf(mara.page, TOMAS)).toContainText('submitted');
    expect(await mara.page.content()).not.toContain(canary);
    expect(await ofMara.length()).toBeGreaterThan(10_000);
    expect(await ofMara.has(CANDIDATE)).toBe(true);
    expect(await ofMara.has(canary)).toBe(false);
  });

  await test.step('the same tap does hear it where it may be heard', async () => {
    await tomas.opens(path);
    expect(await ofTomas.has(canary)).toBe(true);

    await submits(mara.page);
    await mara.page.getByRole('button', { name: 'Reveal scorecards' }).click();
    await mara.page.getByRole('link', { name: 'See the result' }).click();
    await expect(mara.page.getByText(`Said ${canary} twice.`)).toBeVisible();
    expect(await ofMara.has(canary)).toBe(true);
  });
});
