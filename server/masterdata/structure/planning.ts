// Planning data of items and their sources as rows: read and written as sets, by the import and by the desk alike.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import type { StructureTx } from './write-boms.ts';

export type PlanningRow = {
  readonly item_id: Id;
  readonly policy: string;
  readonly lot_rule: string;
  readonly fixed_lot: string;
  readonly period_days: string;
  readonly order_maximum: string;
  readonly lead_per: string;
  readonly inspection_days: string;
  readonly safety_days: string;
  readonly scrap: string;
  readonly phantom: string;
  readonly calendar_id: Id | null;
  readonly planner_id: Id | null;
};

/** How an item is planned of which nobody has said anything. */
export const PLANNING_DEFAULTS: PlanningRow = {
  item_id: '',
  policy: 'stock',
  lot_rule: 'lot_for_lot',
  fixed_lot: '0',
  period_days: '1',
  order_maximum: '0',
  lead_per: '0',
  inspection_days: '0',
  safety_days: '0',
  scrap: '0',
  phantom: 'false',
  calendar_id: null,
  planner_id: null,
};

/** The rows there are, by item, as text. */
export async function loadPlanning(
  tx: StructureTx,
  ctx: Ctx,
  itemIds: readonly Id[],
): Promise<Map<Id, PlanningRow>> {
  const { rows } = await sql<PlanningRow>`
    select item_id, policy, lot_rule, trim_scale(fixed_lot)::text as fixed_lot, period_days::text as period_days,
      trim_scale(order_maximum)::text as order_maximum, trim_scale(lead_per)::text as lead_per,
      inspection_days::text as inspection_days, safety_days::text as safety_days, trim_scale(scrap)::text as scrap,
      phantom::text as phantom, calendar_id, planner_id
    from md.item_planning where company_id = ${ctx.companyId} and item_id = any(${[...itemIds]}::uuid[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.item_id, row]));
}

const COLUMNS = Object.keys(PLANNING_DEFAULTS);

/** Writes whole rows: new ones and those there are. */
export async function keepPlanning(tx: StructureTx, ctx: Ctx, rows: readonly PlanningRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = sql.join(COLUMNS.map((column) => sql.ref(column)));
  const sets = COLUMNS.filter((column) => column !== 'item_id').map(
    (column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`,
  );
  await sql`insert into md.item_planning (company_id, ${columns})
    select ${ctx.companyId}, ${columns} from jsonb_populate_recordset(null::md.item_planning, ${JSON.stringify(rows)}::jsonb)
    on conflict (company_id, item_id) do update set ${sql.join(sets)}`.execute(tx);
}

/** Those of the items whose quotas sum to more than the whole on some day. */
export async function itemsOverQuota(
  tx: StructureTx,
  ctx: Ctx,
  itemIds: readonly Id[],
): Promise<ReadonlySet<Id>> {
  const { rows } = await sql<{ item_id: Id }>`
    select one.item_id from md.item_source one
    join md.item_source other on other.company_id = one.company_id and other.item_id = one.item_id
      and other.valid_from <= one.valid_from and other.valid_to >= one.valid_from
    where one.company_id = ${ctx.companyId} and one.item_id = any(${[...itemIds]}::uuid[])
    group by one.id, one.item_id having sum(other.quota) > 1`.execute(tx);
  return new Set(rows.map((row) => row.item_id));
}
