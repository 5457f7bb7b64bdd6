// What a subcontractor makes is not bought: until subcontract orders are documents of their own, a firmed proposal stands
// for one. Covering a shortage firms the proposals that the plan has made for it, the earliest first.
import { sql } from 'kysely';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { type Qty, ZERO_QTY, addQty, parseQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { type Want, askPlan } from '../resident/index.ts';
import type { Proposal } from './lock-planned.ts';

export type Offered = Pick<Proposal, 'key' | 'kind' | 'track' | 'qty' | 'endDate'> & {
  readonly item: { readonly id: Id; readonly code: string };
};

/** The proposals that cover a want, no more of them than it takes; what they leave open stays for the next plan. */
export function coverOf<P extends Offered>(want: Want, proposals: readonly P[]): P[] {
  const own = proposals
    .filter(
      ({ item, track, kind }) => kind === 'subcontract' && item.id === want.itemId && track === want.track,
    )
    .toSorted((a, b) => (a.endDate === b.endDate ? 0 : a.endDate < b.endDate ? -1 : 1));
  const wanted = parseQty(want.qty);
  let covered: Qty = ZERO_QTY;
  return own.filter(({ qty }) => {
    if (covered >= wanted) return false;
    covered = addQty(covered, parseQty(qty));
    return true;
  });
}

export type Sorted = {
  /** To be bought. */
  readonly buys: readonly Want[];
  /** To be firmed. */
  readonly firms: readonly Proposal[];
  /** Of a subcontractor, and nothing is proposed: by item code. */
  readonly left: readonly string[];
};

/** Tells what is bought from what a subcontractor makes. */
export async function sortWants(tx: Tx, ctx: Ctx, wants: readonly Want[]): Promise<Sorted> {
  const itemIds = [...new Set(wants.map(({ itemId }) => itemId))];
  if (itemIds.length === 0) return { buys: [], firms: [], left: [] };
  const { rows } = await sql<{ id: Id }>`select id from md.item
    where company_id = ${ctx.companyId} and id = any(${itemIds}::uuid[]) and source = 'subcontract'`.execute(
    tx,
  );
  const given = new Set(rows.map(({ id }) => id));
  if (given.size === 0) return { buys: wants, firms: [], left: [] };
  const proposals = await askPlan(ctx, 'proposalsOf', { itemIds: [...given] });
  const covers = wants
    .filter(({ itemId }) => given.has(itemId))
    .map((want) => ({ want, firms: coverOf(want, proposals) }));
  return {
    buys: wants.filter(({ itemId }) => !given.has(itemId)),
    firms: covers.flatMap(({ firms }) => firms),
    left: covers.filter(({ firms }) => firms.length === 0).map(({ want }) => want.item),
  };
}
