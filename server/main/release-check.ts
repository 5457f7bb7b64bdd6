// Before goods are released for an order the warehouse asks the allocation run, so that floor and office never disagree:
// what the run has given to an order that comes first is not taken from it silently. Whoever insists is written down.
// Here because the warehouse knows nothing of planning.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Command } from '../kernel/command.ts';
import { type Ctx, type Tx, audit } from '../kernel/ctx.ts';
import { type Id } from '../kernel/ids.ts';
import { type RefusalCatalogue, refuse } from '../kernel/refusal.ts';
import { askPlan } from '../planning/resident/index.ts';
import { releaseShipment, type shipping } from '../wms/shipping/index.ts';

const refusals: RefusalCatalogue = {
  WOULD_ROB: {
    zh: '{item} 已分给优先的订单：{orders}。仍要释放的，将记录在案',
    en: '{item} is given to orders that come first: {orders}. Whoever releases it all the same is written down',
  },
};

/** Lines of the order behind a shipment, each with what would be held for it once this is released. */
async function releasedLines(tx: Tx, ctx: Ctx, shipmentId: Id): Promise<{ id: string; qty: string }[]> {
  const { rows } = await sql<{ id: string; qty: string }>`
    select o.no || '/' || s.line_no as id, trim_scale(sum(l.qty_ordered - l.qty_short - l.qty_shipped))::text as qty
    from wms.shipment_line t
    join contract.instruction_line w on w.company_id = t.company_id and w.id = t.instruction_line_id
    join erp.sales_order_line s on s.company_id = w.company_id and s.id = w.document_line_id
    join erp.sales_order o on o.company_id = s.company_id and o.id = s.order_id
    join contract.instruction_line v on v.company_id = s.company_id and v.document_line_id = s.id
    join wms.shipment_line l on l.company_id = v.company_id and l.instruction_line_id = v.id
      and (l.shipment_id = t.shipment_id or l.qty_allocated + l.qty_picked > 0)
    where t.company_id = ${ctx.companyId} and t.shipment_id = ${shipmentId}
    group by o.no, s.line_no having sum(l.qty_ordered - l.qty_short - l.qty_shipped) > 0
    order by 1`.execute(tx);
  return rows;
}

const input = releaseShipment.input.extend({
  /** Releases without asking whom it is taken from; who does is kept in the audit. */
  insist: z.boolean().default(false),
});

const checkedRelease: Command<typeof input, typeof releaseShipment.output> = {
  ...releaseShipment,
  input,
  refusals: [...releaseShipment.refusals, 'WOULD_ROB'],
  run: async (tx, { insist, ...asked }, ctx) => {
    // Whoever insists has been told, and is not kept waiting: the goods go even when nobody keeps a plan.
    if (insist) audit(ctx, 'shipment', asked.shipmentId, null, { insisted: true });
    else await refuseRobbing(tx, ctx, asked.shipmentId);
    return releaseShipment.run(tx, asked, ctx);
  },
};

/** The floor waits no longer for advice. */
const PATIENCE_MS = 3_000;

type Robbed = Awaited<ReturnType<typeof askAdvice>>;

const askAdvice = (ctx: Ctx, lines: readonly { readonly id: string; readonly qty: string }[]) =>
  askPlan(ctx, 'releaseAdvice', { lines: [...lines] });

/** Advice, or null where the plan has none in time: a plan that cannot be made stops no lorry, but it is noted. */
async function adviceInTime(ctx: Ctx, lines: Parameters<typeof askAdvice>[1]): Promise<Robbed | null> {
  const given = new AbortController();
  try {
    return await Promise.race([askAdvice(ctx, lines), sleep(PATIENCE_MS, null, { signal: given.signal })]);
  } catch {
    return null;
  } finally {
    given.abort();
  }
}

/** Refuses WOULD_ROB with the orders that would lose, each with its quantity and date. */
async function refuseRobbing(tx: Tx, ctx: Ctx, shipmentId: Id): Promise<void> {
  if (ctx.consult === undefined) return;
  const lines = await releasedLines(tx, ctx, shipmentId);
  if (lines.length === 0) return;
  const robbed = await adviceInTime(ctx, lines);
  if (robbed === null) return audit(ctx, 'shipment', shipmentId, null, { unadvised: true });
  const [first] = robbed;
  if (first === undefined) return;
  refuse('WOULD_ROB', {
    item: first.item.code,
    orders: robbed.map(({ id, qty, date }) => `${id} ${qty} (${date})`),
  });
}

/** The shipping module with the release that asks first. */
export const withReleaseCheck = (module: typeof shipping) => ({
  ...module,
  commands: module.commands.map((command) =>
    command.name === releaseShipment.name ? checkedRelease : command,
  ),
  refusals: { ...module.refusals, ...refusals },
});
