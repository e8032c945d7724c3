// The live panel, as a person finds their way in it.

import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { alive } from './alive.ts';
import { savedWithTeam, startsPlanWith } from './builder.ts';
import type { Person } from './person.ts';

export const CANDIDATE = 'Robin Ekström';

/** Starts an interview from the plan that is open, and answers with its path. */
export async function startsInterview(
  lead: Person,
  candidate: string,
  panel: string[],
  manager?: string,
): Promise<string> {
  const { page } = lead;
  await page.getByRole('link', { name: 'Start interview' }).click();
  await page.getByRole('heading', { name: 'Start an interview' }).waitFor();
  await page.getByRole('textbox', { name: 'Candidate’s name' }).fill(candidate);
  for (const name of panel) await page.getByRole('checkbox', { name }).check();
  if (manager !== undefined) {
    await page.getByRole('combobox', { name: /^Hiring manager/ }).selectOption({ label: manager });
  }
  await page.getByRole('button', { name: 'Start interview' }).click();
  await page.waitForURL(/\/interviews\/[0-9a-f-]+$/);
  await page.getByRole('heading', { name: candidate, level: 1 }).waitFor();
  await alive(page);
  return lead.path();
}

/** An interview on these questions, with everybody of `panel` on it and none but the lead there. */
export async function interviewOn(
  lead: Person,
  panel: string[],
  ...titles: string[]
): Promise<string> {
  await startsPlanWith(lead, ...titles);
  return startsInterview(lead, CANDIDATE, panel);
}

export function agenda(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Questions', exact: true });
}

export function agendaLine(page: Page, title: string): Locator {
  return agenda(page).getByRole('button', { name: title });
}

/** Looks at a question, whichever is being asked. */
export async function turnsTo(page: Page, title: string): Promise<void> {
  await agendaLine(page, title).click();
  await expect(page.getByRole('heading', { level: 2, name: title, exact: true })).toBeVisible();
}

export function rating(page: Page, level: number | 'Not assessed'): Locator {
  return page
    .getByRole('group', { name: 'Your rating' })
    .getByRole('radio', { name: new RegExp(`^${level}\\b`) });
}

export async function rates(
  page: Page,
  title: string,
  level: number | 'Not assessed',
): Promise<void> {
  await turnsTo(page, title);
  await rating(page, level).check();
}

export function note(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Your note on this answer' });
}

export function recommendation(page: Page, words: string): Locator {
  return page
    .getByRole('group', { name: 'Overall recommendation' })
    .getByRole('radio', { name: words, exact: true });
}

export async function submits(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Submit scorecard' }).click();
  const submitted = page.getByText('Submitted.', { exact: true });
  const asItIs = page.getByRole('button', { name: 'Submit as it is' });
  await expect(submitted.or(asItIs)).toBeVisible();
  if (await asItIs.isVisible()) await asItIs.click();
  await expect(submitted).toBeVisible();
  await savedWithTeam(page);
}

/** Whether somebody has submitted, as the page says. */
export function scorecardOf(page: Page, name: string): Locator {
  return page.getByRole('list', { name: 'Scorecards' }).getByRole('listitem').filter({
    hasText: name,
  });
}
