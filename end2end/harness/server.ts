// A Plumbline server with a database of its own.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Build } from './build.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Longest that a start may take, in milliseconds. */
const START = 20_000;

/** As long as a file may be where the disk is full, in KiB: enough to start. */
const NEARLY_NOTHING = 64;

export function executable(): string {
  const named = process.env['PLUMBLINE_SERVER'];
  const target = process.env['CARGO_TARGET_DIR'] ?? 'target';
  const path = named ?? resolve(ROOT, target, 'release/server');
  if (!existsSync(path)) {
    throw new Error(`${path} is missing: build it with \`cargo xtask build\`.`);
  }
  return path;
}

export class Server {
  /** Where it listens; the same for as long as this object lives. */
  port = 0;
  #folder: string;
  #process: ChildProcess | undefined;
  #said: string[] = [];
  #build: Build | undefined;
  #hasDisk = true;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async start(): Promise<Server> {
    const server = new Server(await mkdtemp(join(tmpdir(), 'plumbline-')));
    await server.run();
    return server;
  }

  /** Starts the process, on the port and the database it had before if it had any. */
  async run(): Promise<void> {
    const database = `sqlite://${join(this.#folder, 'plumbline.db')}`;
    const env = {
      PATH: process.env['PATH'] ?? '',
      RUST_LOG: process.env['RUST_LOG'] ?? 'info',
      ...this.#build?.settings,
    };
    const command = [executable(), '--listen', `127.0.0.1:${this.port}`, '--database', database];
    // Whatever would make a file longer than that fails, as on a full disk.
    const limited = ['bash', '-c', `trap '' XFSZ; ulimit -f ${NEARLY_NOTHING}; exec "$@"`, 'bash'];
    const [program = '', ...rest] = this.#hasDisk ? command : [...limited, ...command];
    const child = spawn(program, rest, {
      cwd: this.#folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    this.port = await this.#address(child);
    await this.#well();
  }

  /** Kills it as a power cut would: it is told nothing and finishes nothing. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Starts it anew where no file can grow any more. */
  async isLeftWithoutDisk(): Promise<void> {
    this.#hasDisk = false;
    await this.kill();
    await this.run();
  }

  /** Starts it anew where there is room again. */
  async hasDiskAgain(): Promise<void> {
    this.#hasDisk = true;
    await this.kill();
    await this.run();
  }

  /** Stops it as an operator would, and starts it with the files of another build. */
  async isReplacedBy(build: Build): Promise<void> {
    await this.#end('SIGTERM');
    this.#build = build;
    await this.run();
  }

  /** Stops it as an operator would, and forgets its database. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** What it has logged, for the report of a failed test. */
  log(): string {
    return this.#said.join('');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((settle) => child.once('exit', settle));
    child.kill(signal);
    await gone;
  }

  /** The port is known once the process says where it is: nobody can take it in between. */
  #address(child: ChildProcess): Promise<number> {
    return new Promise((settle, fail) => {
      const give = (why: string) => fail(new Error(`The server ${why}.\n${this.log()}`));
      const late = setTimeout(() => give('did not start in time'), START);
      let heard = '';
      const hear = (chunk: Buffer) => {
        heard += chunk.toString();
        this.#said.push(chunk.toString());
        const port = /is at http:\/\/[^:]+:(\d+)/.exec(heard)?.[1];
        if (port === undefined) return;
        clearTimeout(late);
        settle(Number(port));
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('error', (error) => give(`could not be started: ${error.message}`));
      child.once('exit', () => give('ended at once'));
    });
  }

  async #well(): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/healthz`);
    if (!answer.ok) throw new Error(`The server is not well: ${await answer.text()}`);
  }
}
