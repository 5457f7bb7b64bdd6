// Rolled-up standard cost: an item that is made costs its components by quantity and loss, the hours at its work centres
// and, when it is subcontracted, the processing fee. Pure and exact: every item is rounded once, to a price's decimals.
// What nobody has priced counts nothing and is named.
import type { UnitPrice } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { type Fraction, ZERO, fraction, minus, ofPrice, ofQty, plus, times, toPrice } from './fraction.ts';
import { type Part, byEnd, needOf } from './walk.ts';

export type CostFacts = {
  readonly itemId: Id;
  readonly source: string;
  /** What the card says. */
  readonly standard: UnitPrice | null;
  /** Agreed price without tax: of the item, or of its processing when it is subcontracted. */
  readonly purchase: UnitPrice | null;
  /** Hours × cost per hour of one unit. */
  readonly work: Fraction;
  /** An hour of it has no cost. */
  readonly workUnpriced: boolean;
  /** Fixed quantities are shared by an order of this size. */
  readonly lot: Fraction;
  /** 1 + share lost while making. */
  readonly scrap: Fraction;
};

export type Rolled = {
  readonly itemId: Id;
  readonly made: boolean;
  readonly materials: UnitPrice;
  readonly work: UnitPrice;
  readonly fee: UnitPrice;
  readonly unit: UnitPrice;
  readonly standard: UnitPrice | null;
  /** Nobody has said what this costs. */
  readonly unpriced: boolean;
};

export type CostLine = {
  readonly part: Part;
  readonly perUnit: Fraction;
  readonly unit: UnitPrice;
  readonly amount: UnitPrice;
};

const priceOf = (price: UnitPrice | null): Fraction => (price === null ? ZERO : ofPrice(price));

/** Costs of everything below `top`, children first. An item on a loop costs what its card says. */
export function rollUp(top: Id, parts: readonly Part[], facts: ReadonlyMap<Id, CostFacts>): Map<Id, Rolled> {
  const lines = byEnd(parts, 'parentId');
  const rolled = new Map<Id, Rolled>();
  const open = new Set<Id>();
  const costOf = (itemId: Id): Rolled => {
    const known = rolled.get(itemId);
    if (known) return known;
    const mine = lines.get(itemId) ?? [];
    if (open.has(itemId) || mine.length === 0) return keep(bought(itemId, facts.get(itemId)));
    open.add(itemId);
    const materials = mine
      .map((part) => ({ part, amount: amountOf(part, itemId, costOf(part.componentId)) }))
      .reduce((sum, { part, amount }) => (part.byProduct ? minus(sum, amount) : plus(sum, amount)), ZERO);
    open.delete(itemId);
    return keep(made(itemId, materials, facts.get(itemId)));
  };
  const amountOf = (part: Part, parent: Id, component: Rolled): Fraction =>
    times(perUnitOf(part, facts.get(parent)), ofPrice(component.unit));
  const keep = (cost: Rolled): Rolled => {
    if (!open.has(cost.itemId)) rolled.set(cost.itemId, cost);
    return cost;
  };
  costOf(top);
  return rolled;
}

/** What one unit of the parent takes of a line; a fixed quantity is shared by the parent's lot. */
export function perUnitOf(part: Part, parent: CostFacts | undefined): Fraction {
  const lot = parent?.lot ?? { n: 1n, d: 1n };
  return times(needOf(part, lot), fraction(lot.d, lot.n));
}

function bought(itemId: Id, facts: CostFacts | undefined): Rolled {
  const unit = facts?.standard ?? facts?.purchase ?? null;
  return {
    itemId,
    made: false,
    materials: toPrice(ZERO),
    work: toPrice(ZERO),
    fee: toPrice(ZERO),
    unit: unit ?? toPrice(ZERO),
    standard: facts?.standard ?? null,
    unpriced: unit === null,
  };
}

function made(itemId: Id, materials: Fraction, facts: CostFacts | undefined): Rolled {
  const subcontracted = facts?.source === 'subcontract';
  const fee = subcontracted ? priceOf(facts.purchase) : ZERO;
  const work = facts?.work ?? ZERO;
  const unit = times(plus(plus(materials, work), fee), facts?.scrap ?? { n: 1n, d: 1n });
  return {
    itemId,
    made: true,
    materials: toPrice(materials),
    work: toPrice(work),
    fee: toPrice(fee),
    unit: toPrice(unit),
    standard: facts?.standard ?? null,
    unpriced: (facts?.workUnpriced ?? false) || (subcontracted && facts.purchase === null),
  };
}

/** The lines of an item with what each adds to its cost. */
export const costLines = (
  itemId: Id,
  parts: readonly Part[],
  facts: ReadonlyMap<Id, CostFacts>,
  rolled: ReadonlyMap<Id, Rolled>,
): CostLine[] =>
  parts
    .filter((part) => part.parentId === itemId)
    .map((part) => {
      const perUnit = perUnitOf(part, facts.get(itemId));
      const unit = rolled.get(part.componentId)?.unit ?? toPrice(ZERO);
      return { part, perUnit, unit, amount: toPrice(times(perUnit, ofPrice(unit))) };
    });

/** The size of an order that shares fixed quantities: the fixed lot, else the minimum, else one. */
export const lotOf = (
  fixedLot: Parameters<typeof ofQty>[0],
  minimum: Parameters<typeof ofQty>[0],
): Fraction =>
  ofQty(fixedLot).n > 0n ? ofQty(fixedLot) : ofQty(minimum).n > 0n ? ofQty(minimum) : { n: 1n, d: 1n };
