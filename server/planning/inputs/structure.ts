// Lines of active bills of material, each with the days on which an order may start by it.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { type LineInput, parseMicro } from '../engine/index.ts';
import type { Days } from './days.ts';
import { lineRatio } from './ratios.ts';

type Row = {
  parent: string;
  component: string;
  qty_num: string;
  qty_den: string;
  qty_fixed: string;
  loss: string;
  by_product: boolean;
  valid_from: string;
  valid_to: string;
};

export async function loadLines(
  tx: Tx,
  companyId: Id,
  days: Days,
  only: readonly Id[] | null,
): Promise<LineInput[]> {
  const { rows } = await sql<Row>`
    select i.code as parent, s.component, s.qty_num, s.qty_den, s.qty_fixed, s.loss, s.by_product, s.valid_from, s.valid_to
    from plan.structure_line s join md.item i on i.company_id = s.company_id and i.id = s.item_id
    where s.company_id = ${companyId} ${only === null ? sql`` : sql`and s.item_id = any(${only}::uuid[])`}
    order by i.code, s.valid_from, s.line_no, s.component`.execute(tx);
  return rows.map((row) => ({
    parent: row.parent,
    component: row.component,
    ...lineRatio(row.qty_num, row.qty_den, row.by_product ? '0' : row.loss),
    ...(Number(row.qty_fixed) > 0 ? { fixed: parseMicro(row.qty_fixed) } : {}),
    ...(row.valid_from === '-infinity' ? {} : { from: days.of(row.valid_from) }),
    ...(row.valid_to === 'infinity' ? {} : { to: days.of(row.valid_to) }),
    ...(row.by_product ? { byProduct: true } : {}),
  }));
}
