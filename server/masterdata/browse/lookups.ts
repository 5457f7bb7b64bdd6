// Short answers while somebody types: items, partners and warehouses by code, name, pinyin initials or barcode.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { zId } from '../../kernel/schema.ts';

const MOST = 20;
const input = z.object({ text: z.string().trim().max(100), side: z.enum(['purchase', 'sales']).optional() });
const itemInput = input.extend({
  /** Only what can be promised from this warehouse counts as available. */
  warehouseId: zId.optional(),
});
const like = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

export const lookupItems = defineQuery({
  name: 'masterdata.lookup-items',
  right: 'item.view',
  input: itemInput,
  output: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      spec: z.string(),
      unit: z.string(),
      tax_rate: z.string(),
      price: z.string().nullable(),
      available: z.string(),
    }),
  ),
  run: async (tx, { text, side, warehouseId }, ctx) => {
    const mayPrice =
      side !== undefined && ctx.actor.rights.has(side === 'purchase' ? 'price.purchase' : 'price.sales');
    const { rows } = await sql<{
      id: string;
      code: string;
      name: string;
      spec: string;
      unit: string;
      tax_rate: string;
      price: string | null;
      available: string;
    }>`
      select i.id, i.code, i.name, i.spec, u.code as unit, coalesce(trim_scale(t.rate), 0)::text as tax_rate,
        case when ${mayPrice} then trim_scale(
          case when ${side ?? ''} = 'purchase' then i.purchase_price else i.sales_price end)::text end as price,
        trim_scale(coalesce((select sum(s.promisable) from contract.stock_position s
          where s.company_id = i.company_id and s.item_id = i.id
            and (${warehouseId ?? null}::uuid is null or s.warehouse_id = ${warehouseId ?? null}::uuid)), 0))::text as available
      from md.item i
      join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
      left join md.tax_code t on t.company_id = i.company_id and t.id = i.tax_code_id
      where i.company_id = ${ctx.companyId} and i.active and (lower(i.code) like ${like(text)} or lower(i.name) like ${like(text)}
        or i.pinyin like ${like(text)} or lower(i.spec) like ${like(text)}
        or exists (select from md.item_barcode b where b.company_id = i.company_id and b.item_id = i.id and b.barcode = ${text}))
      order by lower(i.code) = ${text.toLowerCase()} desc, i.code limit ${MOST}`.execute(tx);
    return rows;
  },
});

/** The units that an item may be typed in, the base unit first: one of them is numerator / denominator base units. */
export const itemUnits = defineQuery({
  name: 'masterdata.item-units',
  right: 'item.view',
  input: z.object({ itemIds: z.array(zId).max(500) }),
  output: z.array(
    z.object({
      itemId: z.string(),
      unitId: z.string(),
      unit: z.string(),
      numerator: z.string(),
      denominator: z.string(),
    }),
  ),
  run: async (tx, { itemIds }, ctx) => {
    const { rows } = await sql<{
      itemId: string;
      unitId: string;
      unit: string;
      numerator: string;
      denominator: string;
    }>`
      select k.item_id as "itemId", k.unit_id as "unitId", u.code as unit, k.numerator::text, k.denominator::text
      from (
        select id as item_id, base_unit_id as unit_id, 1::bigint as numerator, 1::bigint as denominator, 0 as level
        from md.item where company_id = ${ctx.companyId} and id = any(${itemIds}::uuid[])
        union all
        select p.item_id, p.unit_id, p.numerator, p.denominator, p.level
        from md.item_pack p join md.item i on i.company_id = p.company_id and i.id = p.item_id and i.base_unit_id <> p.unit_id
        where p.company_id = ${ctx.companyId} and p.item_id = any(${itemIds}::uuid[])) as k
      join md.unit u on u.company_id = ${ctx.companyId} and u.id = k.unit_id
      order by k.item_id, k.level, u.code`.execute(tx);
    return rows;
  },
});

export const lookupPartners = defineQuery({
  name: 'masterdata.lookup-partners',
  right: 'partner.view',
  input,
  output: z.array(z.object({ id: z.string(), code: z.string(), name: z.string(), terms: z.string() })),
  run: async (tx, { text, side }, ctx) => {
    const { rows } = await sql<{ id: string; code: string; name: string; terms: string }>`
      select id, code, name, terms from md.partner
      where company_id = ${ctx.companyId} and active and not is_own
        and (${side ?? ''} = '' or (${side ?? ''} = 'purchase' and is_supplier) or (${side ?? ''} = 'sales' and is_customer))
        and (lower(code) like ${like(text)} or lower(name) like ${like(text)} or pinyin like ${like(text)})
      order by lower(code) = ${text.toLowerCase()} desc, code limit ${MOST}`.execute(tx);
    return rows;
  },
});

export const lookupWarehouses = defineQuery({
  name: 'masterdata.lookup-warehouses',
  right: 'warehouse.view',
  input,
  output: z.array(z.object({ id: z.string(), code: z.string(), name: z.string() })),
  run: async (tx, { text }, ctx) => {
    const { rows } = await sql<{ id: string; code: string; name: string }>`
      select id, code, name from md.warehouse
      where company_id = ${ctx.companyId} and active and purpose <> 'virtual'
        and (lower(code) like ${like(text)} or lower(name) like ${like(text)} or pinyin like ${like(text)})
      order by lower(code) = ${text.toLowerCase()} desc, code limit 50`.execute(tx);
    return rows;
  },
});
