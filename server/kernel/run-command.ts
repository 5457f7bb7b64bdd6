// The one door through which anything changes. Claims the command's id, runs it, writes audit and reply, commits.
// The same id with the same content gets the same reply however often and however concurrently it is sent.
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { type Clock, dateIn } from './clock.ts';
import type { AnyCommand, AnyQuery } from './command.ts';
import type { Actor, Bus, Ctx, Traces, Tx } from './ctx.ts';
import type { Db } from './db.gen.ts';
import { insertsOf } from './document.ts';
import { type FieldProblem, fieldProblems } from './field-problems.ts';
import { type Id, momentOfId } from './ids.ts';
import { ask, send } from './lane.ts';
import { type Facts, Refusal, kernelRefusals } from './refusal.ts';
import { sqlStateOf, withTransaction } from './transaction.ts';

/** Asked by a company on its day; the kernel does not know what about. */
export type Consult = (
  place: { readonly companyId: Id; readonly today: string },
  question: unknown,
) => Promise<unknown>;

export type Company = { readonly id: Id; readonly timeZone: string };

/** What the runner needs of the running server; main builds it once. */
export type House = {
  readonly database: Kysely<Db>;
  readonly clock: Clock;
  readonly bus: Bus;
  /** Answers what commands and queries ask of what is kept in memory beside the books. */
  readonly consult?: Consult;
  /** Constraint name -> refusal code: violations the database reports in words people understand. */
  readonly constraintRefusals: Readonly<Record<string, string>>;
  /** Told after each commit which topics changed. */
  readonly afterCommit: (companyId: Id, topics: ReadonlySet<string>) => void;
};

export type Asker = { readonly company: Company; readonly actor: Actor; readonly device: string };

export type Outcome =
  | { readonly kind: 'done'; readonly replayed: boolean; readonly result: unknown }
  | { readonly kind: 'refused'; readonly code: string; readonly facts: Facts }
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'reused' }
  | { readonly kind: 'forbidden'; readonly right: string };

const MOST_DAYS_OLD = 35;
const DAY_MS = 86_400_000;

/** Canonical JSON: keys sorted at every level, so that equal content hashes equal. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** The hash of what was sent, without its secrets: a fast hash of a password must not lie in a log. */
function hashOf(command: AnyCommand, input: unknown): string {
  const { name, secrets = [] } = command;
  const told =
    secrets.length > 0 && typeof input === 'object' && input !== null
      ? Object.fromEntries(Object.entries(input).filter(([key]) => !secrets.includes(key)))
      : input;
  return createHash('sha256').update(name).update('\n').update(canonicalJson(told)).digest('hex');
}

function idProblem(id: string, now: Date): FieldProblem | null {
  const moment = momentOfId(id);
  if (!z.uuid().safeParse(id).success || moment === null) {
    return { path: 'id', code: 'not_uuid_v7', zh: '操作编号必须是 UUID v7', en: 'must be a UUID v7' };
  }
  const age = now.getTime() - moment;
  return age > MOST_DAYS_OLD * DAY_MS || age < -DAY_MS
    ? {
        path: 'id',
        code: 'id_out_of_time',
        zh: '操作编号太旧或在将来',
        en: 'is too old or lies in the future',
      }
    : null;
}

function contextOf(house: House, asker: Asker, name: string, commandId: Id): Ctx {
  const now = house.clock.now();
  const { consult } = house;
  const place = { companyId: asker.company.id, today: dateIn(asker.company.timeZone, now) };
  return {
    ...place,
    commandId,
    command: name,
    actor: asker.actor,
    device: asker.device,
    now: now.toISOString(),
    bus: house.bus,
    // What comes back is what the question asks for: whoever asks knows its type, the kernel does not.
    ...(consult && {
      consult: <Answer>(question: unknown) => consult(place, question) as Promise<Answer>,
    }),
    changes: [],
    topics: new Set(),
  };
}

type Claim =
  | { readonly claimed: true }
  | { readonly claimed: false; readonly same: boolean; readonly reply: unknown };

/** Takes the id, or waits for whoever has it and reads what came of it. */
async function claimCommand(tx: Tx, ctx: Ctx, hash: string): Promise<Claim> {
  const taken = await ask(
    tx,
    sql<{ id: Id }>`
    insert into sys.command (company_id, id, name, input_hash, actor_id, device)
    values (${ctx.companyId}, ${ctx.commandId}, ${ctx.command}, ${hash}, ${ctx.actor.userId}, ${ctx.device})
    on conflict (company_id, id) do nothing returning id`,
  );
  if (taken.rows.length > 0) return { claimed: true };
  const earlier = await tx
    .selectFrom('sys.command')
    .select(['input_hash', 'actor_id', 'reply'])
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', ctx.commandId)
    .executeTakeFirstOrThrow();
  const same = earlier.input_hash === hash && earlier.actor_id === ctx.actor.userId;
  return { claimed: false, same, reply: same ? earlier.reply : null };
}

/** One statement, sent along with the commit: the audit rows, the steps and links of documents, the reply. */
async function writeTraces(tx: Tx, ctx: Ctx, traces: Traces, reply: unknown): Promise<void> {
  const text = (value: unknown): string => JSON.stringify(value ?? null);
  const changes = ctx.changes.map((change) => ({
    entity: change.entity,
    entity_id: change.entityId,
    before: change.before ?? null,
    after: change.after ?? null,
  }));
  const audited = sql`
    insert into sys.audit (company_id, actor_id, device, command_id, command, entity, entity_id, before, after)
    select ${ctx.companyId}, ${ctx.actor.userId}, ${ctx.device}, ${ctx.commandId}, ${ctx.command},
      entity, entity_id, before, after
    from jsonb_to_recordset(${text(changes)}::jsonb)
      as change (entity text, entity_id text, before jsonb, after jsonb)`;
  const written = [audited, ...insertsOf(ctx, traces)].map(
    (insert, index) => sql`${sql.ref(`traced_${index}`)} as (${insert})`,
  );
  await send(
    tx,
    sql`with ${sql.join(written)} update sys.command set reply = ${text({ result: reply })}::jsonb
    where company_id = ${ctx.companyId} and id = ${ctx.commandId}`,
  );
}

/** Values no column can hold, such as an amount of twenty digits; what the schemas could not see. */
const UNSTORABLE = new Set(['22001', '22003', '22007', '22008', '22021', '22P02', '22P05']);

function unstorable(error: unknown): Outcome | null {
  if (!UNSTORABLE.has(sqlStateOf(error) ?? '')) return null;
  const problem = { path: '', code: 'unstorable', zh: '有数值超出范围', en: 'a value is out of range' };
  return { kind: 'invalid', problems: [problem] };
}

function refusalOf(house: House, command: AnyCommand, error: unknown): Outcome | null {
  if (error instanceof Refusal) {
    if (!command.refusals.includes(error.code) && !(error.code in kernelRefusals)) {
      throw new Error(`${command.name} refused with ${error.code}, which it does not declare`, {
        cause: error,
      });
    }
    return { kind: 'refused', code: error.code, facts: error.facts };
  }
  if (!sqlStateOf(error)?.startsWith('23')) return null;
  const constraint = error instanceof Error && 'constraint' in error ? String(error.constraint) : '';
  const code = house.constraintRefusals[constraint];
  return code ? { kind: 'refused', code, facts: { rule: constraint } } : null;
}

/**
 * Runs a command. `rawInput` is checked against the command's schema; `id` is the sender's UUID v7.
 * Throws Unavailable when the database cannot do it now, and any other error when we were wrong.
 */
export async function runCommand(
  house: House,
  asker: Asker,
  command: AnyCommand,
  id: Id,
  rawInput: unknown,
): Promise<Outcome> {
  if (!asker.actor.rights.has(command.right)) return { kind: 'forbidden', right: command.right };
  const badId = idProblem(id, house.clock.now());
  if (badId) return { kind: 'invalid', problems: [badId] };
  const parsed = command.input.safeParse(rawInput, { reportInput: true });
  if (!parsed.success) return { kind: 'invalid', problems: fieldProblems(parsed.error) };
  const hash = hashOf(command, rawInput);
  let topics: ReadonlySet<string> = new Set();
  try {
    const outcome = await withTransaction<Outcome>(house.database, asker.company.id, 'write', async (tx) => {
      const traces: Traces = { steps: [], links: [] };
      const ctx = { ...contextOf(house, asker, command.name, id), traces };
      const claim = await claimCommand(tx, ctx, hash);
      if (!claim.claimed) {
        if (!claim.same) return { kind: 'reused' };
        const stored = z.object({ result: z.unknown() }).parse(claim.reply);
        return { kind: 'done', replayed: true, result: stored.result };
      }
      const result = await command.run(tx, parsed.data as never, ctx);
      await writeTraces(tx, ctx, traces, result);
      topics = ctx.topics;
      return { kind: 'done', replayed: false, result };
    });
    if (topics.size > 0) house.afterCommit(asker.company.id, topics);
    return outcome;
  } catch (error) {
    const answer = refusalOf(house, command, error) ?? unstorable(error);
    if (answer) return answer;
    throw error;
  }
}

/** Runs a query in a read-only transaction of the asker's company. */
export async function runQuery(
  house: House,
  asker: Asker,
  query: AnyQuery,
  rawInput: unknown,
): Promise<Outcome> {
  if (!asker.actor.rights.has(query.right)) return { kind: 'forbidden', right: query.right };
  const parsed = query.input.safeParse(rawInput, { reportInput: true });
  if (!parsed.success) return { kind: 'invalid', problems: fieldProblems(parsed.error) };
  try {
    const kind = query.snapshot ? 'snapshot' : 'read';
    const result = await withTransaction(house.database, asker.company.id, kind, (tx) =>
      query.run(tx, parsed.data as never, contextOf(house, asker, query.name, asker.actor.userId)),
    );
    return { kind: 'done', replayed: false, result };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', code: error.code, facts: error.facts };
    const answer = unstorable(error);
    if (answer) return answer;
    throw error;
  }
}
