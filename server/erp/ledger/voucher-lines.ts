// The lines of a written voucher, and the same lines in red: how anything in this book is taken back.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import {
  type AmountText,
  type Qty,
  type QtyText,
  negateAmount,
  parseAmount,
  parseQty,
} from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import type { FinTx, VoucherLineDraft } from './types.ts';

type LineText = {
  code: string;
  summary: string;
  debit: AmountText;
  credit: AmountText;
  partner_id: Id | null;
  item_id: Id | null;
  qty: QtyText | null;
};

/** The lines of a voucher, in order. */
export async function loadVoucherLines(tx: FinTx, ctx: Ctx, voucherId: Id): Promise<VoucherLineDraft[]> {
  const { rows } = await sql<LineText>`
    select a.code, l.summary, l.debit, l.credit, l.partner_id, l.item_id, l.qty from fin.voucher_line l
    join fin.account a on a.company_id = l.company_id and a.id = l.account_id
    where l.company_id = ${ctx.companyId} and l.voucher_id = ${voucherId} order by l.line_no`.execute(tx);
  return rows.map((row) => {
    const debit = parseAmount(row.debit);
    return {
      accountCode: row.code,
      side: debit === 0n ? 'credit' : 'debit',
      amount: debit === 0n ? parseAmount(row.credit) : debit,
      summary: row.summary,
      partnerId: row.partner_id,
      itemId: row.item_id,
      qty: row.qty === null ? null : parseQty(row.qty),
    };
  });
}

/** The same sides with the signs turned round. */
export const redLines = (lines: readonly VoucherLineDraft[]): VoucherLineDraft[] =>
  lines.map((line) => ({
    ...line,
    amount: negateAmount(line.amount),
    qty: line.qty === null || line.qty === undefined ? null : (-line.qty as Qty),
    summary: `冲销 ${line.summary}`,
  }));
