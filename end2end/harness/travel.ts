// Being without a network, and what a device needs for it.

import { type Page, expect } from '@playwright/test';
import { standing } from './builder.ts';
import type { Person } from './person.ts';

/** Waits until everything is on the device that opens the app without a network. */
export async function isReadyForTravel(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect
    .poll(() => page.evaluate(() => 'plumbline/answer/kit/back-end-developer' in localStorage))
    .toBe(true);
}

export async function onThisDeviceOnly(page: Page): Promise<void> {
  await expect(standing(page)).toHaveText('On this device only, sent when the network is back');
}

/** Does something with the network cut, then loses the tab; what was done is on the device only. */
export async function losesTabOffline(person: Person, act: () => Promise<void>): Promise<void> {
  await person.watch.expectingTrouble(async () => {
    await person.network.cut();
    await act();
    await onThisDeviceOnly(person.page);
    await person.losesTab();
    await person.network.mend();
  });
}

/** Closes every tab, as a restart of the browser does, and opens one at `path`. */
export async function comesBack(person: Person, path: string): Promise<void> {
  for (const page of person.context.pages()) await page.close();
  await person.opensNewTab(path);
}
