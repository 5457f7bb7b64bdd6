// Statements that nobody waits for: they are worked in the order sent, they fail the transaction with their own
// reason, and nothing of a failed transaction stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { useTestDatabase } from '../../tests/support/database.ts';
import { ask, send } from './lane.ts';
import { sqlStateOf, withTransaction } from './transaction.ts';

const database = useTestDatabase(async ({ owner }) => {
  await owner.query('create table public.mark (n integer primary key)');
  await owner.query('grant all on public.mark to public');
});

const marks = async (): Promise<number[]> =>
  (await database().owner.query<{ n: number }>('select n from public.mark order by n')).rows.map(
    ({ n }) => n,
  );

const put = (n: number) => sql`insert into public.mark values (${n})`;

test('what was sent is seen by the next question and stays after commit', async () => {
  const counts = await withTransaction(database().database, null, 'write', async (tx) => {
    await send(tx, put(1));
    const early = ask(tx, sql<{ n: string }>`select count(*)::text as n from public.mark`);
    await send(tx, put(2));
    const late = await tx
      .selectFrom(sql<{ n: number }>`public.mark`.as('mark'))
      .select('n')
      .execute();
    return [(await early).rows[0]?.n, late.length];
  });
  assert.deepEqual(counts, ['1', 2]);
  assert.deepEqual(await marks(), [1, 2]);
});

test('a sent statement that fails is the reason, whether something comes after it or only the commit', async () => {
  for (const after of [0, 1]) {
    await assert.rejects(
      withTransaction(database().database, null, 'write', async (tx) => {
        await send(tx, put(3));
        await send(tx, put(1));
        await send(tx, put(4));
        if (after === 1) await ask(tx, put(5));
      }),
      (error) => sqlStateOf(error) === '23505',
    );
    assert.deepEqual(await marks(), [1, 2]);
  }
});

test('an error of our own undoes what was sent, and the connection works on', async () => {
  for (let n = 0; n < 30; n += 1) {
    await assert.rejects(
      withTransaction(database().database, null, 'write', async (tx) => {
        await send(tx, put(6));
        throw new RangeError('thought better of it');
      }),
      RangeError,
    );
  }
  assert.deepEqual(await marks(), [1, 2]);
});
