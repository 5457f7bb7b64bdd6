// Tells of orders that a change made short or late, or relieved. A company's alerts are told by one process at a time:
// whoever holds its lease writes them; whoever does not keeps silent.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Db } from '../../kernel/db.gen.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { withTransaction } from '../../kernel/transaction.ts';
import type { Change, Serving } from '../engine/index.ts';
import type { AlertCause, AlertChange, AlertHit } from './alert-shapes.ts';
import { blockersOf } from './answers/run-words.ts';
import { standingRow } from './answers/standings.ts';
import type { Followed } from './follow.ts';
import { type Hit, hitsOf } from './hits.ts';
import type { Hear } from './keeper.ts';
import { type Resident, allocation } from './resident.ts';
import { STATUSES } from './statuses.ts';
import { dateText, documentOf, qtyText } from './words.ts';

const MOST_HITS = 50;
const MOST_CHANGES = 20;
const MOST_CAUSES = 5;
const LEASE = sql`now() + interval '15 seconds'`;

export type Tell = (companyId: Id, topics: ReadonlySet<string>) => void;

type Alert = {
  readonly level: 'short' | 'late' | 'relieved';
  readonly cause: AlertCause;
  readonly hits: readonly AlertHit[];
  readonly hitCount: number;
};

/** Hears every step of a plan and writes what it means for orders. `holder` names the process. */
export function tellAlerts(database: Kysely<Db>, holder: string, tell: Tell): Hear {
  return async ({ companyId }, before, followed) => {
    rememberGone(followed);
    const alerts = before === null ? [] : alertsOf(before, followed);
    // Most steps mean nothing to anybody; the lease is then only kept when it runs out soon.
    if (alerts.length === 0) return;
    const told = await withTransaction(database, companyId, 'write', async (tx) => {
      if (!(await holdLease(tx, companyId, holder))) return false;
      await writeAlerts(tx, companyId, alerts);
      return true;
    });
    if (told) tell(companyId, new Set(['plan_alert']));
  };
}

async function holdLease(tx: Tx, companyId: Id, holder: string): Promise<boolean> {
  const { rows } = await sql`
    insert into plan.resident as r (company_id, holder, leased_until) values (${companyId}, ${holder}, ${LEASE})
    on conflict (company_id) do update set holder = excluded.holder, leased_until = excluded.leased_until
      where r.holder = excluded.holder or r.leased_until < now()
    returning holder`.execute(tx);
  return rows.length > 0;
}

async function writeAlerts(tx: Tx, companyId: Id, alerts: readonly Alert[]): Promise<void> {
  const rows = alerts.map((alert) => ({ ...alert, id: newId() }));
  await sql`
    insert into plan.alert (company_id, id, level, cause, hits, hit_count)
    select ${companyId}, id, level, cause, hits, "hitCount"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as alert (id uuid, level text, cause jsonb, hits jsonb, "hitCount" integer)`.execute(tx);
}

function alertsOf(before: Parameters<typeof hitsOf>[0], followed: Followed): Alert[] {
  const { resident } = followed.kept;
  if (followed.changes.length === 0 && !followed.anew) return [];
  const { worse, relieved } = hitsOf(before, followed);
  if (worse.length + relieved.length === 0) return [];
  const cause = causeOf(followed);
  const alert = (level: Alert['level'], hits: readonly Hit[]): Alert[] =>
    hits.length === 0
      ? []
      : [
          {
            level,
            cause,
            hits: hits.slice(0, MOST_HITS).map((hit) => hitRow(resident, hit)),
            hitCount: hits.length,
          },
        ];
  const rows = worse.map((hit) => ({ hit, standing: standingRow(resident, hit.row) }));
  const isLate = rows.some(({ standing }) => standing.status === 'late');
  return [...alert(isLate ? 'late' : 'short', byUrgency(rows)), ...alert('relieved', relieved)];
}

/** The earliest day of need first. */
const byUrgency = (rows: readonly { hit: Hit; standing: { date: string; id: string } }[]): Hit[] =>
  [...rows]
    .sort(({ standing: a }, { standing: b }) => (`${a.date} ${a.id}` < `${b.date} ${b.id}` ? -1 : 1))
    .map(({ hit }) => hit);

/** How an order stands and what holds it back, both from the one allocation run. */
function hitRow(resident: Resident, { row, levelBefore }: Hit): AlertHit {
  const need = allocation(resident).needOfDemand[row] ?? -1;
  const blockers = need < 0 ? [] : blockersOf(resident, need);
  return {
    ...standingRow(resident, row),
    before: levelBefore === null ? null : STATUSES[levelBefore]!,
    causes: blockers.slice(0, MOST_CAUSES).map(({ item, qty, needDate, readyDate, ...blocker }) => ({
      item,
      supply: {
        side: blocker.supplyId === null ? 'short' : 'open',
        id: blocker.supplyId ?? '',
        document: blocker.supply,
      },
      qty,
      needDate,
      date: readyDate ?? needDate,
      lateDays: readyDate === null ? null : blocker.lateDays,
    })),
  };
}

/** What changed, from what to what. A plan that was made anew knows only whose command it was. */
export function causeOf(followed: Followed): AlertCause {
  const last = followed.entries.at(-1);
  const before = new Map(followed.undo.flatMap((change) => sideOf(followed, change) ?? []));
  const changes = followed.changes.map((change) => changeRow(followed, change, before));
  return {
    command: last?.command ?? '',
    actorId: last?.actorId ?? null,
    at: last?.at ?? null,
    changes: changes.slice(0, MOST_CHANGES),
    changeCount: changes.length,
  };
}

type Side = { readonly qty: string; readonly date: string };

const MOST_REMEMBERED = 1_000;
/** What was taken out of a plan, so that an order that is unapproved, changed and approved again is told as a change. */
const remembered = new WeakMap<Resident, Map<string, Side>>();

function rememberGone(followed: Followed): void {
  const { resident } = followed.kept;
  if (!followed.changes.some(isDrop)) return;
  const before = new Map(followed.undo.flatMap((change) => sideOf(followed, change) ?? []));
  const known = remembered.get(resident) ?? new Map<string, Side>();
  remembered.set(resident, known);
  for (const change of followed.changes) {
    const side = isDrop(change) ? before.get(change.id) : undefined;
    if (isDrop(change) && side !== undefined) known.set(change.id, side);
  }
  for (const id of known.keys()) {
    if (known.size <= MOST_REMEMBERED) break;
    known.delete(id);
  }
}

const isDrop = (change: Change): change is Extract<Change, { kind: 'dropDemand' | 'dropSupply' }> =>
  change.kind === 'dropDemand' || change.kind === 'dropSupply';

function sideOf({ kept }: Followed, change: Change): [string, Side][] | null {
  const row = change.kind === 'demand' ? change.demand : change.kind === 'supply' ? change.supply : null;
  if (row === null) return null;
  return [[row.id, { qty: qtyText(row.qty), date: dateText(kept.resident, row.day) }]];
}

function changeRow(followed: Followed, change: Change, before: ReadonlyMap<string, Side>): AlertChange {
  const { resident } = followed.kept;
  const [id, what] =
    change.kind === 'servings' ? [ruledNeed(followed, change), 'serving' as const] : nameOf(change);
  const [after] = sideOf(followed, change) ?? [];
  const gone = followed.gone.get(id);
  const code = gone?.item ?? itemOf(resident, id, what);
  const item = code === undefined ? undefined : resident.items.get(code);
  return {
    what,
    id,
    document: gone === undefined ? documentOf(resident, id) : shown(gone),
    item: item === undefined ? null : { id: item.id, code: item.code, name: item.name, unit: item.unit },
    before: before.get(id) ?? (after && remembered.get(resident)?.get(id)) ?? null,
    after: after?.[1] ?? null,
  };
}

function shown<T extends { readonly item: string }>(face: T): Omit<T, 'item'> {
  const { item: _, ...rest } = face;
  return rest;
}

/** The order that a ruling puts before another, or puts back. */
function ruledNeed({ undo }: Followed, { servings }: Extract<Change, { kind: 'servings' }>): string {
  const before = undo.flatMap((change) => (change.kind === 'servings' ? change.servings : []));
  const isIn = (one: Serving, all: readonly Serving[]): boolean =>
    all.some(({ need, than }) => need === one.need && than === one.than);
  const come = servings.filter((one) => !isIn(one, before));
  const gone = before.filter((one) => !isIn(one, servings));
  return [...gone, ...come].at(-1)?.need ?? servings.at(-1)?.need ?? '';
}

function nameOf(change: Exclude<Change, { kind: 'servings' }>): [string, AlertChange['what']] {
  switch (change.kind) {
    case 'demand':
      return [change.demand.id, 'demand'];
    case 'dropDemand':
      return [change.id, 'demand'];
    case 'supply':
      return [change.supply.id, 'supply'];
    case 'dropSupply':
      return [change.id, 'supply'];
    case 'forecast':
      return [change.item, 'forecast'];
    case 'item':
      return [change.item.code, 'item'];
    case 'lines':
      return [change.parent, 'structure'];
  }
}

const itemOf = (resident: Resident, id: string, what: AlertChange['what']): string | undefined =>
  ['demand', 'supply', 'serving'].includes(what) ? resident.faces.get(id)?.item : id;
