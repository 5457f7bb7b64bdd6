// Listens to the ship instruction: the shipment appears with the order's commit; nothing is allocated yet.
import { sql } from 'kysely';
import type { Listener, Ship } from '../../contract/index.ts';
import { linkDocuments, recordStep } from '../../kernel/document.ts';
import { newId } from '../../kernel/ids.ts';
import { findStaging } from '../layout/index.ts';

export const hearShip: Listener<Ship> = async (tx, ctx, message) => {
  const warehouse = await tx
    .selectFrom('md.warehouse')
    .select('code')
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', message.warehouseId)
    .executeTakeFirstOrThrow();
  const staging = await findStaging(tx, ctx, message.warehouseId, warehouse.code);
  await tx
    .insertInto('wms.shipment')
    .values({
      company_id: ctx.companyId,
      id: message.documentId,
      no: message.documentNo,
      instruction_id: message.id,
      partner_id: message.partnerId,
      warehouse_id: message.warehouseId,
      staging_bin_id: staging.id,
      state: 'open',
      due_date: message.dueDate,
      ship_to: message.shipTo,
      carrier: message.carrier,
    })
    .execute();
  await sql`
    insert into wms.shipment_line (company_id, id, shipment_id, line_no, instruction_line_id, item_id, qty_ordered)
    select ${ctx.companyId}, id, ${message.documentId}, line_no, instruction_line_id, item_id, qty
    from unnest(${message.lines.map(() => newId())}::uuid[], ${message.lines.map((line) => line.lineNo)}::int[],
      ${message.lines.map((line) => line.id)}::uuid[], ${message.lines.map((line) => line.itemId)}::uuid[],
      ${message.lines.map((line) => line.qty)}::numeric[]) as line (id, line_no, instruction_line_id, item_id, qty)`.execute(
    tx,
  );
  await linkDocuments(tx, ctx, [
    {
      fromKind: message.originKind,
      fromId: message.originId,
      toKind: 'shipment',
      toId: message.documentId,
    },
  ]);
  await recordStep(tx, ctx, {
    documentKind: 'shipment',
    documentId: message.documentId,
    verb: 'create',
    from: null,
    to: 'open',
  });
};
