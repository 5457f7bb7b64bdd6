// A quantity opens into what makes it: the movements of a balance add up to it, with what is held of it for whom, and a
// line of an order leads to what the floor did for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { type Row, openStores } from '../support/storekeeping.ts';

const { act, ask, rows, idOf, tasksOf } = openStores();

const zWhy = z.object({
  title: z.object({ qty: z.string().nullable(), allocated: z.string().nullable() }),
  movements: z.array(
    z.object({
      kind: z.string(),
      qty: z.string(),
      document_no: z.string().nullable(),
      by: z.string().nullable(),
    }),
  ),
  allocations: z.array(z.object({ document_no: z.string().nullable(), qty_open: z.string() })),
});
type Why = z.output<typeof zWhy>;
const zChain = z.object({
  nodes: z.array(z.object({ kind: z.string(), qty: z.string().nullable(), qty_done: z.string().nullable() })),
});

const explain = async (query: string, input: Row): Promise<Why> =>
  zWhy.parse(await ask('whmgr', query, input));

/** The movements added up, exactly. */
const sumOf = async (why: Why): Promise<string> =>
  (
    await rows('select trim_scale(sum(q))::text as qty from unnest($1::numeric[]) q', [
      why.movements.map(({ qty }) => qty),
    ])
  )[0]?.['qty'] ?? '';

test('a transfer is approved and taken out in part: order line, balances and what is held tell the same', async () => {
  const order = await act('planner', 'transfer.save-order', {
    fromWarehouseId: await idOf('md.warehouse', 'YL'),
    toWarehouseId: await idOf('md.warehouse', 'BCP'),
    lines: [{ itemId: await idOf('md.item', 'RM-HEAT'), qty: '100' }],
  });
  const { transferId } = await act('whmgr', 'transfer.approve-order', { orderId: order['orderId'] });
  const [task] = await tasksOf(transferId, 'transfer_out');
  await act('clerk1', 'transferring.confirm-dispatch', {
    taskId: task?.['id'],
    binCode: task?.['from_bin'],
    item: task?.['item'],
    lotNo: task?.['lot'],
    qty: '60',
  });
  const [line] = await rows('select id from erp.transfer_order_line where order_id = $1', [order['orderId']]);
  const ofLine = await explain('document.explain-line', { lineId: line?.['id'] ?? '' });
  assert.deepEqual(
    ofLine.movements.map(({ kind, qty, by }) => [kind, qty, by]),
    [['dispatch', '60', '陈强']],
  );
  assert.equal(ofLine.allocations[0]?.document_no, ofLine.movements[0]?.document_no);

  const balances = await rows(
    `select item_id as "itemId", owner_id as "ownerId", lot_id as "lotId", status, bin_id as "binId",
      trim_scale(on_hand)::text as on_hand, trim_scale(allocated)::text as allocated
    from wms.balance where item_id = $1 and on_hand > 0`,
    [await idOf('md.item', 'RM-HEAT')],
  );
  assert.equal(balances.length, 2);
  for (const { on_hand: onHand, allocated, ...key } of balances) {
    const why = await explain('document.explain-balance', key);
    assert.deepEqual([why.title.qty, why.title.allocated, await sumOf(why)], [onHand, allocated, onHand]);
    const held = why.allocations.map(({ qty_open: open }) => open);
    assert.deepEqual(held, allocated === '0' ? [] : [allocated]);
  }
});

test('the chain of a transfer says how much of it is done', async () => {
  const [order] = await rows('select id from erp.transfer_order limit 1');
  const input = { kind: 'transfer_order', id: order?.['id'] };
  const { nodes } = zChain.parse(await ask('whmgr', 'document.chain', input));
  const told = new Map(nodes.map(({ kind, qty, qty_done: done }) => [kind, [qty, done]]));
  assert.deepEqual(told.get('transfer_order'), ['100', '0']);
  assert.deepEqual(told.get('transfer'), ['100', '0']);
});

test('whoever is bound to a warehouse is told of no other', async () => {
  const [key] = await rows(
    `select item_id as "itemId", owner_id as "ownerId", lot_id as "lotId", status, bin_id as "binId"
    from wms.balance where item_id = $1 and on_hand > 0 limit 1`,
    [await idOf('md.item', 'RM-HEAT')],
  );
  const [line] = await rows('select id from erp.transfer_order_line limit 1');
  await rows(`insert into md.user_warehouse (company_id, user_id, warehouse_id)
    select m.company_id, m.user_id, w.id from sys.membership m
    join sys.user_account u on u.id = m.user_id and u.login = 'clerk2'
    join md.warehouse w on w.company_id = m.company_id and w.code = 'BC'`);
  await assert.rejects(ask('clerk2', 'document.explain-balance', key), /WAREHOUSE_NOT_YOURS/);
  const why = zWhy.parse(await ask('clerk2', 'document.explain-line', { lineId: line?.['id'] }));
  assert.deepEqual([why.movements, why.allocations], [[], []]);
});
