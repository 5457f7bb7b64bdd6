// The pure parts of product structure against plainer ways of saying the same: a loop is what cannot be sorted, a day
// has one version whatever the order of activations, an explosion adds up along its paths.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '../../kernel/clock.ts';
import { parseQty, parseRate, parseUnitPrice, priceText, qtyText } from '../../kernel/decimal.ts';
import { type RandomSource, randomFrom } from '../../../tests/support/random.ts';
import { type CostFacts, rollUp } from './cost.ts';
import { ZERO, ofQty, onTop, toQty } from './fraction.ts';
import { type Edge, findLoops } from './loops.ts';
import { EVER, FOREVER, type Version, isBefore, makeRoom } from './validity.ts';
import { type Part, unfold } from './walk.ts';

const SEEDS = Array.from({ length: 400 }, (_, at) => at + 1);

/** Takes away items without children until nothing is left or nothing can go. */
function canBeSorted(edges: readonly Edge[]): boolean {
  let left = [...edges];
  for (;;) {
    const parents = new Set(left.map((edge) => edge.parent));
    const next = left.filter((edge) => parents.has(edge.child));
    if (next.length === left.length) return left.length === 0;
    left = next;
  }
}

const someEdges = (random: RandomSource): Edge[] =>
  Array.from({ length: random.below(14) }, () => ({
    parent: `i${random.below(8)}`,
    child: `i${random.below(8)}`,
  }));

test('a loop is found exactly where the structure cannot be sorted, and every loop is one', () => {
  for (const seed of SEEDS) {
    const edges = someEdges(randomFrom(seed));
    const loops = findLoops(edges);
    assert.equal(loops.length === 0, canBeSorted(edges), `seed ${seed}`);
    for (const loop of loops)
      for (const [at, parent] of loop.entries()) {
        const child = loop[(at + 1) % loop.length];
        assert.ok(
          edges.some((edge) => edge.parent === parent && edge.child === child),
          `seed ${seed}: ${loop.join(' ')}`,
        );
      }
  }
});

test('whatever is activated in whatever order, no day has two versions and the last one has its days', () => {
  for (const seed of SEEDS) {
    const random = randomFrom(seed);
    const day = (): string => addDays('2026-01-01', random.below(30));
    let versions: Version[] = [];
    for (let at = 0; at < 8; at += 1) {
      const [one, other] = [day(), day()].sort();
      const fresh: Version = {
        id: `v${at}`,
        itemId: 'i',
        version: `V${at}`,
        state: 'active',
        validFrom: random.below(4) === 0 ? EVER : (one ?? ''),
        validTo: random.below(2) === 0 ? FOREVER : (other ?? ''),
      };
      const changed = new Map(makeRoom(fresh, versions).map((version) => [version.id, version]));
      versions = [...versions.map((version) => changed.get(version.id) ?? version), fresh];
      const active = versions.filter((version) => version.state === 'active');
      for (const version of active) {
        assert.ok(!isBefore(version.validTo, version.validFrom), `seed ${seed}`);
        for (const twin of active)
          assert.ok(
            version === twin ||
              isBefore(version.validTo, twin.validFrom) ||
              isBefore(twin.validTo, version.validFrom),
            `seed ${seed}`,
          );
      }
      assert.ok(active.includes(fresh));
    }
  }
});

const part = (parentId: string, componentId: string, num: string, den = '1', loss = '0'): Part => ({
  parentId,
  bomId: `bom ${parentId}`,
  version: 'V1',
  lineNo: 10,
  componentId,
  num: parseQty(num),
  den: parseQty(den),
  fixed: parseQty('0'),
  loss: parseRate(loss),
  byProduct: false,
});

test('sevenths of thirds are exact, a fixed quantity is taken once an order, a loop of drafts ends', () => {
  const parts = [
    part('a', 'b', '1', '3', '0.05'),
    { ...part('b', 'c', '6', '7'), fixed: parseQty('2') },
    part('c', 'a', '1'),
  ];
  const steps = unfold(parts, { itemId: 'a', qty: ofQty(parseQty('20')) }, 'down');
  assert.deepEqual(
    steps.map(({ level, part: { componentId }, qty, loops }) => [
      level,
      componentId,
      qtyText(toQty(qty)),
      loops,
    ]),
    [
      [1, 'b', '7', false],
      [2, 'c', '8', false],
      [3, 'a', '8', true],
    ],
  );
});

const facts = (itemId: string, standard: string | null, rest: Partial<CostFacts> = {}): CostFacts => ({
  itemId,
  source: 'make',
  standard: standard === null ? null : parseUnitPrice(standard),
  purchase: null,
  work: ZERO,
  workUnpriced: false,
  lot: { n: 1n, d: 1n },
  scrap: onTop(parseRate('0')),
  ...rest,
});

test('a cost is its parts, its hours and its fee; by-products are taken off, fixed quantities shared by the lot', () => {
  const parts = [
    part('a', 'b', '1', '3'),
    { ...part('a', 'c', '0'), fixed: parseQty('10') },
    { ...part('a', 'd', '1', '4'), byProduct: true },
  ];
  const known = new Map(
    [
      facts('a', '99', {
        source: 'subcontract',
        purchase: parseUnitPrice('1.5'),
        lot: ofQty(parseQty('100')),
        work: ofQty(parseQty('0.25')),
        scrap: onTop(parseRate('0.1')),
      }),
      facts('b', '10'),
      facts('c', '2'),
      facts('d', '4'),
    ].map((one) => [one.itemId, one]),
  );
  const rolled = rollUp('a', parts, known);
  // (10/3 + 10 × 2 / 100 − 4/4 + 0.25 + 1.5) × 1.1
  assert.equal(priceText(rolled.get('a')?.unit ?? parseUnitPrice('0')), '4.71166667');
  assert.equal(rolled.get('a')?.unpriced, false);
  const nobody = rollUp('a', parts, new Map([...known, ['b', facts('b', null)]]));
  assert.equal(nobody.get('b')?.unpriced, true);
});
