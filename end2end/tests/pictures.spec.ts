// Pictures of every page, for people to look at: they are in test-results/pictures. With
// PLUMBLINE_SCREENSHOT set (`npm run picture`) also the one in the README.

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectNoSidewaysScroll } from '../harness/access.ts';
import {
  API,
  BUG,
  DEPTH,
  OPENING,
  QUERY,
  SECURITY,
  TESTING,
  WAYS,
  adds,
  itemCard,
  library,
  libraryGrip,
  opensWords,
  savedWithTeam,
  stageCard,
  startsPlan,
} from '../harness/builder.ts';
import { picksUpByMouse } from '../harness/hands.ts';
import {
  CANDIDATE,
  note,
  rates,
  recommendation,
  startsInterview,
  submits,
  turnsTo,
} from '../harness/panel.ts';
import { AIKO, MARA, TOMAS, WANDA } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

const FOLDER = fileURLToPath(new URL('../test-results/pictures/', import.meta.url));
const OF_README = fileURLToPath(new URL('../../docs/screenshot.png', import.meta.url));

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

async function takes(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await expectNoSidewaysScroll(page, `${name}, ${size.width} px wide`);
    await page.screenshot({ path: `${FOLDER}${name}-${size.width}.png`, fullPage: true });
  }
  await page.setViewportSize(SIZES[0]!);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: `${FOLDER}${name}-dark.png` });
  await page.emulateMedia({ colorScheme: 'light' });
}

test('every page has its picture taken', async ({ visitor, person }) => {
  test.setTimeout(240_000);
  await mkdir(FOLDER, { recursive: true });
  const mara = await visitor(MARA, { colorScheme: 'light', reducedMotion: 'reduce' });
  const { page } = mara;
  await mara.opens('/');
  await takes(page, 'first-page');
  await mara.page.goto('/sign-in');
  await takes(page, 'sign-in');
  await mara.choosesThemself();

  const path = await startsPlan(mara);
  await takes(page, 'builder-new');
  await page.getByRole('textbox', { name: 'Title of the plan' }).fill('Back end developer, payments');
  await adds(page, BUG, OPENING);
  await adds(page, API, DEPTH);
  await adds(page, QUERY, DEPTH);
  await adds(page, SECURITY, DEPTH);
  await adds(page, TESTING, WAYS);
  await savedWithTeam(page);

  const tomas = await person(TOMAS, { colorScheme: 'light', reducedMotion: 'reduce' });
  await tomas.opens(path);
  await (await opensWords(tomas.page, QUERY, 'Label')).click();
  await expect(itemCard(page, QUERY).getByRole('list', { name: 'Others here' })).toContainText(TOMAS);
  await page.evaluate(() => window.scrollTo(0, 0));
  await library(page).evaluate((element) => element.scrollTo(0, 0));
  if (process.env['PLUMBLINE_SCREENSHOT'] !== undefined) {
    await page.screenshot({ path: OF_README });
  }
  await takes(page, 'builder');
  await picksUpByMouse(page, libraryGrip(page, API), { of: stageCard(page, OPENING) });
  await page.screenshot({ path: `${FOLDER}builder-dragging.png` });
  await page.mouse.move(3, 3);
  await page.mouse.up();
  await opensWords(page, BUG, 'Label');
  await takes(page, 'builder-open');
  await itemCard(page, API).getByRole('button', { name: `Move… ${API}` }).click();
  await page.screenshot({ path: `${FOLDER}builder-menu.png` });
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Start interview' }).click();
  await page.getByRole('checkbox', { name: TOMAS }).check();
  await takes(page, 'start-interview');
  await page.getByRole('link', { name: 'Back to the plan' }).click();

  const interview = await startsInterview(mara, CANDIDATE, [MARA, TOMAS], AIKO);
  await tomas.opens(interview);
  await page.getByRole('button', { name: 'Start the clock' }).click();
  await turnsTo(page, API);
  await page.getByRole('button', { name: 'Ask this now' }).click();
  const levels = [
    [BUG, 3, 4],
    [API, 4, 2],
    [QUERY, 5, 5],
    [SECURITY, 'Not assessed', 3],
    [TESTING, 2, 3],
  ] as const;
  for (const [title, ofMara, ofTomas] of levels) {
    await rates(page, title, ofMara);
    await note(page).fill('Told it from the first alert to the last change, with dates.');
    await rates(tomas.page, title, ofTomas);
    await note(tomas.page).fill('Needed two prompts before the trade-off came up.');
  }
  await turnsTo(page, API);
  await takes(page, 'panel');
  await recommendation(page, 'Yes').check();
  await recommendation(tomas.page, 'No').check();
  await tomas.page.getByRole('checkbox', { name: /hiding a fault/ }).check();
  for (const { page } of [tomas, mara]) await submits(page);
  await takes(page, 'panel-submitted');
  await page.getByRole('button', { name: 'Reveal scorecards' }).click();
  await page.getByRole('link', { name: 'See the result' }).click();
  await page.getByRole('heading', { level: 1, name: CANDIDATE }).waitFor();
  await takes(page, 'result');
  await page.goto(`${interview}/evidence`);
  await page.locator('summary').first().click();
  await takes(page, 'evidence');
  await page.goto(`${interview}/packet?for=records`);
  await takes(page, 'packet');
  await page.pdf({ path: `${FOLDER}packet.pdf`, tagged: true });
  await page.goto(`${path}/candidates`);
  await takes(page, 'candidates');
  await page.getByRole('link', { name: /^Second pass ?: API design$/ }).click();
  await takes(page, 'second-pass');
  await page.goto(`${path}/history`);
  await takes(page, 'history');
  await page.goto('/candidates');
  await takes(page, 'interviewed');
  await page.goto('/roles');
  await takes(page, 'roles');
  const aiko = await visitor(AIKO, { colorScheme: 'light', reducedMotion: 'reduce' });
  await aiko.signsIn();
  await aiko.page.goto(`${interview}/summary`);
  await takes(aiko.page, 'summary');
  const wanda = await visitor(WANDA, { colorScheme: 'light', reducedMotion: 'reduce' });
  await wanda.signsIn();
  await wanda.page.goto('/adverse-impact');
  await takes(wanda.page, 'adverse-impact');
  await page.goto('/kits');
  await takes(page, 'kits');
  await page.goto('/kits/back-end-developer/drill');
  await page.getByRole('button', { name: 'Level 3' }).first().click();
  await takes(page, 'drill');
  await mara.opens('/');
  await takes(page, 'first-page-signed-in');
});
