// Structure as it is on a day, walked down from an item or up from it: loaded at once, unfolded in memory. A part that
// is used in many places appears in each of them; a loop of drafts is cut where it closes and marked.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import {
  type Qty,
  type QtyText,
  type Rate,
  type RateText,
  parseQty,
  parseRate,
} from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { type Fraction, ofQty, onTop, plus, times } from './fraction.ts';
import type { StructureTx } from './write-boms.ts';

export const MOST_ROWS = 2_000;

export type Part = {
  readonly parentId: Id;
  readonly bomId: Id;
  readonly version: string;
  readonly lineNo: number;
  readonly componentId: Id;
  readonly num: Qty;
  readonly den: Qty;
  readonly fixed: Qty;
  readonly loss: Rate;
  readonly byProduct: boolean;
};

type PartRow = {
  parent_id: Id;
  bom_id: Id;
  version: string;
  line_no: number;
  component_id: Id;
  qty_num: QtyText;
  qty_den: QtyText;
  qty_fixed: QtyText;
  loss: RateText;
  by_product: boolean;
};

const partOf = (row: PartRow): Part => ({
  parentId: row.parent_id,
  bomId: row.bom_id,
  version: row.version,
  lineNo: row.line_no,
  componentId: row.component_id,
  num: parseQty(row.qty_num),
  den: parseQty(row.qty_den),
  fixed: parseQty(row.qty_fixed),
  loss: parseRate(row.loss),
  byProduct: row.by_product,
});

const PART = sql`b.item_id as parent_id, b.id as bom_id, b.version, l.line_no, l.component_id, l.qty_num, l.qty_den,
  l.qty_fixed, l.loss, l.by_product`;

const onDay = (day: string) => sql`${day}::date between l.valid_from and l.valid_to`;

/** Everything below the item on the day, line by line; `bomId` names another version of the item itself. */
export async function partsBelow(
  tx: StructureTx,
  ctx: Ctx,
  top: { readonly itemId: Id; readonly bomId: Id | null; readonly day: string },
): Promise<Part[]> {
  const held = sql`(case when b.item_id = ${top.itemId}::uuid and ${top.bomId}::uuid is not null
    then b.id = ${top.bomId}::uuid
    else b.state = 'active' and ${top.day}::date between b.valid_from and b.valid_to end)`;
  const { rows } = await sql<PartRow>`
    with recursive reached (item_id) as (
      select ${top.itemId}::uuid
      union
      select l.component_id from reached r
      join md.bom b on b.company_id = ${ctx.companyId} and b.item_id = r.item_id and ${held}
      join md.bom_line l on l.company_id = b.company_id and l.bom_id = b.id and not l.by_product and ${onDay(top.day)}
    )
    select ${PART} from reached r
    join md.bom b on b.company_id = ${ctx.companyId} and b.item_id = r.item_id and ${held}
    join md.bom_line l on l.company_id = b.company_id and l.bom_id = b.id and ${onDay(top.day)}
    order by b.item_id, l.line_no`.execute(tx);
  return rows.map(partOf);
}

/** Everything above the item on the day: the lines in which it is a component, and so on upwards. */
export async function partsAbove(
  tx: StructureTx,
  ctx: Ctx,
  bottom: { readonly itemId: Id; readonly day: string },
): Promise<Part[]> {
  const held = sql`b.state = 'active' and ${bottom.day}::date between b.valid_from and b.valid_to`;
  const { rows } = await sql<PartRow>`
    with recursive reached (item_id) as (
      select ${bottom.itemId}::uuid
      union
      select b.item_id from reached r
      join md.bom_line l on l.company_id = ${ctx.companyId} and l.component_id = r.item_id and ${onDay(bottom.day)}
      join md.bom b on b.company_id = l.company_id and b.id = l.bom_id and ${held}
    )
    select ${PART} from reached r
    join md.bom_line l on l.company_id = ${ctx.companyId} and l.component_id = r.item_id and ${onDay(bottom.day)}
    join md.bom b on b.company_id = l.company_id and b.id = l.bom_id and ${held}
    join md.item p on p.company_id = b.company_id and p.id = b.item_id
    order by p.code, l.line_no`.execute(tx);
  return rows.map(partOf);
}

/** What one line takes in proportion to its parent, loss on top. */
export const shareOf = (part: Part, parent: Fraction): Fraction =>
  times(times(parent, { n: part.num, d: part.den }), onTop(part.loss));

/** What one line needs for an order of so many. */
export const needOf = (part: Part, order: Fraction): Fraction =>
  plus(ofQty(part.fixed), shareOf(part, order));

export type Step = {
  readonly level: number;
  readonly part: Part;
  /** What is needed here for the quantity at the top; going up, what one of the top takes of the bottom. */
  readonly qty: Fraction;
  /** The item closes a loop: it is not unfolded again. */
  readonly loops: boolean;
  readonly leaf: boolean;
};

/** Groups parts by the item from which the walk goes on. */
export function byEnd(parts: readonly Part[], end: 'parentId' | 'componentId'): Map<Id, Part[]> {
  const found = new Map<Id, Part[]>();
  for (const part of parts) {
    const known = found.get(part[end]);
    if (known) known.push(part);
    else found.set(part[end], [part]);
  }
  return found;
}

/** Unfolds parts into a tree, written as rows in reading order; ends at MOST_ROWS. */
export function unfold(
  parts: readonly Part[],
  start: { readonly itemId: Id; readonly qty: Fraction },
  way: 'down' | 'up',
): Step[] {
  const next = byEnd(parts, way === 'down' ? 'parentId' : 'componentId');
  const steps: Step[] = [];
  const walk = (itemId: Id, qty: Fraction, level: number, path: ReadonlySet<Id>): void => {
    for (const part of next.get(itemId) ?? []) {
      if (steps.length >= MOST_ROWS) return;
      const child = way === 'down' ? part.componentId : part.parentId;
      const loops = path.has(child);
      const further = !loops && !(way === 'down' && part.byProduct) && next.has(child);
      const here = way === 'down' ? needOf(part, qty) : shareOf(part, qty);
      steps.push({ level, part, qty: here, loops, leaf: !further });
      if (further) walk(child, here, level + 1, new Set([...path, child]));
    }
  };
  walk(start.itemId, start.qty, 1, new Set([start.itemId]));
  return steps;
}
