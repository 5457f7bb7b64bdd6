// What can be promised, by date: our promisable stock, less what is promised and not yet shipped, plus what open
// purchase lines bring by then. One query for all items of an order.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, type QtyText, addQty, parseQty, qtyText, subQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { zDate, zId } from '../../kernel/schema.ts';
import type { ErpTx } from '../orders/index.ts';

export type Availability = {
  readonly itemId: Id;
  readonly onHand: Qty;
  readonly promised: Qty;
  /** On hand less promised; may be negative when more is promised than there is. */
  readonly free: Qty;
  readonly expected: readonly { readonly date: string; readonly qty: Qty }[];
};

/** Availability of the items, without the promises of one order (when it is being re-approved). */
export async function loadAvailability(
  tx: ErpTx,
  ctx: Ctx,
  itemIds: readonly Id[],
  exceptOrderId: Id | null,
): Promise<Map<Id, Availability>> {
  const { rows } = await sql<{
    item_id: Id;
    on_hand: QtyText;
    promised: QtyText;
    expected: { date: string; qty: string }[];
  }>`
    select w.item_id,
      coalesce((select sum(p.promisable) from contract.stock_position p
        where p.company_id = ${ctx.companyId} and p.item_id = w.item_id), 0)::numeric as on_hand,
      coalesce((select sum(p.qty) from erp.promise p
        join erp.sales_order_line l on l.company_id = p.company_id and l.id = p.sales_order_line_id
        where p.company_id = ${ctx.companyId} and p.item_id = w.item_id
          and l.order_id is distinct from ${exceptOrderId}::uuid), 0)::numeric as promised,
      coalesce((select json_agg(json_build_object('date', e.delivery_date, 'qty', e.qty::text) order by e.delivery_date)
        from (select l.delivery_date, sum(l.qty - l.qty_stocked - l.qty_rejected) as qty
          from erp.purchase_order_line l
          join erp.purchase_order o on o.company_id = l.company_id and o.id = l.order_id
          where l.company_id = ${ctx.companyId} and l.item_id = w.item_id and not l.closed and o.state = 'approved'
            and l.qty > l.qty_stocked + l.qty_rejected group by l.delivery_date) as e), '[]'::json) as expected
    from unnest(${[...new Set(itemIds)]}::uuid[]) as w (item_id)`.execute(tx);
  return new Map(
    rows.map((row) => {
      const [onHand, promised] = [parseQty(row.on_hand), parseQty(row.promised)];
      return [
        row.item_id,
        {
          itemId: row.item_id,
          onHand,
          promised,
          free: subQty(onHand, promised),
          expected: row.expected.map((part) => ({ date: part.date, qty: parseQty(part.qty) })),
        },
      ];
    }),
  );
}

/** What is available by a date, and the first date on which the wanted quantity is. */
export function availableBy(
  availability: Availability,
  date: string,
  wanted: Qty,
): { qty: Qty; earliest: string | null } {
  let running = availability.free;
  let qty = availability.free;
  let earliest: string | null = running >= wanted ? '' : null;
  for (const part of availability.expected) {
    running = addQty(running, part.qty);
    if (part.date <= date) qty = running;
    if (earliest === null && running >= wanted) earliest = part.date;
  }
  return { qty, earliest };
}

export const getAvailability = defineQuery({
  name: 'sales.availability',
  right: 'sales_order.view',
  input: z.object({ itemIds: z.array(zId).min(1).max(500), date: zDate }),
  output: z.array(
    z.object({
      itemId: zId,
      onHand: z.string(),
      promised: z.string(),
      free: z.string(),
      byDate: z.string(),
      expected: z.array(z.object({ date: z.string(), qty: z.string() })),
    }),
  ),
  run: async (tx, input, ctx) => {
    const all = await loadAvailability(tx, ctx, input.itemIds, null);
    return [...all.values()].map((one) => ({
      itemId: one.itemId,
      onHand: qtyText(one.onHand),
      promised: qtyText(one.promised),
      free: qtyText(one.free),
      byDate: qtyText(availableBy(one, input.date, one.onHand).qty),
      expected: one.expected.map((part) => ({ date: part.date, qty: qtyText(part.qty) })),
    }));
  },
});
