// Ten thousand random operations on the stock book, refused and accepted alike, against the naive second book.
// The seed is printed so that a failure can be played again with TONGYUAN_SEED.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseQty, qtyText } from '../../server/kernel/decimal.ts';
import { Refusal } from '../../server/kernel/refusal.ts';
import { withTransaction } from '../../server/kernel/transaction.ts';
import {
  type MovementDraft,
  type StockKey,
  allocateStock,
  postMovements,
  releaseAllocations,
} from '../../server/wms/stock/index.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { type StockCompany, seedStockCompany } from '../support/stock-company.ts';
import { randomFrom } from '../support/random.ts';
import { type NaiveOperation, applyNaively, emptyBook, heldAt } from './naive-stock.ts';

const OPERATIONS = Number(process.env.TONGYUAN_OPERATIONS ?? 10_000);
const SEED = Number(process.env.TONGYUAN_SEED ?? Math.floor(Math.random() * 1e9));
const ITEMS = 4;
const BINS = 5;

let database: TestDatabase;
let company: StockCompany;
before(async () => {
  database = await createTestDatabase();
  company = await seedStockCompany(database, ITEMS, BINS);
});
after(async () => {
  await database.assertLaws();
  await database.close();
});

const PLACES = ['*supplier', '*customer', '*loss', ...Array.from({ length: BINS }, (_, bin) => `bin ${bin}`)];

const binOf = (place: string): string => {
  if (place === '*supplier') return company.outside.supplier;
  if (place === '*customer') return company.outside.customer;
  if (place === '*loss') return company.outside.loss;
  return company.binIds[Number(place.slice(4))] ?? '';
};
const keyAt = (item: number, place: string): StockKey => ({
  itemId: company.itemIds[item] ?? '',
  lotId: company.lotIds[item] ?? '',
  binId: binOf(place),
  status: 'available',
  ownerId: company.ownOwnerId,
});

function draftOf(item: number, qty: number, from: string, to: string): MovementDraft {
  const { itemId, lotId, ...place } = keyAt(item, from);
  const { itemId: _i, lotId: _l, ...target } = keyAt(item, to);
  return {
    kind: 'move',
    itemId,
    lotId,
    qty: parseQty(String(qty)),
    from: place,
    to: target,
    sourceKind: 'test',
    sourceId: company.companyId,
  };
}

async function really(operation: NaiveOperation, names: Map<string, string>, held: Map<string, StockKey>) {
  const ctx = company.contextOf();
  await withTransaction(database.database, company.companyId, 'write', async (tx) => {
    if (operation.verb === 'move') {
      await postMovements(tx, ctx, [draftOf(operation.item, operation.qty, operation.from, operation.to)]);
    } else if (operation.verb === 'allocate') {
      const key = keyAt(operation.item, operation.at);
      const [id] = await allocateStock(tx, ctx, [
        { demandKind: 'test', demandLineId: company.companyId, key, qty: parseQty(String(operation.qty)) },
      ]);
      names.set(operation.name, id ?? '');
      held.set(operation.name, key);
    } else {
      const allocationId = names.get(operation.name) ?? '';
      const qty = parseQty(String(operation.qty));
      if (operation.verb === 'release')
        await releaseAllocations(tx, ctx, [{ allocationId, qty, reason: 'test' }]);
      else {
        const { itemId, lotId, ...from } = held.get(operation.name) ?? keyAt(0, 'bin 0');
        await postMovements(tx, ctx, [
          {
            kind: 'pick',
            itemId,
            lotId,
            qty,
            from,
            to: { ...from, binId: binOf(operation.to) },
            allocationId,
            sourceKind: 'test',
            sourceId: company.companyId,
          },
        ]);
      }
    }
  });
}

test(`${OPERATIONS} random operations agree with the naive book (seed ${SEED})`, async () => {
  const random = randomFrom(SEED);
  const book = emptyBook();
  const names = new Map<string, string>();
  const held = new Map<string, StockKey>();
  const operations: NaiveOperation[] = [];
  for (let n = 0; n < OPERATIONS; n += 1) {
    const item = random.below(ITEMS);
    const qty = 1 + random.below(20);
    const [from, to] = [random.of(PLACES), random.of(PLACES)];
    const name = names.size ? random.of([...names.keys()].slice(-12)) : '';
    const dice = random.below(10);
    const operation: NaiveOperation =
      dice < 6 || (dice >= 8 && !name)
        ? { verb: 'move', item, qty, from: dice < 2 ? '*supplier' : from, to }
        : dice < 8
          ? { verb: 'allocate', item, qty, at: `bin ${random.below(BINS)}`, name: `h${n}` }
          : dice < 9
            ? { verb: 'release', qty, name }
            : { verb: 'consume', qty, name, to };
    if (operation.verb === 'move' && operation.from === operation.to) continue;
    if (operation.verb === 'consume' && held.get(name)?.binId === binOf(to)) continue;
    operations.push(operation);
    const expected = applyNaively(book, operation);
    const done = await really(operation, names, held).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Refusal) return false;
        throw error;
      },
    );
    assert.equal(done, expected, `operation ${n} ${JSON.stringify(operation)}`);
  }
  const { rows } = await database.owner.query<{
    item_id: string;
    bin_id: string;
    on_hand: string;
    allocated: string;
  }>('select item_id, bin_id, on_hand, allocated from wms.balance where company_id = $1', [
    company.companyId,
  ]);
  for (const row of rows) {
    const item = company.itemIds.indexOf(row.item_id);
    const place = `bin ${company.binIds.indexOf(row.bin_id)}`;
    assert.equal(qtyText(parseQty(row.on_hand)), String(book.onHand.get(`${item}@${place}`) ?? 0));
    assert.equal(qtyText(parseQty(row.allocated)), String(heldAt(book, item, place)));
  }
});
