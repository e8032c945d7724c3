import { readFile } from 'node:fs/promises';
import { expectNoSidewaysScroll, expectNoViolations } from '../harness/access.ts';
import { API, BUG, library, startsPlanWith } from '../harness/builder.ts';
import { MARA, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

test('a plan is saved as a team kit, begun from by a colleague, and taken away as a file', async ({
  person,
}) => {
  const mara = await person(MARA);
  const { page } = mara;
  const path = await startsPlanWith(mara, API, BUG);
  await page.getByText('More', { exact: true }).click();
  await page.getByRole('link', { name: 'Save as a team kit' }).click();
  await page.getByRole('textbox').fill('Interface engineer');
  await expectNoViolations(page, 'saving as a kit');
  await page.getByRole('button', { name: 'Save as a kit' }).click();
  await page.waitForURL(/\/kits\?/);
  const kept = page.getByRole('listitem').filter({ hasText: 'Interface engineer' });
  await expect(kept).toBeFocused();
  await expect(kept).toHaveAccessibleDescription('Added to the team’s kits.');
  await expectNoViolations(page, 'the kits');
  await expectNoSidewaysScroll(page, 'the kits');
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Kit file ?: Interface engineer$/ }).click();
  const file = await readFile(await (await coming).path(), 'utf8');
  expect(file).toContain('name = "Interface engineer"');

  const tomas = await person(TOMAS);
  await tomas.opens('/');
  await tomas.page.getByRole('button', { name: 'New plan from Interface engineer' }).click();
  await tomas.page.waitForURL(/\/plans\/[0-9a-f-]+$/);
  expect(tomas.path()).not.toBe(path);
  await expect(library(tomas.page).getByRole('heading', { name: API })).toBeVisible();

  await test.step('a file that is no kit is shown again with what is wrong', async () => {
    const pasted = page.getByRole('textbox', { name: 'A kit file’s text' });
    await pasted.fill('format = 1\nid = "not an id" # <b>&amp;');
    await page.getByRole('button', { name: 'Add to the team’s kits' }).click();
    await expect(page.getByRole('alert')).toContainText('line 2');
    await expect(pasted).toHaveValue('format = 1\nid = "not an id" # <b>&amp;');
    await pasted.fill(file.replace(/^id = ".*"$/m, 'id = "brought-along"'));
    await page.getByRole('button', { name: 'Add to the team’s kits' }).click();
    await expect(page.getByRole('heading', { name: 'Interface engineer' })).toHaveCount(2);
  });

  await test.step('and one that lies on the device is chosen there', async () => {
    const chosen = page.getByLabel('A kit file, as it is taken away here');
    const add = page.getByRole('button', { name: 'Add this file to the team’s kits' });
    const kit = (text: string) => ({
      name: 'kit.toml',
      mimeType: 'application/toml',
      buffer: Buffer.from(text),
    });
    await chosen.setInputFiles(kit('format = 1\nid = "not an id"'));
    await add.click();
    await expect(page.getByRole('alert')).toContainText('line 2');
    await expectNoViolations(page, 'a kit file that is none');
    await chosen.setInputFiles({ ...kit(''), buffer: Buffer.from(`${file}# Malm\xf6`, 'latin1') });
    await add.click();
    await expect(page.getByRole('alert')).toContainText('not text in UTF-8');
    await mara.watch.expectingRefusal(async () => {
      await chosen.setInputFiles({ ...kit(''), buffer: Buffer.alloc(20 * 1024 * 1024, 'x') });
      await add.click();
      await expect(page.getByRole('alert')).toContainText('that can be sent at once');
      await page.getByRole('link', { name: 'Begin the page anew' }).click();
    });
    await chosen.setInputFiles(kit(file.replace(/^id = ".*"$/m, 'id = "from-a-file"')));
    await add.click();
    await expect(page.locator('#kit-from-a-file')).toBeFocused();
    await expect(page.getByRole('heading', { name: 'Interface engineer' })).toHaveCount(3);
  });
});

test('in a drill the others and the key show only once one has rated', async ({ person }) => {
  const mara = await person(MARA);
  const tomas = await person(TOMAS);
  for (const { page } of [mara, tomas]) {
    await page.goto('/kits');
    await page.getByRole('link', { name: /^Calibration drill ?: Back End Developer$/ }).click();
  }
  const first = (page: typeof mara.page) => page.getByRole('article').first();
  await expect(first(mara.page)).not.toContainText('Key:');
  await first(mara.page).getByRole('button', { name: 'Level 2' }).click();
  await expect(first(mara.page)).toContainText('You: level 2');
  await expect(first(mara.page)).toContainText('Key: level');
  await expect(first(mara.page)).toContainText('Nobody else has rated it yet.');

  await tomas.page.reload();
  await expect(first(tomas.page)).not.toContainText('median');
  expect(await tomas.page.content()).not.toContain('Key: level');
  await first(tomas.page).getByRole('button', { name: 'Level 4' }).click();
  await expect(first(tomas.page)).toContainText('Others: median 2, 2 to 2, n = 1.');
  await expect(first(tomas.page).getByRole('button')).toHaveCount(0);
  await expectNoViolations(tomas.page, 'the drill');
  await expectNoSidewaysScroll(tomas.page, 'the drill');
});
