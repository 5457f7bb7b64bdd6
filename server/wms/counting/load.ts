// Locks and reads for counting: the job first, then the task, then the balances of the bin.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type QtyText, parseQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { CountJob, Round, WmsTx } from './types.ts';

export async function lockJob(tx: WmsTx, ctx: Ctx, id: Id): Promise<CountJob> {
  const { rows } = await sql<{
    id: Id;
    no: string;
    state: string;
    instruction_id: Id;
    origin_id: Id;
    warehouse_id: Id;
    warehouse_code: string;
    item_ids: Id[];
  }>`
    select j.id, j.no, j.state, j.instruction_id, (i.body ->> 'originId')::uuid as origin_id, j.warehouse_id,
      w.code as warehouse_code, array(select jsonb_array_elements_text(i.body -> 'itemIds')) as item_ids
    from wms.count_job j
    join contract.instruction i on i.company_id = j.company_id and i.id = j.instruction_id
    join md.warehouse w on w.company_id = j.company_id and w.id = j.warehouse_id
    where j.company_id = ${ctx.companyId} and j.id = ${id} for no key update of j`.execute(tx);
  const row = rows[0] ?? refuse('NOT_FOUND', { what: 'count job', key: id });
  return {
    id: row.id,
    no: row.no,
    state: row.state,
    instructionId: row.instruction_id,
    originId: row.origin_id,
    warehouseId: row.warehouse_id,
    warehouseCode: row.warehouse_code,
    itemIds: row.item_ids,
  };
}

/** Locks the job that a task belongs to. */
export async function lockJobOfTask(tx: WmsTx, ctx: Ctx, taskId: Id): Promise<CountJob> {
  const seen = await tx
    .selectFrom('wms.task')
    .select('document_id')
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', taskId)
    .executeTakeFirst();
  return lockJob(tx, ctx, seen?.document_id ?? taskId);
}

/** The latest look into a bin under this job, or null. */
export async function loadLastRound(tx: WmsTx, ctx: Ctx, jobId: Id, binId: Id): Promise<Round | null> {
  const { rows } = await sql<{
    round: number;
    counted_by: Id;
    item_id: Id;
    owner_id: Id;
    lot_id: Id;
    status: string;
    qty_counted: QtyText;
    qty_book: QtyText;
  }>`
    select o.round, o.counted_by, o.item_id, o.owner_id, o.lot_id, o.status, o.qty_counted, o.qty_book
    from wms.count_observation o
    where o.company_id = ${ctx.companyId} and o.count_job_id = ${jobId} and o.bin_id = ${binId}
      and o.round = (select max(l.round) from wms.count_observation l where l.company_id = o.company_id
        and l.count_job_id = o.count_job_id and l.bin_id = o.bin_id)
    order by o.id`.execute(tx);
  const [first] = rows;
  if (!first) return null;
  return {
    no: first.round,
    counterId: first.counted_by,
    seen: rows.map((row) => ({
      key: {
        itemId: row.item_id,
        ownerId: row.owner_id,
        lotId: row.lot_id,
        status: row.status,
        binId,
      },
      counted: parseQty(row.qty_counted),
      book: parseQty(row.qty_book),
    })),
  };
}

export type CountedItem = { readonly id: Id; readonly code: string; readonly lotManaged: boolean };

/** The items that were entered. Refuses NOT_FOUND. */
export async function loadItems(tx: WmsTx, ctx: Ctx, ids: readonly Id[]): Promise<Map<Id, CountedItem>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('md.item')
    .select(['id', 'code', 'lot_managed'])
    .where('company_id', '=', ctx.companyId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  const items = new Map(
    rows.map((row) => [row.id, { id: row.id, code: row.code, lotManaged: row.lot_managed }]),
  );
  const missing = ids.find((id) => !items.has(id));
  if (missing !== undefined) refuse('NOT_FOUND', { what: 'item', key: missing });
  return items;
}

/** The company itself as an owner of goods, and the last movement the book holds at this moment. */
export async function loadMoment(tx: WmsTx, ctx: Ctx): Promise<{ ownPartnerId: Id; bookAt: string }> {
  const { rows } = await sql<{ own: Id; book_at: string }>`
    select (select id from md.partner where company_id = ${ctx.companyId} and is_own) as own,
      coalesce((select max(id) from wms.movement where company_id = ${ctx.companyId}), 0)::text as book_at`.execute(
    tx,
  );
  return { ownPartnerId: rows[0]?.own ?? '', bookAt: rows[0]?.book_at ?? '0' };
}
