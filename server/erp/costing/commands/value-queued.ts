// The accountant's queue 核算异常: what could not be valued is valued again once its cause is put right, or takes the
// value that the accountant gives. Later movements of the item follow in their order. Defends COST-01.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, audit } from '../../../kernel/ctx.ts';
import { amountText } from '../../../kernel/decimal.ts';
import type { Id } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zAmount, zId } from '../../../kernel/schema.ts';
import type { FinTx } from '../../ledger/index.ts';
import { loadQueued, lockWatermark } from '../load.ts';
import { valueAgain } from '../value-movements.ts';
import { closeExceptions } from '../write.ts';

const output = z.object({ valued: z.int(), waiting: z.int() });

/** Values what waits, of some items or of all; the caller holds the watermark. */
async function workQueue(tx: FinTx, ctx: Ctx, itemIds: readonly Id[] | null) {
  const queued = await loadQueued(tx, ctx, itemIds);
  const valued = queued.length === 0 ? [] : await valueAgain(tx, ctx, queued);
  await closeExceptions(tx, ctx, valued);
  return { valued: valued.length, waiting: queued.length - valued.length };
}

export const valueQueued = defineCommand({
  name: 'costing.value-queued',
  right: 'voucher.edit',
  input: z.object({ itemIds: z.array(zId).min(1).max(500).optional() }),
  output,
  refusals: [],
  run: async (tx, { itemIds }, ctx) => {
    await lockWatermark(tx, ctx, 'wait');
    return workQueue(tx, ctx, itemIds ?? null);
  },
});

export const giveValue = defineCommand({
  name: 'costing.give-value',
  right: 'voucher.edit',
  input: z.object({
    movementId: z.string().regex(/^\d{1,18}$/),
    value: zAmount.refine((value) => value >= 0n, { error: 'must not be negative' }),
  }),
  output,
  refusals: ['NOT_WAITING', 'VALUE_NOT_ASKED'],
  run: async (tx, { movementId, value }, ctx) => {
    await lockWatermark(tx, ctx, 'wait');
    const { rows } = await sql<{
      code: string;
      item_id: Id;
    }>`select e.code, m.item_id from fin.valuation_exception e
      join wms.movement m on m.company_id = e.company_id and m.id = e.movement_id
      where e.company_id = ${ctx.companyId} and e.movement_id = ${movementId}::bigint and e.resolved_at is null
      for no key update of e`.execute(tx);
    const waiting = rows[0] ?? refuse('NOT_WAITING', { movement: movementId });
    if (waiting.code !== 'NO_PRICE') refuse('VALUE_NOT_ASKED', { movement: movementId });
    await sql`update fin.valuation_exception set given_value = ${amountText(value)}
      where company_id = ${ctx.companyId} and movement_id = ${movementId}::bigint`.execute(tx);
    audit(ctx, 'valuation_exception', movementId, null, { value: amountText(value) });
    return workQueue(tx, ctx, [waiting.item_id]);
  },
});
