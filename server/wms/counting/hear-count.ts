// Listens to the count instruction: the job appears with the order's commit, with one blind task per bin. A bin is
// counted under one job at a time, so that no difference is found twice.
import { sql } from 'kysely';
import type { Count, Listener } from '../../contract/index.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { linkDocuments, recordStep } from '../../kernel/document.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { WmsTx } from './types.ts';
import { raiseCounts } from './write.ts';

const MOST_BINS = 2_000;
const MOST_NAMED = 10;

type Bin = { id: Id; code: string };

/** Locks the bins of a count in order, so that two counts of one bin meet here. */
async function lockBins(tx: WmsTx, ctx: Ctx, message: Count): Promise<Bin[]> {
  const { binCodes, itemIds } = message;
  const { rows } = await sql<Bin & { walk: number }>`
    select n.id, n.code, n.pick_sequence as walk from wms.bin n
    join wms.bin_profile p on p.company_id = n.company_id and p.id = n.profile_id and p.counted
    where n.company_id = ${ctx.companyId} and n.warehouse_id = ${message.warehouseId} and n.active
      and (${binCodes.length === 0} or n.code = any(${binCodes}::text[]))
      and (${itemIds.length === 0 || binCodes.length > 0} or exists (select from wms.balance b
        where b.company_id = n.company_id and b.bin_id = n.id and b.on_hand > 0
          and b.item_id = any(${itemIds}::uuid[])))
    order by n.id limit ${MOST_BINS} for no key update of n`.execute(tx);
  const known = new Set(rows.map((row) => row.code));
  const unknown = binCodes.filter((code) => !known.has(code));
  if (unknown.length > 0) refuse('UNKNOWN_BIN', { bin: unknown.slice(0, MOST_NAMED) });
  return rows.sort((a, b) => a.walk - b.walk || (a.code < b.code ? -1 : 1));
}

async function requireUncounted(tx: WmsTx, ctx: Ctx, bins: readonly Bin[]): Promise<void> {
  const { rows } = await sql<{ code: string; document_no: string }>`
    select n.code, t.document_no from wms.task t join wms.bin n on n.company_id = t.company_id and n.id = t.from_bin_id
    where t.company_id = ${ctx.companyId} and t.kind = 'count' and t.state in ('ready', 'claimed', 'started')
      and t.from_bin_id = any(${bins.map((bin) => bin.id)}::uuid[]) order by n.code limit ${MOST_NAMED}`.execute(
    tx,
  );
  if (rows.length === 0) return;
  refuse('BIN_BEING_COUNTED', {
    bins: rows.map((row) => row.code),
    jobs: [...new Set(rows.map((row) => row.document_no))],
  });
}

export const hearCount: Listener<Count> = async (tx, ctx, message) => {
  const warehouse = await tx
    .selectFrom('md.warehouse')
    .select('code')
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', message.warehouseId)
    .executeTakeFirstOrThrow();
  const bins = await lockBins(tx, ctx, message);
  if (bins.length === 0) refuse('NOTHING_TO_COUNT', { warehouse: warehouse.code });
  await requireUncounted(tx, ctx, bins);
  await tx
    .insertInto('wms.count_job')
    .values({
      company_id: ctx.companyId,
      id: message.documentId,
      no: message.documentNo,
      instruction_id: message.id,
      warehouse_id: message.warehouseId,
      state: 'open',
      created_at: ctx.now,
    })
    .execute();
  const job = { id: message.documentId, no: message.documentNo, warehouseId: message.warehouseId };
  await raiseCounts(
    tx,
    ctx,
    job,
    bins.map((bin) => ({ binId: bin.id })),
    60,
  );
  await linkDocuments(tx, ctx, [
    {
      fromKind: message.originKind,
      fromId: message.originId,
      toKind: 'count_job',
      toId: message.documentId,
    },
  ]);
  await recordStep(tx, ctx, {
    documentKind: 'count_job',
    documentId: message.documentId,
    verb: 'create',
    from: null,
    to: 'open',
    note: { bins: bins.length },
  });
};
