// The follower behind imports: takes a waiting batch by lease, runs it in one transaction, tells progress as it
// goes, and records the outcome in that same transaction or, when nothing is kept, right after it.
import { type Kysely, sql } from 'kysely';
import { type Clock } from '../clock.ts';
import type { Bus, Ctx } from '../ctx.ts';
import type { Db } from '../db.gen.ts';
import { dateIn } from '../clock.ts';
import { type Id, newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { withTransaction } from '../transaction.ts';
import type { ImportKind } from './kinds.ts';
import { MOST_PROBLEMS, zStoredMapping } from './module.ts';
import { type CellProblem, ImportNotKept, type ImportSummary, runImport } from './run-import.ts';
import { readSheets } from './sheets.ts';

export type ImportHouse = {
  readonly database: Kysely<Db>;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly kinds: readonly ImportKind[];
  readonly afterCommit: (companyId: Id, topics: ReadonlySet<string>) => void;
};

type Batch = { id: Id; user_id: Id; state: string; file_name: string; mapping: unknown; content: Buffer };
type Place = { readonly companyId: Id; readonly timeZone: string };

const LEASE = sql`now() + interval '2 minutes'`;

async function takeBatch(house: ImportHouse, place: Place, token: Id): Promise<Batch | undefined> {
  const { rows } = await withTransaction(house.database, place.companyId, 'write', (tx) =>
    sql<Batch>`
    update sys.import_batch set lease_token = ${token}, leased_until = ${LEASE}
    where company_id = ${place.companyId} and id = (
      select id from sys.import_batch
      where company_id = ${place.companyId} and state in ('checking', 'importing')
        and (leased_until is null or leased_until < now())
      order by created_at limit 1 for update skip locked)
    returning id, user_id, state, file_name, mapping, content`.execute(tx),
  );
  return rows[0];
}

function contextOf(house: ImportHouse, place: Place, batch: Batch): Ctx {
  const now = house.clock.now();
  return {
    companyId: place.companyId,
    commandId: newId(),
    command: 'import.run',
    actor: {
      userId: batch.user_id,
      login: 'import',
      name: batch.file_name,
      rights: new Set(),
      warehouseIds: null,
    },
    device: 'import',
    now: now.toISOString(),
    today: dateIn(place.timeZone, now),
    bus: house.bus,
    changes: [],
    topics: new Set(['import_batch']),
  };
}

type Outcome = { state: string; problems: readonly CellProblem[]; summary: ImportSummary };

async function finish(
  house: ImportHouse,
  place: Place,
  batchId: Id,
  token: Id,
  outcome: Outcome,
): Promise<void> {
  await withTransaction(house.database, place.companyId, 'write', (tx) =>
    tx
      .updateTable('sys.import_batch')
      .set({
        state: outcome.state,
        problems: JSON.stringify(outcome.problems.slice(0, MOST_PROBLEMS)),
        problem_count: outcome.problems.length,
        summary: JSON.stringify(outcome.summary),
        leased_until: null,
        finished_at: sql`now()`,
      })
      .where('company_id', '=', place.companyId)
      .where('id', '=', batchId)
      .where('lease_token', '=', token)
      .execute(),
  );
}

/** Tells progress at most a few times a second, outside the import's own transaction, and renews the lease. */
function progressTeller(house: ImportHouse, place: Place, batchId: Id, token: Id) {
  let last = 0;
  let pending: Promise<unknown> = Promise.resolve();
  const tell = (done: number): void => {
    const now = performance.now();
    if (now - last < 300) return;
    last = now;
    pending = withTransaction(house.database, place.companyId, 'write', (tx) =>
      sql`
      update sys.import_batch set rows_done = ${done}, leased_until = ${LEASE}
      where company_id = ${place.companyId} and id = ${batchId} and lease_token = ${token}`.execute(tx),
    )
      .then(() => house.afterCommit(place.companyId, new Set(['import_batch'])))
      .catch(() => undefined);
  };
  return { tell, settled: () => pending };
}

async function importBatch(house: ImportHouse, place: Place, batch: Batch, token: Id): Promise<void> {
  const progress = progressTeller(house, place, batch.id, token);
  const ctx = contextOf(house, place, batch);
  try {
    const sheets = await readSheets(batch.file_name, batch.content);
    const { mappings } = zStoredMapping.parse(batch.mapping);
    await withTransaction(house.database, place.companyId, 'write', async (tx) => {
      const summary = await runImport(tx, ctx, {
        sheets,
        mappings,
        kinds: house.kinds,
        keep: batch.state === 'importing',
        tell: progress.tell,
      });
      await progress.settled();
      const kept = await sql`update sys.import_batch set state = 'imported', rows_done = row_count,
          summary = ${JSON.stringify(summary)}::jsonb, leased_until = null, finished_at = now()
        where company_id = ${place.companyId} and id = ${batch.id} and lease_token = ${token} returning id`.execute(
        tx,
      );
      if (kept.rows.length === 0) throw new Error('another worker took this batch');
      await sql`insert into sys.audit (company_id, actor_id, device, command_id, command, entity, entity_id, after)
        values (${place.companyId}, ${batch.user_id}, 'import', ${ctx.commandId}, 'import.run', 'import_batch',
          ${batch.id}, ${JSON.stringify(summary)}::jsonb)`.execute(tx);
    });
  } catch (error) {
    await progress.settled();
    await finish(house, place, batch.id, token, outcomeOf(batch, error));
  }
  house.afterCommit(place.companyId, ctx.topics);
}

function outcomeOf(batch: Batch, error: unknown): Outcome {
  if (error instanceof ImportNotKept) {
    const clean = error.problems.length === 0 && batch.state === 'checking';
    return { state: clean ? 'checked' : 'refused', problems: error.problems, summary: error.summary };
  }
  const code = error instanceof Refusal ? error.code : 'FAILED';
  const said = error instanceof Error ? error.message : String(error);
  const problem = {
    sheet: '',
    row: 0,
    cell: '',
    column: '',
    code,
    zh: `导入未完成：${said}`,
    en: `Import failed: ${said}`,
  };
  return { state: 'failed', problems: [problem], summary: {} };
}

/** Works one waiting batch of the company; true when there was one. */
export async function workOneBatch(house: ImportHouse, place: Place): Promise<boolean> {
  const token = newId();
  const batch = await takeBatch(house, place, token);
  if (!batch) return false;
  await importBatch(house, place, batch, token);
  return true;
}
