// What every document shares: states as data, steps for the timeline, links up and down the chain. A state moves
// only along its table; a step that no longer fits is refused with the state found, never skipped.
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, type LinkRow, type Only, type StepRow, type Traces, type Tx, audit } from './ctx.ts';
import { type AmountText, type QtyText } from './decimal.ts';
import type { Id } from './ids.ts';
import { type Facts, refuse } from './refusal.ts';

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

/** Refuses VERSION_CHANGED, with who changed it and when, unless what was found under lock is what the asker had seen. */
export async function requireVersion(
  tx: Tx<Only<'sys'>>,
  ctx: Ctx,
  kind: string,
  found: { readonly id: Id; readonly no: string; readonly version: number },
  seen: number | undefined,
): Promise<void> {
  if (found.version === seen) return;
  refuse('VERSION_CHANGED', { no: found.no, ...(await lastChange(tx, ctx, kind, found.id, found.version)) });
}

/** What no single audit row tells was brought by a file. */
const BY_IMPORT: Facts = {
  by: { zh: '导入', en: 'an import' },
  at: { zh: '见导入记录', en: 'see the imports' },
};

/**
 * Who changed something last, and when by the company's clock. Where the audit names the row's version and it is another than
 * the one that was found, a file has changed it since.
 */
export async function lastChange(
  tx: Tx<Only<'sys'>>,
  ctx: Ctx,
  entity: string,
  id: Id,
  version: number | null = null,
): Promise<Facts> {
  const { rows } = await sql<{ by: string; at: string; version: number | null }>`
    select (a.after ->> 'rowVersion')::integer as version, u.name as by,
      to_char(a.recorded_at at time zone c.time_zone, 'YYYY-MM-DD HH24:MI') as at
    from sys.audit a join sys.user_account u on u.id = a.actor_id join sys.company c on c.id = a.company_id
    where a.company_id = ${ctx.companyId} and a.entity = ${entity} and a.entity_id = ${id}
    order by a.id desc limit 1`.execute(tx);
  const [last] = rows;
  return last && (last.version ?? version) === version ? { by: last.by, at: last.at } : BY_IMPORT;
}

export type Happening = {
  readonly documentKind: string;
  readonly documentId: Id;
  readonly verb: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly note?: Readonly<Record<string, unknown>>;
};

/** Puts the step on the timeline and into the audit; at the end of a command with its other traces, else at once. */
export async function recordStep(tx: Tx<Only<'sys'>>, ctx: Ctx, step: Happening): Promise<void> {
  const row: StepRow = {
    document_kind: step.documentKind,
    document_id: step.documentId,
    verb: step.verb,
    from_state: step.from,
    to_state: step.to,
    note: step.note ?? {},
  };
  audit(ctx, step.documentKind, step.documentId, { state: step.from }, { state: step.to, ...step.note });
  if (ctx.traces) ctx.traces.steps.push(row);
  else await sql`${insertSteps(ctx, [row])}`.execute(tx);
}

export type DocumentLink = {
  readonly fromKind: string;
  readonly fromId: Id;
  readonly toKind: string;
  readonly toId: Id;
  readonly qty?: QtyText | null;
  readonly amount?: AmountText | null;
};

/** Links documents so that the chain can be walked both ways; written as the steps are. */
export async function linkDocuments(
  tx: Tx<Only<'sys'>>,
  ctx: Ctx,
  links: readonly DocumentLink[],
): Promise<void> {
  if (links.length === 0) return;
  const rows = links.map((link) => ({
    from_kind: link.fromKind,
    from_id: link.fromId,
    to_kind: link.toKind,
    to_id: link.toId,
    qty: link.qty ?? null,
    amount: link.amount ?? null,
  }));
  if (ctx.traces) ctx.traces.links.push(...rows);
  else await sql`${insertLinks(ctx, rows)}`.execute(tx);
}

const insertSteps = (ctx: Ctx, rows: readonly StepRow[]): RawBuilder<unknown> => sql`
  insert into sys.document_event (company_id, document_kind, document_id, verb, from_state, to_state, actor_id,
    command_id, occurred_at, note)
  select ${ctx.companyId}, document_kind, document_id, verb, from_state, to_state, ${ctx.actor.userId}, ${ctx.commandId},
    ${ctx.now}::timestamptz, note
  from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as step (document_kind text, document_id uuid, verb text,
    from_state text, to_state text, note jsonb)`;

const insertLinks = (ctx: Ctx, rows: readonly LinkRow[]): RawBuilder<unknown> => sql`
  insert into sys.document_link (company_id, from_kind, from_id, to_kind, to_id, qty, amount)
  select ${ctx.companyId}, from_kind, from_id, to_kind, to_id, qty, amount
  from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as link (from_kind text, from_id uuid, to_kind text,
    to_id uuid, qty numeric, amount numeric)`;

/** What a command has to write besides its own rows, as inserts to be joined to one statement. */
export const insertsOf = (ctx: Ctx, { steps, links }: Traces): RawBuilder<unknown>[] => [
  ...(steps.length > 0 ? [insertSteps(ctx, steps)] : []),
  ...(links.length > 0 ? [insertLinks(ctx, links)] : []),
];
