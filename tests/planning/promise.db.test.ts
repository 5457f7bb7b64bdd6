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

type Judged = {
  readonly lines: readonly {
    readonly at: number;
    readonly status: string;
    readonly readyDate: string | null;
    readonly lateDays: number | null;
    readonly blockers: readonly { readonly item: { readonly code: string } }[];
  }[];
  readonly hurtCount: number;
};

const stockOf = async (itemId: string): Promise<number> =>
  Number(((await ask('planner', 'planning.item-plan', { itemId })) as { onHand: string }).onHand);
const order = async (lines: readonly object[], days: number) =>
  act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, days),
    lines,
  });

test('a promise takes nothing from an order that was there first', async () => {
  const itemId = await idOf('md.item', 'FG-K17S');
  const all = await stockOf(itemId);
  assert.ok(all > 0);
  const { orderId } = await order([{ itemId, qty: String(all) }], 1);
  await act('salesmgr', 'sales.approve-order', { orderId, beyondCredit: true });
  const date = addDays(today, 1);
  const { date: promised } = (await ask('sales', 'planning.promise', { itemId, qty: '1', date })) as {
    date: string | null;
  };
  assert.ok(promised === null || promised > date, `${promised} would take what others wait for`);
  await act('salesmgr', 'sales.unapprove-order', { orderId });
});

test('a draft is judged line by line as it would stand if approved, and nothing is written', async () => {
  const [kettle, plain] = [await idOf('md.item', 'FG-K17S'), await idOf('md.item', 'FG-K15')];
  const few = String(await stockOf(kettle));
  const lines = [
    { itemId: kettle, qty: few },
    { itemId: kettle, qty: '900' },
    { itemId: plain, qty: '700' },
  ];
  const [date, longer] = [addDays(today, 2), addDays(today, 6)];
  const typed = lines.map((line, at) => ({ ...line, date: at === 2 ? longer : date }));
  const before = await ask('planner', 'planning.summary', {});
  const judged = (await ask('sales', 'shortage.if-approved', { lines: typed })) as Judged;
  assert.deepEqual(await ask('planner', 'planning.summary', {}), before);
  const saved = await order(
    typed.map(({ date: deliveryDate, ...line }) => ({ ...line, deliveryDate })),
    2,
  );
  await act('salesmgr', 'sales.approve-order', { orderId: saved['orderId'], beyondCredit: true });
  const kept = (await ask('sales', 'shortage.order', { documentId: saved['orderId'] })) as Judged;
  const told = ({ status, readyDate, lateDays, blockers }: Judged['lines'][number]) => ({
    status,
    readyDate,
    lateDays,
    blockers: blockers.map(({ item }) => item.code),
  });
  assert.deepEqual(judged.lines.map(told), kept.lines.map(told));
  assert.deepEqual(
    judged.lines.map(({ at }) => at),
    [0, 1, 2],
  );
  assert.ok(judged.lines.some(({ status }) => status === 'late'));
  await act('salesmgr', 'sales.unapprove-order', { orderId: saved['orderId'] });
});
