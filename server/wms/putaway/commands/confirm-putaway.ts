// Puts received goods into a scanned bin. Another bin than suggested is fine when its rules allow it and the
// worker insists by scanning it twice. Reports the new place; held goods only go to holding bins.
import { sql } from 'kysely';
import { z } from 'zod';
import { deliver } from '../../../contract/index.ts';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import { qtyText } from '../../../kernel/decimal.ts';
import { recordStep } from '../../../kernel/document.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { ask, send } from '../../../kernel/lane.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId, zPositiveQty } from '../../../kernel/schema.ts';
import { type Bin, loadBinByCode, loadBinsById, loadContents, objectionTo } from '../../layout/index.ts';
import { type WmsTx, postMovements } from '../../stock/index.ts';
import { type Task, advanceTask, lockTask, requireWorkable } from '../../tasks/index.ts';

type Origin = {
  notice_id: Id;
  no: string;
  instruction_id: Id;
  origin_id: Id;
  partner_id: Id;
  warehouse_id: Id;
  instruction_line_id: Id;
  origin_line_id: Id;
  notice_line_id: Id;
};

/** Locks the notice line behind a task, as every process does before it locks tasks and balances. */
async function lockNoticeLineOfTask(tx: WmsTx, ctx: Ctx, taskId: Id): Promise<void> {
  await sql`select from wms.receiving_notice_line l where l.company_id = ${ctx.companyId} and l.id = (
      select r.notice_line_id from wms.task t
      join wms.receipt_line r on r.company_id = t.company_id and r.id = t.document_line_id
      where t.company_id = ${ctx.companyId} and t.id = ${taskId} and t.kind = 'put_away')
    for no key update`.execute(tx);
}

async function loadOrigin(tx: WmsTx, ctx: Ctx, receiptLineId: Id): Promise<Origin> {
  const { rows } = await ask(
    tx,
    sql<Origin>`
    select n.id as notice_id, n.no, n.instruction_id, (i.body ->> 'originId')::uuid as origin_id, n.partner_id,
      n.warehouse_id, l.instruction_line_id, il.document_line_id as origin_line_id, l.id as notice_line_id
    from wms.receipt_line r
    join wms.receiving_notice_line l on l.company_id = r.company_id and l.id = r.notice_line_id
    join wms.receiving_notice n on n.company_id = l.company_id and n.id = l.notice_id
    join contract.instruction i on i.company_id = n.company_id and i.id = n.instruction_id
    join contract.instruction_line il on il.company_id = l.company_id and il.id = l.instruction_line_id
    where r.company_id = ${ctx.companyId} and r.id = ${receiptLineId}`,
  );
  return rows[0] ?? refuse('NOT_FOUND', { what: 'receipt', key: receiptLineId });
}

function requireBinFor(task: Task, bin: Bin, suggested: string | null, insist: boolean): void {
  const fits = task.status === 'available' ? bin.storable : bin.holding;
  if (!fits)
    refuse('BIN_NOT_FOR_THIS', {
      bin: bin.code,
      purpose: task.status === 'available' ? 'storage' : 'holding',
    });
  if (suggested !== null && bin.code !== suggested && !insist) {
    refuse('OTHER_BIN', { scanned: bin.code, expected: suggested });
  }
}

export const confirmPutaway = defineCommand({
  name: 'putaway.confirm-putaway',
  right: 'task.execute',
  input: z.object({
    taskId: zId,
    binCode: z.string().trim().min(1).max(60),
    qty: zPositiveQty,
    insist: z.boolean().default(false),
  }),
  output: z.object({ left: z.string(), done: z.boolean(), bin: z.string() }),
  refusals: [
    'TASK_TAKEN',
    'TASK_OVER',
    'TASK_TOO_MUCH',
    'WRONG_KIND',
    'UNKNOWN_BIN',
    'OTHER_BIN',
    'BIN_BLOCKED',
    'BIN_FULL',
    'BIN_MIXING',
    'BIN_NOT_FOR_THIS',
    'NOT_ENOUGH_STOCK',
  ],
  run: async (tx, input, ctx) => {
    await lockNoticeLineOfTask(tx, ctx, input.taskId);
    const task = await lockTask(tx, ctx, input.taskId);
    await requireWorkable(tx, ctx, task);
    const { itemId, lotId, ownerId, status, fromBinId, documentLineId } = task;
    if (
      task.kind !== 'put_away' ||
      !itemId ||
      !lotId ||
      !ownerId ||
      !status ||
      !fromBinId ||
      !documentLineId
    ) {
      return refuse('WRONG_KIND', { no: task.no.toString() });
    }
    const [bin, [suggested], origin] = await Promise.all([
      loadBinByCode(tx, ctx, input.binCode),
      loadBinsById(tx, ctx, task.toBinId ? [task.toBinId] : []),
      loadOrigin(tx, ctx, documentLineId),
    ]);
    requireBinFor(task, bin, suggested?.code ?? null, input.insist);
    if (bin.id !== task.toBinId) {
      const contents = await loadContents(tx, ctx, [bin.id]);
      const objection = objectionTo(bin, contents.get(bin.id), { itemId, lotId, qty: input.qty });
      if (objection) refuse(objection.code, objection.facts);
    }
    const { left, done } = await advanceTask(tx, ctx, task, input.qty);
    const reportId = newId();
    const [movement] = await postMovements(tx, ctx, [
      {
        kind: 'put_away',
        itemId,
        lotId,
        qty: input.qty,
        from: { binId: fromBinId, status, ownerId },
        to: { binId: bin.id, status, ownerId },
        sourceKind: 'receiving_notice',
        sourceId: origin.notice_id,
        sourceLineId: documentLineId,
        taskId: task.id,
        reportId,
      },
    ]);
    await send(
      tx,
      sql`update wms.receiving_notice_line set qty_put_away = qty_put_away + ${qtyText(input.qty)}::numeric
      where company_id = ${ctx.companyId} and id = ${origin.notice_line_id}`,
    );
    await recordStep(tx, ctx, {
      documentKind: 'receiving_notice',
      documentId: origin.notice_id,
      verb: 'put_away',
      from: null,
      to: null,
      note: { bin: bin.code, qty: qtyText(input.qty) },
    });
    await deliver(tx, ctx, {
      kind: 'goods_put_away',
      version: '1.0',
      id: reportId,
      instructionId: origin.instruction_id,
      warehouseId: bin.warehouseId,
      partnerId: origin.partner_id,
      documentId: origin.notice_id,
      documentNo: origin.no,
      originId: origin.origin_id,
      occurredAt: ctx.now,
      businessDate: ctx.today,
      lines: [
        {
          instructionLineId: origin.instruction_line_id,
          originLineId: origin.origin_line_id,
          itemId,
          lotId,
          qty: qtyText(input.qty),
          movementId: movement?.id.toString() ?? null,
        },
      ],
    });
    return { left: left === null ? '0' : qtyText(left), done, bin: bin.code };
  },
});
