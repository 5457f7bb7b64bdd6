// Whether openings may be booked today, in the words of the ledger, the lines they make and the voucher they become.
import { type LocatedRow, type RowProblem, rowProblem } from '../../kernel/import/kinds.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Amount, ZERO_AMOUNT, addAmount } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { sentenceOf } from '../../kernel/refusal.ts';
import {
  type FinTx,
  type VoucherLineDraft,
  bookingOf,
  ledgerRefusals,
  linesOf,
  loadPeriods,
  loadRules,
  mergeLines,
  postVouchers,
} from '../ledger/index.ts';
import type { Side } from '../settlement/index.ts';

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

/** What is owed, as lines: one for each partner on the account of the side, and one against them. */
export async function openingLines(
  tx: FinTx,
  ctx: Ctx,
  side: Side,
  items: readonly { readonly partnerId: Id; readonly amount: Amount }[],
): Promise<VoucherLineDraft[]> {
  const sums = new Map<Id, Amount>();
  for (const { partnerId, amount } of items)
    sums.set(partnerId, addAmount(sums.get(partnerId) ?? ZERO_AMOUNT, amount));
  const rules = await loadRules(tx, ctx);
  const ours = side === 'payable' ? 'credit' : 'debit';
  const lines = [...sums].flatMap(([partnerId, total]) =>
    linesOf(rules, `opening_${side}`, { amounts: { total }, partnerId }),
  );
  return mergeLines(lines.map((line) => (line.side === ours ? line : { ...line, partnerId: null })));
}
