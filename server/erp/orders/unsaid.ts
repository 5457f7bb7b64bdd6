// What a line of a changed draft leaves unsaid: it holds as the stored line had it. So a price stays agreed when somebody
// changes the quantity who may not see it, and goods bought for one order stay its goods wherever their line comes to lie.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type PriceText, type RateText, parseRate, parseUnitPrice } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { OrderLine } from './lines.ts';
import type { ErpTx } from './steps.ts';

type Stood = {
  readonly id: Id;
  readonly item_id: Id;
  readonly unit_id: Id;
  readonly base_unit_id: Id;
  readonly partner_id: Id;
  readonly price_entered: PriceText;
  readonly tax_rate: RateText;
  /** null where it was the order's. */
  readonly delivery_date: string | null;
  /** What only lines of purchasing have. */
  readonly tolerance_over: RateText | null;
  readonly tracking_no: string | null;
};

const SIDES = {
  purchase: { partner: 'o.supplier_id', own: sql`l.tolerance_over, l.tracking_no` },
  sales: { partner: 'o.customer_id', own: sql`null as tolerance_over, null as tracking_no` },
} as const;

/** The lines with what they leave unsaid, before their draft is written. Refuses NOT_FOUND for a line that it has not. */
export async function withUnsaid<Line extends OrderLine>(
  tx: ErpTx,
  ctx: Ctx,
  side: 'purchase' | 'sales',
  order: { readonly orderId?: Id | undefined; readonly partnerId: Id; readonly lines: readonly Line[] },
): Promise<readonly Line[]> {
  const ids = order.lines.flatMap(({ lineId }) => lineId ?? []);
  if (ids.length === 0) return order.lines;
  const { partner, own } = SIDES[side];
  const { rows } = await sql<Stood>`
    select l.id, l.item_id, l.unit_id, i.base_unit_id, ${sql.ref(partner)} as partner_id, l.price_entered, l.tax_rate,
      nullif(l.delivery_date, o.delivery_date) as delivery_date, ${own}
    from ${sql.table(`erp.${side}_order_line`)} l
    join ${sql.table(`erp.${side}_order`)} o on o.company_id = l.company_id and o.id = l.order_id
    join md.item i on i.company_id = l.company_id and i.id = l.item_id
    where l.company_id = ${ctx.companyId} and l.order_id = ${order.orderId ?? null} and l.id = any(${ids}::uuid[])`.execute(
    tx,
  );
  const stood = new Map(rows.map((row) => [row.id, row]));
  return order.lines.map((line) => {
    if (line.lineId === undefined) return line;
    const was = stood.get(line.lineId) ?? refuse('NOT_FOUND', { what: 'order line', key: line.lineId });
    return was.item_id === line.itemId ? { ...termsOf(was, order.partnerId, line.unitId), ...line } : line;
  });
}

/** What holds of a line whose goods stay: the tax with their partner, the price with their unit too. */
function termsOf(was: Stood, partnerId: Id, unitId: Id | undefined) {
  const isSamePartner = was.partner_id === partnerId;
  const isSameUnit = was.unit_id === (unitId ?? was.base_unit_id);
  return {
    ...(isSamePartner && isSameUnit && { priceWithTax: parseUnitPrice(was.price_entered) }),
    ...(isSamePartner && { taxRate: parseRate(was.tax_rate) }),
    ...(was.delivery_date !== null && { deliveryDate: was.delivery_date }),
    ...(was.tolerance_over !== null && { toleranceOver: parseRate(was.tolerance_over) }),
    ...(was.tracking_no !== null && { trackingNo: was.tracking_no }),
  };
}
