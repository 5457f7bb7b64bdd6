// A wrong opening is taken back 冲销期初 in red, on the day it was opened and only while that period is open: a single
// document of the old books while nobody has paid on it, or all balances that came in together. It may be brought in
// again, right this time. Defends FIN-01, FIN-05 and FIN-06.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, audit } from '../../../kernel/ctx.ts';
import { amountText, subAmount } from '../../../kernel/decimal.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { type FinTx, loadVoucherLines, postVouchers, redLines, voucherNo } from '../../ledger/index.ts';
import { type OpenItem, loadItems, lockPartner, reverseItem } from '../../settlement/index.ts';
import { openingLines } from '../booking.ts';

const BOOK_REFUSALS = ['PERIOD_CLOSED', 'NO_PERIOD', 'NO_RULE', 'UNKNOWN_ACCOUNT', 'NOT_BALANCED'];
const output = z.object({ voucherId: zId, no: z.string() });

/** Holds the partner of an open item and reads it. */
async function lockItem(tx: FinTx, ctx: Ctx, id: Id): Promise<OpenItem> {
  const { rows } = await sql<{ partner_id: Id }>`select partner_id from fin.open_item
    where company_id = ${ctx.companyId} and id = ${id}`.execute(tx);
  const partnerId = rows[0]?.partner_id ?? refuse('NOT_FOUND', { what: 'open item', key: id });
  await lockPartner(tx, ctx, partnerId);
  return (await loadItems(tx, ctx, [id])).get(id) ?? refuse('NOT_FOUND', { what: 'open item', key: id });
}

/** The day its voucher stands on; the opening that never was is taken back on the day it was opened. */
async function openedOn(tx: FinTx, ctx: Ctx, item: OpenItem): Promise<{ day: string; takenBack: boolean }> {
  const { rows } = await sql<{ day: string; taken_back: boolean }>`
    select v.business_date as day, exists (select from fin.open_item r where r.company_id = o.company_id
      and r.source_kind = 'opening_reversal' and r.source_id = o.source_id) as taken_back
    from fin.open_item o join fin.voucher v on v.company_id = o.company_id and v.id = o.voucher_id
    where o.company_id = ${ctx.companyId} and o.id = ${item.id}`.execute(tx);
  const row = rows[0] ?? refuse('NOT_FOUND', { what: 'voucher', key: item.id });
  return { day: row.day, takenBack: row.taken_back };
}

export const reverseOpeningItem = defineCommand({
  name: 'openings.reverse-item',
  right: 'voucher.edit',
  input: z.object({ openItemId: zId }),
  output,
  refusals: ['NOT_AN_OPENING', 'OPENING_TAKEN_BACK', 'OPENING_SETTLED', 'INVOICE_SETTLED', ...BOOK_REFUSALS],
  run: async (tx, { openItemId }, ctx) => {
    const item = await lockItem(tx, ctx, openItemId);
    const no = item.sourceNo;
    if (item.sourceKind !== 'opening') refuse('NOT_AN_OPENING', { no });
    const { day, takenBack } = await openedOn(tx, ctx, item);
    if (takenBack) refuse('OPENING_TAKEN_BACK', { no });
    if (item.left !== item.amount)
      refuse('OPENING_SETTLED', { no, settled: amountText(subAmount(item.amount, item.left)) });
    const id = newId();
    const lines = redLines(await openingLines(tx, ctx, item.side, [item]));
    const source = { sourceKind: 'opening', sourceId: item.sourceId, sourceNo: no };
    const head = { id, event: `opening_${item.side}_reversal`, ...source, businessDate: day };
    const [posted] = await postVouchers(tx, ctx, [{ ...head, summary: `冲销期初 ${no}`, lines }], 'refuse');
    await reverseItem(
      tx,
      ctx,
      { kind: 'opening', id: item.sourceId, no },
      { voucherId: id, businessDate: day },
    );
    const redNo = voucherNo(posted?.no ?? 0);
    audit(ctx, 'opening', item.id, { no, amount: amountText(item.amount) }, { no, reversedBy: redNo });
    return { voucherId: id, no: redNo };
  },
});

export const reverseOpeningBalances = defineCommand({
  name: 'openings.reverse-balances',
  right: 'voucher.edit',
  input: z.object({ voucherId: zId }),
  output,
  refusals: ['NOT_AN_OPENING', 'OPENING_TAKEN_BACK', ...BOOK_REFUSALS],
  run: async (tx, { voucherId }, ctx) => {
    const { rows } = await sql<{ no: number; event: string; day: string; reversed: boolean }>`
      select v.no, v.event, v.business_date as day, exists (select from fin.voucher r
        where r.company_id = v.company_id and r.reversal_of = v.id) as reversed
      from fin.voucher v where v.company_id = ${ctx.companyId} and v.id = ${voucherId}`.execute(tx);
    const voucher = rows[0] ?? refuse('NOT_FOUND', { what: 'voucher', key: voucherId });
    const no = voucherNo(voucher.no);
    if (voucher.event !== 'opening_balance') refuse('NOT_AN_OPENING', { no });
    if (voucher.reversed) refuse('OPENING_TAKEN_BACK', { no });
    const id = newId();
    // Two people at once: the second meets the unique index on what is reversed.
    const draft = {
      id,
      event: 'opening_balance_reversal',
      sourceKind: 'voucher',
      sourceId: voucherId,
      sourceNo: no,
      businessDate: voucher.day,
      summary: `冲销期初余额 ${no}`,
      reversalOf: voucherId,
      lines: redLines(await loadVoucherLines(tx, ctx, voucherId)),
    };
    const [posted] = await postVouchers(tx, ctx, [draft], 'refuse');
    const redNo = voucherNo(posted?.no ?? 0);
    audit(ctx, 'opening', voucherId, { no }, { no, reversedBy: redNo });
    return { voucherId: id, no: redNo };
  },
});
