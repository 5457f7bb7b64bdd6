// What planners have decided for an order and still holds: whom it is served before or has to wait for, and what is used
// instead of something.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { zDate, zDecimalText, zId } from '../../kernel/schema.ts';

const zRuling = z.object({
  rulingId: zId,
  /** As the plan calls them: the line that is served first, and the line or firmed order that waits. */
  id: z.string(),
  than: z.string(),
  reason: z.string(),
  ruledBy: z.string(),
  ruledOn: zDate,
});

const zSubstitution = z.object({
  orderId: zId,
  no: z.string(),
  /** The line it is meant for, as the plan calls it. */
  need: z.string(),
  itemCode: z.string(),
  itemName: z.string(),
  qty: zDecimalText,
  unit: z.string(),
  takesCode: z.string(),
  takesName: z.string(),
  takesQty: zDecimalText,
  date: zDate,
  decidedBy: z.string(),
  remark: z.string(),
});

export const decidedFor = defineQuery({
  name: 'planning.decided',
  right: 'sales_order.view',
  input: z.object({ orderId: zId }),
  output: z.object({ rulings: z.array(zRuling), substitutions: z.array(zSubstitution) }),
  run: async (tx, { orderId }, ctx) => ({
    rulings: await rulingsOf(tx, ctx, orderId),
    substitutions: await substitutionsOf(tx, ctx, orderId),
  }),
});

async function rulingsOf(tx: Tx, ctx: Ctx, orderId: Id): Promise<z.output<typeof zRuling>[]> {
  const { rows } = await sql<z.output<typeof zRuling>>`
    select s.id as "rulingId", s.need as id, s.than, s.reason, u.name as "ruledBy",
      (s.ruled_at at time zone c.time_zone)::date as "ruledOn"
    from plan.serving s
    join sys.company c on c.id = s.company_id
    join sys.user_account u on u.id = s.ruled_by
    where s.company_id = ${ctx.companyId} and (s.order_id = ${orderId} or s.than_order_id = ${orderId})
    order by s.id`.execute(tx);
  return rows;
}

async function substitutionsOf(tx: Tx, ctx: Ctx, orderId: Id): Promise<z.output<typeof zSubstitution>[]> {
  const { rows } = await sql<z.output<typeof zSubstitution>>`
    select l.id as "orderId", l.no, l.for_no as need, l.item_code as "itemCode", l.item_name as "itemName",
      trim_scale(l.qty - l.qty_done)::text as qty, l.unit, l.takes_item_code as "takesCode",
      l.takes_item_name as "takesName", trim_scale(l.takes_qty)::text as "takesQty", l.end_date as date,
      l.prepared_by_name as "decidedBy", l.remark
    from plan.firm_order_list l
    where l.company_id = ${ctx.companyId} and l.for_order_id = ${orderId} and l.state in ('firm', 'released')
    order by l.no`.execute(tx);
  return rows;
}
