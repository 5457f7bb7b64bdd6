// Money out or in (E32): one payment settles several open items of a partner, wholly or in part. Money that settles
// nothing is not taken here: it would be an advance, with an account of its own.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import { type Amount, addAmount, amountText, subAmount, sumAmount } from '../../../kernel/decimal.ts';
import { linkDocuments, recordStep } from '../../../kernel/document.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zPositiveAmount, zText } from '../../../kernel/schema.ts';
import { type FinTx, linesOf, loadRules, mergeLines, postVouchers, voucherNo } from '../../ledger/index.ts';
import { lockPartner } from '../load.ts';
import { type OpenItem, type Side, loadItems, writeSettlements } from '../open-items.ts';

type Wanted = { readonly openItemId: Id; readonly amount: Amount };

/** Refuses NOT_FOUND, OTHER_PARTNER or SETTLE_TOO_MUCH; an item named twice is counted as a whole. */
function requireSettleable(
  items: ReadonlyMap<Id, OpenItem>,
  wanted: readonly Wanted[],
  payer: { readonly partnerId: Id; readonly name: string; readonly side: Side },
): void {
  const taken = new Map<Id, Amount>();
  for (const { openItemId, amount } of wanted) {
    const item = items.get(openItemId) ?? refuse('NOT_FOUND', { what: 'open item', key: openItemId });
    if (item.partnerId !== payer.partnerId || item.side !== payer.side) {
      refuse('OTHER_PARTNER', { partner: payer.name });
    }
    const before = taken.get(openItemId);
    const sum = before === undefined ? amount : addAmount(before, amount);
    taken.set(openItemId, sum);
    if (sum > item.left) {
      refuse('SETTLE_TOO_MUCH', {
        no: item.sourceNo,
        left: amountText(before === undefined ? item.left : subAmount(item.left, before)),
        amount: amountText(amount),
      });
    }
  }
}

type Booking = {
  readonly paymentId: Id;
  readonly no: string;
  readonly direction: 'pay' | 'collect';
  readonly partnerId: Id;
  readonly bankAccount: string;
  readonly amount: Amount;
  readonly businessDate: string;
};

async function bookMoney(tx: FinTx, ctx: Ctx, booking: Booking) {
  const { no, businessDate } = booking;
  const event = booking.direction === 'pay' ? 'payment' : 'collection';
  const lines = linesOf(await loadRules(tx, ctx), event, {
    amounts: { amount: booking.amount },
    bankAccount: booking.bankAccount,
    partnerId: booking.partnerId,
    note: no,
  });
  const summary = `${booking.direction === 'pay' ? '付款' : '收款'} ${no}`;
  const source = { sourceKind: 'payment', sourceId: booking.paymentId, sourceNo: no };
  const draft = { id: newId(), event, ...source, businessDate, summary, lines: mergeLines(lines) };
  const [voucher] = await postVouchers(tx, ctx, [draft], 'refuse');
  return voucher;
}

export const bookPayment = defineCommand({
  name: 'settlement.book-payment',
  right: 'payment.approve',
  input: z.object({
    direction: z.enum(['pay', 'collect']),
    partnerId: zId,
    bankAccount: z
      .string()
      .regex(/^(1001|1002|1012)(\.\d{2})*$/)
      .default('1002'),
    amount: zPositiveAmount,
    businessDate: zDate.optional(),
    remark: zText.default(''),
    items: z
      .array(z.object({ openItemId: zId, amount: zPositiveAmount }))
      .min(1)
      .max(500),
  }),
  output: z.object({ paymentId: zId, no: z.string(), voucher: z.string() }),
  refusals: [
    'SETTLE_TOO_MUCH',
    'SETTLE_NOT_SUM',
    'OTHER_PARTNER',
    'PERIOD_CLOSED',
    'NO_PERIOD',
    'NO_RULE',
    'UNKNOWN_ACCOUNT',
    'NOT_BALANCED',
  ],
  run: async (tx, input, ctx) => {
    const sum = sumAmount(input.items.map((item) => item.amount));
    if (sum !== input.amount) {
      refuse('SETTLE_NOT_SUM', { sum: amountText(sum), amount: amountText(input.amount) });
    }
    const { direction, partnerId, bankAccount, amount } = input;
    const { name } = await lockPartner(tx, ctx, partnerId);
    const items = await loadItems(
      tx,
      ctx,
      input.items.map((item) => item.openItemId),
    );
    const side: Side = direction === 'pay' ? 'payable' : 'receivable';
    requireSettleable(items, input.items, { partnerId, name, side });
    const paymentId = newId();
    const businessDate = input.businessDate ?? ctx.today;
    const no = await takeDocumentNo(tx, ctx, direction === 'pay' ? 'FKD' : 'SKD', businessDate);
    await tx
      .insertInto('fin.payment')
      .values({
        company_id: ctx.companyId,
        id: paymentId,
        no,
        direction,
        state: 'approved',
        partner_id: partnerId,
        bank_account_code: bankAccount,
        amount: amountText(amount),
        business_date: businessDate,
        remark: input.remark,
        prepared_by: ctx.actor.userId,
      })
      .execute();
    await writeSettlements(
      tx,
      ctx,
      businessDate,
      input.items.map((item) => ({ ...item, paymentId })),
    );
    const booking = { paymentId, no, direction, partnerId, bankAccount, amount, businessDate };
    const voucher = await bookMoney(tx, ctx, booking);
    await linkDocuments(
      tx,
      ctx,
      [...items.values()].map((item) => ({
        fromKind: item.sourceKind,
        fromId: item.sourceId,
        toKind: 'payment',
        toId: paymentId,
        amount: amountText(
          sumAmount(input.items.filter((i) => i.openItemId === item.id).map((i) => i.amount)),
        ),
      })),
    );
    await recordStep(tx, ctx, {
      documentKind: 'payment',
      documentId: paymentId,
      verb: 'approve',
      from: null,
      to: 'approved',
      note: { no, amount: amountText(amount) },
    });
    return { paymentId, no, voucher: voucherNo(voucher?.no ?? 0) };
  },
});
