import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expectNoSidewaysScroll, expectNoViolations } from '../harness/access.ts';
import { alive } from '../harness/alive.ts';
import { API, BUG, itemCard, savedWithTeam, startsPlanWith } from '../harness/builder.ts';
import {
  CANDIDATE,
  interviewOn,
  note,
  rates,
  rating,
  recommendation,
  startsInterview,
  submits,
  turnsTo,
} from '../harness/panel.ts';
import { MARA, type Person, TOMAS, WANDA } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

/** The text of a printed page, in lines as they are read. */
function textOf(pdf: Buffer): string {
  return execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' });
}

/** Scores both questions and hands in. */
async function scores(panelist: Person, api: number, bug: number, words: string): Promise<void> {
  const { page } = panelist;
  await rates(page, API, api);
  await note(page).fill(words);
  await rates(page, BUG, bug);
  await recommendation(page, 'Yes').check();
  await submits(page);
}

test('after the reveal ratings are revised, a decision recorded and the interview handed on', async ({
  person,
}) => {
  const mara = await person(MARA);
  const tomas = await person(TOMAS);
  const path = await interviewOn(mara, [MARA, TOMAS], API, BUG);
  await tomas.opens(path);
  await scores(mara, 4, 3, 'Named idempotency keys.');
  await scores(tomas, 2, 3, 'Versioning only after a prompt.');
  await mara.page.getByRole('button', { name: 'Reveal scorecards' }).click();
  for (const { page } of [tomas, mara]) {
    await page.getByRole('link', { name: 'See the result' }).click();
    await page.getByRole('heading', { level: 1, name: CANDIDATE }).waitFor();
  }
  const answer = tomas.page.getByRole('article').filter({ hasText: API });

  await test.step('Tomás revises his own rating, and the original stays', async () => {
    const own = answer.getByRole('listitem').filter({ hasText: TOMAS });
    await expect(answer.getByText('Revise your rating…')).toHaveCount(1);
    await own.getByText('Revise your rating…').click();
    await own.getByRole('combobox', { name: 'Rating now' }).selectOption('Level 3');
    await own.getByRole('textbox', { name: /^Reason/ }).fill('I had missed the second half.');
    await own.getByRole('button', { name: 'Revise' }).click();
    await expect(own.locator('.tag').first()).toHaveText('Level 3');
    await expect(own).toContainText('Revised from level 2 to level 3: I had missed the second half.');
    await expect(answer).toContainText('range 3 to 4');
  });

  await test.step('the notes can be read before the ratings', async () => {
    const { page } = mara;
    await page.getByRole('link', { name: 'Evidence first, ratings after' }).click();
    const first = page.getByRole('article').filter({ hasText: API });
    await expect(first).toContainText('Versioning only after a prompt.');
    await expect(first.getByText(`${TOMAS}: Level 3`)).toBeHidden();
    await expectNoViolations(page, 'the evidence first');
    await expectNoSidewaysScroll(page, 'the evidence first');
    await first.getByText('Ratings').click();
    await expect(first.getByText(`${TOMAS}: Level 3`)).toBeVisible();
    await page.getByRole('link', { name: 'Result with all ratings' }).click();
    await page.getByRole('heading', { name: 'Question by question' }).waitFor();
  });

  await test.step('a question whose ratings agree little leads to its anchors in the plan', async () => {
    const { page } = tomas;
    await expect(page.getByRole('link', { name: 'rewrite this question’s anchors' })).toHaveCount(1);
    await answer.getByRole('link', { name: 'rewrite this question’s anchors' }).click();
    await alive(page);
    await expect(itemCard(page, API).getByRole('group', { name: /^Anchors/ })).toBeFocused();
    await page.goBack();
    await answer.waitFor();
  });

  await test.step('only the lead decides, and says why', async () => {
    const decision = (page: typeof mara.page) => page.getByRole('region', { name: 'Decision' });
    await expect(decision(tomas.page)).toContainText('The lead has recorded none yet.');
    await decision(mara.page).getByRole('radio', { name: 'Hire', exact: true }).check();
    await decision(mara.page).getByRole('textbox').fill('Every answer at level three or above.');
    await decision(mara.page).getByRole('button', { name: 'Record the decision' }).click();
    await expect(decision(mara.page)).toContainText(`Hire, decided by ${MARA}`);
    await tomas.page.reload();
    await expect(decision(tomas.page)).toContainText('Every answer at level three or above.');
    await expectNoViolations(mara.page, 'the result with a decision');
  });

  await test.step('the packet holds for each reader what they may have', async () => {
    const { page } = mara;
    await page.getByRole('link', { name: 'Packet to print or send' }).click();
    await expectNoViolations(page, 'the choice of packets');
    const download = async (name: RegExp) => {
      const coming = page.waitForEvent('download');
      await page.getByRole('link', { name }).click();
      return readFile(await (await coming).path(), 'utf8');
    };
    const records = await download(/^Markdown ?: Records request$/);
    expect(records).toContain('Versioning only after a prompt');
    expect(records).toContain(TOMAS);
    const table = await download(/^CSV ?: Candidate access$/);
    expect(table).toContain('Versioning only after a prompt');
    expect(table).not.toContain(TOMAS);
    const auditor = await download(/^CSV ?: Auditor$/);
    expect(auditor).not.toContain(CANDIDATE);
    await page.getByRole('link', { name: /PDF ?: Hiring manager$/ }).click();
    await page.getByRole('heading', { level: 2, name: 'Questions' }).waitFor();
    await expectNoViolations(page, 'a packet');
    await expectNoSidewaysScroll(page, 'a packet');
    const pdf = await page.pdf({ tagged: true, outline: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.includes('/StructTreeRoot'), 'tagged for screen readers').toBe(true);
    const printed = textOf(pdf);
    for (const words of [CANDIDATE, TOMAS, 'Versioning only after a prompt', 'Questions']) {
      expect(printed).toContain(words);
    }
    await page.goto(`${path}/packet?for=candidate`);
    const theirs = textOf(await page.pdf({ tagged: true, outline: true }));
    expect(theirs).toContain('Versioning only after a prompt');
    expect(theirs).not.toContain(TOMAS);
    await tomas.watch.expectingRefusal(async () => {
      await tomas.page.goto(`${path}/packet`);
      await expect(tomas.page.getByRole('alert')).toContainText('leads the panel');
    });
  });
});

test('candidates are put side by side, a question left out for all, and an answer read again without names', async ({
  person,
}) => {
  const mara = await person(MARA);
  const plan = await startsPlanWith(mara, API, BUG);
  const heard = [
    ['Noor Ahmadi', 4, 1, 'Drew the failure paths first.'],
    ['Elif Sandström', 2, 5, 'Began with the tables.'],
  ] as const;
  for (const [candidate, api, bug, words] of heard) {
    await mara.opens(plan);
    await startsInterview(mara, candidate, [MARA]);
    await scores(mara, api, bug, words);
    await mara.page.getByRole('button', { name: 'Reveal scorecards' }).click();
    await mara.page.getByRole('link', { name: 'See the result' }).waitFor();
  }
  const { page } = mara;
  await page.goto(`${plan}/candidates`);
  const table = page.getByRole('region', { name: 'Table of answers' });
  for (const [candidate] of heard) {
    await expect(table.getByRole('columnheader', { name: candidate })).toBeVisible();
  }
  const mean = table.getByRole('row', { name: /^Weighted mean/ });
  await expect(mean.getByRole('cell').first()).toContainText('2.5 (100 % of the weight assessed)');
  await expectNoViolations(page, 'candidates side by side');
  await expectNoSidewaysScroll(page, 'candidates side by side');

  await test.step('leaving out is shown before it is done, and can be taken back', async () => {
    const row = table.getByRole('row').filter({ hasText: BUG });
    await row.getByText('Leave out…').click();
    await row.getByRole('textbox').fill('It leaked before the second interview.');
    await row.getByRole('button', { name: 'Show what changes' }).click();
    const preview = page.getByRole('region', { name: `Leaving out “${BUG}” for all` });
    await expect(preview.getByRole('row').filter({ hasText: 'Noor' })).toContainText('4 (100 %');
    await expect(table.getByRole('row').filter({ hasText: BUG })).toBeVisible();
    await preview.getByRole('button', { name: 'Leave it out for all' }).click();
    await expect(table.getByRole('row').filter({ hasText: BUG })).toHaveCount(0);
    const out = page.getByRole('region', { name: 'Left out for all' });
    await expect(out).toContainText('It leaked before the second interview.');
    await out.getByRole('button', { name: 'Take it in again' }).click();
    await expect(table.getByRole('row').filter({ hasText: BUG })).toBeVisible();
  });

  await test.step('the second pass hides names', async () => {
    await page.getByRole('link', { name: /^Second pass ?: API design$/ }).click();
    const letters = page.getByRole('region', { name: /^Candidate [AB]$/ });
    await expect(letters).toHaveCount(2);
    const text = await page.getByRole('main').innerText();
    for (const [candidate, , , words] of heard) {
      expect(text).toContain(words);
      expect(text).not.toContain(candidate);
    }
    await expectNoViolations(page, 'the second pass');
    const noor = letters.filter({ hasText: 'failure paths' });
    await noor.getByText('Revise…').click();
    await noor.getByRole('combobox').selectOption('Level 5');
    await noor.getByRole('textbox').fill('Beside the other answer this is the stronger by two.');
    await noor.getByRole('button', { name: 'Revise' }).click();
    await expect(noor).toContainText('Your rating is level 5.');
  });
});

test('a line of a note is tagged by a key, with the time, and marked on the result', async ({
  person,
}) => {
  const mara = await person(MARA);
  await interviewOn(mara, [MARA], API);
  const { page } = mara;
  await page.getByRole('button', { name: 'Start the clock' }).click();
  await page.getByRole('button', { name: 'Ask this now' }).click();
  await expect(page.getByText(/This question: 00:0\d of \d+ min/)).toBeVisible();
  await page.getByRole('heading', { level: 2, name: API }).focus();
  await page.keyboard.press('q');
  await expect(note(page)).toBeFocused();
  await page.keyboard.type('We froze the old table first.');
  await expect(note(page)).toHaveValue(/^\[Quote 0:\d\d\] We froze the old table first\.$/);
  await page.getByRole('button', { name: 'Concern', exact: true }).click();
  await page.keyboard.type('Could not say what broke.');
  await expect(note(page)).toHaveValue(/first\.\n\[Concern 0:\d\d\] Could not say what broke\.$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await expect(page.getByRole('group', { name: 'Red flags' }).getByRole('checkbox').first()).toBeFocused();
  await rating(page, 3).check();
  await savedWithTeam(page);
  await submits(page);
  await page.getByRole('button', { name: 'Reveal scorecards' }).click();
  await page.getByRole('link', { name: 'See the result' }).click();
  const heard = page.getByRole('article').filter({ hasText: API });
  await expect(heard.locator('.tag', { hasText: /^Quote 0:\d\d$/ })).toBeVisible();
});

test('an interview is scheduled and put into a calendar, without a word of what is noted', async ({
  person,
}) => {
  const mara = await person(MARA);
  await interviewOn(mara, [MARA], API);
  const { page } = mara;
  await turnsTo(page, API);
  await note(page).fill('zebra');
  await page.getByText('Schedule…').click();
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  const begins = page.getByLabel('Begins, by this device’s clock');
  await expect(begins).toHaveAttribute('aria-invalid', 'true');
  await expect(begins).toHaveAccessibleDescription('Say when: choose a day and a time.');
  await begins.fill('2026-12-01T10:30');
  const minutes = page.getByRole('textbox', { name: 'Minutes', exact: true });
  const planned = await minutes.inputValue();
  await minutes.fill('soon');
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(minutes).toHaveAccessibleDescription('Minutes are a whole number.');
  await expect(begins).not.toHaveAttribute('aria-invalid');
  await minutes.fill(planned);
  await page.getByLabel('Where: a room or a link').fill('Room 4, second floor');
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(page.getByText(/^Planned for .*Room 4, second floor/)).toBeVisible();
  await savedWithTeam(page);
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Add to a calendar' }).click();
  const entry = await readFile(await (await coming).path(), 'utf8');
  expect(entry).toContain('BEGIN:VEVENT');
  expect(entry).toContain('LOCATION:Room 4\\, second floor');
  expect(entry).not.toContain('zebra');
});

test('groups are compared from counts that are kept nowhere, by analysts only', async ({ person }) => {
  const wanda = await person(WANDA);
  const { page } = wanda;
  await wanda.opens('/');
  await page.getByRole('link', { name: /^Adverse impact/ }).click();
  const fill = async (place: number, name: string, applied: string, selected: string) => {
    await page.getByLabel(`Group ${place}: name`).fill(name);
    await page.getByLabel(`Group ${place}: applied`).fill(applied);
    await page.getByLabel(`Group ${place}: selected`).fill(selected);
  };
  await fill(1, 'Under 40', '200', '100');
  await fill(2, '40 and over', '150', 'many');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('alert')).toContainText('“many” is not a count');
  // What was typed is still there.
  await expect(page.getByLabel('Group 2: name')).toHaveValue('40 and over');
  await page.getByLabel('Group 2: selected').fill('30');
  await page.getByRole('button', { name: 'Compare' }).click();
  const row = page.getByRole('region', { name: 'Rates compared' }).getByRole('row', { name: /40 and over/ });
  await expect(row).toContainText('20 %');
  await expect(row).toContainText('40 %');
  await expect(row).toContainText('less than four fifths');
  await expectNoViolations(page, 'adverse impact');
  await page.goto('/adverse-impact');
  await expect(page.getByLabel('Group 1: name')).toHaveValue('');

  const mara = await person(MARA);
  await mara.watch.expectingRefusal(async () => {
    const answer = await mara.page.goto('/adverse-impact');
    expect(answer?.status()).toBe(403);
  });
  const plan = await startsPlanWith(mara, API);
  // Analysts plan with the others, and are not offered what they may not do.
  await wanda.opens(plan);
  await expect(itemCard(wanda.page, API)).toBeVisible();
  await expect(wanda.page.getByRole('link', { name: 'Start interview' })).toHaveCount(0);
  await mara.page.getByRole('link', { name: 'Start interview' }).click();
  await mara.page.getByRole('checkbox', { name: TOMAS }).waitFor();
  await expect(mara.page.getByRole('checkbox', { name: WANDA })).toHaveCount(0);
});
