// Delivering a message: it is stored append-only, then told to whoever listens, in the same transaction. Our own
// two halves speak through here every day, so the published protocol cannot rot.
import { sql } from 'kysely';
import type { Ctx, Only, Tx } from '../kernel/ctx.ts';
import { send } from '../kernel/lane.ts';
import type { Adjust } from './instructions/adjust.v1.ts';
import type { Count } from './instructions/count.v1.ts';
import type { Receive } from './instructions/receive.v1.ts';
import type { Ship } from './instructions/ship.v1.ts';
import type { Transfer } from './instructions/transfer.v1.ts';
import type { CountResult } from './reports/count-result.v1.ts';
import type {
  GoodsArrived,
  GoodsDispatched,
  GoodsPutAway,
  GoodsReturned,
} from './reports/floor-reports.v1.ts';
import type { GoodsReceived } from './reports/goods-received.v1.ts';
import type { GoodsShipped } from './reports/goods-shipped.v1.ts';
import type { OwnershipChanged } from './reports/ownership-changed.v1.ts';
import type { StockAdjusted } from './reports/stock-adjusted.v1.ts';
import type { LotRuled } from './rulings/lot-ruled.v1.ts';

export type Instruction = Receive | Ship | Transfer | Count | Adjust;
export type Report =
  | GoodsReceived
  | OwnershipChanged
  | GoodsPutAway
  | GoodsShipped
  | GoodsDispatched
  | GoodsArrived
  | GoodsReturned
  | CountResult
  | StockAdjusted;
export type Ruling = LotRuled;
export type Message = Instruction | Report | Ruling;

const DOCUMENT_KIND = {
  receive: 'receiving_notice',
  ship: 'shipment',
  transfer: 'transfer',
  count: 'count_job',
  adjust: 'count_adjustment',
} as const;

type ContractTx = Tx<Only<'contract'>>;

async function storeInstruction(tx: ContractTx, ctx: Ctx, message: Instruction): Promise<void> {
  const lines = 'lines' in message ? message.lines : [];
  await send(
    tx,
    sql`
    with stored as (
      insert into contract.instruction (company_id, id, kind, version, document_kind, document_id, document_no,
        warehouse_id, partner_id, body, command_id)
      values (${ctx.companyId}, ${message.id}, ${message.kind}, ${message.version},
        ${DOCUMENT_KIND[message.kind]}, ${message.kind === 'adjust' ? message.id : message.documentId},
        ${message.documentNo}, ${'warehouseId' in message ? message.warehouseId : null},
        ${'partnerId' in message ? message.partnerId : null}, ${JSON.stringify(message)}::jsonb, ${ctx.commandId}))
    insert into contract.instruction_line (company_id, id, instruction_id, line_no, document_line_id, item_id, qty)
    select ${ctx.companyId}, id, ${message.id}, line_no, document_line_id, item_id, qty
    from unnest(${lines.map((line) => line.id)}::uuid[], ${lines.map((line) => line.lineNo)}::int[],
      ${lines.map((line) => line.originLineId)}::uuid[],
      ${lines.map((line) => ('itemId' in line ? line.itemId : null))}::uuid[],
      ${lines.map((line) => ('qty' in line ? line.qty : null))}::numeric[])
      as line (id, line_no, document_line_id, item_id, qty)`,
  );
}

async function storeReport(tx: ContractTx, ctx: Ctx, message: Report): Promise<void> {
  const { lines, ...rest } = message;
  await send(
    tx,
    sql`
    with stored as (
      insert into contract.report (company_id, id, kind, version, instruction_id, unasked, warehouse_id, partner_id,
        body, command_id, actor_id, device, occurred_at, business_date)
      values (${ctx.companyId}, ${message.id}, ${message.kind}, ${message.version}, ${message.instructionId},
        ${message.instructionId === null}, ${message.warehouseId}, ${message.partnerId},
        ${JSON.stringify(rest)}::jsonb, ${ctx.commandId}, ${ctx.actor.userId}, ${ctx.device},
        ${message.occurredAt}, ${message.businessDate}))
    insert into contract.report_line (company_id, report_id, line_no, instruction_line_id, item_id, lot_id, qty,
      movement_id, note)
    select ${ctx.companyId}, ${message.id}, line_no, instruction_line_id, item_id, lot_id, qty, movement_id, note
    from unnest(${lines.map((_, index) => index + 1)}::int[],
      ${lines.map((line) => line.instructionLineId)}::uuid[], ${lines.map((line) => line.itemId)}::uuid[],
      ${lines.map((line) => line.lotId)}::uuid[], ${lines.map((line) => line.qty)}::numeric[],
      ${lines.map((line) => line.movementId)}::bigint[],
      ${lines.map((line) => ('direction' in line ? line.direction : null))}::text[])
      as line (line_no, instruction_line_id, item_id, lot_id, qty, movement_id, note)`,
  );
}

async function storeRuling(tx: ContractTx, ctx: Ctx, message: Ruling): Promise<void> {
  await send(
    tx,
    sql`
    insert into contract.ruling (company_id, id, inspection_id, verdict, version, receipt_line_id, item_id, lot_id,
      qty, reason, actor_id, command_id, business_date)
    select ${ctx.companyId}, id, ${message.inspectionId}, verdict, ${message.version}, ${message.receiptLineId},
      ${message.itemId}, ${message.lotId}, qty, ${message.reason}, ${ctx.actor.userId}, ${ctx.commandId},
      ${message.businessDate}
    from unnest(${message.parts.map((part) => part.id)}::uuid[], ${message.parts.map((part) => part.verdict)}::text[],
      ${message.parts.map((part) => part.qty)}::numeric[]) as part (id, verdict, qty)`,
  );
}

const isRuling = (message: Message): message is Ruling => message.kind === 'lot_ruled';
const isReport = (message: Message): message is Report => 'businessDate' in message && !isRuling(message);

/** Stores the message and tells its listeners, all in the caller's transaction. */
export async function deliver(tx: Tx, ctx: Ctx, message: Message): Promise<void> {
  if (isRuling(message)) await storeRuling(tx, ctx, message);
  else if (isReport(message)) await storeReport(tx, ctx, message);
  else await storeInstruction(tx, ctx, message);
  await ctx.bus.publish(tx, ctx, message);
}

/** Who hears a message of a kind; main names them all in one place. */
export type Listener<M extends Message> = (tx: Tx, ctx: Ctx, message: M) => Promise<void>;
export type Listeners = {
  readonly [K in Message['kind']]?: readonly Listener<Extract<Message, { kind: K }>>[];
};
