// What order entry needs of each line's item, for all lines at once: policy, pack ratio, tax rate, agreed price.
import { sql } from 'kysely';
import { type Ctx, type Only, type Tx } from '../kernel/ctx.ts';
import {
  type PriceText,
  type Qty,
  type RateText,
  parseRate,
  parseUnitPrice,
  qtyText,
  type Rate,
  type UnitPrice,
} from '../kernel/decimal.ts';
import type { Id } from '../kernel/ids.ts';
import { type RefusalCatalogue, refuse } from '../kernel/refusal.ts';

export const orderLineRefusals: RefusalCatalogue = {
  QTY_NOT_EXACT: { zh: '{item} 的数量按换算不能整除', en: 'The quantity of {item} does not convert exactly' },
  UNKNOWN_ITEM: {
    zh: '第 {line} 行的物料不存在或已停用',
    en: 'The item of line {line} does not exist or is inactive',
  },
  UNIT_NOT_OF_ITEM: { zh: '{item} 没有这个单位', en: '{item} has no such unit' },
  PRICE_MISSING: { zh: '第 {line} 行 {item} 没有价格', en: 'Line {line}: {item} has no price' },
  NO_LINES: { zh: '单据没有明细行', en: 'The document has no lines' },
};

export type LineItem = {
  readonly itemId: Id;
  readonly code: string;
  readonly unitId: Id;
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly taxRate: Rate;
  readonly listPrice: UnitPrice | null;
  readonly toleranceOver: Rate;
  readonly inspected: boolean;
};

type Wanted = { readonly itemId: Id; readonly unitId?: Id | null | undefined; readonly qty: Qty };

/**
 * Loads the item of each line in order, with the price tier that its quantity reaches; refuses UNKNOWN_ITEM or
 * UNIT_NOT_OF_ITEM naming the line.
 */
export async function loadLineItems(
  tx: Tx<Only<'md'>>,
  ctx: Ctx,
  side: 'purchase' | 'sales',
  partnerId: Id,
  wanted: readonly Wanted[],
): Promise<LineItem[]> {
  const { rows } = await sql<{
    position: number;
    id: Id | null;
    code: string;
    base_unit_id: Id;
    numerator: bigint | null;
    denominator: bigint | null;
    rate: RateText | null;
    list_price: PriceText | null;
    tolerance_over: RateText;
    inspected: boolean;
  }>`
    select w.position::int as position, i.id, i.code, i.base_unit_id, k.numerator, k.denominator,
      coalesce(pt.rate, it.rate) as rate,
      coalesce(ip.price_with_tax,
        case when ${side} = 'purchase' then i.purchase_price else i.sales_price end)::numeric as list_price,
      i.tolerance_over, i.inspected_on_receipt as inspected
    from unnest(${wanted.map((line) => line.itemId)}::uuid[], ${wanted.map((line) => line.unitId ?? null)}::uuid[],
      ${wanted.map((line) => qtyText(line.qty))}::numeric[]) with ordinality as w (item_id, unit_id, qty, position)
    left join md.item i on i.company_id = ${ctx.companyId} and i.id = w.item_id and i.active
    left join md.item_pack k on k.company_id = i.company_id and k.item_id = i.id and k.unit_id = w.unit_id
    left join md.tax_code it on it.company_id = i.company_id and it.id = i.tax_code_id
    left join md.partner p on p.company_id = i.company_id and p.id = ${partnerId}
    left join md.tax_code pt on pt.company_id = p.company_id and pt.id = p.tax_code_id
    left join lateral (select t.price_with_tax from md.item_price t
      where t.company_id = i.company_id and t.side = ${side} and t.partner_id = ${partnerId} and t.item_id = i.id
        and t.qty_from * coalesce(k.denominator, 1) <= w.qty * coalesce(k.numerator, 1)
      order by t.qty_from desc limit 1) as ip on true
    order by w.position`.execute(tx);
  return rows.map((row, index) => {
    if (row.id === null) return refuse('UNKNOWN_ITEM', { line: index + 1 });
    const unitId = wanted[index]?.unitId ?? row.base_unit_id;
    const isBase = unitId === row.base_unit_id;
    if (!isBase && row.numerator === null) return refuse('UNIT_NOT_OF_ITEM', { item: row.code });
    return {
      itemId: row.id,
      code: row.code,
      unitId,
      numerator: isBase ? 1n : (row.numerator ?? 1n),
      denominator: isBase ? 1n : (row.denominator ?? 1n),
      taxRate: parseRate(row.rate ?? '0'),
      listPrice: row.list_price === null ? null : parseUnitPrice(row.list_price),
      toleranceOver: parseRate(row.tolerance_over),
      inspected: row.inspected,
    };
  });
}
