// Another build of the browser's files, as a server meets it after an update.

import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { executable } from './server.ts';

/** What the service worker of a build says of it: see `xtask/src/worker.rs`. */
const VERSION = /(?<=const BUILD = \{ version: ")[^"]+/;

/**
 * A site that says and does what the one beside the executable does, and shares no file of the
 * package with it: each has another content, and so another hash in its name. The files of the
 * build before are not in it, as after two updates.
 */
export class Build {
  /** The hashes in the names of its program, script and styles. */
  readonly hashes: readonly string[];
  #folder: string;

  private constructor(folder: string, hashes: readonly string[]) {
    this.#folder = folder;
    this.hashes = hashes;
  }

  static async another(): Promise<Build> {
    const beside = dirname(executable());
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-build-'));
    const site = join(folder, 'site');
    // Twins go without: what a build compressed is of its own content.
    const isTwin = (path: string) => /\.(br|gz)$/.test(path);
    await cp(join(dirname(beside), 'site'), site, {
      recursive: true,
      filter: (path) => !isTwin(path),
    });
    const named = await readFile(join(beside, 'hash.txt'), 'utf8');
    const renamed = new Map<string, string>();
    for (const [, kind, hash] of named.matchAll(/^(\w+): (\w+)$/gm)) {
      renamed.set(`plumbline.${hash}.${kind}`, `plumbline.${another(hash)}.${kind}`);
    }
    const rename = (text: string) =>
      [...renamed].reduce((text, [before, after]) => text.replaceAll(before, after), text);

    const pkg = join(site, 'pkg');
    for (const name of await readdir(pkg)) {
      const after = renamed.get(name);
      if (after !== undefined) {
        const content = await readFile(join(pkg, name));
        await writeFile(join(pkg, after), Buffer.concat([content, addition(name)]));
      }
      await rm(join(pkg, name));
    }
    const worker = join(site, 'service-worker.js');
    const text = rename(await readFile(worker, 'utf8'));
    await writeFile(worker, text.replace(VERSION, (version) => another(version)));
    await writeFile(
      join(folder, 'hash.txt'),
      named.replaceAll(/\w+$/gm, (hash) => another(hash)),
    );
    return new Build(folder, [...named.matchAll(/\w+$/gm)].map(([hash]) => another(hash)));
  }

  /** What a server is told that is to hand it out. */
  get settings(): Record<string, string> {
    return {
      LEPTOS_SITE_ROOT: join(this.#folder, 'site'),
      // Looked for beside the executable, unless it is a whole path.
      LEPTOS_HASH_FILE_NAME: join(this.#folder, 'hash.txt'),
    };
  }

  async isForgotten(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Another hash of the same length. */
function another(hash = ''): string {
  return [...hash].reverse().join('');
}

/** Bytes that change a file's content and nothing of what it does. */
function addition(name: string): Buffer {
  // A custom section of one byte's name and no content.
  if (name.endsWith('.wasm')) return Buffer.from([0, 2, 1, 0x62]);
  return Buffer.from('\n/* another build */\n');
}
