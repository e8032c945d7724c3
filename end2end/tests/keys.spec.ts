import { API, BUG, SECURITY, savedWithTeam } from '../harness/builder.ts';
import { agendaLine, interviewOn, note, rating, turnsTo } from '../harness/panel.ts';
import { MARA } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

test('questions are scored by keys alone, a digit and an arrow each', async ({ person }) => {
  const mara = await person(MARA);
  await interviewOn(mara, [MARA], API, BUG, SECURITY);
  const { page } = mara;
  const { keyboard } = page;
  await savedWithTeam(page);
  await keyboard.press('4');
  await expect(rating(page, 4)).toBeChecked();
  await keyboard.press('ArrowRight');
  await keyboard.press('0');
  await expect(rating(page, 'Not assessed')).toBeChecked();
  await keyboard.press('ArrowRight');
  await keyboard.press('2');
  await keyboard.press('n');
  await expect(note(page)).toBeFocused();
  await keyboard.type('Said 5 things, and n of them twice.');
  await expect(note(page)).toHaveValue('Said 5 things, and n of them twice.');
  await keyboard.press('Escape');
  await keyboard.press('a');
  await expect(page.getByText('The clock is not running yet: start it first.')).toBeVisible();
  await page.getByRole('button', { name: 'Start the clock', exact: true }).click();
  await keyboard.press('a');
  await expect(agendaLine(page, SECURITY)).toContainText('being asked');
  await expect(agendaLine(page, SECURITY)).toContainText('2');
  await expect(agendaLine(page, API)).toContainText('4');
  await expect(agendaLine(page, BUG)).toContainText('n/a');
  await savedWithTeam(page);
});

test('ten questions are scored in at most three keystrokes each', async ({ person }) => {
  const mara = await person(MARA);
  const questions = [
    'Language preference and depth',
    API,
    'Database migration with little downtime',
    BUG,
    SECURITY,
    'Query performance',
    'Keeping up to date',
    'Testing',
    'Version control workflow',
    'Architecture: services and monoliths',
  ];
  await interviewOn(mara, [MARA], ...questions);
  const { page } = mara;
  await savedWithTeam(page);
  let strokes = 0;
  const presses = async (key: string) => {
    strokes += 1;
    await page.keyboard.press(key);
  };
  for (const [place, title] of questions.entries()) {
    await expect(page.getByRole('heading', { level: 2, name: title, exact: true })).toBeVisible();
    await presses(String((place % 5) + 1));
    await expect(rating(page, (place % 5) + 1)).toBeChecked();
    if (place < questions.length - 1) await presses('ArrowRight');
  }
  expect(strokes).toBeLessThanOrEqual(3 * questions.length);
  for (const [place, title] of questions.entries()) {
    await expect(agendaLine(page, title)).toContainText(String((place % 5) + 1));
  }
  await savedWithTeam(page);
});

test('keys can be turned off, and going on after a rating on, and the device remembers', async ({
  person,
}) => {
  const mara = await person(MARA);
  const path = await interviewOn(mara, [MARA], API, BUG);
  const { page } = mara;
  await savedWithTeam(page);
  await page.getByRole('checkbox', { name: /go on to the next/ }).check();
  await page.keyboard.press('3');
  await expect(page.getByRole('heading', { level: 2, name: BUG, exact: true })).toBeVisible();
  await page.getByRole('checkbox', { name: /^Keys/ }).uncheck();
  await mara.opens(path);
  await turnsTo(page, BUG);
  await expect(page.getByRole('checkbox', { name: /^Keys/ })).not.toBeChecked();
  await page.keyboard.press('5');
  await expect(agendaLine(page, API)).toContainText('3');
  await expect(rating(page, 5)).not.toBeChecked();
});

test('a digit rates the question and no other choice', async ({ person }) => {
  const mara = await person(MARA);
  await interviewOn(mara, [MARA], API, BUG);
  const { page } = mara;
  await savedWithTeam(page);
  await page.keyboard.press('4');
  await expect(rating(page, 4)).toBeChecked();
  const recommended = page.getByRole('group', { name: 'Overall recommendation' }).getByRole('radio');
  await recommended.first().check();
  await page.keyboard.press('1');
  await expect(rating(page, 4)).toBeChecked();
  // Where its own levels have the focus it still does.
  await rating(page, 4).focus();
  await page.keyboard.press('2');
  await expect(rating(page, 2)).toBeChecked();
});

test('behind the list of commands no key rates, and Escape closes it', async ({ person }) => {
  const mara = await person(MARA);
  await interviewOn(mara, [MARA], API, BUG);
  const { page } = mara;
  await savedWithTeam(page);
  await page.keyboard.press('Control+k');
  const commands = page.getByRole('dialog', { name: 'Commands' });
  await commands.getByRole('button').first().focus();
  await page.keyboard.press('4');
  await commands.getByRole('searchbox').fill('zzzz');
  await commands.getByRole('searchbox').fill('');
  await page.keyboard.press('Escape');
  await expect(commands).toBeHidden();
  await expect(rating(page, 4)).not.toBeChecked();
  await page.keyboard.press('5');
  await expect(rating(page, 5)).toBeChecked();
});
