// What a supplier last confirmed: the day on which a line of an approved order comes. The order's own date stays what was
// asked for; planning counts on the confirmed one, and hears of every change. A line that was asked for earlier is answered
// by it, even where the day stays as it was.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { requireStep } from '../../../kernel/document.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId } from '../../../kernel/schema.ts';
import { decideAnswers, factsText, loadExpediteLines, writeFacts } from '../expediting.ts';
import { noteStep } from '../../orders/index.ts';
import { purchaseOrders } from '../states.ts';
import { lockOrder } from '../write.ts';

type Line = { id: string; line_no: number; delivery_date: string; confirmed_date: string | null };

const datesText = (changed: readonly { readonly line: Line; readonly day: string | null }[]): string =>
  changed
    .toSorted((a, b) => a.line.line_no - b.line.line_no)
    .map(
      ({ line, day }) =>
        `${line.line_no}: ${line.confirmed_date ?? line.delivery_date} → ${day ?? line.delivery_date}`,
    )
    .join('; ');

export const confirmDates = defineCommand({
  name: 'purchase.confirm-dates',
  right: 'purchase_order.edit',
  input: z.object({
    orderId: zId,
    /** null takes a confirmation back: the date asked for holds again. */
    lines: z
      .array(z.object({ lineId: zId, confirmedDate: zDate.nullable() }))
      .min(1)
      .max(500),
  }),
  output: z.object({ changed: z.int() }),
  refusals: ['LINE_NOT_OPEN'],
  run: async (tx, { orderId, lines }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    requireStep(purchaseOrders.states, 'confirm', order.state, order.no);
    const { rows } = await sql<Line>`
      select id, line_no, delivery_date, confirmed_date from erp.purchase_order_line
      where company_id = ${ctx.companyId} and order_id = ${orderId} and not closed order by id for no key update`.execute(
      tx,
    );
    const open = new Map(rows.map((row) => [row.id, row]));
    const wanted = new Map(lines.map(({ lineId, confirmedDate }) => [lineId, confirmedDate]));
    const changed = [...wanted].flatMap(([lineId, day]) => {
      const line = open.get(lineId) ?? refuse('LINE_NOT_OPEN', { no: order.no });
      return line.confirmed_date === day ? [] : [{ line, day }];
    });
    const answers = decideAnswers(await loadExpediteLines(tx, ctx, orderId), wanted);
    await writeFacts(tx, ctx, order, answers);
    if (changed.length === 0 && answers.length === 0) return { changed: 0 };
    await sql`update erp.purchase_order_line l set confirmed_date = c.day
      from unnest(${changed.map(({ line }) => line.id)}::uuid[], ${changed.map(({ day }) => day)}::date[]) as c (id, day)
      where l.company_id = ${ctx.companyId} and l.id = c.id`.execute(tx);
    await noteStep(tx, ctx, purchaseOrders, order, 'confirm', {
      dates: changed.length === 0 ? factsText(answers) : datesText(changed),
    });
    return { changed: changed.length };
  },
});
