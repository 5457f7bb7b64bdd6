// What is promised while an order is typed is what the order gets once it is approved: both come from the one allocation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dateIn } from '../../server/kernel/clock.ts';
import { openStores } from '../support/storekeeping.ts';

const { act, ask, idOf } = openStores();
const today = dateIn('Asia/Shanghai', new Date());

for (const days of [3, 12, 40]) {
  test(`1,200 kettles in ${days} days: promised as kept`, async () => {
    const itemId = await idOf('md.item', 'FG-K17S');
    const date = addDays(today, days);
    const promised = (await ask('sales', 'planning.promise', { itemId, qty: '1200', date })) as {
      date: string;
    };
    const order = await act('sales', 'sales.save-order', {
      customerId: await idOf('md.partner', 'C01'),
      warehouseId: await idOf('md.warehouse', 'CP'),
      deliveryDate: date,
      lines: [{ itemId, qty: '1200' }],
    });
    const { orderId } = order;
    await act('salesmgr', 'sales.approve-order', { orderId, beyondCredit: true });
    const { lines } = (await ask('sales', 'shortage.order', { documentId: orderId })) as {
      lines: readonly { readyDate: string }[];
    };
    const ready = lines[0]?.readyDate ?? '';
    assert.equal(promised.date, ready > date ? ready : date);
    await act('salesmgr', 'sales.unapprove-order', { orderId });
  });
}
