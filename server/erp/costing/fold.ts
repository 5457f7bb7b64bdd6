// Folds movements over their pools in the order of their making, in memory: cost rows, what the ledger must book, and
// what has to wait. A movement that cannot be valued holds back the later ones of its item and nobody else's, so that
// the order within every pool is kept. Defends COST-01.
import {
  type Amount,
  type Qty,
  ZERO_AMOUNT,
  ZERO_QTY,
  addQty,
  amountOf,
  negateAmount,
  subAmount,
  subQty,
  taxOf,
} from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { afterIssue, afterReceipt, averageValue, issueValue, poolOf } from './decide.ts';
import {
  type CostRowDraft,
  type CostRowKind,
  type Pool,
  type PoolState,
  type Stall,
  type StallCode,
  type ValuedMovement,
  type Worth,
  poolKeyText,
} from './types.ts';

type Way = 'in' | 'out' | 'across';

/** What each kind of movement means in the books, if it goes that way. */
const EVENTS: Readonly<Record<string, { readonly way: Way; readonly events: readonly string[] }>> = {
  receive: { way: 'in', events: ['purchase_receipt'] },
  accept: { way: 'in', events: ['purchase_receipt'] },
  opening: { way: 'in', events: ['opening'] },
  ship: { way: 'out', events: ['sales_cost'] },
  count_gain: { way: 'in', events: ['count_gain', 'count_gain_settled'] },
  count_loss: { way: 'out', events: ['count_loss', 'count_loss_settled'] },
};

export type Problem = { readonly code: StallCode; readonly facts: Readonly<Record<string, string>> };

export type FoldFacts = {
  readonly pools: ReadonlyMap<string, Pool>;
  /** The account of an item's goods in a cost area. */
  readonly accountOf: (itemAccount: string, costArea: string) => string;
  readonly isPostable: (accountCode: string) => boolean;
  /** Why an event cannot be booked, if so. */
  readonly problemOfEvent: (event: string) => Problem | null;
  readonly canBookOn: (businessDate: string) => boolean;
  /** Items that already wait in the queue. */
  readonly stalledItems: ReadonlySet<Id>;
  /** A pool that lacks quantity is queued; otherwise the fold stops there and says so. */
  readonly queueShort: boolean;
};

export type Folded = {
  readonly pools: ReadonlyMap<string, Pool>;
  readonly rows: readonly CostRowDraft[];
  readonly worth: readonly Worth[];
  readonly stalls: readonly Stall[];
  /** The movement whose pool lacks quantity: what fills it must be read first. */
  readonly short: ValuedMovement | null;
};

const wayOf = (movement: ValuedMovement): Way =>
  movement.fromArea === null ? 'in' : movement.toArea === null ? 'out' : 'across';

type Step = {
  readonly pool: Pool;
  readonly kind: CostRowKind;
  readonly qty: Qty;
  readonly value: Amount;
};

type Planned = {
  readonly steps: readonly Step[];
  readonly worth: Worth | null;
};

type Pools = {
  readonly at: (movement: ValuedMovement, area: string) => Pool;
  /** What the quantity of a movement is worth when it leaves a pool. */
  readonly issue: (movement: ValuedMovement, pool: Pool) => Amount;
};

/** Puts an empty pool on the account its goods belong to now; a filled one stays where its value is. */
function seated(pool: Pool, movement: ValuedMovement, area: string, facts: FoldFacts): Pool {
  if (pool.qty !== 0n) return pool;
  return { ...pool, accountCode: facts.accountOf(movement.itemAccount, area) };
}

function planIn(movement: ValuedMovement, area: string, pools: Pools, facts: FoldFacts): Planned | Problem {
  const pool = seated(pools.at(movement, area), movement, area, facts);
  if (!facts.isPostable(pool.accountCode)) return noAccount(pool.accountCode);
  const lastKnown = movement.lastCost === null ? null : amountOf(movement.qty, movement.lastCost, 'half-up');
  const value = movement.givenValue ?? averageValue(pool, movement.qty) ?? lastKnown;
  if (value === null || (movement.givenValue === null && movement.kind !== 'count_gain')) {
    return { code: 'NO_PRICE', facts: {} };
  }
  const after = { ...pool, ...afterReceipt(pool, movement.qty, value) };
  const events = EVENTS[movement.kind]?.events ?? [];
  return {
    steps: [{ pool: after, kind: 'receipt', qty: movement.qty, value }],
    worth: { movement, events, value, tax: ZERO_AMOUNT, account: pool.accountCode, fromAccount: null },
  };
}

function planOut(movement: ValuedMovement, area: string, pools: Pools): Planned | null {
  const pool = pools.at(movement, area);
  if (pool.qty < movement.qty) return null;
  const value = pools.issue(movement, pool);
  const after = { ...pool, ...afterIssue(pool, movement.qty, value) };
  const events = EVENTS[movement.kind]?.events ?? [];
  const tax = movement.lostTaxRate === null ? ZERO_AMOUNT : taxOf(value, movement.lostTaxRate);
  return {
    steps: [{ pool: after, kind: 'issue', qty: -movement.qty as Qty, value: negateAmount(value) }],
    worth: { movement, events, value, tax, account: pool.accountCode, fromAccount: null },
  };
}

function planAcross(
  movement: ValuedMovement,
  areas: { readonly from: string; readonly to: string },
  pools: Pools,
  facts: FoldFacts,
): Planned | Problem | null {
  const source = pools.at(movement, areas.from);
  if (source.qty < movement.qty) return null;
  const target = seated(pools.at(movement, areas.to), movement, areas.to, facts);
  if (!facts.isPostable(target.accountCode)) return noAccount(target.accountCode);
  const differs = source.accountCode !== target.accountCode;
  const problem = differs ? facts.problemOfEvent('transfer') : null;
  if (problem) return problem;
  const value = pools.issue(movement, source);
  const taken = { ...source, ...afterIssue(source, movement.qty, value) };
  const given = { ...target, ...afterReceipt(target, movement.qty, value) };
  return {
    steps: [
      { pool: taken, kind: 'transfer_out', qty: -movement.qty as Qty, value: negateAmount(value) },
      { pool: given, kind: 'transfer_in', qty: movement.qty, value },
    ],
    worth: differs
      ? {
          movement,
          events: ['transfer'],
          value,
          tax: ZERO_AMOUNT,
          account: target.accountCode,
          fromAccount: source.accountCode,
        }
      : null,
  };
}

const noAccount = (account: string): Problem => ({ code: 'NO_INVENTORY_ACCOUNT', facts: { account } });

/** What stands in the way before any pool is looked at. */
function objection(movement: ValuedMovement, facts: FoldFacts, stalled: ReadonlySet<Id>): Problem | null {
  if (stalled.has(movement.itemId)) return { code: 'AFTER_EXCEPTION', facts: {} };
  const way = wayOf(movement);
  const meaning = EVENTS[movement.kind];
  if (way !== 'across' && meaning?.way !== way) return { code: 'NO_RULE', facts: { kind: movement.kind } };
  if (!facts.canBookOn(movement.businessDate)) {
    return { code: 'NO_OPEN_PERIOD', facts: { date: movement.businessDate } };
  }
  if (way === 'across') return null;
  for (const event of meaning?.events ?? []) {
    const problem = facts.problemOfEvent(event);
    if (problem) return problem;
  }
  return null;
}

function plan(movement: ValuedMovement, pools: Pools, facts: FoldFacts): Planned | Problem | null {
  const { fromArea: from, toArea: to } = movement;
  if (from !== null && to !== null) return planAcross(movement, { from, to }, pools, facts);
  if (from !== null) return planOut(movement, from, pools);
  return to === null ? { steps: [], worth: null } : planIn(movement, to, pools, facts);
}

/**
 * What one document takes out of a pool in several movements, one after the other: 600 pieces out of two lots. It costs
 * what 600 pieces cost, not the sum of two roundings.
 */
type Run = { readonly source: string; readonly before: PoolState; readonly qty: Qty; readonly value: Amount };

function runsOfIssues() {
  const runs = new Map<string, Run>();
  const sourceOf = (movement: ValuedMovement): string => `${movement.sourceKind}/${movement.sourceId}`;
  const runOf = (movement: ValuedMovement, pool: Pool): Run => {
    const run = runs.get(poolKeyText(pool.key));
    return run?.source === sourceOf(movement)
      ? run
      : { source: sourceOf(movement), before: pool, qty: ZERO_QTY, value: ZERO_AMOUNT };
  };
  return {
    issue: (movement: ValuedMovement, pool: Pool): Amount => {
      const run = runOf(movement, pool);
      return subAmount(issueValue(run.before, addQty(run.qty, movement.qty)), run.value);
    },
    /** Keeps a run going, or ends it: whatever else happens to a pool begins it anew. */
    follow: (movement: ValuedMovement, step: Step, before: Pool): void => {
      const key = poolKeyText(step.pool.key);
      if (step.qty >= 0n) return void runs.delete(key);
      const run = runOf(movement, before);
      const value = subAmount(run.value, step.value);
      runs.set(key, { ...run, qty: subQty(run.qty, step.qty), value });
    },
  };
}

/** Values movements one after the other. Pools in the answer are those given, changed. */
export function foldMovements(movements: readonly ValuedMovement[], facts: FoldFacts): Folded {
  const running = new Map(facts.pools);
  const stalled = new Set(facts.stalledItems);
  const rows: CostRowDraft[] = [];
  const worth: Worth[] = [];
  const stalls: Stall[] = [];
  const runs = runsOfIssues();
  const poolAt = (key: string): Pool => {
    const pool = running.get(key);
    if (!pool) throw new Error('the pool was not locked');
    return pool;
  };
  const pools: Pools = {
    at: (movement, area) => poolAt(poolKeyText(poolOf(movement, area))),
    issue: runs.issue,
  };
  for (const movement of movements) {
    const found = objection(movement, facts, stalled) ?? plan(movement, pools, facts);
    if (found === null && !facts.queueShort) return { pools: running, rows, worth, stalls, short: movement };
    const planned = found ?? { code: 'POOL_SHORT' as const, facts: {} };
    if ('code' in planned) {
      stalled.add(movement.itemId);
      stalls.push({
        movementId: movement.id,
        code: planned.code,
        facts: { item: movement.itemCode, ...planned.facts },
      });
      continue;
    }
    for (const step of planned.steps) {
      runs.follow(movement, step, poolAt(poolKeyText(step.pool.key)));
      running.set(poolKeyText(step.pool.key), step.pool);
      rows.push({ ...step, movement });
    }
    if (planned.worth) worth.push(planned.worth);
  }
  return { pools: running, rows, worth, stalls, short: null };
}

/** The pools that movements will touch. */
export const touchedPools = (movements: readonly ValuedMovement[]) =>
  movements.flatMap((movement) =>
    [movement.fromArea, movement.toArea].flatMap((area) => (area === null ? [] : [poolOf(movement, area)])),
  );
