// A claim on a folder, held by one living process: it says who works on the data, and does not outlive its holder,
// however that one died. A process is known by its id and its start moment, because ids are used again.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export type Claim = { readonly release: () => void };

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Ticks since boot at which a process started; 0 where the system does not tell. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch {
    return '0';
  }
}

/** The process that holds the claim, or null when nobody living does. */
export function holderOf(path: string): number | null {
  try {
    const [pid = '', start = ''] = readFileSync(path, 'utf8').trim().split(' ');
    const holder = Number(pid);
    return Number.isInteger(holder) && holder > 0 && isAlive(holder) && startOf(holder) === start
      ? holder
      : null;
  } catch {
    return null;
  }
}

const isThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** Takes the claim, or returns null when another living process holds it. It appears with its holder in it, at once, so
 * that nobody takes it for one of the dead. */
export function claim(path: string): Claim | null {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `${process.pid} ${startOf(process.pid)}\n`);
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        linkSync(own, path);
        return { release: () => rmSync(path, { force: true }) };
      } catch (error) {
        if (!isThere(error)) throw error;
        if (holderOf(path) !== null) return null;
        rmSync(path, { force: true });
      }
    }
    return null;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Takes the claim as soon as it is free. */
export async function claimWhenFree(path: string, limitMs: number): Promise<Claim> {
  for (let waited = 0; waited <= limitMs; waited += 50) {
    const taken = claim(path);
    if (taken) return taken;
    await sleep(50);
  }
  throw new Error(`${path} was not given back within ${limitMs} ms`);
}
