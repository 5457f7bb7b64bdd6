// A problem in CSV that cannot be planned exactly as written is refused with the file, the line and the cause.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { buildModel } from '../../server/planning/engine/build.ts';
import { orderRows, pegRows } from '../../server/planning/engine/csv-plan.ts';
import { lineFactor, type ProblemFiles, readProblem } from '../../server/planning/engine/csv.ts';
import { pegAll } from '../../server/planning/engine/peg.ts';
import { orderKeys } from '../../server/planning/engine/plan.ts';
import type { ItemInput } from '../../server/planning/engine/problem.ts';
import { ONE } from '../../server/planning/engine/qty.ts';
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

test('columns are known by their names: in any order, with others between, in quotes or not', () => {
  const plain = readProblem(GOOD);
  const inQuotes = (text: string): string => text.replaceAll(/[^,\n]+/g, '"$&"');
  const demand = 'note,qty,due_date,priority,item,id\n"urgent, says ""Li""",3,2026-02-01,1,A,D1\n';
  assert.deepEqual(readProblem({ ...GOOD, demand }), plain);
  const stock = '"item",qty\r\nB,"7"\r\n';
  const quoted = { ...GOOD, items: inQuotes(GOOD.items), boms: inQuotes(GOOD.boms), stock };
  assert.deepEqual(readProblem(quoted), plain);
});

test('a name with a comma, a quotation mark or a line end is read, and written as it was', () => {
  const name = 'pipe 1/2", long\n甲';
  const written = '"pipe 1/2"", long\n甲"';
  const named = (text: string): string => text.replaceAll(/(^|,)A,/gm, `$1${written},`);
  const { items, boms, supply, demand } = GOOD;
  const files = {
    ...GOOD,
    items: named(items),
    boms: named(boms),
    supply: named(supply),
    demand: named(demand),
  };
  const plan = netAll(buildModel(readProblem(files)));
  pegAll(plan);
  assert.deepEqual(orderRows(plan), [`MO,${written},3,25,27`]);
  const node = plan.model.nodes.plain[plan.model.items.byCode.get(name)!]!;
  const key = `${written.slice(0, -1)}@27"`;
  assert.deepEqual(pegRows(plan, orderKeys(plan), node), [`${written},planned,${key},demand,D1,3`]);
});

test('what nobody has given limits nothing, and an open lead time is known to be open', () => {
  const open = readProblem({
    ...GOOD,
    supply: 'item,make_buy,lead_time_days,min_lot,multiple,safety_stock\nA,make,,,,\nB,buy,5,10,5,0\n',
    boms: 'parent,component,qty,scrap\nA,B,2,\n',
    demand: 'id,item,due_date,qty,priority\nD1,A,2026-02-01,2.5,\n',
  });
  const plan = netAll(buildModel(open));
  assert.deepEqual(orderRows(plan), ['MO,A,2.5,27,27']);
  assert.equal(plan.model.items.leadUnknown[plan.model.items.byCode.get('A')!], 1);
});

test('a factor is rounded half up to six decimals, however fine quantity and loss are', () => {
  const decimal = (whole: number): fc.Arbitrary<string> =>
    fc
      .tuple(fc.nat({ max: whole }), fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), fc.nat({ max: 18 }))
      .map(([left, right, places]) => `${left}.${String(right).padStart(18, '0').slice(0, places)}`);
  const units = (text: string): bigint => {
    const [left = '', right = ''] = text.split('.');
    return BigInt(left + right.padEnd(18, '0'));
  };
  fc.assert(
    fc.property(decimal(4_000), decimal(0), (qty, scrap) => {
      const { num, den } = lineFactor(qty, scrap);
      const exact = units(qty) * (10n ** 18n + units(scrap));
      const got = (BigInt(num) * 10n ** 36n) / BigInt(den);
      const half = 10n ** 36n / 2_000_000n;
      assert.ok(got - half <= exact && exact < got + half);
      assert.equal(1_000_000 % den, 0);
    }),
  );
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
  ['demand', 'D2,"A,2026-02-01,3,1', /^demand\.csv, line 3: a quotation mark without its other one/],
  ['boms', 'A,B,-1,0', /^boms\.csv, line 3: a quantity below nothing: -1$/],
  ['boms', 'A,B,1,-0.05', /^boms\.csv, line 3: scrap below nothing: -0\.05$/],
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

test('day 0 must be a day there is, and a file has at least its heading', () => {
  for (const current of ['2026-02-30', '2026-13-05', 'today']) {
    assert.throws(() => readProblem({ ...GOOD, current }), { message: `meta.json: not a date: ${current}` });
  }
  assert.throws(() => readProblem({ ...GOOD, stock: '' }), {
    message: /^stock\.csv, line 1: columns should be/,
  });
});

test('stock and receipts beyond exact quantities are refused, not rounded', () => {
  const problem = readProblem({
    ...GOOD,
    stock: `item,qty\nB,9000000000\n`,
    openSupply: `${GOOD.openSupply}PO-2,B,PO,9000000000.000001,2026-01-06\n`,
    demand: `${GOOD.demand}D2,B,2026-02-02,9000000000.000005,1\n`,
  });
  assert.throws(() => netAll(buildModel(problem)), { message: /^B: quantity beyond nine billion units/ });
});

test('days beyond ten thousand years are refused: no row of days is made for a slip of the pen', () => {
  const { items, ...others } = readProblem(GOOD);
  const slow = items.map((item) => ({ ...item, leadDays: 2_000_000_000 }));
  assert.throws(() => netAll(buildModel({ ...others, items: slow })), {
    message: /^B: days from .* no plan reaches ten thousand years$/,
  });
  const supply = GOOD.supply.replace(',5,10,5,', ',3000000000,10,5,');
  assert.throws(() => readProblem({ ...GOOD, supply }), {
    message: 'supply.csv, line 3: a lead time beyond a hundred years: 3000000000',
  });
});

test('phantoms within phantoms whose shares are too fine together are rounded up, not refused', () => {
  const items: ItemInput[] = [
    { code: 'A', source: 'make' },
    { code: 'P', source: 'make', phantom: true },
    { code: 'Q', source: 'make', phantom: true },
    { code: 'B', source: 'buy' },
  ];
  const share = { num: 1_030_003, den: 1_000_000 };
  const lines = ['A', 'P', 'Q'].map((parent, at) => ({ parent, component: ['P', 'Q', 'B'][at]!, ...share }));
  const demands = [{ id: 'D', item: 'A', day: 9, qty: 1_000 * ONE }];
  const plan = netAll(buildModel({ items, lines, demands, supplies: [] }));
  assert.deepEqual(orderRows(plan), ['MO,A,1000,9,9', 'PO,B,1092.7366,9,9']);
});

test('a plan beyond exact quantities names the item', () => {
  const problem = readProblem({ ...GOOD, demand: `${GOOD.demand}D2,A,2026-02-01,8000000000,1\n` });
  assert.throws(() => netAll(buildModel(problem)), { message: /^B: quantity beyond nine billion units/ });
});
