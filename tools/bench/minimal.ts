// The yardstick: a hand-written minimal posting in SQL on the same server in the same run. Per line one movement,
// one balance upsert, one value row and two journal lines; one commit per document. What the full path costs is
// told as a ratio to this, so that the figure survives a noisy machine.
import type pg from 'pg';
import { openPool } from '../../server/kernel/database.ts';
import type { Cpu } from './server.ts';

const SETUP = `
drop schema if exists bench cascade;
create schema bench;
create table bench.movement (id bigint generated always as identity primary key, item int not null, bin int not null,
  qty numeric(20,6) not null, at timestamptz not null default now());
create table bench.balance (item int, bin int, on_hand numeric(20,6) not null check (on_hand >= 0), primary key (item, bin));
create table bench.value (movement_id bigint primary key, amount numeric(18,2) not null);
create table bench.journal (id bigint generated always as identity primary key, movement_id bigint not null,
  account int not null, debit numeric(18,2) not null, credit numeric(18,2) not null);
create function bench.post(items int[], bins int[], qtys numeric[]) returns void language sql as $$
  with line as (select * from unnest(items, bins, qtys) as l (item, bin, qty) order by item, bin),
  moved as (insert into bench.movement (item, bin, qty) select item, bin, qty from line returning id, qty),
  balanced as (insert into bench.balance (item, bin, on_hand) select item, bin, sum(qty) from line group by 1, 2 order by 1, 2
    on conflict (item, bin) do update set on_hand = bench.balance.on_hand + excluded.on_hand),
  valued as (insert into bench.value select id, qty * 7.8 from moved)
  insert into bench.journal (movement_id, account, debit, credit)
    select id, account, case account when 1403 then qty * 7.8 else 0 end, case account when 1403 then 0 else qty * 7.8 end
    from moved cross join (values (1403), (2202)) as a (account);
$$;`;

/** Posts the nth document of a client; false when there is nothing left to post. */
export type Post = (client: number, n: number) => Promise<boolean>;

export type Rate = {
  readonly documentsPerSecond: number;
  readonly linesPerSecond: number;
  /** Processor time of program and database for one document. */
  readonly programMs: number;
  readonly databaseMs: number;
};

/** Runs documents of `lines` lines from `clients` clients for about `ms` milliseconds; a client that posts nothing ends. */
export async function measure(
  clients: number,
  lines: number,
  ms: number,
  post: Post,
  cpu: () => Cpu,
): Promise<Rate> {
  const before = cpu();
  const until = performance.now() + ms;
  const started = performance.now();
  const done = await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      let n = 0;
      while (performance.now() < until) {
        if (!(await post(client, n))) break;
        n += 1;
      }
      return n;
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  const documents = done.reduce((sum, n) => sum + n, 0);
  const { programMs, databaseMs } = cpu();
  return {
    documentsPerSecond: documents / seconds,
    linesPerSecond: (documents * lines) / seconds,
    programMs: (programMs - before.programMs) / documents,
    databaseMs: (databaseMs - before.databaseMs) / documents,
  };
}

/** Prepares the yardstick's own schema and returns how to post one document of it. */
export async function prepareMinimal(ownerUrl: string): Promise<{
  post: (lines: number) => Post;
  close: () => Promise<void>;
}> {
  const pool: pg.Pool = openPool({ connectionString: ownerUrl, max: 20, applicationName: 'bench-minimal' });
  await pool.query(SETUP);
  return {
    post: (lines) => async (client, n) => {
      const items = Array.from({ length: lines }, (_, line) => (n * lines + line + client * 31) % 500);
      await pool.query('select bench.post($1, $2, $3)', [
        items,
        items.map((item) => item % 40),
        items.map(() => '10'),
      ]);
      return true;
    },
    close: async () => {
      await pool.query('drop schema bench cascade');
      await pool.end();
    },
  };
}
