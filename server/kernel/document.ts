// What every document shares: states as data, steps for the timeline, links up and down the chain. A state moves
// only along its table; a step that no longer fits is refused with the state found, never skipped.
import { sql } from 'kysely';
import { type Ctx, type Only, type Tx, audit } from './ctx.ts';
import { type AmountText, type QtyText } from './decimal.ts';
import type { Id } from './ids.ts';
import { refuse } from './refusal.ts';

export type Step = { readonly from: readonly string[]; readonly to: string };
/** verb -> from states, to state. The README diagram and the allowed actions come from this constant. */
export type States = Readonly<Record<string, Step>>;

/** The verbs that a document in this state may take. */
export const verbsFrom = (states: States, state: string): string[] =>
  Object.entries(states)
    .filter(([, step]) => step.from.includes(state))
    .map(([verb]) => verb);

/** Refuses STATE_CHANGED unless the verb may start from the state that was found under lock. */
export function requireStep(states: States, verb: string, found: string, no: string): Step {
  const step = states[verb];
  if (!step) throw new Error(`no such verb: ${verb}`);
  if (!step.from.includes(found)) refuse('STATE_CHANGED', { no, found, verb });
  return step;
}

export type Happening = {
  readonly documentKind: string;
  readonly documentId: Id;
  readonly verb: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly note?: Readonly<Record<string, unknown>>;
};

/** Writes the step to the timeline and to the audit. */
export async function recordStep(tx: Tx<Only<'sys'>>, ctx: Ctx, step: Happening): Promise<void> {
  await tx
    .insertInto('sys.document_event')
    .values({
      company_id: ctx.companyId,
      document_kind: step.documentKind,
      document_id: step.documentId,
      verb: step.verb,
      from_state: step.from,
      to_state: step.to,
      actor_id: ctx.actor.userId,
      command_id: ctx.commandId,
      occurred_at: ctx.now,
      note: JSON.stringify(step.note ?? {}),
    })
    .execute();
  audit(ctx, step.documentKind, step.documentId, { state: step.from }, { state: step.to, ...step.note });
}

export type DocumentLink = {
  readonly fromKind: string;
  readonly fromId: Id;
  readonly toKind: string;
  readonly toId: Id;
  readonly qty?: QtyText | null;
  readonly amount?: AmountText | null;
};

/** Links documents so that the chain can be walked both ways; all rows in one statement. */
export async function linkDocuments(
  tx: Tx<Only<'sys'>>,
  ctx: Ctx,
  links: readonly DocumentLink[],
): Promise<void> {
  if (links.length === 0) return;
  await sql`
    insert into sys.document_link (company_id, from_kind, from_id, to_kind, to_id, qty, amount)
    select ${ctx.companyId}, * from unnest(
      ${links.map((link) => link.fromKind)}::text[], ${links.map((link) => link.fromId)}::uuid[],
      ${links.map((link) => link.toKind)}::text[], ${links.map((link) => link.toId)}::uuid[],
      ${links.map((link) => link.qty ?? null)}::numeric[], ${links.map((link) => link.amount ?? null)}::numeric[])
  `.execute(tx);
}
