// Checks passwords without telling who exists and without starving the floor: an unknown person costs the same time
// as a known one, and only a few hashes are made at once.
import { hashPassword, passwordFits } from '../../kernel/password.ts';
import { Unavailable } from '../../kernel/transaction.ts';

const AT_ONCE = 2;
const MOST_WAITING = 64;

export type PasswordCheck = (stored: string | null, password: string) => Promise<boolean>;

function createGate(): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside < AT_ONCE) inside += 1;
    else {
      if (waiting.length >= MOST_WAITING) throw new Unavailable('too many passwords to check');
      await new Promise<void>((enter) => waiting.push(enter));
    }
    try {
      return await work();
    } finally {
      // The place is handed over, so that nobody slips in between.
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}

export function createPasswordCheck(): PasswordCheck {
  const gate = createGate();
  let nobodys: Promise<string> | undefined;
  return async (stored, password) => {
    nobodys ??= hashPassword('the password of nobody');
    const against = stored || (await nobodys);
    const fits = await gate(() => passwordFits(against, password));
    return fits && against === stored;
  };
}
