import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions } from '@playwright/test';
import { API, savedWithTeam, standing } from '../harness/builder.ts';
import { interviewOn, note } from '../harness/panel.ts';
import { MARA, Person, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';
import { onThisDeviceOnly } from '../harness/travel.ts';

const CANARY = 'zq7canarywords';

/** The files under a folder in which these words can be read, in any of the usual ways. */
async function filesWith(folder: string, words: string): Promise<string[]> {
  const ways = [Buffer.from(words, 'utf8'), Buffer.from(words, 'utf16le')];
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (ways.some((way) => bytes.includes(way))) found.push(path);
  }
  return found;
}

test('what is noted with no network is nowhere to be read in the browser’s folder', async ({
  person,
  server,
  playwright,
}) => {
  const mara = await person(MARA);
  const path = await interviewOn(mara, [TOMAS], API);
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-profile-'));
  const browser = {
    context: (options: BrowserContextOptions) =>
      playwright.chromium.launchPersistentContext(folder, options),
  };
  const tomas = await Person.at(TOMAS, server, browser, {});
  await tomas.signsIn();
  await tomas.opens(path);
  await tomas.watch.expectingTrouble(async () => {
    await tomas.network.cut();
    await note(tomas.page).pressSequentially(`${CANARY} twice`);
    await onThisDeviceOnly(tomas.page);
    await tomas.context.close();
  });
  expect(await filesWith(folder, 'plumbline/scorecard'), 'the note is kept there').not.toEqual([]);
  expect(await filesWith(folder, CANARY)).toEqual([]);

  await test.step('and its panelist finds it there again', async () => {
    await tomas.network.mend();
    const context = await browser.context({ baseURL: tomas.network.origin });
    const page = await context.newPage();
    await page.goto(path);
    await expect(note(page)).toHaveValue(`${CANARY} twice`);
    await savedWithTeam(page);
    await context.close();
    await tomas.network.cut();
  });
  await rm(folder, { recursive: true, force: true });
});

test('a note waits on the device while the server’s disk is full', async ({ person, server }) => {
  const mara = await person(MARA);
  const path = await interviewOn(mara, [TOMAS], API);
  const tomas = await person(TOMAS);
  await tomas.opens(path);
  await savedWithTeam(tomas.page);
  const words = 'Drew the failure paths before anything else, and named what each would cost. ';
  const trouble = (act: () => Promise<void>) =>
    mara.watch.expectingTrouble(() => tomas.watch.expectingRefusal(act));
  await trouble(async () => {
    await server.isLeftWithoutDisk();
    await expect(async () => {
      await note(tomas.page).pressSequentially(words);
      await expect(standing(tomas.page)).toHaveText(/^On this device only/, { timeout: 2_000 });
    }).toPass();
    await server.hasDiskAgain();
    await savedWithTeam(tomas.page);
  });
  const kept = await note(tomas.page).inputValue();
  const elsewhere = await person(TOMAS);
  await elsewhere.opens(path);
  await expect(note(elsewhere.page)).toHaveValue(kept);
});
