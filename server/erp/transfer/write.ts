// Private writes of transfer orders: the head under lock, and the lines always as one set. A transfer has no price:
// what moves inside the company keeps its value.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, qtyText } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { baseQtyOf } from '../../masterdata/pricing.ts';
import type { ErpTx, Order } from '../orders/index.ts';

export type OrderLineInput = {
  readonly itemId: Id;
  readonly unitId?: Id | undefined;
  readonly qty: Qty;
};

type LineItem = {
  id: Id | null;
  code: string;
  base_unit_id: Id;
  numerator: bigint | null;
  denominator: bigint | null;
};

/** The lines in base units, in order. Refuses UNKNOWN_ITEM, UNIT_NOT_OF_ITEM, QTY_NOT_EXACT. */
async function inBaseUnits(tx: ErpTx, ctx: Ctx, lines: readonly OrderLineInput[]): Promise<Qty[]> {
  const { rows } = await sql<LineItem>`
    select i.id, i.code, i.base_unit_id, k.numerator, k.denominator
    from unnest(${lines.map((line) => line.itemId)}::uuid[], ${lines.map((line) => line.unitId ?? null)}::uuid[])
      with ordinality as w (item_id, unit_id, position)
    left join md.item i on i.company_id = ${ctx.companyId} and i.id = w.item_id and i.active
    left join md.item_pack k on k.company_id = i.company_id and k.item_id = i.id and k.unit_id = w.unit_id
    order by w.position`.execute(tx);
  return lines.map((line, index) => {
    const item = rows[index];
    if (!item || item.id === null) return refuse('UNKNOWN_ITEM', { line: index + 1 });
    if ((line.unitId ?? item.base_unit_id) === item.base_unit_id) return line.qty;
    if (item.numerator === null || item.denominator === null)
      return refuse('UNIT_NOT_OF_ITEM', { item: item.code });
    return baseQtyOf(line.qty, item.numerator, item.denominator, item.code);
  });
}

/** Replaces the lines of a draft. */
export async function replaceLines(
  tx: ErpTx,
  ctx: Ctx,
  orderId: Id,
  lines: readonly OrderLineInput[],
): Promise<void> {
  const qtys = await inBaseUnits(tx, ctx, lines);
  await sql`delete from erp.transfer_order_line
    where company_id = ${ctx.companyId} and order_id = ${orderId}`.execute(tx);
  await sql`insert into erp.transfer_order_line (company_id, id, order_id, line_no, item_id, qty)
    select ${ctx.companyId}, id, ${orderId}, position, item_id, qty
    from unnest(${lines.map(() => newId())}::uuid[], ${lines.map((line) => line.itemId)}::uuid[],
      ${qtys.map(qtyText)}::numeric[]) with ordinality as l (id, item_id, qty, position)`.execute(tx);
}

export type OrderHead = Order & { readonly fromWarehouseId: Id; readonly toWarehouseId: Id };

/** Locks an order. Refuses NOT_FOUND. */
export async function lockOrder(tx: ErpTx, ctx: Ctx, id: Id): Promise<OrderHead> {
  const { rows } = await sql<OrderHead>`
    select id, no, state, version, from_warehouse_id as "fromWarehouseId", to_warehouse_id as "toWarehouseId"
    from erp.transfer_order where company_id = ${ctx.companyId} and id = ${id} for no key update`.execute(tx);
  return rows[0] ?? refuse('NOT_FOUND', { what: 'transfer order', key: id });
}
