// 替代: a planner decides that a substitute is used instead of an item for one line of a sales order. The decision is a firmed
// order of its own kind: supply of the item for that line alone, and demand of what it takes. It is taken back by voiding it.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../kernel/command.ts';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { qtyText } from '../../kernel/decimal.ts';
import { linkDocuments } from '../../kernel/document.ts';
import { newId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zDate, zDecimalText, zId, zPositiveQty, zText } from '../../kernel/schema.ts';
import { type TravellingAlternate, askPlan, zWayOut } from '../resident/index.ts';
import { loadAlternates } from './load-shelf.ts';
import { lockItems } from './lock-planned.ts';
import { noteFirmed, numbered } from './write.ts';

const zCode = z.string().min(1).max(100);

const zAsk = z.object({
  /** A line of a sales order, as the plan calls it. */
  id: z.string().min(1).max(300),
  /** By their codes; `parent` where the substitute may be used in one product only. */
  item: zCode,
  substitute: zCode,
  parent: zCode.nullish(),
  /** How much was shown: the plan may have moved since. */
  qty: zPositiveQty.nullish(),
  remark: zText.default(''),
});
type Ask = z.output<typeof zAsk>;

export const decideSubstitute = defineCommand({
  name: 'planning.substitute',
  right: 'planning.edit',
  input: zAsk,
  output: z.object({
    orders: z.array(z.object({ orderId: zId, no: z.string(), qty: zDecimalText, date: zDate })),
    /** How the order stands then. */
    after: zWayOut.shape.after,
  }),
  refusals: ['NO_SUBSTITUTE', 'SUBSTITUTE_GONE', 'SUBSTITUTE_MOVED', 'PLAN_IMPOSSIBLE'],
  run: async (tx, ask, ctx) => {
    const alternate = await alternateFor(tx, ctx, ask);
    const { document, way, item, substitute, parts } = await lockStandIn(tx, ctx, ask, alternate);
    const rows = await numbered(
      tx,
      ctx,
      parts.map(({ track, date, qty }) => ({
        id: newId(),
        kind: 'substitute',
        item_id: item.id,
        qty,
        tracking_no: track,
        start_date: date,
        end_date: date,
        need_date: date,
        remark: ask.remark,
        takes_item_id: substitute.id,
        takes_num: alternate.num,
        takes_den: alternate.den,
        takes_parent_id: alternate.parentId,
        takes_from: alternate.from,
        takes_to: alternate.to,
        for_order_id: document.documentId,
        for_line_no: document.lineNo,
      })),
    );
    await sql`
      insert into plan.firm_order (company_id, id, no, kind, state, item_id, qty, tracking_no, start_date, end_date,
        need_date, remark, prepared_by, takes_item_id, takes_num, takes_den, takes_parent_id, takes_from, takes_to,
        for_order_id, for_line_no)
      select ${ctx.companyId}, id, no, kind, 'firm', item_id, qty, tracking_no, start_date, end_date, need_date, remark,
        ${ctx.actor.userId}, takes_item_id, takes_num, takes_den, takes_parent_id, takes_from, takes_to, for_order_id,
        for_line_no
      from jsonb_populate_recordset(null::plan.firm_order, ${JSON.stringify(rows)}::jsonb)`.execute(tx);
    await noteFirmed(tx, ctx, rows);
    await linkDocuments(
      tx,
      ctx,
      rows.map(({ id }) => ({
        fromKind: 'sales_order',
        fromId: document.documentId ?? '',
        toKind: 'firm_order',
        toId: id,
      })),
    );
    const orders = rows.map(({ id, no, qty, need_date }) => ({ orderId: id, no, qty, date: need_date }));
    return { orders, after: way.after };
  },
});

async function alternateFor(tx: Tx, ctx: Ctx, { item, substitute, parent }: Ask) {
  const alternates = await loadAlternates(tx, ctx.companyId, [item]);
  return (
    alternates.find((one) => one.substitute === substitute && one.parent === (parent ?? null)) ??
    refuse('NO_SUBSTITUTE', { item, substitute })
  );
}

/** What the substitute would stand in for, asked again while nobody else decides about either item. */
async function lockStandIn(
  tx: Tx,
  ctx: Ctx,
  ask: Ask,
  alternate: TravellingAlternate & { itemIds: string[] },
) {
  const { id, item, substitute, qty } = ask;
  await lockItems(tx, ctx, alternate.itemIds);
  const found = await askPlan(ctx, 'standIn', { id, alternate });
  if (found === null) return refuse('SUBSTITUTE_GONE', { id, item, substitute });
  const now = found.way.qty ?? '0';
  if (qty != null && qtyText(qty) !== now) refuse('SUBSTITUTE_MOVED', { item, qty: now });
  return found;
}
