// A problem in CSV that cannot be planned exactly as written is refused with the file, the line and the cause.
import assert from 'node:assert/strict';
import test from 'node:test';
import { buildModel } from '../../server/planning/engine/build.ts';
import { type ProblemFiles, readProblem } from '../../server/planning/engine/csv.ts';
import { netAll } from '../../server/planning/engine/run.ts';

const GOOD: ProblemFiles = {
  current: '2026-01-05',
  items: 'item,make_buy,design_level\nA,make,0\nB,buy,1\n',
  boms: 'parent,component,qty,scrap\nA,B,2,0.05\n',
  supply: 'item,make_buy,lead_time_days,min_lot,multiple,safety_stock\nA,make,2,0,1,0\nB,buy,5,10,5,0\n',
  stock: 'item,qty\nB,7\n',
  openSupply: 'id,item,kind,qty,receipt_date\nPO-1,B,PO,5,2026-01-09\n',
  demand: 'id,item,due_date,qty,priority\nD1,A,2026-02-01,3,1\n',
};

test('a problem in order is read, with or without a mark at its beginning and in either kind of line ends', () => {
  const plain = readProblem(GOOD);
  assert.equal(plain.demands.length, 1);
  const elsewhere = readProblem({
    ...GOOD,
    items: `\uFEFF${GOOD.items.replaceAll('\n', '\r\n')}`,
    demand: GOOD.demand.trimEnd(),
  });
  assert.deepEqual(elsewhere, plain);
});

const BAD: readonly (readonly [keyof ProblemFiles, string, RegExp])[] = [
  ['demand', 'D2,NOPE,2026-02-01,3,1', /^demand\.csv, line 3: items\.csv has no item NOPE$/],
  ['demand', 'D1,A,2026-02-01,3,1', /^demand\.csv, line 3: demand D1 stands there twice$/],
  ['demand', 'D2,A,2026-02-30,3,1', /^demand\.csv, line 3: not a date: 2026-02-30$/],
  ['demand', 'D2,A,2026-02-01,-3,1', /^demand\.csv, line 3: a quantity below nothing: -3$/],
  ['demand', 'D2,A,2026-02-01,1e3,1', /^demand\.csv, line 3: not a decimal number: 1e3$/],
  ['demand', 'D2,A,2026-02-01,0.1234567,1', /^demand\.csv, line 3: more than 6 decimals/],
  ['demand', 'D2,A,2026-02-01,99999999999,1', /^demand\.csv, line 3: quantity beyond nine billion/],
  ['demand', 'D2,A,2026-02-01,3,high', /^demand\.csv, line 3: not a whole number: high$/],
  ['demand', 'D2,A,2026-02-01', /^demand\.csv, line 3: row does not fit id,item,due_date,qty,priority/],
  ['items', 'A,make,0', /^items\.csv, line 4: item A stands there twice$/],
  ['items', 'C,find,0', /^items\.csv, line 4: make_buy is make, buy or subcontract: find$/],
  ['supply', 'B,buy,5,10,5,0', /^supply\.csv, line 4: item B stands there twice$/],
  ['supply', 'C,buy,5,10,5,0', /^supply\.csv, line 4: items\.csv has no item C$/],
  ['boms', 'A,C,1,0', /^boms\.csv, line 3: items\.csv has no item C$/],
  ['stock', 'C,1', /^stock\.csv, line 3: items\.csv has no item C$/],
  ['openSupply', 'PO-1,B,PO,5,2026-01-09', /^open_supply\.csv, line 3: open supply PO-1 stands there twice$/],
  ['openSupply', 'PO-2,B,XX,5,2026-01-09', /^open_supply\.csv, line 3: kind of open supply: XX$/],
];

for (const [file, row, words] of BAD) {
  test(`${file}: ${row}`, () => {
    assert.throws(() => readProblem({ ...GOOD, [file]: `${GOOD[file]}${row}\n` }), {
      name: 'RangeError',
      message: words,
    });
  });
}

test('another heading is refused on line 1', () => {
  assert.throws(() => readProblem({ ...GOOD, stock: 'item,amount\nB,7\n' }), {
    message: /^stock\.csv, line 1: columns should be item,qty/,
  });
});

test('a plan beyond exact quantities names the item', () => {
  const problem = readProblem({ ...GOOD, demand: `${GOOD.demand}D2,A,2026-02-01,8000000000,1\n` });
  assert.throws(() => netAll(buildModel(problem)), { message: /^B: quantity beyond nine billion units/ });
});
