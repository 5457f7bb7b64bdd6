// The signatures on a voucher after the one who prepared it: reviewed 审核, then posted 记账. Nobody reviews a voucher
// of their own. Signatures are added, never taken away.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, audit } from '../../../kernel/ctx.ts';
import type { Id } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { type FinTx, voucherNo } from '../types.ts';

type Signed = { id: Id; no: number; prepared_by: Id; reviewed: boolean; posted: boolean };

async function loadSigned(tx: FinTx, ctx: Ctx, ids: readonly Id[]): Promise<Signed[]> {
  const { rows } = await sql<Signed>`
    select v.id, v.no, v.prepared_by,
      exists (select from fin.voucher_signature s
        where s.company_id = v.company_id and s.voucher_id = v.id and s.step = 'reviewed') as reviewed,
      exists (select from fin.voucher_signature s
        where s.company_id = v.company_id and s.voucher_id = v.id and s.step = 'posted') as posted
    from fin.voucher v where v.company_id = ${ctx.companyId} and v.id = any(${ids}::uuid[])
    order by v.period_code, v.no`.execute(tx);
  const found = new Set(rows.map((row) => row.id));
  const missing = ids.find((id) => !found.has(id));
  return missing === undefined ? rows : refuse('NOT_FOUND', { what: 'voucher', key: missing });
}

async function sign(tx: FinTx, ctx: Ctx, ids: readonly Id[], step: 'reviewed' | 'posted'): Promise<void> {
  await sql`insert into fin.voucher_signature (company_id, voucher_id, step, signed_by)
    select ${ctx.companyId}, id, ${step}, ${ctx.actor.userId} from unnest(${ids}::uuid[]) as v (id)`.execute(
    tx,
  );
  for (const id of ids) audit(ctx, 'voucher', id, null, { step });
}

async function review(tx: FinTx, ctx: Ctx, ids: readonly Id[]): Promise<void> {
  const vouchers = await loadSigned(tx, ctx, ids);
  const signed = vouchers.find((voucher) => voucher.reviewed);
  if (signed) refuse('ALREADY_SIGNED', { no: voucherNo(signed.no) });
  const own = vouchers.find((voucher) => voucher.prepared_by === ctx.actor.userId);
  if (own) refuse('OWN_REVIEW', { no: voucherNo(own.no) });
  await sign(tx, ctx, ids, 'reviewed');
}

const zIds = z
  .array(zId)
  .min(1)
  .max(2_000)
  .transform((ids) => [...new Set(ids)]);
const output = z.object({ signed: z.int() });

export const reviewVoucher = defineCommand({
  name: 'ledger.review-voucher',
  right: 'voucher.review',
  input: z.object({ voucherId: zId }),
  output: z.object({ reviewed: z.boolean() }),
  refusals: ['OWN_REVIEW', 'ALREADY_SIGNED'],
  run: async (tx, { voucherId }, ctx) => {
    await review(tx, ctx, [voucherId]);
    return { reviewed: true };
  },
});

export const reviewVouchers = defineCommand({
  name: 'ledger.review-vouchers',
  right: 'voucher.review',
  input: z.object({ voucherIds: zIds }),
  output,
  refusals: ['OWN_REVIEW', 'ALREADY_SIGNED'],
  run: async (tx, { voucherIds }, ctx) => {
    await review(tx, ctx, voucherIds);
    return { signed: voucherIds.length };
  },
});

export const signPosted = defineCommand({
  name: 'ledger.post-vouchers',
  right: 'voucher.post',
  input: z.object({ voucherIds: zIds }),
  output,
  refusals: ['NOT_REVIEWED', 'ALREADY_SIGNED'],
  run: async (tx, { voucherIds }, ctx) => {
    const vouchers = await loadSigned(tx, ctx, voucherIds);
    const signed = vouchers.find((voucher) => voucher.posted);
    if (signed) refuse('ALREADY_SIGNED', { no: voucherNo(signed.no) });
    const early = vouchers.find((voucher) => !voucher.reviewed);
    if (early) refuse('NOT_REVIEWED', { no: voucherNo(early.no) });
    await sign(tx, ctx, voucherIds, 'posted');
    return { signed: voucherIds.length };
  },
});
