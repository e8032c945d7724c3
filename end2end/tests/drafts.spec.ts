import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { alive } from '../harness/alive.ts';
import { API, BUG, OPENING, adds, expectQuestions, savedWithTeam, startsPlanWith } from '../harness/builder.ts';
import { MARA, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';
import { comesBack, isReadyForTravel, onThisDeviceOnly } from '../harness/travel.ts';

/** What the first build that kept plans wrote: a begun plan, and a new title that is unsent. */
const FIRST = new URL('../../domain/tests/domain/drafts/plan-1.hex', import.meta.url);
const ITS_PLAN = '09'.repeat(16);

/** The text under which that build kept `body`. */
function envelope(body: Buffer): string {
  // FNV-1a, as the app computes it.
  let checksum = 0xcbf29ce484222325n;
  for (const byte of body) checksum = BigInt.asUintN(64, (checksum ^ BigInt(byte)) * 0x100000001b3n);
  const base64 = body.toString('base64').replaceAll('=', '');
  return `{"format":1,"checksum":${checksum},"body":"${base64}"}`;
}

/** What is kept on the device under `key`. */
function kept(page: Page, key: string): Promise<string | null> {
  return page.evaluate((key) => localStorage.getItem(key), key);
}

test('a draft of the first build opens with what was unsent, and is kept anew', async ({ person }) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API);
  await savedWithTeam(mara.page);
  await isReadyForTravel(mara.page);
  const record = `plumbline/plan/${ITS_PLAN}`;
  const draft = envelope(Buffer.from((await readFile(FIRST, 'utf8')).replace(/\s/g, ''), 'hex'));
  await mara.page.evaluate(
    ([record, draft]) => localStorage.setItem(record, draft),
    [record, draft] as const,
  );
  await mara.watch.expectingTrouble(async () => {
    await mara.network.cut();
    await comesBack(mara, '/');
    await mara.page.getByRole('link', { name: 'Kept on a plane, and edited' }).click();
    await alive(mara.page);
    await expect(mara.page.locator('[data-stage]')).toHaveCount(4);
    await onThisDeviceOnly(mara.page);

    await adds(mara.page, API, OPENING);
    await expect.poll(() => kept(mara.page, record)).toContain('"format":2');
    const whole = await kept(mara.page, record);
    const added = await kept(mara.page, `${record}/added`);
    await adds(mara.page, BUG, OPENING);
    await expect.poll(() => kept(mara.page, `${record}/added`)).not.toBe(added);
    expect(await kept(mara.page, record), 'what is long is written once').toBe(whole);

    await comesBack(mara, `/plans/${ITS_PLAN}`);
    await expect(mara.page).toHaveTitle('Kept on a plane, and edited · Plumbline');
    await expectQuestions(mara.page, { [OPENING]: [API, BUG] });
    await onThisDeviceOnly(mara.page);
  });
});

test('what a newer build kept is left as it is, and the page says so', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const record = path.replace('/plans/', 'plumbline/plan/');
  const newer = '{"format":3,"checksum":1,"body":"newer"}';
  // A page that goes writes nothing, so it does not write over this.
  await mara.page.evaluate(
    ([record, newer]) => localStorage.setItem(record, newer),
    [record, newer] as const,
  );
  await mara.opens(path);
  await expect(mara.page.getByText('was written by a newer version')).toBeVisible();
  await adds(mara.page, BUG, OPENING);
  await expect(mara.page.getByText('was written by a newer version')).toBeVisible();
  expect(await kept(mara.page, record)).toBe(newer);

  const tomas = await person(TOMAS);
  await tomas.opens(path);
  await expectQuestions(tomas.page, { [OPENING]: [API, BUG] });
});

test('where the browser keeps nothing, the page says so and edits go on', async ({ person }) => {
  const mara = await person(MARA);
  await mara.context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('This site may keep nothing.', 'SecurityError');
      },
    });
  });
  await mara.opens('/');
  const path = await startsPlanWith(mara, API);
  await expect(mara.page.getByText('This browser keeps nothing for this site.')).toBeVisible();
  await adds(mara.page, BUG, OPENING);
  await expectQuestions(mara.page, { [OPENING]: [API, BUG] });

  const saved = mara.page.waitForEvent('download');
  await mara.page.locator('.toolbar').getByRole('button', { name: 'Save to a file' }).click();
  expect(await readFile(await (await saved).path(), 'utf8')).toMatch(/^\{"format":1,/);

  const tomas = await person(TOMAS);
  await tomas.opens(path);
  await expectQuestions(tomas.page, { [OPENING]: [API, BUG] });
});
