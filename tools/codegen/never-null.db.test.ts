// The generator's reading of views, against real views of every construction it claims to understand.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { type TestDatabase, createTestDatabase } from '../../tests/support/database.ts';
import { readRelations } from './catalogue.ts';

let database: TestDatabase;
let client: pg.Client;
before(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(`
    create table sys.parent (id int primary key, name text not null, note text);
    create table sys.child (id int primary key, parent_id int not null, qty qty not null, maybe qty);`);
});
after(async () => {
  await client.end();
  await database.close();
});

/** Columns of a view made of this query, as "name" where never null and "name?" where it may be. */
async function columnsOf(query: string): Promise<string> {
  await client.query(`create or replace view sys.probe as ${query}`);
  const found = (await readRelations(client)).find(({ schema, name }) => `${schema}.${name}` === 'sys.probe');
  await client.query('drop view sys.probe');
  return (found?.columns ?? []).map((column) => `${column.name}${column.notNull ? '' : '?'}`).join(' ');
}

const cases: readonly (readonly [string, string, string])[] = [
  ['plain columns', 'select id, note from sys.parent', 'id note?'],
  [
    'an outer join nulls the far side',
    'select p.id, c.qty, coalesce(c.qty, 0)::qty as filled from sys.parent p left join sys.child c on c.parent_id = p.id',
    'id qty? filled',
  ],
  [
    'an inner join does not',
    'select p.name, c.qty, c.maybe from sys.parent p join sys.child c on c.parent_id = p.id',
    'name qty maybe?',
  ],
  ['merged columns of a join', 'select id, qty from sys.parent join sys.child using (id)', 'id qty'],
  [
    'groups, counts and sums',
    'select parent_id, count(*) as n, sum(qty) as total, coalesce(sum(qty), 0)::qty as filled from sys.child group by parent_id',
    'parent_id n total? filled',
  ],
  [
    'grouping sets null the group',
    'select parent_id, count(*) as n from sys.child group by cube (parent_id)',
    'parent_id? n',
  ],
  [
    'a common table expression under an outer join',
    `with c as (select parent_id, count(*) as n from sys.child group by 1)
      select p.id, c.n from sys.parent p left join c on true`,
    'id n?',
  ],
  [
    'a union is as sure as its weakest part',
    'select id, name from sys.parent union all select id, null from sys.child',
    'id name?',
  ],
  [
    'case and arithmetic',
    `select case when id > 1 then 'a' else 'b' end as sure, case when id > 1 then 'a' end as unsure,
       id + 1 as next, name || '-' as label, name || note as weak, qty - maybe as gap
     from (select p.*, 1::qty as qty, null::qty as maybe from sys.parent p) x`,
    'sure unsure? next label weak? gap?',
  ],
  [
    'a subquery may find nothing, exists always answers',
    'select (select qty from sys.child limit 1) as one, exists (select from sys.child) as any from sys.parent',
    'one? any',
  ],
  [
    'a lateral subquery of an aggregate',
    'select p.id, l.n from sys.parent p cross join lateral (select count(*) as n from sys.child c where c.parent_id = p.id) l',
    'id n',
  ],
];

for (const [name, query, expected] of cases) {
  test(name, async () => {
    assert.equal(await columnsOf(query), expected);
  });
}

test('a view over a view keeps what the inner one knew', async () => {
  await client.query('create view sys.inner_view as select id, note from sys.parent');
  assert.equal(await columnsOf('select id, note from sys.inner_view'), 'id note?');
});
