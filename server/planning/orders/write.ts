// Private reads and writes of firmed orders.
import { sql } from 'kysely';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { recordStep, requireStep } from '../../kernel/document.ts';
import type { Id } from '../../kernel/ids.ts';
import { takeNumbers } from '../../kernel/numbering.ts';
import { refuse } from '../../kernel/refusal.ts';
import { firmOrderStates } from './states.ts';

export type FirmOrder = {
  readonly id: Id;
  readonly no: string;
  readonly kind: 'buy' | 'make' | 'subcontract' | 'substitute';
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

/** Gives new firmed orders their numbers, one after the other. */
export async function numbered<T>(tx: Tx, ctx: Ctx, rows: readonly T[]): Promise<(T & { no: string })[]> {
  const day = ctx.today.replaceAll('-', '');
  const first = await takeNumbers(tx, ctx, 'JHDD', day, rows.length);
  return rows.map((row, at) => ({
    ...row,
    no: `JHDD-${day}-${(first + BigInt(at)).toString().padStart(4, '0')}`,
  }));
}

type Firmed = {
  readonly id: Id;
  readonly qty: string;
  readonly start_date: string;
  readonly end_date: string;
};

/** The first step of firmed orders that were just written. */
export async function noteFirmed(tx: Tx, ctx: Ctx, orders: readonly Firmed[]): Promise<void> {
  for (const { id, qty, start_date, end_date } of orders) {
    const note = { qty, from: start_date, to: end_date };
    const step = { documentKind: 'firm_order', documentId: id, verb: 'create', from: null, to: 'firm', note };
    await recordStep(tx, ctx, step);
  }
}
