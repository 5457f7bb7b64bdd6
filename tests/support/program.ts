// The whole program as a user starts it, in a process of its own on a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '../..');

export type Program = {
  readonly process: ChildProcess;
  /** Everything printed so far. */
  readonly output: () => string;
  /** Where it serves; rejects with what was printed when it ends before that. */
  readonly url: Promise<string>;
  readonly ended: Promise<number | null>;
};

/**
 * The end of a process and of all it printed. Not the event 'close': Node does not send it once the channel to the
 * process was disconnected by this side, which is how the tests cut a terminal off.
 */
async function endOf(child: ChildProcess): Promise<number | null> {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const read = streams.map((stream) => once(stream, 'close'));
  const exited = new Promise<number | null>((settle) => child.once('exit', settle));
  await Promise.all([exited, ...read]);
  return exited;
}

/** Starts a program of the project, by default the server, on a port of its own choice; `npm` as people type it. */
export function startProgram(
  dataFolder: string,
  environment: Readonly<Record<string, string>> = {},
  words: readonly string[] = ['server/main/start.ts'],
): Program {
  const byNpm = words[0] === 'npm';
  const child = spawn(byNpm ? 'npm' : process.execPath, byNpm ? words.slice(1) : [...words], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      TONGYUAN_DATA: dataFolder,
      TONGYUAN_PORT: '0',
      TONGYUAN_LOG: 'error',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  const ended = endOf(child);
  const url = new Promise<string>((found, failed) => {
    const hear = (chunk: Buffer): void => {
      printed += String(chunk);
      const address = /is ready: (http:\S+)/.exec(printed)?.[1];
      if (address !== undefined) found(address);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void ended.then(() => failed(new Error(`the program ended:\n${printed}`)));
  });
  url.catch(() => undefined);
  return { process: child, output: () => printed, url, ended };
}

/** The process id of the embedded database on a data folder. */
export const databasePid = (dataFolder: string): number =>
  Number(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>, limitMs = 20_000): Promise<void> {
  const limit = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > limit) throw new Error('waited in vain');
    await sleep(20);
  }
}

/** The owner's address of the embedded database on a data folder, read from the files that it keeps there. */
export function ownerUrlOf(dataFolder: string): string {
  const port = readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(dataFolder, 'owner-password'), 'utf8').trim();
  return `postgresql://postgres:${password}@127.0.0.1:${port}/tongyuan`;
}
