// What a scan answers on the floor, in the users' words: packs of an item, the item of a lot label, the count that
// waits at a bin; and no quantity of a bin while somebody counts it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOT, openStores } from '../support/storekeeping.ts';

const { act, ask, startCount, countTaskIn, look } = openStores();

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
