// Items as planning sees them: the card, its planning data, and the first source that may supply it today.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { type ItemInput, ONE, parseMicro, type Source } from '../engine/index.ts';
import type { ItemFace } from './faces.ts';
import { lineRatio } from './ratios.ts';

export type LoadedItem = { readonly input: ItemInput; readonly face: ItemFace; readonly decimals: number };

type Row = {
  id: Id;
  code: string;
  name: string;
  spec: string;
  unit: string;
  decimals: number;
  source: 'buy' | 'make' | 'subcontract';
  active: boolean;
  policy: 'stock' | 'order';
  lot_rule: string;
  fixed_lot: string;
  period_days: number;
  order_maximum: string;
  lead_per: string;
  inspection_days: number;
  safety_days: number;
  scrap: string;
  phantom: boolean;
  calendar: string | null;
  planner_id: Id | null;
  lead_days: number | null;
  order_minimum: string;
  order_multiple: string;
  safety_stock: string;
  shelf_life_days: number | null;
  supplier_id: Id | null;
  supplier_name: string;
  successor: string | null;
  successor_num: string | null;
  successor_den: string | null;
};

/** The source with the lowest priority that is valid on the day; the item's usual supplier where there is none. */
export async function loadItems(
  tx: Tx,
  companyId: Id,
  today: string,
  only: readonly Id[] | null,
): Promise<LoadedItem[]> {
  const { rows } = await sql<Row>`
    with first_source as (
      select distinct on (s.item_id) s.* from md.item_source s
      join md.partner p on p.company_id = s.company_id and p.id = s.supplier_id
      where s.company_id = ${companyId} and ${today}::date between s.valid_from and s.valid_to
        ${only === null ? sql`` : sql`and s.item_id = any(${only}::uuid[])`}
      order by s.item_id, s.priority, p.code)
    select i.id, i.code, i.name, i.spec, u.code as unit, u.decimals, i.source, i.active,
      coalesce(g.policy, 'stock') as policy, coalesce(g.lot_rule, 'lot_for_lot') as lot_rule,
      coalesce(g.fixed_lot, 0) as fixed_lot, coalesce(g.period_days, 1) as period_days,
      coalesce(g.order_maximum, 0) as order_maximum, coalesce(g.lead_per, 0) as lead_per,
      coalesce(g.inspection_days, 0) as inspection_days, coalesce(g.safety_days, 0) as safety_days,
      trim_scale(coalesce(g.scrap, 0)) as scrap, coalesce(g.phantom, false) as phantom,
      coalesce(sc.code, gc.code) as calendar, g.planner_id,
      coalesce(case when i.source <> 'make' then s.lead_days end, i.lead_time_days) as lead_days,
      coalesce(case when i.source <> 'make' then s.order_minimum end, i.order_minimum) as order_minimum,
      coalesce(case when i.source <> 'make' then s.order_multiple end, i.order_multiple) as order_multiple,
      i.safety_stock, case when i.expiry_managed then i.shelf_life_days end as shelf_life_days,
      p.id as supplier_id, coalesce(p.name, '') as supplier_name,
      sub.code as successor, x.qty_num as successor_num, x.qty_den as successor_den
    from md.item i
    join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
    left join md.item_planning g on g.company_id = i.company_id and g.item_id = i.id
    left join first_source s on s.item_id = i.id
    left join md.partner p on p.company_id = i.company_id and p.id = coalesce(s.supplier_id, i.default_supplier_id)
    left join md.work_calendar sc on sc.company_id = i.company_id and sc.id = s.calendar_id and i.source <> 'make'
    left join md.work_calendar gc on gc.company_id = i.company_id and gc.id = g.calendar_id
    left join md.item_substitute x on x.company_id = i.company_id and x.item_id = i.id and x.kind = 'use_up'
      and x.parent_id is null and ${today}::date between x.valid_from and x.valid_to
    left join md.item sub on sub.company_id = x.company_id and sub.id = x.substitute_id
    where i.company_id = ${companyId} ${only === null ? sql`` : sql`and i.id = any(${only}::uuid[])`}
    order by i.code`.execute(tx);
  return rows.map((row) => ({ input: inputOf(row), face: faceOf(row), decimals: row.decimals }));
}

/** What is bought needs somebody who sells it, and what is no longer kept is no longer ordered. */
function sourceOfRow(row: Row): Source {
  if (row.successor !== null) return 'switch';
  if (!row.active) return 'none';
  return row.source === 'buy' && row.supplier_id === null && !row.phantom ? 'none' : row.source;
}

function inputOf(row: Row): ItemInput {
  return {
    code: row.code,
    source: sourceOfRow(row),
    toOrder: row.policy === 'order',
    phantom: row.phantom,
    leadDays: row.lead_days,
    leadPer: parseMicro(row.lead_per),
    inspectionDays: row.inspection_days,
    safetyDays: row.safety_days,
    ...(row.shelf_life_days === null ? {} : { shelfDays: row.shelf_life_days }),
    ...(row.calendar === null ? {} : { calendar: row.calendar }),
    minLot: parseMicro(row.order_minimum),
    multiple: parseMicro(row.order_multiple),
    maxLot: parseMicro(row.order_maximum),
    fixedLot: row.lot_rule === 'fixed' ? parseMicro(row.fixed_lot) : 0,
    periodDays: row.lot_rule === 'period' ? row.period_days : 1,
    step: ONE / 10 ** row.decimals,
    safety: parseMicro(row.safety_stock),
    scrap: parseMicro(shortened(row.scrap)),
    ...(row.successor === null ? {} : { successor: successorOf(row) }),
  };
}

const successorOf = (row: Row): NonNullable<ItemInput['successor']> => ({
  item: row.successor ?? '',
  ...lineRatio(row.successor_num ?? '1', row.successor_den ?? '1', '0'),
});

/** A rate has eight places, the engine counts six: the rest is rounded up, as a loss is never understated. */
function shortened(rate: string): string {
  const [whole = '0', fraction = ''] = rate.split('.');
  if (fraction.length <= 6) return rate;
  const millionths = BigInt(whole + fraction.slice(0, 6)) + 1n;
  const digits = String(millionths).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

const faceOf = (row: Row): ItemFace => ({
  id: row.id,
  code: row.code,
  name: row.name,
  spec: row.spec,
  unit: row.unit,
  source: sourceOfRow(row),
  policy: row.policy,
  supplierId: row.supplier_id,
  supplierName: row.supplier_name,
  plannerId: row.planner_id,
});
