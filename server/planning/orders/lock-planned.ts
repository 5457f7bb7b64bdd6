// Two planners who act on the same proposals at once: the items are locked first, and what is proposed is asked again
// under the lock, so that the second one is told that the proposal is gone instead of ordering it twice.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { askPlan, type zProposal } from '../resident/index.ts';

export type Proposal = z.output<typeof zProposal>;

/** Locks items in the order of their ids, for the rest of the transaction. */
export async function lockItems(tx: Tx, ctx: Ctx, itemIds: readonly Id[]): Promise<void> {
  await sql`select id from md.item where company_id = ${ctx.companyId} and id = any(${itemIds}::uuid[])
    order by id for no key update`.execute(tx);
}

/** The proposals that still have these keys, by key; nobody else acts on their items until this is committed. */
export async function lockPlanned(tx: Tx, ctx: Ctx, keys: readonly string[]): Promise<Map<string, Proposal>> {
  const before = await askPlan(ctx, 'proposalsByKey', { keys });
  await lockItems(tx, ctx, [...new Set(before.map(({ item }) => item.id))]);
  const proposals = await askPlan(ctx, 'proposalsByKey', { keys });
  return new Map(proposals.map((proposal) => [proposal.key, proposal]));
}
