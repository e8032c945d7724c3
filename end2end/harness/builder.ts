// The plan builder, as a person finds their way in it.

import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { alive } from './alive.ts';
import type { Person } from './person.ts';

/** The titles of the kit's questions that the tests speak of. */
export const API = 'API design';
export const BUG = 'The hardest bug';
export const QUERY = 'Query performance';
export const SECURITY = 'Security practice';
export const TESTING = 'Testing';

/** The stages of a new plan. */
export const OPENING = 'Opening';
export const DEPTH = 'Technical depth';
export const WAYS = 'Ways of working';
export const THEIRS = "Candidate's questions";

/** Stages in order, each with the titles of its questions in order. */
export type Layout = [stage: string, questions: string[]][];

/** Makes a new plan of the kit, and answers with its path. */
export async function startsPlan(person: Person): Promise<string> {
  const { page } = person;
  if (person.path() !== '/') await person.opens('/');
  await page.getByRole('button', { name: 'New plan from Back End Developer' }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]+$/);
  await alive(page);
  await savedWithTeam(page);
  return person.path();
}

/** Makes a plan with one question after another in its first stage. */
export async function startsPlanWith(person: Person, ...titles: string[]): Promise<string> {
  const path = await startsPlan(person);
  for (const title of titles) await adds(person.page, title, OPENING);
  await savedWithTeam(person.page);
  return path;
}

export async function retitles(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Title of the plan' }).fill(title);
}

/** Adds a question of the library at the end of a stage, by its menu. */
export async function adds(page: Page, title: string, stage: string): Promise<void> {
  await libraryCard(page, title).getByRole('button', { name: `Add to… ${title}` }).click();
  await libraryCard(page, title).getByRole('button', { name: `To ${stage}`, exact: true }).click();
  await expect(itemCard(page, title)).toBeVisible();
}

export function library(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Library' });
}

export function libraryCard(page: Page, title: string): Locator {
  const heading = page.getByRole('heading', { name: title, exact: true });
  return library(page).getByRole('listitem').filter({ has: heading });
}

export function libraryGrip(page: Page, title: string): Locator {
  return page.getByRole('button', { name: `Drag ${title} into the plan`, exact: true });
}

export function board(page: Page): Locator {
  return page.getByRole('region', { name: 'Plan', exact: true });
}

export function stageCard(page: Page, name: string): Locator {
  const heading = page.getByRole('heading', { level: 2, name, exact: true });
  return board(page).locator('[data-stage]').filter({ has: heading });
}

export function stageGrip(page: Page, name: string): Locator {
  return page.getByRole('button', { name: `Drag the stage ${name}`, exact: true });
}

export function itemCard(page: Page, title: string): Locator {
  const heading = page.getByRole('heading', { level: 3, name: title, exact: true });
  return board(page).locator('[data-item]').filter({ has: heading });
}

export function itemGrip(page: Page, title: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^Drag ${title}(, selected)?$`) });
}

export function tray(page: Page): Locator {
  return page.getByRole('region', { name: 'Unplaced questions' });
}

/** Opens the words of a question, and answers with the field of that label. */
export async function opensWords(page: Page, title: string, label: string): Promise<Locator> {
  const card = itemCard(page, title);
  const opener = card.getByRole('button', { name: `Edit ${title}`, exact: true });
  if ((await opener.getAttribute('aria-expanded')) !== 'true') await opener.click();
  return card.getByRole('textbox', { name: label, exact: true });
}

/** Moves an item or a stage by its menu. */
export async function moves(card: Locator, name: string, place: string): Promise<void> {
  await card.getByRole('button', { name: `Move… ${name}`, exact: true }).click();
  await card.getByRole('button', { name: place, exact: true }).click();
}

export function layout(page: Page): Promise<Layout> {
  return board(page)
    .locator('[data-stage]')
    .evaluateAll((stages) =>
      stages.map((stage): [string, string[]] => [
        stage.querySelector('h2')?.textContent ?? '',
        [...stage.querySelectorAll('[data-item] h3')].map((title) => title.textContent ?? ''),
      ]),
    );
}

/** Expects the plan's stages with their questions; stages not named are empty. */
export async function expectQuestions(
  page: Page,
  questions: Record<string, string[]>,
): Promise<void> {
  await expect
    .poll(async () => Object.fromEntries((await layout(page)).filter(([, held]) => held.length > 0)))
    .toEqual(questions);
}

export async function expectStages(page: Page, names: string[]): Promise<void> {
  await expect.poll(async () => (await layout(page)).map(([name]) => name)).toEqual(names);
}

/** Expects that everything is with the team, and that the page says so: once it is alive, since
 * before it has nothing else to say. */
export async function savedWithTeam(page: Page): Promise<void> {
  await alive(page);
  await expect(standing(page)).toHaveText('Saved with the team');
}

/** Where the page says that what one did is. */
export function standing(page: Page): Locator {
  return page.locator('[data-standing] [data-words]');
}

/** What a screen reader was told last. */
export function announced(page: Page): Locator {
  return page.locator('[data-announcer]');
}
