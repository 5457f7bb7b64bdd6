// Puts a shortage into words: which item, lot and bin, how much was wanted and how much is free.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { qtyText } from '../../kernel/decimal.ts';
import type { Facts } from '../../kernel/refusal.ts';
import type { Shortage, WmsTx } from './types.ts';

/** The facts of NOT_ENOUGH_STOCK: one phrase per shortage. */
export async function describeShortages(tx: WmsTx, ctx: Ctx, shortages: readonly Shortage[]): Promise<Facts> {
  const { rows } = await sql<{ item_code: string; lot_no: string; bin_code: string }>`
    select i.code as item_code, l.lot_no, n.code as bin_code
    from unnest(${shortages.map((s) => s.key.itemId)}::uuid[], ${shortages.map((s) => s.key.lotId)}::uuid[],
      ${shortages.map((s) => s.key.binId)}::uuid[]) with ordinality as s (item_id, lot_id, bin_id, position)
    join md.item i on i.company_id = ${ctx.companyId} and i.id = s.item_id
    join wms.lot l on l.company_id = ${ctx.companyId} and l.id = s.lot_id
    join wms.bin n on n.company_id = ${ctx.companyId} and n.id = s.bin_id
    order by s.position`.execute(tx);
  return {
    shortages: shortages.map((shortage, index) => {
      const row = rows[index];
      const lot = row && row.lot_no !== '' ? ` ${row.lot_no}` : '';
      return `${row?.item_code ?? ''}${lot} @ ${row?.bin_code ?? ''}: ${qtyText(shortage.wanted)} > ${qtyText(shortage.free)}`;
    }),
  };
}
