// A person at a browser of their own.

import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { alive, tellWhenAlive } from './alive.ts';
import type { Browsers } from './browsers.ts';
import { Network } from './network.ts';
import type { Server } from './server.ts';
import { Watch } from './watch.ts';

/** The demo team, as they are called. */
export const MARA = 'Mara Lindqvist';
export const TOMAS = 'Tomás Okafor';
export const AIKO = 'Aiko Brandt';
export const SAMIR = 'Samir Haddad';
/** Compares groups of applicants, and has no part in interviews. */
export const WANDA = 'Wanda Castellano';

export class Person {
  readonly name: string;
  readonly context: BrowserContext;
  readonly network: Network;
  readonly watch: Watch;
  page: Page;

  private constructor(
    name: string,
    context: BrowserContext,
    network: Network,
    watch: Watch,
    page: Page,
  ) {
    this.name = name;
    this.context = context;
    this.network = network;
    this.watch = watch;
    this.page = page;
  }

  static async at(
    name: string,
    server: Server,
    browsers: Pick<Browsers, 'context'>,
    options: BrowserContextOptions,
  ): Promise<Person> {
    const network = await Network.to(server.port);
    const context = await browsers.context({ ...options, baseURL: network.origin });
    await tellWhenAlive(context);
    const watch = new Watch();
    context.on('page', (page) => watch.on(page));
    return new Person(name, context, network, watch, await context.newPage());
  }

  /** Opens an address and waits until the page is alive. */
  async opens(path: string): Promise<void> {
    await this.page.goto(path);
    await alive(this.page);
  }

  /** Opens the same address in a new tab, and goes on in that one. */
  async opensNewTab(path: string): Promise<void> {
    this.page = await this.context.newPage();
    await this.opens(path);
  }

  /** Signs in by choosing themselves on the sign-in page, which is open already. */
  async choosesThemself(): Promise<void> {
    await this.page.getByRole('button', { name: this.name }).click();
    await this.page.getByRole('button', { name: 'Sign out' }).waitFor();
    await alive(this.page);
  }

  async signsIn(): Promise<void> {
    await this.page.goto('/sign-in');
    await this.choosesThemself();
  }

  /** Ends the process behind the tab at once, as the system does when memory runs out. */
  async losesTab(): Promise<void> {
    const session = await this.context.newCDPSession(this.page);
    const crashed = new Promise((settle) => this.page.once('crash', settle));
    // The call itself is never answered: whoever would answer is dead.
    void session.send('Page.crash').catch(() => undefined);
    await crashed;
    await this.page.close();
  }

  /** The path of the page they are on. */
  path(): string {
    return new URL(this.page.url()).pathname;
  }
}
