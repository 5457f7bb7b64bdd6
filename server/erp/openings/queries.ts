// What an opening voucher brought in, document by document, and what of it may still be taken back.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { zId } from '../../kernel/schema.ts';

const zItem = z.object({
  id: zId,
  no: z.string(),
  partner_code: z.string(),
  partner_name: z.string(),
  business_date: z.string(),
  due_date: z.string(),
  amount: z.string(),
  left_open: z.string(),
  /** Nobody has paid on it, and it has not been taken back. */
  untouched: z.boolean(),
  taken_back: z.boolean(),
});

export const itemsOfVoucher = defineQuery({
  name: 'openings.items-of-voucher',
  right: 'invoice.view',
  input: z.object({ voucherId: zId }),
  output: z.array(zItem),
  run: async (tx, { voucherId }, ctx) => {
    const { rows } = await sql<z.output<typeof zItem>>`
      select o.id, o.source_no as no, o.partner_code, o.partner_name, o.business_date, o.due_date, o.amount::text,
        o.left_open::text, o.settled = 0 as untouched, r.id is not null as taken_back
      from fin.open_item i
      join fin.open_item_list o on o.company_id = i.company_id and o.id = i.id
      left join fin.open_item r on r.company_id = i.company_id and r.side = i.side
        and r.source_kind = 'opening_reversal' and r.source_id = i.source_id
      where i.company_id = ${ctx.companyId} and i.voucher_id = ${voucherId} and i.source_kind = 'opening'
      order by o.partner_code, o.source_no limit 2000`.execute(tx);
    return rows;
  },
});
