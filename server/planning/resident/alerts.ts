// Tells of orders that a change made short or late, or relieved. A company's alerts are told by one process at a time:
// whoever has the turn writes them, and with them how orders stand that are told; whoever does not keeps silent. Whoever
// gets the turn first tells what has happened while nobody watched (told.ts).
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Db } from '../../kernel/db.gen.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { withTransaction } from '../../kernel/transaction.ts';
import { causeOf, overdueSince, rememberGone, withChanges } from './alert-cause.ts';
import type { AlertCause, AlertChange, AlertHit } from './alert-shapes.ts';
import { blockersOf } from './answers/run-words.ts';
import { type Standing, standingRow } from './answers/standings.ts';
import type { Followed } from './follow.ts';
import { type Hit, type Hits, hitsOf } from './hits.ts';
import type { Hear } from './keeper.ts';
import { type Resident, allocation, standing } from './resident.ts';
import { STATUSES, type Statuses } from './statuses.ts';
import { NOTHING_TOLD, type Turn, giveTurnBack, keepTurn, readTold, takeTurn, writeTold } from './told.ts';
import { askedOtherwise, changesSince } from './unwatched.ts';

const MOST_HITS = 50;
const MOST_CAUSES = 5;
/** A process that has kept silent for so long has lost its turn. */
const LEASE_MS = 6_000;
/** The turn is kept before it is lost: after this share of the lease. */
const KEPT_EARLY = 3;
/** Changes that are remembered while another process tells, should it be lost. */
const MOST_MISSED = 50;

export type Tell = (companyId: Id, topics: ReadonlySet<string>) => void;

type Alert = {
  readonly level: 'short' | 'late' | 'relieved';
  readonly cause: AlertCause;
  readonly hits: readonly AlertHit[];
  readonly hitCount: number;
};

/** What a process knows of the telling of one company. */
type Watch = {
  /** The standings that are written as told; null while they are another's, or it is not known whether they were. */
  told: Statuses | null;
  /** The calendar day they are of. */
  day: string;
  tellings: bigint;
  /** When the turn is to be kept, or tried for again; by the process's own watch. */
  again: number;
  /** What we saw while it was another's turn. */
  missed: readonly AlertChange[];
};

/** What a step is to write: what differs, and what is told of it. */
type Telling = { readonly hits: Hits; readonly alerts: readonly Alert[] };

/** Who tells alerts, until the end. */
export type Teller = { readonly hear: Hear; readonly end: () => Promise<void> };

/** Hears every step of a plan and writes what it means for orders. `holder` names the process. In the end it keeps silent,
 * and whoever is next need not wait. */
export function tellAlerts(database: Kysely<Db>, holder: string, tell: Tell, leaseMs = LEASE_MS): Teller {
  const watches = new Map<Id, Watch>();
  let hasEnded = false;
  const hear: Hear = async ({ companyId }, before, followed, begun) => {
    if (hasEnded) return;
    rememberGone(followed);
    const { resident } = followed.kept;
    const watch = watches.get(companyId) ?? { told: null, day: '', tellings: 0n, again: 0, missed: [] };
    watches.set(companyId, watch);
    const goesOn = before !== null && watch.told === before.of;
    if (!goesOn && watch.told !== null) Object.assign(watch, { told: null, again: 0 });
    const seen = goesOn
      ? tellingOf(followed, hitsOf(before, resident, changedNeeds(followed)), watch.day)
      : null;
    const isDue = performance.now() >= watch.again;
    // Most steps mean nothing to anybody, and most of the time it stays somebody's turn.
    if (!isDue && (seen === null || isNothing(seen.hits))) {
      if (goesOn) noteTold(watch, resident);
      else noteMissed(watch, followed);
      return;
    }
    Object.assign(watch, { told: null, again: 0 });
    noteMissed(watch, followed);
    const done = await withTransaction(database, companyId, 'write', async (tx) => {
      const turn = await takeTurn(tx, companyId, holder, begun);
      if (typeof turn === 'number') return { leftMs: turn, telling: null, tellings: 0n };
      const isOurs = seen !== null && turn.tellings === watch.tellings;
      const telling = isOurs ? seen : await catchUp(tx, followed, turn, watch);
      if (telling === null) return { leftMs: 0, telling, tellings: 0n };
      const isWritten = turn.tellings === 0n || !isNothing(telling.hits);
      const tellings = turn.tellings + (isWritten ? 1n : 0n);
      await Promise.all([
        writeTold(tx, resident, telling.hits),
        writeAlerts(tx, companyId, telling.alerts),
        keepTurn(tx, followed.kept, holder, { tellings, leaseMs }),
      ]);
      return { leftMs: leaseMs / KEPT_EARLY, telling, tellings };
    });
    watch.again = performance.now() + done.leftMs;
    if (done.telling === null) return;
    Object.assign(watch, { tellings: done.tellings, missed: [] });
    noteTold(watch, resident);
    if (done.telling.alerts.length > 0) tell(companyId, new Set(['plan_alert']));
  };
  const end = async (): Promise<void> => {
    hasEnded = true;
    for (const companyId of watches.keys())
      await withTransaction(database, companyId, 'write', (tx) => giveTurnBack(tx, companyId, holder));
  };
  return { hear, end };
}

const isNothing = ({ red, notRed, worse }: Hits): boolean => red.length + notRed.length + worse.length === 0;

function noteTold(watch: Watch, resident: Resident): void {
  Object.assign(watch, { told: standing(resident), day: resident.days.today });
}

function noteMissed(watch: Watch, followed: Followed): void {
  // Files are named by the logs.
  const changes = causeOf(followed).changes.filter(({ what }) => what !== 'import');
  if (changes.length > 0) watch.missed = [...changes, ...watch.missed].slice(0, MOST_MISSED);
}

const changedNeeds = ({ changes }: Followed): string[] =>
  changes.flatMap((change) => (change.kind === 'demand' ? [change.demand.id] : []));

/** What a step that we saw ourselves means. */
function tellingOf(followed: Followed, hits: Hits, dayBefore: string): Telling {
  const { resident } = followed.kept;
  if (isNothing(hits)) return { hits, alerts: [] };
  return {
    hits,
    alerts: alertsOf(resident, hits, (isNear) => sinceDay(resident, causeOf(followed), dayBefore, isNear)),
  };
}

/** How orders stand against what was told last, by whomever; null when whoever told it may have known more than we. */
async function catchUp(
  tx: Tx,
  { kept: { resident } }: Followed,
  turn: Turn,
  watch: Watch,
): Promise<Telling | null> {
  // The first time there is nothing that anybody has been told.
  if (turn.tellings === 0n) return { hits: hitsOf(NOTHING_TOLD.standings, resident, []), alerts: [] };
  if (turn.isNewer) return null;
  const told = await readTold(tx, resident.companyId);
  const asked = askedOtherwise(resident, told);
  const hits = hitsOf(
    told.standings,
    resident,
    asked.map(({ id }) => id),
  );
  if (hits.worse.length + hits.relieved.length === 0) return { hits, alerts: [] };
  const logged = turn.watchedXid === null ? [] : await changesSince(tx, resident, turn.watchedXid);
  const changes = [...asked, ...watch.missed, ...logged];
  const nobody = { command: '', actorId: null, at: null, since: turn.watchedAt, daysPassed: null };
  const cause = (isNear: Near): AlertCause =>
    sinceDay(
      resident,
      withChanges({ ...nobody, changes: [], changeCount: 0 }, ...nearFirst(changes, isNear)),
      turn.watchedDay ?? resident.days.today,
      isNear,
    );
  return { hits, alerts: alertsOf(resident, hits, cause) };
}

/** What concerns the orders hit, or anything they are made of; then the rest. */
function nearFirst(changes: readonly AlertChange[], isNear: Near): AlertChange[][] {
  return [changes.filter(isNear), changes.filter((change) => !isNear(change))];
}

/** With the days that have passed, and what those orders are made of that should have come on them. */
function sinceDay(resident: Resident, cause: AlertCause, from: string, isNear: Near): AlertCause {
  const to = resident.days.today;
  if (from >= to) return cause;
  return { ...withChanges(cause, overdueSince(resident, from).filter(isNear)), daysPassed: { from, to } };
}

type Near = (change: AlertChange) => boolean;

/** Whether a change is about one of the orders, or an item that one of them walked through in the run. */
function nearTo(resident: Resident, hits: readonly Hit[]): Near {
  const { needs, rows, needOfDemand, ground } = allocation(resident);
  const { demands, nodes, items } = ground.model;
  const [ids, codes] = [new Set<string>(), new Set<string>()];
  for (const { row } of hits) {
    ids.add(demands.ids[row]!);
    codes.add(items.codes[nodes.item[demands.node[row]!]!]!);
    const need = needOfDemand[row] ?? -1;
    if (need < 0) continue;
    for (let at = needs.firstRow[need]!; at < needs.endRow[need]!; at++)
      codes.add(items.codes[nodes.item[rows.node[at]!]!]!);
  }
  return ({ id, item }) => ids.has(id) || codes.has(item?.code ?? '');
}

async function writeAlerts(tx: Tx, companyId: Id, alerts: readonly Alert[]): Promise<void> {
  if (alerts.length === 0) return;
  const rows = alerts.map((alert) => ({ ...alert, id: newId() }));
  await sql`
    insert into plan.alert (company_id, id, level, cause, hits, hit_count)
    select ${companyId}, id, level, cause, hits, "hitCount"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as alert (id uuid, level text, cause jsonb, hits jsonb, "hitCount" integer)`.execute(tx);
}

/** However many orders were hit, one alert tells of them, and one of those that were relieved. */
function alertsOf(
  resident: Resident,
  { worse, relieved }: Hits,
  causeFor: (isNear: Near) => AlertCause,
): Alert[] {
  const alert = (level: Alert['level'], hits: readonly Hit[]): Alert[] => {
    if (hits.length === 0) return [];
    const named = hits.slice(0, MOST_HITS);
    const cause = causeFor(nearTo(resident, named));
    return [{ level, cause, hits: named.map((hit) => hitRow(resident, hit)), hitCount: hits.length }];
  };
  const rows = worse.map((hit) => ({ hit, standing: standingRow(resident, hit.row) }));
  const isLate = rows.some(({ standing }) => standing.status === 'late');
  return [...alert(isLate ? 'late' : 'short', byUrgency(rows)), ...alert('relieved', relieved)];
}

/** The earliest day of need first. */
const byUrgency = (rows: readonly { hit: Hit; standing: Standing }[]): Hit[] =>
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
