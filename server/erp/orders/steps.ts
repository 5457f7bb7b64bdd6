// How an order of any kind moves: its state, its version and its timeline go together.
import { sql } from 'kysely';
import type { Ctx, Only, Tx } from '../../kernel/ctx.ts';
import { type Step, recordStep, requireStep } from '../../kernel/document.ts';
import type { Id } from '../../kernel/ids.ts';

export type ErpTx = Tx<Only<'sys' | 'md' | 'contract' | 'erp'>>;

/** The orders of a module: what they are called, where their heads lie, how they are numbered and how they move. */
export type Orders<Verb extends string = string> = {
  readonly kind: string;
  readonly table: string;
  readonly series: string;
  readonly states: Readonly<Record<Verb, Step>>;
};

export type Order = {
  readonly id: Id;
  readonly no: string;
  readonly state: string;
  readonly version: number;
};

type Note = Readonly<Record<string, unknown>>;

/** Takes a step of a locked order: its state, a version more, a line on its timeline. */
export async function takeStep<Verb extends string>(
  tx: ErpTx,
  ctx: Ctx,
  orders: Orders<Verb>,
  order: Order,
  verb: NoInfer<Verb>,
  note: Note = {},
): Promise<{ state: string }> {
  const { to } = requireStep(orders.states, verb, order.state, order.no);
  const approved = to === 'approved';
  await sql`update ${sql.table(orders.table)} set state = ${to}, version = version + 1,
      approved_by = case when ${approved} then ${ctx.actor.userId}::uuid else approved_by end,
      approved_at = case when ${approved} then ${ctx.now}::timestamptz else approved_at end
    where company_id = ${ctx.companyId} and id = ${order.id}`.execute(tx);
  await recordStep(tx, ctx, {
    documentKind: orders.kind,
    documentId: order.id,
    verb,
    from: order.state,
    to,
    note,
  });
  return { state: to };
}

/** Puts a step on an order's timeline that leaves its state as it is. */
export const noteStep = <Verb extends string>(
  tx: ErpTx,
  ctx: Ctx,
  orders: Orders<Verb>,
  order: Order,
  verb: NoInfer<Verb>,
  note: Note,
): Promise<void> =>
  recordStep(tx, ctx, {
    documentKind: orders.kind,
    documentId: order.id,
    verb,
    from: order.state,
    to: order.state,
    note,
  });
