// The pure parts of the floor's screens: where a count stands, what the keys of a pad do, which id a step is sent under.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Count,
  type Entry,
  forget,
  missingOf,
  nextQuestion,
  readCount,
  record,
  recordedOf,
  rowsOf,
  take,
  writeCount,
} from './counted.ts';
import { idFor, readKept } from './kept-step.ts';
import { type PadKey, addKeys, press } from './pad-keys.ts';

const NOTHING: Count = { binScanned: false, insisted: false, inHand: null, entries: [] };
const kettle = (lot: string, qty = ''): Entry => ({
  id: 'kettle',
  code: 'FG-K17S',
  name: '电热水壶',
  unit: '只',
  lotted: true,
  lot,
  qty,
  packs: [{ unit: '箱', qty: '6' }],
});
const cord: Entry = { ...kettle(''), id: 'cord', code: 'RM-CORD', lotted: false, qty: '1' };

test('a count asks who, where, what, which lot, how many', () => {
  const bin = { ...NOTHING, binScanned: true };
  const cases: [Count, boolean, string][] = [
    [NOTHING, false, 'bin'],
    [NOTHING, true, 'who'],
    [{ ...NOTHING, insisted: true }, true, 'bin'],
    [bin, false, 'goods'],
    [take(bin, kettle('')), false, 'lot'],
    [take(bin, kettle('L1')), false, 'qty'],
    [take(bin, cord), false, 'qty'],
    [record(take(bin, cord), '3'), false, 'goods'],
  ];
  for (const [count, before, question] of cases) assert.equal(nextQuestion(count, before), question);
});

test('what was seen is kept once for each item and lot, through the progress of the task', () => {
  let count = record(take({ ...NOTHING, binScanned: true }, kettle('L1')), '144');
  count = record(take(count, kettle('L2')), '12');
  count = record(take(count, kettle('l1')), '150');
  count = record(take(count, cord), '0');
  const again = readCount(writeCount(take(count, cord)));
  assert.deepEqual(again, take(count, cord));
  assert.deepEqual(rowsOf(again), [
    { itemId: 'kettle', lotNo: 'l1', qty: '150' },
    { itemId: 'kettle', lotNo: 'L2', qty: '12' },
    { itemId: 'cord', lotNo: '', qty: '0' },
  ]);
  assert.equal(recordedOf(count, kettle('L1'))?.qty, '150');
  assert.equal(forget(take(count, kettle('L2'))).entries.length, 2);
  assert.deepEqual(missingOf(count, [{ id: 'cord' }, { id: 'seal' }]), [{ id: 'seal' }]);
});

test('more than nine entries keep their order', () => {
  const all = Array.from({ length: 12 }, (_, at) => kettle(`L${at}`, String(at)));
  assert.deepEqual(readCount(writeCount({ ...NOTHING, entries: all })).entries, all);
});

test('keys replace what was proposed and add to what was typed', () => {
  const cases: [string, PadKey, boolean, string][] = [
    ['19', '5', true, '5'],
    ['19', '5', false, '195'],
    ['19', '⌫', false, '1'],
    ['19', '⌫', true, ''],
    ['0', '7', false, '7'],
    ['', '.', false, '0.'],
    ['1.5', '.', false, '1.5'],
    ['12345678901234', '5', false, '12345678901234'],
  ];
  for (const [value, key, proposed, next] of cases) assert.equal(press(value, key, proposed), next);
});

test('three keys add packs, or pieces where there are none', () => {
  const told = (packs: { unit: string; qty: string }[]) =>
    addKeys('只', packs).map(({ label, hint, qty }) => `${label}/${hint}/${qty}`);
  assert.deepEqual(told([]), ['+1 只//1', '+5 只//5', '+10 只//10']);
  assert.deepEqual(told([{ unit: '箱', qty: '6' }]), ['+1 箱/6 只/6', '+5 箱/30 只/30', '+1 只//1']);
  const both = [
    { unit: '箱', qty: '2.5' },
    { unit: '层', qty: '72' },
  ];
  assert.deepEqual(told(both), ['+1 箱/2.5 只/2.5', '+5 箱/12.5 只/12.5', '+1 层/72 只/72']);
});

test('the same step keeps its id until it is answered, another one waits', () => {
  const newId = (): string => 'new';
  const kept = readKept('{"id":"old","name":"move.confirm-move","input":{"qty":"1"},"seen":"9"}');
  const move = { name: 'move.confirm-move', input: { qty: '1' }, seen: '9' } as const;
  assert.equal(idFor(null, move, newId), 'new');
  assert.equal(idFor(kept, move, newId), 'old');
  assert.equal(idFor(kept, { ...move, input: { qty: '2' } }, newId), null);
  assert.equal(idFor(kept, { ...move, seen: '8' }, newId), null);
  assert.equal(idFor(kept, { ...move, name: 'tasks.claim-task' }, newId), null);
  assert.equal(readKept('{broken'), null);
  assert.equal(readKept('{}'), null);
});
