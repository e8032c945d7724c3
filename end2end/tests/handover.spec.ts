import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectNoSidewaysScroll, expectNoViolations } from '../harness/access.ts';
import { API, BUG, startsPlanWith } from '../harness/builder.ts';
import { interviewOn, note, rates, recommendation, submits } from '../harness/panel.ts';
import { MARA } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

/** What is downloaded while `act` runs, as text. */
async function downloads(page: Page, act: () => Promise<void>): Promise<string> {
  const coming = page.waitForEvent('download');
  await act();
  return readFile(await (await coming).path(), 'utf8');
}

test('a scorecard is handed to another system once somebody says which level becomes which', async ({
  person,
}) => {
  const mara = await person(MARA);
  const path = await interviewOn(mara, [MARA], API, BUG);
  const { page } = mara;
  await rates(page, API, 5);
  await note(page).fill('Named idempotency keys.');
  await rates(page, BUG, 2);
  await recommendation(page, 'Yes').check();
  await submits(page);
  await page.getByRole('button', { name: 'Reveal scorecards' }).click();
  await page.getByRole('link', { name: 'See the result' }).click();
  await page.getByRole('link', { name: 'Packet to print or send' }).click();
  await expectNoViolations(page, 'the choice of packets and systems');

  await test.step('where the scales are alike nothing is asked', async () => {
    await page.getByRole('link', { name: 'A scorecard for Greenhouse' }).click();
    await expect(page.getByRole('radio', { name: MARA })).toBeChecked();
    await expect(page.getByRole('combobox')).toHaveCount(0);
    const download = page.getByRole('button', { name: 'Download as JSON' });
    const file = await downloads(page, () => download.click());
    expect(JSON.parse(file).attributes[0].rating).toBe('strong_yes');
    await page.getByRole('link', { name: 'Back to the packet' }).click();
  });

  await page.getByRole('link', { name: 'A scorecard for Lever' }).click();
  await page.waitForURL(`${path}/handover?to=lever`);
  await expect(page.getByText('2 ratings would be rounded')).toBeVisible();
  await expectNoViolations(page, 'handing over');
  await expectNoSidewaysScroll(page, 'handing over');
  const level = (ours: number) =>
    page.getByRole('combobox', { name: `Level ${ours} of 5 becomes`, exact: true });
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  const download = page.getByRole('button', { name: 'Download as JSON' });

  await test.step('a level may not become less than the one below it, and nothing typed is lost', async () => {
    for (const [ours, theirs] of [1, 3, 2, 3, 4].entries()) {
      await level(ours + 1).selectOption(String(theirs));
    }
    await field('Id of the form in Lever').fill('form-1');
    await field(`Rating of ${API}`).fill('field-1');
    await field(`Rating of ${BUG}`).fill('field-2');
    await field('Recommendation').fill('field-3');
    await download.click();
    await expect(page.getByRole('alert')).toContainText('none below the one before');
    await expect(level(2)).toHaveValue('3');
    await expect(field(`Rating of ${BUG}`)).toHaveValue('field-2');
    await expectNoViolations(page, 'handing over, refused');
  });

  await test.step('a note without a field would be lost, so it is asked for', async () => {
    await level(2).selectOption('2');
    await download.click();
    await expect(page.getByRole('alert')).toContainText(`no field for the note on ${API}`);
    await field(`Note on ${API}`).fill('field-4');
  });

  const file = await downloads(page, () => download.click());
  expect(JSON.parse(file)).toMatchObject({
    baseTemplateId: 'form-1',
    fieldValues: [
      { id: 'field-1', value: 4 },
      { id: 'field-4', value: 'Named idempotency keys.' },
      { id: 'field-2', value: 2 },
      { id: 'field-3', value: '3 - Hire' },
    ],
  });
});

test('a job posting asks for what is missing and is ready to copy', async ({ person }) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API);
  const { page } = mara;
  await page.getByText('More', { exact: true }).click();
  await page.getByRole('link', { name: 'History' }).click();
  const plan = page.getByRole('link', { name: /for Greenhouse$/ });
  const stages = JSON.parse(await downloads(page, () => plan.click()));
  expect(stages[0].interviews[0].interview_kit.questions).toHaveLength(1);

  await page.getByRole('link', { name: 'Job posting' }).click();
  await expectNoViolations(page, 'the job posting');
  await page.getByRole('textbox', { name: 'Who hires' }).fill('Example');
  await page.getByRole('button', { name: 'Show it to copy' }).click();
  await expect(page.getByRole('alert')).toContainText('Fill in {company} first');
  const gaps = page.getByRole('region', { name: 'What the job description leaves open' });
  for (const gap of await gaps.getByRole('textbox').all()) await gap.fill('so </script> and so');
  await page.getByRole('button', { name: 'Show it to copy' }).click();
  const copied = page.getByRole('textbox', { name: 'The whole element, ready as it is' });
  await expect(copied).toHaveValue(/^<script type="application\/ld\+json">[^<]*<\/script>$/);
  await expectNoViolations(page, 'the job posting, ready');
  await expectNoSidewaysScroll(page, 'the job posting, ready');
});
