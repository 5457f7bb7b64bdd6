// BOM versions as they are stored, with their lines, for many items at once.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type QtyText, type RateText, parseQty, parseRate } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Version } from './validity.ts';
import type { BomLine, StructureTx } from './write-boms.ts';

export type StoredBom = Version & { readonly remark: string; readonly lines: readonly BomLine[] };

type Row = {
  id: Id;
  item_id: Id;
  version: string;
  state: string;
  valid_from: string;
  valid_to: string;
  remark: string;
  line_no: number | null;
  component_id: Id;
  qty_num: QtyText;
  qty_den: QtyText;
  qty_fixed: QtyText;
  loss: RateText;
  by_product: boolean;
  line_from: string;
  line_to: string;
  line_remark: string;
};

const lineOf = (row: Row): BomLine => ({
  lineNo: row.line_no ?? 0,
  componentId: row.component_id,
  qtyNum: parseQty(row.qty_num),
  qtyDen: parseQty(row.qty_den),
  qtyFixed: parseQty(row.qty_fixed),
  loss: parseRate(row.loss),
  byProduct: row.by_product,
  validFrom: row.line_from,
  validTo: row.line_to,
  remark: row.line_remark,
});

/** All versions of the items, by 'item version'. */
export async function loadBomsOf(
  tx: StructureTx,
  ctx: Ctx,
  itemIds: readonly Id[],
): Promise<Map<string, StoredBom>> {
  const { rows } = await sql<Row>`
    select b.id, b.item_id, b.version, b.state, b.valid_from, b.valid_to, b.remark, l.line_no, l.component_id, l.qty_num,
      l.qty_den, l.qty_fixed, l.loss, l.by_product, l.valid_from as line_from, l.valid_to as line_to, l.remark as line_remark
    from md.bom b left join md.bom_line l on l.company_id = b.company_id and l.bom_id = b.id
    where b.company_id = ${ctx.companyId} and b.item_id = any(${[...itemIds]}::uuid[])
    order by b.id, l.line_no`.execute(tx);
  const boms = new Map<string, StoredBom & { lines: BomLine[] }>();
  for (const row of rows) {
    const key = `${row.item_id} ${row.version}`;
    const known = boms.get(key) ?? {
      id: row.id,
      itemId: row.item_id,
      version: row.version,
      state: row.state,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      remark: row.remark,
      lines: [],
    };
    if (row.line_no !== null) known.lines.push(lineOf(row));
    boms.set(key, known);
  }
  return boms;
}

/** True when both take and give the same, in the same order; line numbers are only names. */
export function sameLines(one: readonly BomLine[], other: readonly BomLine[]): boolean {
  const text = (lines: readonly BomLine[]): string =>
    lines
      .map((line) =>
        [
          line.componentId,
          line.qtyNum,
          line.qtyDen,
          line.qtyFixed,
          line.loss,
          line.byProduct,
          line.validFrom,
          line.validTo,
          line.remark,
        ].join('|'),
      )
      .join('\n');
  return text(one) === text(other);
}
