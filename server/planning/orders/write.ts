// Private reads and writes of firmed orders.
import { sql } from 'kysely';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { recordStep, requireStep } from '../../kernel/document.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { firmOrderStates } from './states.ts';

export type FirmOrder = {
  readonly id: Id;
  readonly no: string;
  readonly kind: 'buy' | 'make' | 'subcontract';
  readonly state: string;
  readonly itemId: Id;
  readonly item: string;
  readonly qty: string;
  readonly trackingNo: string;
  readonly endDate: string;
  readonly version: number;
};

/** Locks firmed orders in the order of their ids. Refuses NOT_FOUND. */
export async function lockFirmOrders(tx: Tx, ctx: Ctx, ids: readonly Id[]): Promise<FirmOrder[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<FirmOrder>`
    select f.id, f.no, f.kind, f.state, f.item_id as "itemId", i.code as item, trim_scale(f.qty - f.qty_done)::text as qty,
      f.tracking_no as "trackingNo", f.end_date as "endDate", f.version
    from plan.firm_order f join md.item i on i.company_id = f.company_id and i.id = f.item_id
    where f.company_id = ${ctx.companyId} and f.id = any(${ids}::uuid[]) order by f.id for no key update of f`.execute(
    tx,
  );
  const missing = ids.find((id) => !rows.some((row) => row.id === id));
  return missing === undefined ? rows : refuse('NOT_FOUND', { what: 'firm order', key: missing });
}

/** Takes a step with a locked order. */
export async function stepFirmOrder(
  tx: Tx,
  ctx: Ctx,
  order: FirmOrder,
  verb: keyof typeof firmOrderStates,
  note: Readonly<Record<string, unknown>> = {},
): Promise<{ state: string }> {
  const { to } = requireStep(firmOrderStates, verb, order.state, order.no);
  await sql`update plan.firm_order set state = ${to}, version = version + 1,
      qty_done = case when ${to} = 'done' then qty else qty_done end
    where company_id = ${ctx.companyId} and id = ${order.id}`.execute(tx);
  await recordStep(tx, ctx, {
    documentKind: 'firm_order',
    documentId: order.id,
    verb,
    from: order.state,
    to,
    note,
  });
  return { state: to };
}
