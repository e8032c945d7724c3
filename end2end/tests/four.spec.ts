import { API, BUG, savedWithTeam, standing } from '../harness/builder.ts';
import {
  CANDIDATE,
  interviewOn,
  note,
  rates,
  rating,
  recommendation,
  submits,
  turnsTo,
} from '../harness/panel.ts';
import { AIKO, MARA, type Person, SAMIR, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

const PANEL = [MARA, TOMAS, AIKO, SAMIR];

async function comesIn(panelist: Person, path: string): Promise<void> {
  await panelist.opens(path);
  await panelist.page.getByRole('heading', { level: 1, name: CANDIDATE }).waitFor();
}

async function scores(panelist: Person, api: number, bug: number, words: string): Promise<void> {
  const { page } = panelist;
  await rates(page, API, api);
  await note(page).fill(words);
  await rates(page, BUG, bug);
}

async function handsIn(panelist: Person, words: string): Promise<void> {
  await recommendation(panelist.page, words).check();
  await submits(panelist.page);
}

test('four people score one interview: one offline, one whose tab dies, one on a phone', async ({
  person,
}) => {
  const mara = await person(MARA);
  const path = await interviewOn(mara, PANEL, API, BUG);
  const [tomas, aiko] = [await person(TOMAS), await person(AIKO)];
  const samir = await person(SAMIR, { viewport: { width: 390, height: 844 }, hasTouch: true });
  for (const panelist of [tomas, aiko, samir]) await comesIn(panelist, path);
  await savedWithTeam(tomas.page);
  await mara.page.getByRole('button', { name: 'Start the clock' }).click();

  await tomas.watch.expectingTrouble(async () => {
    await test.step('Tomás loses the network and goes on', async () => {
      await tomas.network.cut();
      await scores(tomas, 4, 2, 'Drew the error model without being asked.');
      await expect(standing(tomas.page)).toHaveText(
        'On this device only, sent when the network is back',
      );
    });
    await test.step('Aiko’s tab dies in mid-sentence', async () => {
      await rates(aiko.page, API, 3);
      await note(aiko.page).pressSequentially('Asked who the clients are, then');
      await savedWithTeam(aiko.page);
      await aiko.losesTab();
      await aiko.opensNewTab(path);
      await turnsTo(aiko.page, API);
      await expect(note(aiko.page)).toHaveValue('Asked who the clients are, then');
      await expect(rating(aiko.page, 3)).toBeChecked();
      await rates(aiko.page, BUG, 3);
      await handsIn(aiko, 'Yes');
    });
    await test.step('Samir scores on a phone, and Mara at her desk', async () => {
      await scores(samir, 5, 4, 'Versioning from the start.');
      await handsIn(samir, 'Strong yes');
      await scores(mara, 3, 3, 'Needed a prompt for pagination.');
      await handsIn(mara, 'Yes');
    });
    await test.step('while Tomás is out the scorecards open only with a reason', async () => {
      await expect(mara.page.getByText('Sealed. 3 of 4 submitted. Reveal early…')).toBeVisible();
      await expect(mara.page.getByRole('button', { name: 'Reveal scorecards' })).toHaveCount(0);
    });
    await test.step('Tomás comes back and hands in what he wrote', async () => {
      await tomas.network.mend();
      await savedWithTeam(tomas.page);
    });
  });
  await handsIn(tomas, 'Yes');
  await test.step('all four see all four', async () => {
    await mara.page.getByRole('button', { name: 'Reveal scorecards' }).click();
    for (const panelist of [mara, tomas, aiko, samir]) {
      await panelist.page.getByRole('link', { name: 'See the result' }).click();
      const main = panelist.page.getByRole('main');
      for (const words of [
        'Drew the error model without being asked.',
        'Asked who the clients are, then',
        'Versioning from the start.',
        'Needed a prompt for pagination.',
      ]) {
        await expect(main.getByText(words).first()).toBeVisible();
      }
    }
  });
});
