// A red reversal 红字冲销 of a typed voucher: the same lines with the signs turned round, on a day still open. What a
// document made is taken back through that document, so that its own book follows.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { audit } from '../../../kernel/ctx.ts';
import { newId } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId } from '../../../kernel/schema.ts';
import { postVouchers } from '../post-vouchers.ts';
import { voucherNo } from '../types.ts';
import { loadVoucherLines, redLines } from '../voucher-lines.ts';

export const reverseVoucher = defineCommand({
  name: 'ledger.reverse-voucher',
  right: 'voucher.edit',
  input: z.object({ voucherId: zId, businessDate: zDate.optional() }),
  output: z.object({ voucherId: zId, no: z.string() }),
  refusals: [
    'VOUCHER_REVERSED',
    'VOUCHER_FROM_BUSINESS',
    'PERIOD_CLOSED',
    'NO_PERIOD',
    'UNKNOWN_ACCOUNT',
    'NOT_BALANCED',
  ],
  run: async (tx, input, ctx) => {
    const { rows } = await sql<{ no: number; event: string; reversed: boolean }>`
      select v.no, v.event, exists (select from fin.voucher r
        where r.company_id = v.company_id and r.reversal_of = v.id) as reversed
      from fin.voucher v where v.company_id = ${ctx.companyId} and v.id = ${input.voucherId}`.execute(tx);
    const voucher = rows[0] ?? refuse('NOT_FOUND', { what: 'voucher', key: input.voucherId });
    const no = voucherNo(voucher.no);
    if (voucher.event !== 'manual') refuse('VOUCHER_FROM_BUSINESS', { no });
    if (voucher.reversed) refuse('VOUCHER_REVERSED', { no });
    const id = newId();
    // Two people at once: the second meets the unique index on what is reversed, which is told in the same words.
    const [posted] = await postVouchers(
      tx,
      ctx,
      [
        {
          id,
          event: 'manual_reversal',
          sourceKind: 'voucher',
          sourceId: input.voucherId,
          sourceNo: no,
          businessDate: input.businessDate ?? ctx.today,
          summary: `冲销 ${no}`,
          reversalOf: input.voucherId,
          lines: redLines(await loadVoucherLines(tx, ctx, input.voucherId)),
        },
      ],
      'refuse',
    );
    const redNo = voucherNo(posted?.no ?? 0);
    audit(ctx, 'voucher', input.voucherId, { no }, { reversedBy: redNo });
    return { voucherId: id, no: redNo };
  },
});
