// Listens to the receive instruction: the notice 收料通知单 and its receive task appear with the order's commit.
import { sql } from 'kysely';
import type { Listener, Receive } from '../../contract/index.ts';
import { linkDocuments, recordStep } from '../../kernel/document.ts';
import { newId } from '../../kernel/ids.ts';
import { findDock } from '../layout/index.ts';
import { createTasks } from '../tasks/index.ts';

export const hearReceive: Listener<Receive> = async (tx, ctx, message) => {
  const warehouse = await tx
    .selectFrom('md.warehouse')
    .select('code')
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', message.warehouseId)
    .executeTakeFirstOrThrow();
  const dock = await findDock(tx, ctx, message.warehouseId, warehouse.code);
  await tx
    .insertInto('wms.receiving_notice')
    .values({
      company_id: ctx.companyId,
      id: message.documentId,
      no: message.documentNo,
      instruction_id: message.id,
      partner_id: message.partnerId,
      warehouse_id: message.warehouseId,
      dock_bin_id: dock.id,
      state: 'open',
      delivery_note_no: message.deliveryNoteNo,
      expected_date: message.expectedDate,
    })
    .execute();
  await sql`
    insert into wms.receiving_notice_line (company_id, id, notice_id, line_no, instruction_line_id, item_id,
      qty_expected, qty_limit, inspected)
    select ${ctx.companyId}, id, ${message.documentId}, line_no, instruction_line_id, item_id, qty, qty_limit, inspected
    from unnest(${message.lines.map(() => newId())}::uuid[], ${message.lines.map((line) => line.lineNo)}::int[],
      ${message.lines.map((line) => line.id)}::uuid[], ${message.lines.map((line) => line.itemId)}::uuid[],
      ${message.lines.map((line) => line.qty)}::numeric[], ${message.lines.map((line) => line.qtyLimit)}::numeric[],
      ${message.lines.map((line) => line.inspected)}::boolean[])
      as line (id, line_no, instruction_line_id, item_id, qty, qty_limit, inspected)`.execute(tx);
  await createTasks(tx, ctx, [
    {
      kind: 'receive',
      warehouseId: message.warehouseId,
      documentKind: 'receiving_notice',
      documentId: message.documentId,
      documentNo: message.documentNo,
      toBinId: dock.id,
      priority: 40,
    },
  ]);
  await linkDocuments(tx, ctx, [
    {
      fromKind: message.originKind,
      fromId: message.originId,
      toKind: 'receiving_notice',
      toId: message.documentId,
    },
  ]);
  await recordStep(tx, ctx, {
    documentKind: 'receiving_notice',
    documentId: message.documentId,
    verb: 'create',
    from: null,
    to: 'open',
  });
};
