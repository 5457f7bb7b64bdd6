// How a draft is saved, of whatever kind: opened as its editor saw it, written by its module, then kept with its number.
import { sql } from 'kysely';
import { type Ctx, audit } from '../../kernel/ctx.ts';
import { recordStep, requireStep, requireVersion } from '../../kernel/document.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { takeDocumentNo } from '../../kernel/numbering.ts';
import type { ErpTx, Order, Orders } from './steps.ts';

export type Draft = {
  readonly id: Id;
  /** What it will be when it is kept. */
  readonly version: number;
  readonly isNew: boolean;
  /** The head as it is born; the number of a new one is taken when it is kept. */
  readonly born: {
    readonly company_id: Id;
    readonly id: Id;
    readonly no: string;
    readonly state: 'draft';
    readonly prepared_by: Id;
  };
};

/** A new draft, or the one to be changed, under lock. Refuses NOT_FOUND, STATE_CHANGED, VERSION_CHANGED. */
export async function openDraft(
  tx: ErpTx,
  ctx: Ctx,
  orders: Orders,
  lock: (tx: ErpTx, ctx: Ctx, id: Id) => Promise<Order>,
  seen: { readonly orderId?: Id | undefined; readonly version?: number | undefined },
): Promise<Draft> {
  const found = seen.orderId ? await lock(tx, ctx, seen.orderId) : null;
  if (found) {
    requireStep(orders.states, 'edit', found.state, found.no);
    await requireVersion(tx, ctx, orders.kind, found, seen.version);
  }
  const id = found?.id ?? newId();
  const born = {
    company_id: ctx.companyId,
    id,
    no: found?.no ?? id,
    state: 'draft',
    prepared_by: ctx.actor.userId,
  } as const;
  return { id, version: (found?.version ?? 0) + 1, isNew: found === null, born };
}

/** Ends the saving of a draft: what was said stands in the audit, and a new one has its number and its timeline. */
export async function keepDraft(
  tx: ErpTx,
  ctx: Ctx,
  orders: Orders,
  { id, version, isNew, born }: Draft,
  businessDate: string,
  said: Readonly<Record<string, unknown>> = {},
): Promise<{ orderId: Id; no: string; version: number }> {
  // The timeline is read by people without prices, so what was said stands in the audit alone.
  audit(ctx, orders.kind, id, isNew ? null : { version: version - 1 }, { version, ...said });
  if (!isNew) return { orderId: id, no: born.no, version };
  const no = await takeDocumentNo(tx, ctx, orders.series, businessDate);
  await sql`update ${sql.table(orders.table)} set no = ${no}
    where company_id = ${ctx.companyId} and id = ${id}`.execute(tx);
  await recordStep(tx, ctx, {
    documentKind: orders.kind,
    documentId: id,
    verb: 'create',
    from: null,
    to: 'draft',
  });
  return { orderId: id, no, version };
}
