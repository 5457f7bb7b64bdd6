// Who is served first is said of an approved order by those who may weigh customers against each other, and nobody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStores } from '../support/storekeeping.ts';

const { act, rows, idOf } = openStores();

test('the priority of an order is set while it waits for goods, and stands on its timeline', async () => {
  const order = await act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: '2099-03-31',
    lines: [{ itemId: await idOf('md.item', 'FG-K17S'), qty: '10' }],
  });
  const { orderId } = order;
  await assert.rejects(act('planner', 'sales.set-priority', { orderId, priority: 1 }), /STATE_CHANGED/);
  await act('salesmgr', 'sales.approve-order', { orderId, beyondCredit: true });
  await assert.rejects(act('sales', 'sales.set-priority', { orderId, priority: 1 }), /forbidden/);
  await act('planner', 'sales.set-priority', { orderId, priority: 1 });
  const [stored] = await rows(`select priority::text as priority from erp.sales_order where id = $1`, [
    orderId,
  ]);
  assert.equal(stored?.['priority'], '1');
  const [step] = await rows(
    `select note ->> 'priority' as priority from sys.document_event where document_id = $1 and verb = 'prioritise'`,
    [orderId],
  );
  assert.equal(step?.['priority'], '1');
});
