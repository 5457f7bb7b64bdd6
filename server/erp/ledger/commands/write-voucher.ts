// Typed vouchers, red reversals and the reviewer's signature. A voucher that a document made is corrected through
// that document, never here.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { audit } from '../../../kernel/ctx.ts';
import { type AmountText, type QtyText, ZERO_AMOUNT, negateAmount, parseAmount, parseQty } from '../../../kernel/decimal.ts';
import { newId } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zAmount, zDate, zId } from '../../../kernel/schema.ts';
import { postVouchers } from '../post-vouchers.ts';

const output = z.object({ voucherId: zId, no: z.string() });
const shown = (no: number | undefined): string => `记-${String(no ?? 0).padStart(4, '0')}`;

export const writeVoucher = defineCommand({
  name: 'ledger.write-voucher',
  right: 'voucher.edit',
  input: z.object({
    businessDate: zDate,
    summary: z.string().trim().min(1).max(200),
    lines: z.array(z.object({
      accountCode: z.string().max(30), summary: z.string().trim().max(200).default(''),
      debit: zAmount.optional(), credit: zAmount.optional(), partnerId: zId.optional(),
    })).min(2).max(500),
  }),
  output,
  refusals: ['PERIOD_CLOSED', 'NO_PERIOD', 'UNKNOWN_ACCOUNT', 'NOT_BALANCED'],
  run: async (tx, input, ctx) => {
    const id = newId();
    const lines = input.lines.flatMap((line) => {
      const [debit, credit] = [line.debit ?? ZERO_AMOUNT, line.credit ?? ZERO_AMOUNT];
      const common = { accountCode: line.accountCode, summary: line.summary || input.summary, partnerId: line.partnerId ?? null };
      return [
        ...(debit === 0n ? [] : [{ ...common, side: 'debit' as const, amount: debit }]),
        ...(credit === 0n ? [] : [{ ...common, side: 'credit' as const, amount: credit }]),
      ];
    });
    if (lines.length < 2) refuse('NOT_BALANCED', { debit: '0.00', credit: '0.00' });
    const [posted] = await postVouchers(tx, ctx, [{
      id, event: 'manual', sourceKind: 'voucher', sourceId: id, sourceNo: '', businessDate: input.businessDate,
      summary: input.summary, lines,
    }], 'refuse');
    audit(ctx, 'voucher', id, null, { no: posted?.no, summary: input.summary });
    return { voucherId: id, no: shown(posted?.no) };
  },
});

export const reverseVoucher = defineCommand({
  name: 'ledger.reverse-voucher',
  right: 'voucher.edit',
  input: z.object({ voucherId: zId, businessDate: zDate }),
  output,
  refusals: ['VOUCHER_REVERSED', 'VOUCHER_FROM_BUSINESS', 'PERIOD_CLOSED', 'NO_PERIOD', 'UNKNOWN_ACCOUNT', 'NOT_BALANCED'],
  run: async (tx, input, ctx) => {
    const head = await sql<{ no: string; event: string; reversed: boolean }>`select no, event, reversed from fin.voucher_list
      where company_id = ${ctx.companyId} and id = ${input.voucherId}`.execute(tx);
    const voucher = head.rows[0] ?? refuse('NOT_FOUND', { what: 'voucher', key: input.voucherId });
    if (voucher.event !== 'manual') refuse('VOUCHER_FROM_BUSINESS', { no: voucher.no });
    if (voucher.reversed) refuse('VOUCHER_REVERSED', { no: voucher.no });
    const { rows } = await sql<{ code: string; summary: string; debit: AmountText; credit: AmountText; partner_id: string | null; item_id: string | null; qty: QtyText | null }>`
      select a.code, l.summary, l.debit, l.credit, l.partner_id, l.item_id, l.qty from fin.voucher_line l
      join fin.account a on a.company_id = l.company_id and a.id = l.account_id
      where l.company_id = ${ctx.companyId} and l.voucher_id = ${input.voucherId} order by l.line_no`.execute(tx);
    const id = newId();
    const [posted] = await postVouchers(tx, ctx, [{
      id, event: 'reversal', sourceKind: 'voucher', sourceId: input.voucherId, sourceNo: voucher.no,
      businessDate: input.businessDate, summary: `冲销 ${voucher.no}`, reversalOf: input.voucherId,
      lines: rows.map((row) => {
        const debit = parseAmount(row.debit);
        return {
          accountCode: row.code, side: debit === 0n ? 'credit' as const : 'debit' as const,
          amount: negateAmount(debit === 0n ? parseAmount(row.credit) : debit), summary: `冲销 ${voucher.no} ${row.summary}`,
          partnerId: row.partner_id, itemId: row.item_id, qty: row.qty === null ? null : parseQty(row.qty),
        };
      }),
    }], 'refuse');
    audit(ctx, 'voucher', input.voucherId, null, { reversedBy: shown(posted?.no) });
    return { voucherId: id, no: shown(posted?.no) };
  },
});

export const reviewVoucher = defineCommand({
  name: 'ledger.review-voucher',
  right: 'voucher.review',
  input: z.object({ voucherId: zId }),
  output: z.object({ reviewed: z.boolean() }),
  refusals: ['OWN_REVIEW'],
  run: async (tx, input, ctx) => {
    const voucher = await tx.selectFrom('fin.voucher').select('prepared_by')
      .where('company_id', '=', ctx.companyId).where('id', '=', input.voucherId).executeTakeFirst();
    if (!voucher) return refuse('NOT_FOUND', { what: 'voucher', key: input.voucherId });
    if (voucher.prepared_by === ctx.actor.userId) refuse('OWN_REVIEW');
    await sql`insert into fin.voucher_signature (company_id, voucher_id, step, signed_by)
      values (${ctx.companyId}, ${input.voucherId}, 'reviewed', ${ctx.actor.userId}) on conflict do nothing`.execute(tx);
    audit(ctx, 'voucher', input.voucherId, null, { reviewed: true });
    return { reviewed: true };
  },
});
