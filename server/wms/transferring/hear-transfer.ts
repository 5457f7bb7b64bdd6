// Listens to the transfer instruction: the transfer appears with the order's commit, what there is is held for it at
// once, and the sending warehouse has its tasks. An order that finds nothing at all is refused.
import { sql } from 'kysely';
import type { Listener, Transfer as TransferMessage } from '../../contract/index.ts';
import { qtyText } from '../../kernel/decimal.ts';
import { linkDocuments, recordStep } from '../../kernel/document.ts';
import { newId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { findTransit } from '../layout/index.ts';
import { lockTransfer, lockTransferLines } from './load.ts';
import { allocateAndTask } from './write.ts';

export const hearTransfer: Listener<TransferMessage> = async (tx, ctx, message) => {
  const transit = await findTransit(tx, ctx);
  await tx
    .insertInto('wms.transfer')
    .values({
      company_id: ctx.companyId,
      id: message.documentId,
      no: message.documentNo,
      instruction_id: message.id,
      from_warehouse_id: message.fromWarehouseId,
      to_warehouse_id: message.toWarehouseId,
      transit_bin_id: transit.id,
      state: 'open',
      created_at: ctx.now,
    })
    .execute();
  await sql`
    insert into wms.transfer_line (company_id, id, transfer_id, line_no, instruction_line_id, item_id, qty_ordered)
    select ${ctx.companyId}, id, ${message.documentId}, line_no, instruction_line_id, item_id, qty
    from unnest(${message.lines.map(() => newId())}::uuid[], ${message.lines.map((line) => line.lineNo)}::int[],
      ${message.lines.map((line) => line.id)}::uuid[], ${message.lines.map((line) => line.itemId)}::uuid[],
      ${message.lines.map((line) => line.qty)}::numeric[]) as line (id, line_no, instruction_line_id, item_id, qty)`.execute(
    tx,
  );
  const transfer = await lockTransfer(tx, ctx, message.documentId);
  const lines = await lockTransferLines(tx, ctx, transfer);
  const missing = await allocateAndTask(
    tx,
    ctx,
    transfer,
    lines.map((line) => ({ lineId: line.id, itemId: line.itemId, rule: line.rule, qty: line.qtyOrdered })),
  );
  const shortages = lines.flatMap((line) => {
    const qty = missing.get(line.id);
    return qty ? [{ line, qty }] : [];
  });
  if (shortages.every(({ line, qty }) => qty === line.qtyOrdered) && shortages.length === lines.length) {
    refuse('NOT_ENOUGH_STOCK', {
      shortages: shortages.map(
        ({ line, qty }) => `${line.itemCode} @ ${transfer.fromWarehouseCode}: ${qtyText(qty)} > 0`,
      ),
    });
  }
  await linkDocuments(tx, ctx, [
    {
      fromKind: message.originKind,
      fromId: message.originId,
      toKind: 'transfer',
      toId: message.documentId,
    },
  ]);
  await recordStep(tx, ctx, {
    documentKind: 'transfer',
    documentId: message.documentId,
    verb: 'create',
    from: null,
    to: 'open',
    note: { missing: shortages.map(({ line, qty }) => ({ item: line.itemCode, qty: qtyText(qty) })) },
  });
};
