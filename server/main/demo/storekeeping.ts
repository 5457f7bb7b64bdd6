// What the demo's store does beside buying and selling: goods moved between warehouses, bins counted. Told by the real
// commands like the rest of the fortnight; it ends with work waiting on the floor and at the desk.
import { sql } from 'kysely';
import type { House } from '../../kernel/run-command.ts';
import { withTransaction } from '../../kernel/transaction.ts';
import type { Stage } from './actors.ts';

type Row = Record<string, string>;
type Goods = readonly [item: string, qty: string];
type Seen = readonly [item: string, qty: string, lotNo: string];
type Answer = Record<string, unknown>;

/** How the store's stories read the books of the company. */
function readingOf(house: House, stage: Stage) {
  const rows = async (query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
    withTransaction(house.database, stage.companyId, 'read', async (tx) => (await query.execute(tx)).rows);
  const idOf = async (table: string, code: string): Promise<string> =>
    (
      await rows(
        sql<Row>`select id from ${sql.table(table)} where company_id = ${stage.companyId} and code = ${code}`,
      )
    )[0]?.['id'] ?? '';
  const openTasks = (documentId: unknown, kind: string): Promise<Row[]> =>
    rows(sql<Row>`select t.id, i.code as item, l.lot_no as lot, f.code as from_bin, o.code as to_bin,
        trim_scale(t.qty_planned - t.qty_done)::text as qty
      from wms.task t
      left join md.item i on i.company_id = t.company_id and i.id = t.item_id
      left join wms.lot l on l.company_id = t.company_id and l.id = t.lot_id
      left join wms.bin f on f.company_id = t.company_id and f.id = t.from_bin_id
      left join wms.bin o on o.company_id = t.company_id and o.id = t.to_bin_id
      where t.document_id = ${String(documentId)} and t.kind = ${kind} and t.state = 'ready' order by t.no`);
  return { rows, idOf, openTasks };
}

export function tellStorekeeping(house: House, stage: Stage) {
  const { rows, idOf, openTasks } = readingOf(house, stage);

  /** An order that still waits for its approval. */
  const draftTransfer = async (from: string, to: string, goods: readonly Goods[]): Promise<unknown> => {
    const order = await stage.act('planner', 'transfer.save-order', {
      fromWarehouseId: await idOf('md.warehouse', from),
      toWarehouseId: await idOf('md.warehouse', to),
      lines: await Promise.all(
        goods.map(async ([item, qty]) => ({ itemId: await idOf('md.item', item), qty })),
      ),
    });
    return order['orderId'];
  };
  /** Approved; the sending warehouse has its tasks. */
  const transfer = async (...order: Parameters<typeof draftTransfer>): Promise<Answer> =>
    stage.act('whmgr', 'transfer.approve-order', { orderId: await draftTransfer(...order) });
  const takeOut = async (transferId: unknown): Promise<void> => {
    for (const task of await openTasks(transferId, 'transfer_out'))
      await stage.act('clerk1', 'transferring.confirm-dispatch', {
        taskId: task['id'],
        binCode: task['from_bin'],
        item: task['item'],
        lotNo: task['lot'],
        qty: task['qty'],
      });
  };
  const count = async (warehouse: string, binCodes: readonly string[], remark: string): Promise<Answer> => {
    const order = await stage.act('whmgr', 'count.save-order', {
      warehouseId: await idOf('md.warehouse', warehouse),
      binCodes,
      remark,
    });
    const job = await stage.act('whmgr', 'count.approve-order', { orderId: order['orderId'] });
    return { orderId: order['orderId'], jobId: job['jobId'] };
  };
  /** Two people look into a bin, one after the other, and see the same. */
  const lookTwice = async (jobId: unknown, bin: string, seen: readonly Seen[]): Promise<void> => {
    for (const login of ['clerk1', 'clerk2']) {
      const task = (await openTasks(jobId, 'count')).find((one) => one['from_bin'] === bin);
      await stage.act(login, 'counting.confirm-count', {
        taskId: task?.['id'],
        rows: await Promise.all(
          seen.map(async ([item, qty, lotNo]) => ({ itemId: await idOf('md.item', item), qty, lotNo })),
        ),
      });
    }
  };
  const adjustAll = async (orderId: unknown, reason: string): Promise<void> => {
    const open = await rows(sql<Row>`select id from erp.count_order_line
      where order_id = ${String(orderId)} and qty_counted <> qty_book and decision is null order by line_no`);
    await stage.act('controller', 'count.settle-differences', {
      orderId,
      lines: open.map((line) => ({ lineId: line['id'], decision: 'adjust', reason })),
    });
  };
  return { draftTransfer, transfer, takeOut, count, lookTwice, adjustAll };
}

/** In the middle of the fortnight: a count is over and its difference booked. */
export async function playFinishedCount(house: House, stage: Stage): Promise<void> {
  const tell = tellStorekeeping(house, stage);
  const count = await tell.count('YL', ['A-01-04-2'], '滤网抽盘');
  await tell.lookTwice(count['jobId'], 'A-01-04-2', [['RM-FILTER', '896', '']]);
  await tell.adjustAll(count['orderId'], '拆包散落，已报废');
}

/** On the last day: goods to be taken out, goods on their way, bins to be counted, a difference to be decided. */
export async function playOpenStorekeeping(house: House, stage: Stage): Promise<void> {
  const tell = tellStorekeeping(house, stage);
  const sent = await tell.transfer('YL', 'BCP', [['RM-CPL-U', '200']]);
  await tell.takeOut(sent['transferId']);
  await tell.transfer('YL', 'BCP', [
    ['RM-HDL-B', '150'],
    ['RM-LED', '300'],
  ]);
  await tell.draftTransfer('YL', 'BCP', [['RM-THERM', '200']]);
  const differing = await tell.count('BCP', ['C-01-02-1'], '上盖差异复核');
  await tell.lookTwice(differing['jobId'], 'C-01-02-1', [['SF-LID', '306', '']]);
  await tell.count('CP', ['D-01-01-2', 'D-01-01-3', 'D-01-01-4'], '成品循环盘点');
}
