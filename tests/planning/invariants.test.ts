// What must hold in every plan, over random problems: pegs never exceed a supply and always add up to the need
// (I14), the same facts give the same plan in whatever order they come (I15), a component's needs are the explosion
// of the lot-sized order (I16), forecast is eaten at most once (I17), and projected stock keeps its floor.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { buildModel } from '../../server/planning/engine/build.ts';
import { messagesOf } from '../../server/planning/engine/exceptions.ts';
import { isCut } from '../../server/planning/engine/explode.ts';
import { consumeForecast } from '../../server/planning/engine/forecast-consumption.ts';
import { goodOf } from '../../server/planning/engine/lot-size.ts';
import { BY_PRODUCT, LIMITED } from '../../server/planning/engine/model.ts';
import { gatherNeeds, newNeedList } from '../../server/planning/engine/need-list.ts';
import { pegAll } from '../../server/planning/engine/peg.ts';
import type { Plan } from '../../server/planning/engine/plan.ts';
import { NEED_SIDE, SUPPLY_SIDE } from '../../server/planning/engine/plan.ts';
import type { Problem } from '../../server/planning/engine/problem.ts';
import { safetyOf } from '../../server/planning/engine/propose.ts';
import { multiplyDown, multiplyUp, ratio } from '../../server/planning/engine/qty.ts';
import { netAll } from '../../server/planning/engine/run.ts';
import { gatherSupplies, newSupplyList } from '../../server/planning/engine/supply-list.ts';
import { planText } from './plan-text.ts';
import type { Random } from './random-problem.ts';
import { randomFrom, randomProblem } from './random-problem.ts';

function planned(problem: Problem): Plan {
  const plan = netAll(buildModel(problem));
  pegAll(plan);
  return plan;
}

const forProblems = (check: (problem: Problem, random: Random) => void, numRuns = 300): void =>
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      check(randomProblem(random), random);
    }),
    { numRuns },
  );

function add(sums: Map<string, number>, key: string, qty: number): void {
  sums.set(key, (sums.get(key) ?? 0) + qty);
}

test('I14: pegs of a supply never exceed it, pegs of a need are its quantity less the declared shortage', () => {
  forProblems((problem) => {
    const plan = planned(problem);
    const { model, pegs } = plan;
    const needs = newNeedList();
    const supplies = newSupplyList();
    for (let node = 0; node < model.nodes.count; node++) {
      const given = new Map<string, number>();
      const got = new Map<string, number>();
      const from = pegs.slices.start[node]!;
      for (let peg = from; peg < from + pegs.slices.count[node]!; peg++) {
        const [supplySide, needSide] = [pegs.kind[peg]! & 7, pegs.kind[peg]! >> 3];
        assert.ok(pegs.qty[peg]! > 0);
        if (supplySide !== SUPPLY_SIDE.short) add(given, `${supplySide}:${pegs.supply[peg]}`, pegs.qty[peg]!);
        add(got, `${needSide}:${pegs.need[peg]}`, pegs.qty[peg]!);
      }
      gatherSupplies(plan, node, supplies, true);
      const there = new Map<string, number>();
      for (let at = 0; at < supplies.count; at++) {
        add(there, `${supplies.side[at]}:${supplies.ref[at]}`, supplies.qty[at]!);
      }
      for (const row of model.supplies.standIns.keys()) {
        if (model.supplies.node[row] === node)
          add(there, `${SUPPLY_SIDE.open}:${row}`, model.supplies.qty[row]!);
      }
      for (const [key, qty] of given)
        assert.ok(qty <= there.get(key)!, `${key} is pegged beyond its quantity`);
      gatherNeeds(plan, node, needs);
      const wanted = new Map<string, number>();
      for (let at = 0; at < needs.count; at++)
        add(wanted, `${needs.side[at]}:${needs.ref[at]}`, needs.qty[at]!);
      for (const [key, qty] of got) {
        if (key.startsWith(`${NEED_SIDE.safety}:`)) assert.ok(qty <= safetyOf(model, node));
        else assert.equal(qty, wanted.get(key));
      }
      for (const key of wanted.keys()) assert.ok(got.has(key), `need ${key} has no peg`);
    }
  });
});

test('I15: the same facts in another order give the same plan; planning again changes nothing', () => {
  const shuffled = <T>(rows: readonly T[], random: Random): T[] => {
    const pool = [...rows];
    return rows.map(() => pool.splice(random.below(pool.length), 1)[0]!);
  };
  forProblems((problem, random) => {
    const plan = planned(problem);
    const again = planned({
      ...problem,
      items: shuffled(problem.items, random),
      demands: shuffled(problem.demands, random),
      supplies: shuffled(problem.supplies, random),
      forecasts: shuffled(problem.forecasts ?? [], random),
    });
    assert.equal(planText(again, messagesOf(again)), planText(plan, messagesOf(plan)));
  });
});

test('I16: what a lot-sized order asks of its components is the explosion of its whole quantity', () => {
  forProblems((problem) => {
    const plan = planned(problem);
    const { model, orders, pegs } = plan;
    const { uses } = model;
    for (let child = 0; child < model.nodes.count; child++) {
      const expected = new Map<number, number>();
      const end = uses.slices.start[child]! + uses.slices.count[child]!;
      for (let use = uses.slices.start[child]!; use < end; use++) {
        const parent = uses.parent[use]!;
        if (uses.flags[use]! & BY_PRODUCT || isCut(model, parent, child)) continue;
        const from = orders.slices.start[parent]!;
        for (let order = from; order < from + orders.slices.count[parent]!; order++) {
          const start = orders.start[order]!;
          if (uses.flags[use]! & LIMITED && (start < uses.from[use]! || start > uses.to[use]!)) continue;
          const exact = BigInt(orders.qty[order]!) * BigInt(uses.num[use]!);
          const per = BigInt(uses.den[use]!);
          const need = Number((exact + per - 1n) / per) + uses.fixed[use]!;
          expected.set(order, (expected.get(order) ?? 0) + need);
        }
      }
      const got = new Map<number, number>();
      const first = pegs.slices.start[child]!;
      for (let peg = first; peg < first + pegs.slices.count[child]!; peg++) {
        if (pegs.kind[peg]! >> 3 !== NEED_SIDE.planned) continue;
        got.set(pegs.need[peg]!, (got.get(pegs.need[peg]!) ?? 0) + pegs.qty[peg]!);
      }
      assert.deepEqual(got, expected);
    }
  });
});

test('I17: what is left of a forecast is forecast less eaten; orders never eat more than they are', () => {
  const bucket = fc.integer({ min: 0, max: 50 });
  const order = fc.record({ day: fc.integer({ min: -5, max: 60 }), qty: fc.integer({ min: 0, max: 40 }) });
  const reach = fc.integer({ min: 0, max: 20 });
  fc.assert(
    fc.property(
      fc.array(bucket, { maxLength: 8 }),
      fc.array(order, { maxLength: 20 }),
      reach,
      reach,
      (...all) => {
        const [quantities, orders, back, forward] = all;
        const buckets = quantities.map((qty, at) => ({ from: at * 7, to: at * 7 + 6, qty }));
        const { left, consumed } = consumeForecast(buckets, orders, back, forward);
        for (const [at, one] of buckets.entries()) {
          const eaten = consumed
            .filter((part) => part.bucket === at)
            .reduce((sum, part) => sum + part.qty, 0);
          assert.equal(left[at], Math.max(0, one.qty - eaten));
        }
        for (const [at, one] of orders.entries()) {
          const eaten = consumed.filter((part) => part.order === at).reduce((sum, part) => sum + part.qty, 0);
          assert.ok(eaten <= one.qty);
        }
        for (const { order, bucket } of consumed) {
          assert.ok(buckets[bucket]!.to >= orders[order]!.day - back);
          assert.ok(buckets[bucket]!.from <= orders[order]!.day + forward);
        }
      },
    ),
  );
});

test('projected stock keeps its floor from today on, day by day, wherever something can be proposed', () => {
  forProblems((random) => {
    const problem = { ...random, settings: { ...random.settings, bucketDays: 1, waitDays: 0 } };
    const plan = planned(problem);
    const { model } = plan;
    const [needs, supplies] = [newNeedList(), newSupplyList()];
    for (let node = 0; node < model.nodes.count; node++) {
      const item = model.nodes.item[node]!;
      const expires = model.items.shelfDays[item]! >= 0 || model.supplies.expiring[node]! > 0;
      if (expires || model.items.source[item] === 3) continue;
      gatherNeeds(plan, node, needs);
      gatherSupplies(plan, node, supplies, false);
      for (let day = 0; day <= 60; day++) {
        let projected = 0;
        for (let at = 0; at < supplies.count; at++)
          if (supplies.day[at]! <= day) projected += supplies.qty[at]!;
        for (let at = 0; at < needs.count; at++) if (needs.day[at]! <= day) projected -= needs.qty[at]!;
        for (const one of plan.stoodIn.get(node) ?? []) if (one.day <= day) projected += one.qty;
        assert.ok(
          projected >= safetyOf(model, node),
          `${model.items.codes[item]} on day ${day}: ${projected}`,
        );
      }
    }
  });
});

test('quantities multiply exactly, up for a need and down for a yield', () => {
  const qty = fc.integer({ min: 0, max: 1_000_000_000_000 });
  const part = fc.integer({ min: 1, max: 5_000 });
  fc.assert(
    fc.property(qty, part, part, (amount, a, b) => {
      const { num, den } = ratio(a, b);
      const exact = BigInt(amount) * BigInt(num);
      assert.equal(BigInt(multiplyUp(amount, num, den)), (exact + BigInt(den) - 1n) / BigInt(den));
      assert.equal(BigInt(multiplyDown(amount, num, den)), exact / BigInt(den));
    }),
  );
});

test('an order gives at least the net requirement it was made for, after scrap', () => {
  forProblems((problem) => {
    const plan = planned(problem);
    const { model, orders } = plan;
    for (let node = 0; node < model.nodes.count; node++) {
      const from = orders.slices.start[node]!;
      for (let order = from; order < from + orders.slices.count[node]!; order++) {
        const good = goodOf(model.items, model.nodes.item[node]!, orders.qty[order]!);
        assert.ok(good >= orders.net[order]!);
      }
    }
  }, 100);
});
