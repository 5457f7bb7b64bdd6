// Proves the books of every company again and again, so that the proof on the screen is never old and a break is known
// before somebody looks for it.
import { startFollower } from '../kernel/follower.ts';
import type { House } from '../kernel/run-command.ts';
import { withTransaction } from '../kernel/transaction.ts';
import type { StartFollower } from '../main/parts.ts';
import { prove } from '../main/proof/index.ts';
import { houseContext, listCompanies } from './companies.ts';

const EVERY_MS = 10 * 60_000;

/** Proves every company's books once; returns the ids of those whose books do not hold. */
export async function proveBooks(house: House): Promise<string[]> {
  const broken: string[] = [];
  for (const place of await listCompanies(house)) {
    const ctx = houseContext(house, place, 'proof.run');
    const { holds } = await withTransaction(house.database, place.companyId, 'write', (tx) => prove(tx, ctx));
    if (!holds) broken.push(place.companyId);
  }
  return broken;
}

export const followBooks: StartFollower = ({ house, log }) =>
  startFollower({
    everyMs: EVERY_MS,
    work: async () => {
      for (const companyId of await proveBooks(house)) log.error({ companyId }, 'the books do not hold');
      return false;
    },
    onError: (error) => log.error({ err: error }, 'the books could not be proved'),
  });
