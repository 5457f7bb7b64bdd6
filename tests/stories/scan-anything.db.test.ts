// What a scan answers on the floor, in the users' words: packs of an item, the item of a lot label, the count that
// waits at a bin; and no quantity of a bin while somebody counts it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOT, openStores } from '../support/storekeeping.ts';

const { act, ask, rows, idOf, startCount, countTaskIn, look } = openStores();

type Answer = {
  item: { code: string; packs: { unit: string; qty: string }[] } | null;
  lotNo: string | null;
  bin: { code: string } | null;
  tasks: { id: string; kind: string }[];
  stock: { item_code: string; is_own: boolean; on_hand: string | null; free: string | null }[];
};

const scan = async (text: string): Promise<Answer> =>
  (await ask('clerk1', 'scanning.resolve', { text })) as Answer;

test('an item brings its packs, the smallest first', async () => {
  const { item } = await scan('FG-K17S');
  assert.deepEqual(item?.packs.at(0), { unit: '箱', qty: '6' });
});

test('a lot label names its item when no other item has such a lot', async () => {
  const label = await scan('260201-V13-01');
  assert.deepEqual([label.item?.code, label.lotNo], ['TR-DESC', '260201-V13-01']);
  const shared = await scan(LOT);
  assert.equal(shared.item, null);
  assert.ok(shared.stock.length > 1);
});

test('a bin that is to be counted brings its count and hides its quantities until it is counted', async () => {
  const before = await scan('D-01-01-1');
  assert.deepEqual(
    before.stock.map((row) => [row.item_code, row.is_own, row.on_hand, row.free]),
    [['FG-K17S', true, '350', '350']],
  );
  const { jobId } = await startCount('CP', { binCodes: ['D-01-01-1'] });
  const during = await scan('D-01-01-1');
  const taskId = await countTaskIn(jobId, 'D-01-01-1');
  assert.deepEqual(
    during.tasks.map((task) => [task.kind, task.id]),
    [['count', taskId]],
  );
  assert.doesNotMatch(JSON.stringify(during), /350/);
  const elsewhere = (await scan('FG-K17S')).stock;
  assert.equal(elsewhere.length, 1);
  assert.deepEqual([elsewhere[0]?.on_hand, elsewhere[0]?.free], [null, null]);
  await look('clerk1', jobId, 'D-01-01-1', [['FG-K17S', '350', LOT]]);
  assert.equal((await scan('D-01-01-1')).stock[0]?.on_hand, '350');
});

test('who stands somewhere in a task has taken it: it is among their own, and nobody else is offered it', async () => {
  const { jobId } = await startCount('CP', { binCodes: ['D-01-02-1'] });
  const taskId = await countTaskIn(jobId, 'D-01-02-1');
  const progress = { bin: '1' };
  await act('clerk1', 'tasks.save-progress', { taskId, progress });
  type Card = { id: string; state: string; progress: unknown };
  const workOf = async (login: string) =>
    (await ask(login, 'tasks.my-tasks', { kind: 'count' })) as { mine: Card[]; ready: Card[] };
  const { mine } = await workOf('clerk1');
  assert.deepEqual(
    mine.map((card) => [card.id, card.state, card.progress]),
    [[taskId, 'claimed', progress]],
  );
  const other = await workOf('clerk2');
  assert.ok(![...other.mine, ...other.ready].some((card) => card.id === taskId));
  await assert.rejects(act('clerk2', 'tasks.save-progress', { taskId, progress }), /TASK_TAKEN/);
  await act('clerk1', 'tasks.release-task', { taskId });
  assert.ok((await workOf('clerk2')).ready.some((card) => card.id === taskId));
});

test('the number of the order brings the work that the number of the floor brings', async () => {
  const goods = { itemId: await idOf('md.item', 'FG-K15'), qty: '2' };
  const order = await act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: new Date().toISOString().slice(0, 10),
    lines: [goods],
  });
  await act('salesmgr', 'sales.approve-order', { orderId: order['orderId'] });
  const shipment = await act('sales', 'sales.notify-shipment', { orderId: order['orderId'] });
  await act('whmgr', 'shipping.release-shipment', { shipmentId: shipment['shipmentId'] });
  const transfer = await act('whmgr', 'transfer.save-order', {
    fromWarehouseId: await idOf('md.warehouse', 'CP'),
    toWarehouseId: await idOf('md.warehouse', 'BC'),
    lines: [goods],
  });
  await act('whmgr', 'transfer.approve-order', { orderId: transfer['orderId'] });
  const { orderId } = await startCount('CP', { binCodes: ['D-01-03-1'] });
  const orders = await rows(
    `select i.body ->> 'originNo' as ours, i.document_no as theirs from contract.instruction i
    where i.body ->> 'originId' = any($1::text[]) order by 1`,
    [[String(order['orderId']), String(transfer['orderId']), orderId]],
  );
  assert.deepEqual(
    orders.map(({ ours }) => ours?.replace(/-.*/, '')),
    ['DBD', 'PDFA', 'XSDD'],
  );
  for (const { ours = '', theirs = '' } of orders) {
    const found = (await scan(ours)).tasks.map(({ id }) => id);
    assert.ok(found.length > 0, ours);
    assert.deepEqual(
      (await scan(theirs)).tasks.map(({ id }) => id),
      found,
    );
    assert.deepEqual(
      (await scan(ours.toLowerCase())).tasks.map(({ id }) => id),
      found,
    );
  }
});

test('the second look of a count is offered to others than the first, unless there are none', async () => {
  const { jobId } = await startCount('CP', { binCodes: ['D-01-01-1'] });
  const offered = async (login: string): Promise<boolean> => {
    const { ready } = (await ask(login, 'tasks.my-tasks', { kind: 'count' })) as { ready: { id: string }[] };
    const taskId = await countTaskIn(jobId, 'D-01-01-1');
    return ready.some(({ id }) => id === taskId);
  };
  assert.deepEqual([await offered('clerk1'), await offered('clerk2')], [true, true]);
  await look('clerk1', jobId, 'D-01-01-1', [['FG-K17S', '349', LOT]]);
  assert.deepEqual([await offered('clerk1'), await offered('clerk2')], [false, true]);
  await look('clerk2', jobId, 'D-01-01-1', [['FG-K17S', '348', LOT]]);
  assert.deepEqual([await offered('clerk1'), await offered('clerk2')], [true, false]);
  await rows(`insert into md.user_warehouse (company_id, user_id, warehouse_id)
    select m.company_id, m.user_id, w.id from sys.membership m
    join sys.user_account u on u.id = m.user_id and u.login <> 'clerk2'
    join md.warehouse w on w.company_id = m.company_id and w.code = 'BC'`);
  assert.equal(await offered('clerk2'), true);
  await rows('delete from md.user_warehouse');
  await look('clerk1', jobId, 'D-01-01-1', [['FG-K17S', '349', LOT]]);
});
