// Private writes of counting: lots that were found without being known, observations, tasks per bin, the job's state.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { qtyText } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { send } from '../../kernel/lane.ts';
import { createTasks } from '../tasks/index.ts';
import type { CountJob, Seen, WmsTx } from './types.ts';

export type LotNamed = { readonly itemId: Id; readonly lotNo: string };

export const lotKey = ({ itemId, lotNo }: LotNamed): string => `${itemId}/${lotNo.toUpperCase()}`;

/** The lots of these numbers, however they are written; one that nobody knew is made, for the floor has seen it. */
export async function ensureLots(
  tx: WmsTx,
  ctx: Ctx,
  lots: readonly LotNamed[],
): Promise<ReadonlyMap<string, Id>> {
  if (lots.length === 0) return new Map();
  const { rows } = await sql<{ id: Id; item_id: Id; lot_no: string }>`
    with wanted as (
      select * from unnest(${lots.map(() => newId())}::uuid[], ${lots.map((lot) => lot.itemId)}::uuid[],
        ${lots.map((lot) => lot.lotNo)}::text[]) as l (id, item_id, lot_no)),
    known as (
      select distinct on (w.item_id, upper(w.lot_no)) t.id, w.item_id, w.lot_no
      from wanted w join wms.lot t on t.company_id = ${ctx.companyId} and t.item_id = w.item_id
        and upper(t.lot_no) = upper(w.lot_no)
      order by w.item_id, upper(w.lot_no), t.lot_no = w.lot_no desc, t.id),
    made as (
      insert into wms.lot (company_id, id, item_id, lot_no, received_date)
      select ${ctx.companyId}, w.id, w.item_id, w.lot_no, ${ctx.today} from wanted w
      where not exists (select from known k where k.item_id = w.item_id and k.lot_no = w.lot_no)
      order by w.item_id, w.lot_no
      on conflict (company_id, item_id, lot_no) do update set received_date = wms.lot.received_date
      returning id, item_id, lot_no)
    select * from known union all select * from made`.execute(tx);
  return new Map(rows.map((row) => [lotKey({ itemId: row.item_id, lotNo: row.lot_no }), row.id]));
}

export type Look = {
  readonly taskId: Id;
  readonly binId: Id;
  readonly round: number;
  readonly countedAt: string;
  readonly bookAt: string;
};

/** Keeps what was seen, beside the book of that moment. */
export async function writeObservations(
  tx: WmsTx,
  ctx: Ctx,
  job: CountJob,
  look: Look,
  seen: readonly Seen[],
): Promise<void> {
  if (seen.length === 0) return;
  await send(
    tx,
    sql`insert into wms.count_observation (company_id, id, count_job_id, task_id, bin_id, item_id, owner_id, lot_id,
      status, qty_counted, qty_book, round, counted_by, counted_at, book_at)
    select ${ctx.companyId}, id, ${job.id}, ${look.taskId}, ${look.binId}, item_id, owner_id, lot_id, status, counted,
      book, ${look.round}, ${ctx.actor.userId}, ${look.countedAt}::timestamptz, ${look.bookAt}::bigint
    from unnest(${seen.map(() => newId())}::uuid[], ${seen.map(({ key }) => key.itemId)}::uuid[],
      ${seen.map(({ key }) => key.ownerId)}::uuid[], ${seen.map(({ key }) => key.lotId)}::uuid[],
      ${seen.map(({ key }) => key.status)}::text[], ${seen.map(({ counted }) => qtyText(counted))}::numeric[],
      ${seen.map(({ book }) => qtyText(book))}::numeric[]) as o (id, item_id, owner_id, lot_id, status, counted, book)`,
  );
}

/** A bin to look into, and the observation that the issuer wants looked at again. */
export type ToCount = { readonly binId: Id; readonly observationId?: Id };

/** One blind task per bin. It names no goods and no quantity. */
export const raiseCounts = (
  tx: WmsTx,
  ctx: Ctx,
  job: Pick<CountJob, 'id' | 'no' | 'warehouseId'>,
  bins: readonly ToCount[],
  priority: number,
): Promise<Id[]> =>
  createTasks(
    tx,
    ctx,
    bins.map(({ binId, observationId }) => ({
      kind: 'count' as const,
      warehouseId: job.warehouseId,
      documentKind: 'count_job',
      documentId: job.id,
      documentNo: job.no,
      documentLineId: observationId ?? null,
      fromBinId: binId,
      priority,
    })),
  );

export async function setJobState(tx: WmsTx, ctx: Ctx, id: Id, state: string): Promise<void> {
  await send(
    tx,
    sql`update wms.count_job set state = ${state} where company_id = ${ctx.companyId} and id = ${id}`,
  );
  ctx.topics.add('count_job');
}
