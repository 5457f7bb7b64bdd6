// The worked plan of the kettle maker: two demands, four levels, netted by hand in one bucket with calendar days.
// With the setting "one bucket" the engine gives it figure by figure; by the day it orders the same totals, only
// when they are needed, and the differences are exactly those days.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { buildModel } from '../../server/planning/engine/build.ts';
import { orderKind } from '../../server/planning/engine/csv-plan.ts';
import { dateText, dayNumber } from '../../server/planning/engine/csv.ts';
import { gatherNeeds, newNeedList } from '../../server/planning/engine/need-list.ts';
import { pegAll } from '../../server/planning/engine/peg.ts';
import type { Plan } from '../../server/planning/engine/plan.ts';
import type { Problem, Source } from '../../server/planning/engine/problem.ts';
import { microText, ONE, parseMicro } from '../../server/planning/engine/qty.ts';
import { netAll } from '../../server/planning/engine/run.ts';
import { bomLine } from '../../server/planning/engine/structure.ts';

type Golden = {
  readonly today: string;
  readonly items: readonly {
    readonly code: string;
    readonly source: string;
    readonly uom: string;
    readonly leadDays: number;
    readonly moq: number;
    readonly multiple: number;
    readonly safety: number;
    readonly onHand: string;
  }[];
  readonly lines: readonly {
    readonly parent: string;
    readonly component: string;
    readonly num: string;
    readonly den: string;
    readonly lossPct: string;
  }[];
  readonly receipts: readonly { readonly item: string; readonly qty: number; readonly due: string }[];
  readonly demand: readonly {
    readonly item: string;
    readonly qty: number;
    readonly due: string;
    readonly kind: string;
  }[];
  readonly expected: readonly Figures[];
};

type Figures = {
  readonly item: string;
  readonly gross: string;
  readonly net: string;
  readonly planned: string;
  readonly due: string;
  readonly start: string | null;
  readonly kind: string | null;
};

const golden: Golden = JSON.parse(readFileSync(join(import.meta.dirname, 'golden', 'kettles.json'), 'utf8'));
const zero = dayNumber(golden.today);
const SOURCE: Readonly<Record<string, Source>> = { 自制: 'make', 外购: 'buy', 委外: 'subcontract' };
const qtyOf = (value: number | string): number => parseMicro(String(value));

function problem(bucketDays: number): Problem {
  const due = (date: string): number => dayNumber(date) - zero;
  const sales = golden.demand.filter((one) => one.kind === 'SO');
  const forecast = golden.demand.filter((one) => one.kind === 'FORECAST');
  return {
    settings: { bucketDays },
    items: golden.items.map((item) => ({
      code: item.code,
      source: SOURCE[item.source]!,
      leadDays: item.leadDays,
      minLot: qtyOf(item.moq),
      multiple: qtyOf(item.multiple),
      step: item.uom === '千克' ? ONE / 100 : ONE,
      safety: qtyOf(item.safety),
    })),
    lines: golden.lines.map((line) => bomLine(line.parent, line.component, line.num, line.den, line.lossPct)),
    demands: sales.map((one, at) => ({
      id: `SO${at}`,
      item: one.item,
      day: due(one.due),
      qty: qtyOf(one.qty),
    })),
    forecasts: forecast.map((one, at) => {
      return { id: `F${at}`, item: one.item, from: due(one.due), to: due(one.due), qty: qtyOf(one.qty) };
    }),
    supplies: [
      ...golden.items.map((item) => {
        return {
          id: `stock ${item.code}`,
          item: item.code,
          kind: 'stock' as const,
          day: 0,
          qty: qtyOf(item.onHand),
        };
      }),
      ...golden.receipts.map((one, at) => {
        return { id: `PO${at}`, item: one.item, kind: 'PO' as const, day: due(one.due), qty: qtyOf(one.qty) };
      }),
    ],
  };
}

/** Two decimals, as the worked figures are written. */
const written = (qty: number): string => microText(Math.round(qty / 10_000) * 10_000);

function figuresOf(plan: Plan): Figures[] {
  const { model, orders } = plan;
  const needs = newNeedList();
  return golden.expected.map(({ item }) => {
    const node = model.nodes.plain[model.items.byCode.get(item)!]!;
    gatherNeeds(plan, node, needs);
    let gross = 0;
    for (let at = 0; at < needs.count; at++) gross += needs.qty[at]!;
    const from = orders.slices.start[node]!;
    let [net, total] = [0, 0];
    for (let order = from; order < from + orders.slices.count[node]!; order++) {
      net += orders.net[order]!;
      total += orders.qty[order]!;
    }
    const kind = orderKind(plan, node) === 'PO' ? 'PR' : orderKind(plan, node);
    return {
      item,
      gross: written(gross),
      net: written(net),
      planned: written(total),
      due: dateText(zero + needs.day[0]!),
      start: total > 0 ? dateText(zero + orders.start[from]!) : null,
      kind: total > 0 ? kind : null,
    };
  });
}

function planned(bucketDays: number): Plan {
  const plan = netAll(buildModel(problem(bucketDays)));
  pegAll(plan);
  return plan;
}

const expected = golden.expected.map(({ item, gross, net, planned, due, start, kind }): Figures => {
  return { item, gross, net, planned, due, start, kind };
});

test('one bucket: every figure of the worked plan', () => {
  assert.deepEqual(figuresOf(planned(0)), expected);
});

test('by the day: the same totals, ordered when needed; only what has a minimum is bought in two lots', () => {
  const twice = new Map([
    // Two needs, 720 and 320 short, of at least 500 in steps of 100: 800 and 500 instead of 1,100.
    ['SF-HDL-P', { planned: '1300', gross: '1280' }],
    // Its blank follows: 1,300 with 3 % loss instead of 1,100.
    ['RM-HDL-B', { planned: '1000', gross: '1339' }],
  ]);
  for (const [at, figures] of figuresOf(planned(1)).entries()) {
    const worked = expected[at]!;
    const { planned, gross } = twice.get(figures.item) ?? worked;
    assert.deepEqual([figures.planned, figures.gross], [planned, gross], figures.item);
    assert.equal(figures.due, worked.due);
    assert.equal(figures.kind, worked.kind);
    assert.ok(
      (figures.start ?? '') >= (worked.start ?? ''),
      `${figures.item} would start earlier by the day`,
    );
  }
});
