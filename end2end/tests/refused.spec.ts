import { request } from 'node:http';
import { expectNoViolations } from '../harness/access.ts';
import {
  API,
  OPENING,
  adds,
  opensWords,
  savedWithTeam,
  startsPlan,
  startsPlanWith,
} from '../harness/builder.ts';
import { CANDIDATE, interviewOn, note, rates, startsInterview } from '../harness/panel.ts';
import { AIKO, MARA, SAMIR, TOMAS } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';

const NOTHING_HERE = 'There is nothing here that you can see.';

test('somebody signed out is asked to sign in, and comes back to where they were going', async ({
  person,
  visitor,
}) => {
  const mara = await person(MARA);
  const path = await startsPlanWith(mara, API);
  const tomas = await visitor(TOMAS);
  const { page } = tomas;
  await tomas.watch.expectingRefusal(async () => {
    await page.goto(path);
    await expect(page.getByRole('alert')).toContainText('You are signed out.');
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await page.waitForURL(/\/sign-in/);
  });
  await tomas.choosesThemself();
  expect(tomas.path()).toBe(path);
  await expect(page.getByRole('heading', { level: 3, name: API, exact: true }).last()).toBeVisible();
});

test('signing in leads nowhere but into this site', async ({ visitor }) => {
  const tomas = await visitor(TOMAS);
  await tomas.page.goto('/sign-in?next=//elsewhere.invalid/');
  await tomas.choosesThemself();
  expect(tomas.page.url()).toBe(`${tomas.network.origin}/`);
});

test('what cannot be done is said where one sees it, and of its field', async ({ person }) => {
  const mara = await person(MARA);
  await startsPlanWith(mara, API);
  const { page } = mara;
  const minutes = page.getByRole('textbox', { name: `Minutes for ${API}` });
  await minutes.fill('9999');
  await minutes.press('Tab');
  await expect(page.getByText('a question takes at most 240 minutes')).toBeInViewport();
  await expect(minutes).toHaveAccessibleDescription(/at most 240 minutes/);
  // It stays, to be put right.
  await expect(minutes).toHaveValue('9999');
  await minutes.fill('soon');
  await minutes.press('Tab');
  await expect(page.getByText('Minutes are a whole number.')).toBeInViewport();
  await expect(minutes).toHaveAttribute('aria-invalid', 'true');
  await expect(minutes).toHaveAccessibleDescription('Minutes are a whole number.');
  await expectNoViolations(page, 'builder, with minutes that are none');
  await minutes.fill('12');
  await minutes.press('Tab');
  await expect(page.getByText('Minutes are a whole number.')).toHaveCount(0);
  await expect(minutes).not.toHaveAttribute('aria-invalid');
  await expect(minutes).toHaveAccessibleDescription('');
});

test('signing out ends the session', async ({ person }) => {
  const mara = await person(MARA);
  const path = await startsPlan(mara);
  await mara.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(mara.page.getByRole('heading', { name: 'Interviews you can stand behind' })).toBeVisible();
  await mara.watch.expectingRefusal(async () => {
    await mara.page.goto(path);
    await expect(mara.page.getByRole('alert')).toContainText('You are signed out.');
  });
});

test('an address that leads nowhere says so', async ({ person }) => {
  const mara = await person(MARA);
  const { page } = mara;
  await mara.watch.expectingRefusal(async () => {
    for (const path of [`/plans/${'0'.repeat(32)}`, '/plans/nonsense', `/interviews/${'f'.repeat(32)}`]) {
      await page.goto(path);
      await expect(page.getByRole('alert')).toContainText(NOTHING_HERE);
    }
    const answer = await page.goto('/no/such/page');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is no page at this address' })).toBeVisible();
  });
  await page.getByRole('link', { name: 'To your plans' }).click();
  await expect(page.getByRole('heading', { name: 'Start from a role kit' })).toBeVisible();
});

test('an interview is nobody’s but its panel’s', async ({ person }) => {
  const mara = await person(MARA);
  const path = await interviewOn(mara, [TOMAS], API);
  for (const name of [AIKO, SAMIR]) {
    const outsider = await person(name);
    const { page } = outsider;
    await outsider.opens('/');
    await expect(page.getByRole('link', { name: CANDIDATE })).toHaveCount(0);
    await outsider.watch.expectingRefusal(async () => {
      for (const address of [path, `${path}/result`]) {
        await page.goto(address);
        await expect(page.getByRole('alert')).toContainText(NOTHING_HERE);
        expect(await page.content()).not.toContain(CANDIDATE);
      }
    });
  }
});

test('there is no result before the reveal', async ({ person }) => {
  const mara = await person(MARA);
  const path = await interviewOn(mara, [MARA, TOMAS], API);
  await rates(mara.page, API, 3);
  await savedWithTeam(mara.page);
  await mara.watch.expectingRefusal(async () => {
    await mara.page.goto(`${path}/result`);
    const alert = mara.page.getByRole('alert');
    await expect(alert).toContainText(/reveal/i);
    await expect(alert.getByRole('link')).toBeVisible();
  });
});

test('an interview cannot be started on a plan without questions, and what was filled in stays', async ({
  person,
}) => {
  const mara = await person(MARA);
  const { page } = mara;
  const path = await startsPlan(mara);
  await page.getByRole('link', { name: 'Start interview' }).click();
  const name = page.getByRole('textbox', { name: 'Candidate’s name' });
  await name.fill(CANDIDATE);
  const start = page.getByRole('button', { name: 'Start interview' });
  await mara.watch.expectingRefusal(async () => {
    await start.click();
    await expect(page.getByRole('alert')).toContainText('The plan has no questions yet');
    await expect(name).toHaveValue(CANDIDATE);
    await page.getByRole('checkbox', { name: TOMAS }).check();

    await test.step('nor with nobody to score, once it has questions', async () => {
      const other = await person(AIKO);
      await other.opens(path);
      await adds(other.page, API, OPENING);
      await savedWithTeam(other.page);
      await page.getByRole('checkbox', { name: TOMAS }).uncheck();
      await start.click();
      await expect(page.getByRole('alert')).toContainText('Choose between 1 and');
    });
  });
  await page.getByRole('checkbox', { name: TOMAS }).check();
  await start.click();
  await expect(page.getByRole('heading', { level: 1, name: CANDIDATE })).toBeVisible();
});

test('markup that somebody types is text, for everybody and on every page', async ({ person }) => {
  const markup = '</textarea></script><img src=x onerror="document.title=1"><b>&amp;';
  const mara = await person(MARA);
  const tomas = await person(TOMAS);
  const path = await startsPlanWith(mara, API);
  const field = await opensWords(mara.page, API, 'Question as asked');
  await field.fill(markup);
  await mara.page.getByRole('textbox', { name: 'Title of the plan' }).fill(markup);
  await savedWithTeam(mara.page);

  await tomas.opens(path);
  await expect(tomas.page.getByRole('textbox', { name: 'Title of the plan' })).toHaveValue(markup);
  await expect(await opensWords(tomas.page, API, 'Question as asked')).toHaveValue(markup);
  await tomas.opens('/');
  await expect(tomas.page.getByRole('link', { name: markup })).toBeVisible();
  await startsInterview(mara, markup, [TOMAS]);
  await tomas.opens(mara.path());
  await expect(tomas.page.getByRole('heading', { level: 1 })).toHaveText(markup);
  await expect(tomas.page.locator('blockquote')).toHaveText(markup);
  await note(tomas.page).fill(markup);
  await savedWithTeam(tomas.page);
  await tomas.opens(mara.path());
  await expect(note(tomas.page)).toHaveValue(markup);
  await expect(tomas.page.locator('img')).toHaveCount(0);
});

test('a request or a live connection that comes from elsewhere is refused', async ({
  person,
  server,
}) => {
  const mara = await person(MARA);
  await startsPlan(mara);
  const elsewhere = { Origin: 'http://elsewhere.invalid' };
  const post = await mara.context.request.post('/api/me', { headers: elsewhere });
  expect(post.status()).toBe(403);
  const upgrade = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  expect(await statusOfUpgrade(server.port, { ...upgrade, ...elsewhere })).toBe(403);
});

/** The status that an attempt to open a live connection is answered with. */
async function statusOfUpgrade(port: number, headers: Record<string, string>): Promise<number> {
  return new Promise((settle, fail) => {
    const asked = request({ port, host: '127.0.0.1', path: '/live', headers });
    asked.once('response', (response) => {
      response.resume();
      settle(response.statusCode ?? 0);
    });
    asked.once('upgrade', (response, socket) => {
      socket.destroy();
      settle(response.statusCode ?? 0);
    });
    asked.once('error', fail);
    asked.end();
  });
}
