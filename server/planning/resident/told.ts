// What was last told of each order that stands short or late, as rows, and whose turn it is to tell. A process that has the
// turn writes only what differs from what it wrote before; whoever gets the turn reads it all and goes on from there.
// Whoever finds that another has written since begins anew from the rows, so that nothing is told twice.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { NEVER, parseMicro } from '../engine/index.ts';
import type { Kept } from './follow.ts';
import type { Hits } from './hits.ts';
import { type Resident, type Standings, standing } from './resident.ts';
import { STATUSES } from './statuses.ts';
import { dateText, lateDays, qtyText } from './words.ts';

const ROWS_AT_ONCE = 20_000;

/** What whoever had the turn before has left behind. */
export type Turn = {
  /** How often what was told has been written: 0 when it never was. */
  readonly tellings: bigint;
  readonly watchedAt: string | null;
  readonly watchedDay: string | null;
  readonly watchedXid: string | null;
  /** Somebody may have watched after the snapshot that we stand on. */
  readonly isNewer: boolean;
};

type TurnRow = Omit<Turn, 'isNewer'> & { readonly watchedMs: number | null; readonly leftMs: number };

/** Locks a company's turn; `begun` is a moment before our snapshot, by performance.now(). A number when another process has
 * the turn: for so many milliseconds at least. */
export async function takeTurn(tx: Tx, companyId: Id, holder: string, begun: number): Promise<Turn | number> {
  const read = async (): Promise<TurnRow | undefined> => {
    const { rows } = await sql<TurnRow>`
      select tellings, watched_at as "watchedAt", watched_day as "watchedDay", watched_xid::text as "watchedXid",
        (extract(epoch from clock_timestamp() - watched_at) * 1000)::float8 as "watchedMs",
        case when holder = ${holder} then 0
          else ceil(greatest(0, extract(epoch from leased_until - now())) * 1000)::int end as "leftMs"
      from plan.resident where company_id = ${companyId} for update`.execute(tx);
    return rows[0];
  };
  let row = await read();
  if (row === undefined) {
    await sql`insert into plan.resident (company_id, holder, leased_until) values (${companyId}, ${holder}, now())
      on conflict (company_id) do nothing`.execute(tx);
    row = await read();
  }
  if (row === undefined) throw new Error('a turn that was just made is not there');
  if (row.leftMs > 0) return row.leftMs;
  // By our own watch only now, because the lock may have been waited for: rather once too often than never.
  return { ...row, isNewer: row.watchedMs !== null && row.watchedMs <= performance.now() - begun };
}

/** Keeps the turn, and notes up to when we have watched. */
export async function keepTurn(
  tx: Tx,
  { resident, mark }: Kept,
  holder: string,
  { tellings, leaseMs }: { readonly tellings: bigint; readonly leaseMs: number },
): Promise<void> {
  await sql`
    update plan.resident set holder = ${holder}, leased_until = now() + ${leaseMs}::int * interval '1 millisecond',
      watched_at = now(), watched_day = ${resident.days.today}, watched_xid = ${String(mark.horizon)}::xid8,
      tellings = ${String(tellings)}
    where company_id = ${resident.companyId}`.execute(tx);
}

/** Lets others have the turn at once, instead of when it runs out. */
export async function giveTurnBack(tx: Tx, companyId: Id, holder: string): Promise<void> {
  await sql`update plan.resident set leased_until = now()
    where company_id = ${companyId} and holder = ${holder} and leased_until > now()`.execute(tx);
}

/** Notes what differs from what was told before. */
export async function writeTold(tx: Tx, resident: Resident, { red, notRed }: Hits): Promise<void> {
  const { companyId } = resident;
  if (notRed.length > 0)
    await sql`delete from plan.told_standing
      where company_id = ${companyId} and need = any(${notRed}::text[])`.execute(tx);
  for (let from = 0; from < red.length; from += ROWS_AT_ONCE) {
    const rows = red.slice(from, from + ROWS_AT_ONCE).map((row) => toldRow(resident, row));
    await sql`
      insert into plan.told_standing as t (company_id, need, status, late_days, need_date, qty)
      select ${companyId}, need, status, "lateDays", "needDate", qty
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as red (need text, status text, "lateDays" integer, "needDate" date, qty qty)
      on conflict (company_id, need) do update
        set status = excluded.status, late_days = excluded.late_days, need_date = excluded.need_date, qty = excluded.qty`.execute(
      tx,
    );
  }
}

function toldRow(resident: Resident, row: number) {
  const { demands } = resident.live.plan.model;
  const { level, delay } = standing(resident);
  return {
    need: demands.ids[row]!,
    status: STATUSES[level[row]!]!,
    lateDays: lateDays(delay[row]!),
    needDate: dateText(resident, demands.day[row]!),
    qty: qtyText(demands.qty[row]!),
  };
}

/** How orders stood that were short or late, and what they asked for. */
export type Told = { readonly standings: Standings; readonly asked: ReadonlyMap<string, Asked> };
export type Asked = { readonly qty: string; readonly date: string };

type ToldRow = {
  need: string;
  status: 'short' | 'late';
  late_days: number | null;
  need_date: string;
  qty: string;
};

export async function readTold(tx: Tx, companyId: Id): Promise<Told> {
  const { rows } = await sql<ToldRow>`
    select need, status, late_days, need_date, qty from plan.told_standing where company_id = ${companyId}`.execute(
    tx,
  );
  const asked = rows.map(
    ({ need, qty, need_date }) => [need, { qty: qtyText(parseMicro(qty)), date: need_date }] as const,
  );
  return {
    standings: {
      rows: new Map(rows.map(({ need }, row) => [need, row])),
      of: {
        level: Uint8Array.from(rows, ({ status }) => STATUSES.indexOf(status)),
        delay: Int32Array.from(rows, ({ late_days }) => late_days ?? NEVER),
      },
    },
    asked: new Map(asked),
  };
}

/** Nobody stood short or late. */
export const NOTHING_TOLD: Told = {
  standings: { rows: new Map(), of: { level: new Uint8Array(0), delay: new Int32Array(0) } },
  asked: new Map(),
};
