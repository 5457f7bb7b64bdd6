// Money out or in (entry E32): one payment settles several open items of a partner, wholly or in part.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import { type AmountText, amountText, parseAmount, sumAmount } from '../../../kernel/decimal.ts';
import { linkDocuments, recordStep } from '../../../kernel/document.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zPositiveAmount, zText } from '../../../kernel/schema.ts';
import { type FinTx, linesOf, loadRules, mergeLines, postVouchers } from '../../ledger/index.ts';

type Item = { id: Id; partner_id: Id; side: string; source_kind: string; source_id: Id; source_no: string; left: AmountText };

async function lockOpenItems(tx: FinTx, ctx: Ctx, ids: readonly Id[]): Promise<Map<Id, Item>> {
  // Open items are never updated: their partner's row is the lock that two payments of one partner meet on.
  await sql`select from md.partner where company_id = ${ctx.companyId} and id in (select partner_id from fin.open_item
    where company_id = ${ctx.companyId} and id = any(${ids}::uuid[])) order by id for no key update`.execute(tx);
  const { rows } = await sql<Item>`
    select o.id, o.partner_id, o.side, o.source_kind, o.source_id, o.source_no,
      (o.amount - coalesce((select sum(s.amount) from fin.settlement s
        where s.company_id = o.company_id and s.open_item_id = o.id), 0))::numeric(18,2) as left
    from fin.open_item o where o.company_id = ${ctx.companyId} and o.id = any(${ids}::uuid[]) order by o.id`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

export const bookPayment = defineCommand({
  name: 'settlement.book-payment',
  right: 'payment.approve',
  input: z.object({
    direction: z.enum(['pay', 'collect']),
    partnerId: zId,
    bankAccount: z.string().regex(/^(1001|1002|1012)(\.\d{2})*$/).default('1002'),
    amount: zPositiveAmount,
    businessDate: zDate.optional(),
    remark: zText.default(''),
    items: z.array(z.object({ openItemId: zId, amount: zPositiveAmount })).min(1).max(500),
  }),
  output: z.object({ paymentId: zId, no: z.string(), voucher: z.string() }),
  refusals: ['SETTLE_TOO_MUCH', 'SETTLE_NOT_SUM', 'OTHER_PARTNER', 'PERIOD_CLOSED', 'NO_PERIOD', 'NO_RULE', 'UNKNOWN_ACCOUNT', 'NOT_BALANCED'],
  run: async (tx, input, ctx) => {
    const sum = sumAmount(input.items.map((item) => item.amount));
    if (sum !== input.amount) refuse('SETTLE_NOT_SUM', { sum: amountText(sum), amount: amountText(input.amount) });
    const found = await lockOpenItems(tx, ctx, input.items.map((item) => item.openItemId));
    const side = input.direction === 'pay' ? 'payable' : 'receivable';
    for (const wanted of input.items) {
      const item = found.get(wanted.openItemId) ?? refuse('NOT_FOUND', { what: 'open item', key: wanted.openItemId });
      if (item.partner_id !== input.partnerId || item.side !== side) refuse('OTHER_PARTNER', { partner: input.partnerId });
      if (wanted.amount > parseAmount(item.left)) {
        refuse('SETTLE_TOO_MUCH', { no: item.source_no, left: item.left, amount: amountText(wanted.amount) });
      }
    }
    const paymentId = newId();
    const businessDate = input.businessDate ?? ctx.today;
    const no = await takeDocumentNo(tx, ctx, input.direction === 'pay' ? 'FKD' : 'SKD', businessDate);
    await tx.insertInto('fin.payment').values({
      company_id: ctx.companyId, id: paymentId, no, direction: input.direction, state: 'approved', partner_id: input.partnerId,
      bank_account_code: input.bankAccount, amount: amountText(input.amount), business_date: businessDate, remark: input.remark,
      prepared_by: ctx.actor.userId,
    }).execute();
    await sql`insert into fin.settlement (company_id, id, open_item_id, payment_id, amount, business_date)
      select ${ctx.companyId}, id, open_item_id, ${paymentId}, amount, ${businessDate}
      from unnest(${input.items.map(() => newId())}::uuid[], ${input.items.map((item) => item.openItemId)}::uuid[],
        ${input.items.map((item) => amountText(item.amount))}::numeric[]) as s (id, open_item_id, amount)`.execute(tx);
    const event = input.direction === 'pay' ? 'payment' : 'collection';
    const lines = linesOf(await loadRules(tx, ctx), event, {
      amounts: { amount: input.amount }, bankAccount: input.bankAccount, partnerId: input.partnerId, note: no,
    });
    const [voucher] = await postVouchers(tx, ctx, [{
      id: newId(), event, sourceKind: 'payment', sourceId: paymentId, sourceNo: no, businessDate,
      summary: `${input.direction === 'pay' ? '付款' : '收款'} ${no}`, lines: mergeLines(lines),
    }], 'refuse');
    await linkDocuments(tx, ctx, [...found.values()].map((item) => ({
      fromKind: item.source_kind, fromId: item.source_id, toKind: 'payment', toId: paymentId,
    })));
    await recordStep(tx, ctx, {
      documentKind: 'payment', documentId: paymentId, verb: 'approve', from: null, to: 'approved', note: { no },
    });
    return { paymentId, no, voucher: `记-${String(voucher?.no ?? 0).padStart(4, '0')}` };
  },
});
