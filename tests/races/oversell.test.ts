// Sixty-four clients want the same stock at once, by holding it, by shipping it and by promising it. Exactly as many
// get it as there is stock for; the others are told what is missing; nobody meets a deadlock.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { type AnyCommand, defineCommand } from '../../server/kernel/command.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { parseQty } from '../../server/kernel/decimal.ts';
import { newId } from '../../server/kernel/ids.ts';
import { type Outcome, runCommand } from '../../server/kernel/run-command.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { type MovementKind, allocateStock, postMovements } from '../../server/wms/stock/index.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { type StockCompany, seedStockCompany } from '../support/stock-company.ts';
import { type Crowd, countDeadlocks, gatherCrowd } from './crowd.ts';

const CLIENTS = 64;
const LIMIT = { timeout: 60_000 };

let database: TestDatabase;
let company: StockCompany;
let crowd: Crowd;
before(async () => {
  database = await createTestDatabase();
  company = await seedStockCompany(database, 3, 2);
  crowd = await gatherCrowd(database);
});
after(async () => {
  await database.assertLaws();
  assert.equal(await countDeadlocks(database), 0, 'no deadlock was even broken');
  await database.close();
});

const place = (binId: string) => ({ binId, status: 'available', ownerId: company.ownOwnerId });
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  assert(found !== undefined);
  return found;
};

const input = z.object({ qty: z.string() });
const shape = { right: 'stock.adjust', input, output: z.object({}), refusals: ['NOT_ENOUGH_STOCK'] };

/** The stock book's two ways to take, on one balance of an item of its own, and the way to fill it. */
function bookCommands(itemIndex: number): Record<'receive' | 'ship' | 'hold', AnyCommand> {
  const [itemId, lotId] = [at(company.itemIds, itemIndex), at(company.lotIds, itemIndex)];
  const binId = at(company.binIds, 0);
  const move = (name: string, kind: MovementKind, from: string, to: string): AnyCommand =>
    defineCommand({
      ...shape,
      name,
      run: async (tx, { qty }, ctx) => {
        const source = { sourceKind: 'test', sourceId: newId() };
        const ends = { from: place(from), to: place(to) };
        await postMovements(tx, ctx, [{ kind, itemId, lotId, qty: parseQty(qty), ...ends, ...source }]);
        return {};
      },
    });
  const hold = defineCommand({
    ...shape,
    name: 'test.hold',
    run: async (tx, { qty }, ctx) => {
      const key = { itemId, lotId, ...place(binId) };
      await allocateStock(tx, ctx, [{ demandKind: 'test', demandLineId: newId(), key, qty: parseQty(qty) }]);
      return {};
    },
  });
  return {
    receive: move('test.receive', 'receive', company.outside.supplier, binId),
    ship: move('test.ship', 'ship', binId, company.outside.customer),
    hold,
  };
}

/** Runs a command of the bare company once per client, all at once. */
async function rush(command: AnyCommand, qty: string, clients = CLIENTS): Promise<Outcome[]> {
  const house = buildHouse(database.database, createLive(), systemClock);
  const actor = { ...company.actor, rights: new Set(['stock.adjust']) };
  const asker = { company: { id: company.companyId, timeZone: 'Asia/Shanghai' }, actor, device: 'race' };
  return Promise.all(
    Array.from({ length: clients }, () => runCommand(house, asker, command, newId(), { qty })),
  );
}
const won = (outcomes: readonly Outcome[]): number =>
  outcomes.filter((outcome) => outcome.kind === 'done').length;

for (const [index, verb] of (['ship', 'hold'] as const).entries()) {
  test(
    `${CLIENTS} clients ${verb} 7 each of 300: 42 win, the others are told what is left`,
    LIMIT,
    async () => {
      const book = bookCommands(index);
      assert.equal(won(await rush(book.receive, '300', 1)), 1);
      const outcomes = await rush(book[verb], '7');
      assert.equal(won(outcomes), 42);
      for (const outcome of outcomes) {
        if (outcome.kind === 'done') continue;
        assert.deepEqual(outcome, {
          kind: 'refused',
          code: 'NOT_ENOUGH_STOCK',
          facts: { shortages: [`I${index + 1} L1 @ B1: 7 > 6`] },
        });
      }
    },
  );
}

test(
  `${CLIENTS} clients hold and ship the same 300 at once: together they get 42 times 7`,
  LIMIT,
  async () => {
    const book = bookCommands(2);
    assert.equal(won(await rush(book.receive, '300', 1)), 1);
    const both = await Promise.all([rush(book.ship, '7', CLIENTS / 2), rush(book.hold, '7', CLIENTS / 2)]);
    assert.equal(won(both.flat()), 42);
  },
);

/** A sales order of one line for the item, as a draft. */
async function draftOrder(itemId: string, qty: string): Promise<string> {
  const order = await crowd.act('sales', 'sales.save-order', {
    customerId: await crowd.idOf('md.partner', 'C02'),
    warehouseId: await crowd.idOf('md.warehouse', 'CP'),
    deliveryDate: systemClock.now().toISOString().slice(0, 10),
    lines: [{ itemId, qty }],
  });
  return String(order['orderId']);
}

test(
  `${CLIENTS} orders of 7 approved at once: 25 of 180 are promised in time, the others are told`,
  LIMIT,
  async () => {
    const itemId = await crowd.idOf('md.item', 'FG-K15');
    const orders = await Promise.all(Array.from({ length: CLIENTS }, () => draftOrder(itemId, '7')));
    const outcomes = await Promise.all(
      orders.map((orderId) => crowd.act('salesmgr', 'sales.approve-order', { orderId, beyondCredit: true })),
    );
    const lateOnes = outcomes.map((outcome) =>
      z.array(z.record(z.string(), z.unknown())).parse(outcome['late']),
    );
    assert.equal(lateOnes.filter((late) => late.length === 0).length, 25);
    for (const [late] of lateOnes.filter((found) => found.length > 0)) {
      assert.equal(late?.['item'], 'FG-K15');
      assert.equal(late?.['wanted'], '7');
      assert(Number(late?.['byDate']) < 7, 'less than wanted is free');
    }
  },
);

test(
  `${CLIENTS} shipments of 6 released at once: 95 serve 15 and part of one, the others are refused`,
  LIMIT,
  async () => {
    const itemId = await crowd.idOf('md.item', 'FG-H18G');
    const shipments = await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        const orderId = await draftOrder(itemId, '6');
        await crowd.act('salesmgr', 'sales.approve-order', { orderId, beyondCredit: true });
        return (await crowd.act('sales', 'sales.notify-shipment', { orderId }))['shipmentId'];
      }),
    );
    const outcomes = await Promise.all(
      // Whoever comes first is served here: the book must hold also where nobody asks the plan.
      shipments.map((shipmentId) =>
        crowd.send('whmgr', 'shipping.release-shipment', { shipmentId, insist: true }),
      ),
    );
    const missing = outcomes.flatMap((outcome) => {
      if (outcome.kind !== 'done') return [];
      return [z.object({ missing: z.array(z.unknown()) }).parse(outcome.result).missing.length];
    });
    assert.equal(missing.filter((count) => count === 0).length, 15);
    assert.equal(missing.filter((count) => count === 1).length, 1, 'the last five go to one shipment');
    for (const outcome of outcomes) {
      if (outcome.kind === 'done') continue;
      assert(outcome.kind === 'refused' && outcome.code === 'NOTHING_TO_RELEASE', JSON.stringify(outcome));
      assert.deepEqual(outcome.facts['shortages'], ['FG-H18G 6']);
    }
    const [held] = await crowd.read(
      `select allocated::text, on_hand::text from wms.balance where item_id = $1 and on_hand > 0`,
      [itemId],
    );
    assert.deepEqual(held, { allocated: '95.000000', on_hand: '95.000000' });
  },
);
