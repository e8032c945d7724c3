import {
  API,
  BUG,
  OPENING,
  adds,
  expectQuestions,
  itemCard,
  savedWithTeam,
  startsPlanWith,
} from '../harness/builder.ts';
import { expectNoSidewaysScroll, expectNoViolations } from '../harness/access.ts';
import { MARA, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

test('a plan’s history says who did what, and an earlier version is named, looked at and restored', async ({
  person,
}) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  await adds(tomas.page, BUG, OPENING);
  await itemCard(tomas.page, API)
    .getByRole('button', { name: `Remove ${API}` })
    .click();
  await savedWithTeam(tomas.page);

  const { page } = mara;
  await page.getByText('More', { exact: true }).click();
  await page.getByRole('link', { name: 'History' }).click();
  const changes = page.getByRole('region', { name: 'Changes, the newest first' });
  const newest = changes.getByRole('listitem').first();
  await expect(newest).toContainText(TOMAS);
  await expect(newest).toContainText(API);
  await expectNoViolations(page, 'the history');
  await expectNoSidewaysScroll(page, 'the history');

  const before = changes.getByRole('listitem').filter({ hasText: MARA }).first();
  await before.getByText('Name it').click();
  await before.getByRole('textbox').fill('As agreed on Monday');
  await before.getByRole('button', { name: 'Keep the name' }).click();
  const named = page.getByRole('region', { name: 'Versions with a name' });
  await expect(named).toBeFocused();
  await expect(named).toHaveAccessibleDescription('Recorded. The version has its name.');
  await named.getByRole('link', { name: 'As agreed on Monday' }).click();
  await expect(page.getByRole('heading', { level: 3, name: API })).toBeVisible();
  await expect(page.getByRole('heading', { level: 3, name: BUG })).toHaveCount(0);
  await page.getByRole('button', { name: /^Restore/ }).click();

  await expect(page.getByText(/^Restored: the plan is as it was at version \d+/)).toBeVisible();
  // Said once: not whenever the page is opened again.
  await expect(page).toHaveURL(path);
  await expectQuestions(page, { [OPENING]: [API] });
  // Whoever has the plan open sees it change under their hands, as with any edit.
  await expectQuestions(tomas.page, { [OPENING]: [API] });
});

test('a history is nobody’s but the team’s', async ({ person, visitor }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const stranger = await visitor('Stranger');
  await stranger.page.goto(`${path}/history`);
  await expect(stranger.page).toHaveURL(/\/sign-in\?next=/);
  await mara.watch.expectingRefusal(async () => {
    const answer = await mara.page.goto('/plans/00000000-0000-0000-0000-000000000000/history');
    expect(answer?.status()).toBe(404);
    await expect(mara.page.getByRole('alert')).toBeVisible();
  });
});
