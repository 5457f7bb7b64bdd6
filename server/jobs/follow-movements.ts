// Value follows quantity within a second: wakes after each commit that moved stock, and looks by itself besides.
import { setTimeout as sleep } from 'node:timers/promises';
import { isValueBehind, valueMovements } from '../erp/costing/index.ts';
import { startFollower } from '../kernel/follower.ts';
import type { House } from '../kernel/run-command.ts';
import { withTransaction } from '../kernel/transaction.ts';
import type { StartFollower } from '../main/parts.ts';
import { type Place, houseContext, listCompanies } from './companies.ts';

/** Values one batch of one company; true when there may be more. */
export async function valueOnce(house: House, place: Place): Promise<boolean> {
  const ctx = houseContext(house, place, 'costing.value-movements');
  const more = await withTransaction(house.database, place.companyId, 'write', (tx) =>
    valueMovements(tx, ctx),
  );
  if (more) house.afterCommit(place.companyId, new Set([...ctx.topics, 'voucher']));
  return more;
}

const HORIZON_MS = 20;

/**
 * Values everything that is committed now. A batch ends below the snapshot horizon, which any transaction of the
 * whole database server holds back, those of other databases too: what lies above it is waited for.
 */
export async function valueAll(house: House, place: Place): Promise<void> {
  for (;;) {
    while (await valueOnce(house, place));
    const waiting = await withTransaction(house.database, place.companyId, 'read', (tx) =>
      isValueBehind(tx, place.companyId),
    );
    if (!waiting) return;
    await sleep(HORIZON_MS);
  }
}

export const followMovements: StartFollower = ({ house, live, log }) => {
  const follower = startFollower({
    everyMs: 500,
    work: async () => {
      let more = false;
      for (const place of await listCompanies(house)) more = (await valueOnce(house, place)) || more;
      return more;
    },
    onError: (error) => log.error({ err: error }, 'valuation could not go on'),
  });
  const unsubscribe = live.subscribe((_company, topics) => {
    if (topics.has('stock')) follower.wake();
  });
  return {
    wake: follower.wake,
    stop: async () => {
      unsubscribe();
      await follower.stop();
    },
  };
};
