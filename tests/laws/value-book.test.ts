// Random openings, sales, losses, finds and moves in two cost areas, refused and done alike, valued in batches of random
// length; after each batch stock, cost pools and accounts are those of the naive second book, to the cent. The seed is
// printed so that a failure can be played again with TONGYUAN_SEED.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { dateIn, periodOf, systemClock } from '../../server/kernel/clock.ts';
import type { Ctx } from '../../server/kernel/ctx.ts';
import { parseQty } from '../../server/kernel/decimal.ts';
import { type Id, NONE_ID, newId } from '../../server/kernel/ids.ts';
import { Refusal } from '../../server/kernel/refusal.ts';
import type { House } from '../../server/kernel/run-command.ts';
import { withTransaction } from '../../server/kernel/transaction.ts';
import { houseContext } from '../../server/jobs/companies.ts';
import { valueAll } from '../../server/jobs/follow-movements.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { createCompany } from '../../server/main/new-company.ts';
import { type MovementKind, postMovements } from '../../server/wms/stock/index.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { type RandomSource, randomFrom } from '../support/random.ts';
import { type NaiveMovement, type NaiveValue, applyToValue, emptyValue, poolAt } from './naive-value.ts';

const OPERATIONS = Number(process.env['TONGYUAN_VALUED_OPERATIONS'] ?? 2_000);
const SEED = Number(process.env['TONGYUAN_SEED'] ?? Math.floor(Math.random() * 1e9));
const ITEMS = 3;
const AREAS = ['main', 'far'];
const BINS = AREAS.flatMap((area) => [`${area}/1`, `${area}/2`]);
const TIME_ZONE = 'Asia/Shanghai';

let database: TestDatabase;
let house: House;
const companyId = newId();
const itemIds = Array.from({ length: ITEMS }, newId);
const bins = new Map<string, Id>(BINS.map((bin) => [bin, newId()]));
let own: Id;

/** Two warehouses of a cost area each, two bins in either, items at moving average. */
async function furnish(): Promise<void> {
  const write = (text: string, values: unknown[]) => database.owner.query(text, [companyId, ...values]);
  for (const area of AREAS) {
    const warehouseId = newId();
    await write(
      `insert into md.warehouse (company_id, id, code, name, cost_area) values ($1, $2, $3, $3, $3)`,
      [warehouseId, area],
    );
    const here = BINS.filter((bin) => bin.startsWith(area));
    await write(
      `insert into wms.bin (company_id, id, warehouse_id, profile_id, code)
      select $1, b.id, $2, p.id, upper(b.code) from unnest($3::uuid[], $4::text[]) as b (id, code)
      join wms.bin_profile p on p.company_id = $1 and p.code = 'storage'`,
      [warehouseId, here.map((bin) => bins.get(bin)), here.map((bin) => bin.replace('/', '-'))],
    );
  }
  await write(
    `insert into md.item (company_id, id, code, name, base_unit_id, inventory_account_code)
    select $1, i.id, 'I' || i.n, 'item', u.id, '1405.03' from unnest($2::uuid[]) with ordinality as i (id, n)
    join md.unit u on u.company_id = $1 and u.code = '只'`,
    [itemIds],
  );
  await write(`insert into wms.lot (company_id, id, lot_no) values ($1, $2, '') on conflict do nothing`, [
    NONE_ID,
  ]);
}

before(async () => {
  database = await createTestDatabase();
  house = buildHouse(database.database, createLive(), systemClock);
  const ownerId = newId();
  await database.owner.query(
    `insert into sys.user_account (id, login, name, password_hash) values ($1, 'o', 'o', '')`,
    [ownerId],
  );
  const startPeriod = periodOf(dateIn(TIME_ZONE, systemClock.now()));
  await withTransaction(house.database, companyId, 'write', (tx) =>
    createCompany(tx, { id: companyId, code: '01', name: 'value', startPeriod }, ownerId),
  );
  await furnish();
  const { rows } = await database.owner.query<{ id: Id; code: string }>(
    `select id, code from wms.bin where company_id = $1 and code like '*%'
    union all select id, 'OWN' from md.partner where company_id = $1 and is_own`,
    [companyId],
  );
  for (const { id, code } of rows) bins.set(code, id);
  own = bins.get('OWN') ?? '';
});
after(async () => {
  await database.assertLaws();
  await database.close();
});

const KINDS: Readonly<Record<NaiveMovement['verb'], MovementKind>> = {
  open: 'opening',
  sell: 'ship',
  lose: 'count_loss',
  find: 'count_gain',
  move: 'move',
};

/** The same movement in the real book; false when it is refused. */
async function really(ctx: Ctx, item: number, movement: NaiveMovement): Promise<boolean> {
  const outside = { open: '*OPENING', sell: '*CUSTOMER', lose: '*LOSS', find: '*LOSS', move: '' }[
    movement.verb
  ];
  const [from, to] = ['from' in movement ? movement.from : outside, 'to' in movement ? movement.to : outside];
  const end = (bin: string) => ({ binId: bins.get(bin) ?? '', status: 'available', ownerId: own });
  const draft = {
    kind: KINDS[movement.verb],
    itemId: itemIds[item] ?? '',
    lotId: NONE_ID,
    qty: parseQty(String(movement.qty)),
    from: end(from),
    to: end(to),
    sourceKind: 'test',
    sourceId: newId(),
  };
  return withTransaction(house.database, companyId, 'write', async (tx) => {
    const [posted] = await postMovements(tx, ctx, [draft]);
    if (movement.verb === 'open')
      await sql`insert into fin.opening_value (company_id, movement_id, value)
        values (${companyId}, ${posted?.id.toString()}, ${(movement.value / 100).toFixed(2)}::numeric)`.execute(
        tx,
      );
  }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refusal) return false;
      throw error;
    },
  );
}

function draw(random: RandomSource, book: NaiveValue, item: number): NaiveMovement {
  const qty = 1 + random.below(40);
  const [from, to] = [random.of(BINS), random.of(BINS)];
  const dice = random.below(10);
  if (dice < 2) return { verb: 'open', qty, value: random.below(100_000), to };
  if (dice < 5) return { verb: 'sell', qty, from };
  if (dice < 6) return { verb: 'lose', qty, from };
  if (dice < 7 && poolAt(book, item, to).qty > 0) return { verb: 'find', qty, to };
  return from === to ? { verb: 'sell', qty, from } : { verb: 'move', qty, from, to };
}

async function read(text: string): Promise<Map<string, string>> {
  const { rows } = await database.owner.query<{ key: string; said: string }>(text, [companyId]);
  return new Map(rows.map(({ key, said }) => [key, said]));
}

const kept = (entries: Iterable<[string, string]>): Record<string, string> =>
  Object.fromEntries([...entries].filter(([, said]) => !/^[0. ]*$/.test(said)));

async function compare(book: NaiveValue, said: string): Promise<void> {
  const items = `(array_position($$ITEMS$$::uuid[], item_id) - 1)`.replace(
    '$$ITEMS$$',
    `'{${itemIds.join(',')}}'`,
  );
  const cents = (value: number): string => (value / 100).toFixed(2);
  const stock =
    await read(`select ${items} || '@' || lower(replace(n.code, '-', '/')) as key, trim_scale(on_hand)::text as said
    from wms.balance b join wms.bin n on n.company_id = b.company_id and n.id = b.bin_id where b.company_id = $1`);
  assert.deepEqual(kept(stock), kept([...book.onHand].map(([key, qty]) => [key, String(qty)])), said);
  const pools =
    await read(`select ${items} || '@' || cost_area as key, trim_scale(qty) || ' ' || value as said
    from fin.cost_pool where company_id = $1`);
  const naive = [...book.pools].map(([key, { qty, value }]): [string, string] => [
    key,
    `${qty} ${cents(value)}`,
  ]);
  assert.deepEqual(kept(pools), kept(naive), said);
  const accounts =
    await read(`select a.code as key, sum(l.debit - l.credit)::text as said from fin.voucher_line l
    join fin.account a on a.company_id = l.company_id and a.id = l.account_id where l.company_id = $1 group by 1`);
  assert.deepEqual(kept(accounts), kept([...book.accounts].map(([key, value]) => [key, cents(value)])), said);
}

test(`${OPERATIONS} random movements are worth what the naive book says (seed ${SEED})`, async (context) => {
  const random = randomFrom(SEED);
  const book = emptyValue();
  const place = { companyId, timeZone: TIME_ZONE };
  const ctx = {
    ...houseContext(house, place, 'test.post'),
    actor: { ...houseContext(house, place, 'x').actor, userId: newId() },
  };
  let refused = 0;
  let next = random.below(40);
  for (let n = 0; n < OPERATIONS; n += 1) {
    const item = random.below(ITEMS);
    const movement = draw(random, book, item);
    const said = `operation ${n} item ${item} ${JSON.stringify(movement)}`;
    const expected = applyToValue(book, item, movement);
    assert.equal(await really(ctx, item, movement), expected, said);
    if (!expected) refused += 1;
    if (n < next && n + 1 < OPERATIONS) continue;
    await valueAll(house, place);
    await compare(book, said);
    next = n + 1 + random.below(60);
  }
  context.diagnostic(`${refused} refused, ${book.vouchers} entries`);
  assert(refused > OPERATIONS / 20 && book.vouchers > OPERATIONS / 4);
});
