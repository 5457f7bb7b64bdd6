// Why a quantity is what it is: the movements that made it and the allocations that hold of it, each with its document,
// its task, who scanned it and the voucher that followed. Here because only main may look into all trades.
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../kernel/command.ts';
import { type Ctx, type Tx, requireWarehouse } from '../kernel/ctx.ts';
import type { Id } from '../kernel/ids.ts';
import { zId } from '../kernel/schema.ts';

const MOST = 500;

const zMovement = z.object({
  id: z.string(),
  occurred_at: z.string(),
  kind: z.string(),
  item_code: z.string(),
  lot_no: z.string(),
  /** With its sign where one balance is explained: what came is positive, what went negative. */
  qty: z.string(),
  /** What the balance was afterwards, where one balance is explained. */
  after: z.string().nullable(),
  unit: z.string(),
  from_bin: z.string(),
  from_status: z.string(),
  to_bin: z.string(),
  to_status: z.string(),
  by: z.string().nullable(),
  device: z.string(),
  task_no: z.string().nullable(),
  document_kind: z.string(),
  document_id: zId,
  document_no: z.string().nullable(),
  voucher_id: zId.nullable(),
  voucher_no: z.string().nullable(),
});
const zAllocation = z.object({
  id: zId,
  created_at: z.string(),
  document_kind: z.string().nullable(),
  document_id: zId.nullable(),
  document_no: z.string().nullable(),
  lot_no: z.string(),
  bin: z.string(),
  unit: z.string(),
  qty: z.string(),
  qty_consumed: z.string(),
  qty_released: z.string(),
  qty_open: z.string(),
  task_no: z.string().nullable(),
});
const zWhy = z.object({
  title: z.object({
    item_id: zId.nullable(),
    item_code: z.string(),
    item_name: z.string(),
    place: z.string(),
    lot_no: z.string(),
    status: z.string(),
    unit: z.string(),
    qty: z.string().nullable(),
    allocated: z.string().nullable(),
  }),
  movements: z.array(zMovement),
  /** More movements than are told: the oldest are left out. */
  more: z.boolean(),
  allocations: z.array(zAllocation),
});

type Movement = z.output<typeof zMovement>;
type Allocation = z.output<typeof zAllocation>;
type Title = z.output<typeof zWhy>['title'];

/** Bins of the asker's warehouses: whoever is bound to some is told of no other. */
const mine = ({ actor: { warehouseIds } }: Ctx, ...bins: readonly string[]): RawBuilder<unknown> => {
  if (warehouseIds === null) return sql`true`;
  const ids = [...warehouseIds];
  const places = bins.map((bin) => sql`${sql.ref(`${bin}.warehouse_id`)} = any(${ids}::uuid[])`);
  return sql`(${sql.join(places, sql` or `)})`;
};

/** The latest movements first; `qty` and `after` say from where one looks. */
async function readMovements(
  tx: Tx,
  ctx: Ctx,
  which: RawBuilder<unknown>,
  seen: { readonly qty: RawBuilder<unknown>; readonly after: RawBuilder<unknown> },
): Promise<Movement[]> {
  const { rows } = await sql<Movement>`
    select m.id::text as id, m.occurred_at, m.kind, i.code as item_code, l.lot_no, trim_scale(${seen.qty})::text as qty,
      trim_scale(${seen.after})::text as after, u.code as unit, fb.code as from_bin, m.from_status, tb.code as to_bin,
      m.to_status, a.name as by, m.device, t.no::text as task_no, m.source_kind as document_kind,
      m.source_id as document_id, coalesce(t.document_no, n.no) as document_no, v.id as voucher_id,
      v.word || '-' || lpad(v.no::text, 4, '0') as voucher_no
    from wms.movement m
    join md.item i on i.company_id = m.company_id and i.id = m.item_id
    join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
    join wms.lot l on l.company_id = m.company_id and l.id = m.lot_id
    join wms.bin fb on fb.company_id = m.company_id and fb.id = m.from_bin_id
    join wms.bin tb on tb.company_id = m.company_id and tb.id = m.to_bin_id
    left join sys.user_account a on a.id = m.actor_id
    left join wms.task t on t.company_id = m.company_id and t.id = m.task_id
    left join lateral (select d.no from sys.document_node d where d.company_id = m.company_id
      and d.kind = m.source_kind and d.id = m.source_id limit 1) n on t.id is null
    left join lateral (select c.voucher_id from fin.cost_row c where c.company_id = m.company_id
      and c.movement_id = m.id and c.voucher_id is not null order by c.id limit 1) c
      on ${ctx.actor.rights.has('voucher.view')}
    left join fin.voucher v on v.company_id = m.company_id and v.id = c.voucher_id
    where m.company_id = ${ctx.companyId} and ${which} and ${mine(ctx, 'fb', 'tb')}
    order by m.id desc limit ${MOST + 1}`.execute(tx);
  return rows;
}

async function readAllocations(tx: Tx, ctx: Ctx, which: RawBuilder<unknown>): Promise<Allocation[]> {
  const { rows } = await sql<Allocation>`
    select a.id, a.created_at, d.kind as document_kind, d.id as document_id, d.no as document_no, l.lot_no, b.code as bin,
      u.code as unit, trim_scale(a.qty)::text as qty, trim_scale(a.qty_consumed)::text as qty_consumed,
      trim_scale(a.qty_released)::text as qty_released,
      trim_scale(a.qty - a.qty_consumed - a.qty_released)::text as qty_open, t.no::text as task_no
    from wms.allocation a
    join md.item i on i.company_id = a.company_id and i.id = a.item_id
    join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
    join wms.lot l on l.company_id = a.company_id and l.id = a.lot_id
    join wms.bin b on b.company_id = a.company_id and b.id = a.bin_id
    left join wms.task t on t.company_id = a.company_id and t.id = a.task_id
    left join lateral (
      select 'shipment' as kind, s.id, s.no from wms.shipment_line x
        join wms.shipment s on s.company_id = x.company_id and s.id = x.shipment_id
        where x.company_id = a.company_id and x.id = a.demand_line_id
      union all select 'transfer', s.id, s.no from wms.transfer_line x
        join wms.transfer s on s.company_id = x.company_id and s.id = x.transfer_id
        where x.company_id = a.company_id and x.id = a.demand_line_id) d on true
    where a.company_id = ${ctx.companyId} and ${which} and ${mine(ctx, 'b')}
    order by a.created_at desc, a.id limit ${MOST}`.execute(tx);
  return rows;
}

const zBalanceKey = z.object({
  itemId: zId,
  ownerId: zId,
  lotId: zId,
  status: z.string().max(40),
  binId: zId,
});

const explainBalance = defineQuery({
  name: 'document.explain-balance',
  right: 'stock.view',
  input: zBalanceKey,
  output: zWhy,
  run: async (tx, key, ctx) => {
    const { rows } = await sql<Title & { warehouse_id: Id; warehouse: string }>`
      select w.id as warehouse_id, w.code as warehouse,
        i.id as item_id, i.code as item_code, i.name as item_name, w.name || ' ' || n.code as place, l.lot_no,
        ${key.status}::text as status, u.code as unit, trim_scale(coalesce(b.on_hand, 0))::text as qty,
        trim_scale(coalesce(b.allocated, 0))::text as allocated
      from md.item i
      join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
      join wms.lot l on l.company_id = i.company_id and l.id = ${key.lotId}
      join wms.bin n on n.company_id = i.company_id and n.id = ${key.binId}
      join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id
      left join wms.balance b on b.company_id = i.company_id and b.item_id = i.id and b.owner_id = ${key.ownerId}
        and b.lot_id = l.id and b.status = ${key.status} and b.bin_id = n.id
      where i.company_id = ${ctx.companyId} and i.id = ${key.itemId}`.execute(tx);
    const [found] = rows.map(({ warehouse_id: warehouseId, warehouse, ...title }) => {
      requireWarehouse(ctx, warehouseId, warehouse);
      return title;
    });
    const side = (
      end: 'from' | 'to',
    ): RawBuilder<unknown> => sql`(m.${sql.ref(`${end}_bin_id`)} = ${key.binId}
      and m.${sql.ref(`${end}_status`)} = ${key.status} and m.${sql.ref(`${end}_owner_id`)} = ${key.ownerId})`;
    const movements = await readMovements(
      tx,
      ctx,
      sql`m.item_id = ${key.itemId} and m.lot_id = ${key.lotId} and (${side('from')} or ${side('to')})`,
      {
        qty: sql`case when ${side('to')} then m.qty else -m.qty end`,
        after: sql`case when ${side('to')} then m.to_after else m.from_after end`,
      },
    );
    const allocations = await readAllocations(
      tx,
      ctx,
      sql`a.item_id = ${key.itemId} and a.lot_id = ${key.lotId} and a.bin_id = ${key.binId}
        and a.status = ${key.status} and a.owner_id = ${key.ownerId} and a.qty > a.qty_consumed + a.qty_released`,
    );
    return whyOf(found, movements, allocations);
  },
});

const NOTHING: Title = {
  item_id: null,
  item_code: '',
  item_name: '',
  place: '',
  lot_no: '',
  status: '',
  unit: '',
  qty: null,
  allocated: null,
};

const whyOf = (title: Title | undefined, movements: Movement[], allocations: Allocation[]) => ({
  title: title ?? NOTHING,
  movements: movements.slice(0, MOST),
  more: movements.length > MOST,
  allocations,
});

/** The warehouse's lines behind a line of any half: itself, those its instructions made, and their receipts. */
const floorLinesOf = (ctx: Ctx, lineId: string): RawBuilder<unknown> => sql`
  with told as (select id from contract.instruction_line where company_id = ${ctx.companyId} and document_line_id = ${lineId}),
  line as (
    select ${lineId}::uuid as id, null::uuid as document_id
    union select id, notice_id from wms.receiving_notice_line where company_id = ${ctx.companyId}
      and (id = ${lineId} or instruction_line_id in (select id from told))
    union select id, shipment_id from wms.shipment_line where company_id = ${ctx.companyId}
      and (id = ${lineId} or instruction_line_id in (select id from told))
    union select id, transfer_id from wms.transfer_line where company_id = ${ctx.companyId}
      and (id = ${lineId} or instruction_line_id in (select id from told))
    union select c.observation_id, i.document_id from erp.count_order_line c
      join sys.document_link k on k.company_id = c.company_id and k.from_kind = 'count_order' and k.from_id = c.order_id
      join contract.instruction i on i.company_id = k.company_id and i.document_id = k.to_id and i.kind = 'count'
      where c.company_id = ${ctx.companyId} and c.id = ${lineId})
  select id, document_id from line
  union select r.id, line.document_id from line join wms.receipt_line r on r.company_id = ${ctx.companyId}
    and r.notice_line_id = line.id
  union select r.id, n.notice_id from wms.receipt_line r join wms.receiving_notice_line n
    on n.company_id = r.company_id and n.id = r.notice_line_id where r.company_id = ${ctx.companyId} and r.id = ${lineId}`;

const explainLine = defineQuery({
  name: 'document.explain-line',
  right: 'stock.view',
  input: z.object({ lineId: zId }),
  output: zWhy,
  run: async (tx, { lineId }, ctx) => {
    const { rows: lines } = await sql<{ id: string; document_id: string | null }>`${floorLinesOf(
      ctx,
      lineId,
    )}`.execute(tx);
    const ids = lines.map((line) => line.id);
    const documentIds = lines.flatMap((line) => (line.document_id === null ? [] : [line.document_id]));
    const booked = sql`select movement_id from erp.purchase_receipt_line where company_id = ${ctx.companyId} and id = ${lineId}
      union all select movement_id from erp.sales_delivery_line where company_id = ${ctx.companyId} and id = ${lineId}`;
    const movements = await readMovements(
      tx,
      ctx,
      sql`((m.source_id = any(${documentIds}::uuid[]) and m.source_line_id = any(${ids}::uuid[])) or m.id in (${booked}))`,
      { qty: sql`m.qty`, after: sql`null::numeric` },
    );
    const allocations = await readAllocations(tx, ctx, sql`a.demand_line_id = any(${ids}::uuid[])`);
    return whyOf(undefined, movements, allocations);
  },
});

export const explanations = { queries: [explainBalance, explainLine] };
