// A typed voucher 记账凭证. Accounts that equal a book of their own (stock, partners, estimates) take postings from
// documents only, so a typed voucher cannot part them from it.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, audit } from '../../../kernel/ctx.ts';
import { ZERO_AMOUNT, amountText } from '../../../kernel/decimal.ts';
import { newId } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zAmount, zDate, zId } from '../../../kernel/schema.ts';
import { controlledAccounts } from '../load.ts';
import { postVouchers } from '../post-vouchers.ts';
import { type FinTx, type VoucherLineDraft, voucherNo } from '../types.ts';

const zLine = z.object({
  accountCode: z.string().max(30),
  summary: z.string().trim().max(200).default(''),
  debit: zAmount.optional(),
  credit: zAmount.optional(),
  partnerId: zId.optional(),
});

function linesOf(summary: string, lines: readonly z.output<typeof zLine>[]): VoucherLineDraft[] {
  return lines.flatMap((line) => {
    const common = { accountCode: line.accountCode, summary: line.summary || summary };
    const partnerId = line.partnerId ?? null;
    const sides = [
      { side: 'debit' as const, amount: line.debit ?? ZERO_AMOUNT },
      { side: 'credit' as const, amount: line.credit ?? ZERO_AMOUNT },
    ];
    return sides.filter(({ amount }) => amount !== 0n).map((part) => ({ ...common, ...part, partnerId }));
  });
}

async function requireFree(tx: FinTx, ctx: Ctx, lines: readonly VoucherLineDraft[]): Promise<void> {
  const controlled = await controlledAccounts(
    tx,
    ctx,
    lines.map((line) => line.accountCode),
  );
  const [account] = controlled.keys();
  if (account !== undefined) refuse('CONTROLLED_ACCOUNT', { account });
}

export const writeVoucher = defineCommand({
  name: 'ledger.write-voucher',
  right: 'voucher.edit',
  input: z.object({
    businessDate: zDate,
    summary: z.string().trim().min(1).max(200),
    lines: z.array(zLine).min(2).max(500),
  }),
  output: z.object({ voucherId: zId, no: z.string() }),
  refusals: ['CONTROLLED_ACCOUNT', 'PERIOD_CLOSED', 'NO_PERIOD', 'UNKNOWN_ACCOUNT', 'NOT_BALANCED'],
  run: async (tx, input, ctx) => {
    const lines = linesOf(input.summary, input.lines);
    await requireFree(tx, ctx, lines);
    const id = newId();
    const source = { sourceKind: 'voucher', sourceId: id, sourceNo: '' };
    const { businessDate, summary } = input;
    const draft = { id, event: 'manual', ...source, businessDate, summary, lines };
    const [posted] = await postVouchers(tx, ctx, [draft], 'refuse');
    const no = voucherNo(posted?.no ?? 0);
    const told = lines.map((line) => ({ ...line, amount: amountText(line.amount), qty: null }));
    audit(ctx, 'voucher', id, null, { no, businessDate, summary, lines: told });
    return { voucherId: id, no };
  },
});
