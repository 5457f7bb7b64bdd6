// Whether openings may be booked today, in the words of the ledger, and the voucher they become.
import { type LocatedRow, type RowProblem, rowProblem } from '../../kernel/import/kinds.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { sentenceOf } from '../../kernel/refusal.ts';
import {
  type FinTx,
  type VoucherLineDraft,
  bookingOf,
  ledgerRefusals,
  loadPeriods,
  postVouchers,
} from '../ledger/index.ts';

/** Why nothing can be booked today, told at the first row; null when the period is open. */
export async function closedProblem(
  tx: FinTx,
  ctx: Ctx,
  rows: readonly LocatedRow[],
): Promise<RowProblem | null> {
  const booking = bookingOf(await loadPeriods(tx, ctx), ctx.today, 'refuse');
  const [first] = rows;
  if (!first || !('code' in booking)) return null;
  const { zh, en } = sentenceOf(ledgerRefusals, booking.code, booking.facts);
  return rowProblem(first.rowNo, null, booking.code, zh, en);
}

/** Books openings on this day; returns the voucher. */
export async function bookOpening(
  tx: FinTx,
  ctx: Ctx,
  event: string,
  summary: string,
  lines: readonly VoucherLineDraft[],
): Promise<Id> {
  const id = newId();
  const source = { sourceKind: 'opening', sourceId: newId(), sourceNo: '' };
  await postVouchers(tx, ctx, [{ id, event, ...source, businessDate: ctx.today, summary, lines }], 'refuse');
  return id;
}
