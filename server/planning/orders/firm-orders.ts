// A planner firms proposals: each gets a number and stays through every rerun, as supply and as demand for its parts,
// in the quantity and on the days the planner says. Later it is changed, released or voided.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../kernel/command.ts';
import { type Ctx, type Tx } from '../../kernel/ctx.ts';
import { qtyText } from '../../kernel/decimal.ts';
import { requireStep, requireVersion } from '../../kernel/document.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zDate, zId, zPositiveQty, zText } from '../../kernel/schema.ts';
import { lockPlanned } from './lock-planned.ts';
import { firmOrderStates } from './states.ts';
import { lockFirmOrders, noteFirmed, numbered, stepFirmOrder } from './write.ts';

const zProposalKey = z.string().min(1).max(300);

const zFirm = z.object({
  key: zProposalKey,
  /** What the planner changes; absent = as proposed. */
  qty: zPositiveQty.optional(),
  startDate: zDate.optional(),
  endDate: zDate.optional(),
  remark: zText.default(''),
});

export const firmOrders = defineCommand({
  name: 'planning.firm-orders',
  right: 'planning.edit',
  input: z.object({ orders: z.array(zFirm).min(1).max(200) }),
  output: z.object({ orders: z.array(z.object({ orderId: zId, no: z.string(), key: z.string() })) }),
  refusals: ['PROPOSAL_GONE', 'DATES_OUT_OF_ORDER', 'PLAN_IMPOSSIBLE'],
  run: async (tx, { orders }, ctx) => ({ orders: await firmProposals(tx, ctx, orders) }),
});

/** Firms proposals, each under a number. Refuses PROPOSAL_GONE, DATES_OUT_OF_ORDER. */
export async function firmProposals(
  tx: Tx,
  ctx: Ctx,
  wishes: readonly z.output<typeof zFirm>[],
): Promise<{ orderId: Id; no: string; key: string }[]> {
  const orders = await numbered(tx, ctx, await decideFirm(tx, ctx, wishes));
  await sql`
    insert into plan.firm_order (company_id, id, no, kind, state, item_id, qty, tracking_no, start_date, end_date,
      need_date, supplier_id, proposal_key, remark, prepared_by)
    select ${ctx.companyId}, id, no, kind, 'firm', item_id, qty, tracking_no, start_date, end_date, need_date,
      supplier_id, proposal_key, remark, ${ctx.actor.userId}
    from jsonb_populate_recordset(null::plan.firm_order, ${JSON.stringify(orders)}::jsonb)`.execute(tx);
  await noteFirmed(tx, ctx, orders);
  return orders.map(({ id, no, proposal_key }) => ({ orderId: id, no, key: proposal_key }));
}

/** The proposals as they are now, with what the planner changes. Refuses PROPOSAL_GONE. */
async function decideFirm(tx: Tx, ctx: Ctx, wishes: readonly z.output<typeof zFirm>[]) {
  const keys = wishes.map(({ key }) => key);
  const proposals = await lockPlanned(tx, ctx, keys);
  return wishes.map((wish) => {
    const proposal = proposals.get(wish.key) ?? refuse('PROPOSAL_GONE', { key: wish.key });
    if (proposal.kind === 'switch') return refuse('PROPOSAL_GONE', { key: wish.key });
    const [start, end] = [wish.startDate ?? proposal.startDate, wish.endDate ?? proposal.endDate];
    if (start > end) refuse('DATES_OUT_OF_ORDER');
    return {
      id: newId(),
      kind: proposal.kind,
      item_id: proposal.item.id,
      qty: wish.qty === undefined ? proposal.qty : qtyText(wish.qty),
      tracking_no: proposal.track,
      start_date: start,
      end_date: end,
      need_date: proposal.needDate,
      supplier_id: proposal.kind === 'make' ? null : proposal.item.supplierId,
      proposal_key: wish.key,
      remark: wish.remark,
    };
  });
}

const input = z.object({ orderId: zId });
const output = z.object({ state: z.string() });

export const changeFirmOrder = defineCommand({
  name: 'planning.change-order',
  right: 'planning.edit',
  input: input.extend({
    version: z.int(),
    qty: zPositiveQty,
    startDate: zDate,
    endDate: zDate,
    remark: zText.optional(),
  }),
  output: output.extend({ version: z.int() }),
  refusals: ['DATES_OUT_OF_ORDER'],
  run: async (tx, { orderId, version, qty, startDate, endDate, remark }, ctx) => {
    const [order] = await lockFirmOrders(tx, ctx, [orderId]);
    if (order === undefined) return refuse('NOT_FOUND', { what: 'firm order', key: orderId });
    requireStep(firmOrderStates, 'change', order.state, order.no);
    await requireVersion(tx, ctx, 'firm_order', order, version);
    if (startDate > endDate) refuse('DATES_OUT_OF_ORDER');
    // A substitution has one day: the one on which it is used.
    const from = order.kind === 'substitute' ? endDate : startDate;
    await sql`update plan.firm_order set qty = ${qtyText(qty)}, start_date = ${from}, end_date = ${endDate},
        remark = coalesce(${remark ?? null}, remark)
      where company_id = ${ctx.companyId} and id = ${orderId}`.execute(tx);
    const note = { qty: qtyText(qty), from, to: endDate };
    const { state } = await stepFirmOrder(tx, ctx, order, 'change', note);
    return { state, version: version + 1 };
  },
});

export const releaseFirmOrder = defineCommand({
  name: 'planning.release-order',
  right: 'planning.edit',
  input,
  output,
  refusals: ['RELEASED_BY_PURCHASE', 'SUBSTITUTE_NOT_RELEASED'],
  run: async (tx, { orderId }, ctx) => {
    const [order] = await lockFirmOrders(tx, ctx, [orderId]);
    if (order === undefined) return refuse('NOT_FOUND', { what: 'firm order', key: orderId });
    if (order.kind === 'buy') refuse('RELEASED_BY_PURCHASE', { no: order.no });
    if (order.kind === 'substitute') refuse('SUBSTITUTE_NOT_RELEASED', { no: order.no });
    return stepFirmOrder(tx, ctx, order, 'release');
  },
});

export const voidFirmOrder = defineCommand({
  name: 'planning.void-order',
  right: 'planning.edit',
  input,
  output,
  refusals: [],
  run: async (tx, { orderId }, ctx) => {
    const [order] = await lockFirmOrders(tx, ctx, [orderId]);
    if (order === undefined) return refuse('NOT_FOUND', { what: 'firm order', key: orderId });
    return stepFirmOrder(tx, ctx, order, 'void');
  },
});
