// What stories of the store tell again and again: a demo company of their own, its tasks, balances and vouchers, goods
// taken out of a bin, a bin counted. After every test the books are settled and every law holds.
import { after, afterEach, before } from 'node:test';
import { type Clock, systemClock } from '../../server/kernel/clock.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { type DemoFile, demoFiles } from '../../server/main/demo/files.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { type TestDatabase, createTestDatabase } from './database.ts';

export type Row = Record<string, string>;

/** The lot of most of the demo's opening stock. */
export const LOT = '260201-ZZ-01';

type Company = {
  readonly act: Stage['act'];
  readonly ask: Stage['ask'];
  readonly at: Stage['at'];
  readonly settle: Stage['settle'];
  readonly rows: (query: string, values?: unknown[]) => Promise<Row[]>;
  readonly idOf: (table: string, code: string) => Promise<string>;
};

export type Opening = {
  /** When the company is made; its files end on that day. */
  readonly clock?: Clock;
  /** What the company's files say instead. */
  readonly rewrite?: (file: DemoFile) => DemoFile;
};

/** A demo company on this morning, open while the tests of a file run. */
function openCompany({ clock = systemClock, rewrite = (file) => file }: Opening): Company {
  let made: { readonly database: TestDatabase; readonly stage: Stage } | undefined;
  before(async () => {
    const database = await createTestDatabase();
    const house = buildHouse(database.database, createLive(), clock);
    const stage = await createDemoCompany(house, (today) => demoFiles(today).map(rewrite));
    stage.at(clock.now().toISOString().slice(0, 10), '09:00');
    made = { database, stage };
  });
  const here = () => made ?? fail();
  afterEach(async () => {
    await here().stage.settle();
    await here().database.assertLaws();
  });
  after(() => made?.database.close());

  const act: Stage['act'] = (login, command, input) => here().stage.act(login, command, input);
  const ask: Stage['ask'] = (login, query, input) => here().stage.ask(login, query, input);
  const rows = async (query: string, values: unknown[] = []): Promise<Row[]> =>
    (await here().database.owner.query<Row>(query, values)).rows;
  const idOf = async (table: string, code: string): Promise<string> =>
    (
      await rows(`select id from ${table} where code = $1 and company_id = $2`, [
        code,
        here().stage.companyId,
      ])
    )[0]?.['id'] ?? '';
  const at: Stage['at'] = (day, hour) => here().stage.at(day, hour);
  return { act, ask, at, settle: () => here().stage.settle(), rows, idOf };
}

/** What stands where, what waits to be done, what was booked. */
const wordsOfStock = ({ rows }: Company) => ({
  tasksOf: (documentId: unknown, kind: string): Promise<Row[]> =>
    rows(
      `select t.id, i.code as item, l.lot_no as lot, f.code as from_bin, o.code as to_bin,
        trim_scale(t.qty_planned - t.qty_done)::text as qty, w.code as warehouse
      from wms.task t join md.warehouse w on w.id = t.warehouse_id
      left join md.item i on i.id = t.item_id left join wms.lot l on l.id = t.lot_id
      left join wms.bin f on f.id = t.from_bin_id left join wms.bin o on o.id = t.to_bin_id
      where t.document_id = $1 and t.kind = $2 and t.state in ('ready', 'claimed', 'started') order by t.no`,
      [documentId, kind],
    ),
  onHand: async (item: string, bin: string): Promise<string> =>
    (
      await rows(
        `select trim_scale(sum(b.on_hand))::text as qty from wms.balance b join md.item i on i.id = b.item_id
        join wms.bin n on n.id = b.bin_id where i.code = $1 and n.code = $2`,
        [item, bin],
      )
    )[0]?.['qty'] ?? '0',
  /** The lines of the vouchers of an event, as account, debit, credit. */
  voucherLines: async (event: string): Promise<(string | undefined)[][]> =>
    (
      await rows(
        `select a.code as account, l.debit::text, l.credit::text from fin.voucher v
        join fin.voucher_line l on l.voucher_id = v.id join fin.account a on a.id = l.account_id
        where v.event = $1 order by v.no, l.line_no`,
        [event],
      )
    ).map((line) => [line['account'], line['debit'], line['credit']]),
});

/** Counts as people make them: started at the desk, looked at on the floor, decided at the desk. */
function wordsOfCounts(company: Company, tasksOf: ReturnType<typeof wordsOfStock>['tasksOf']) {
  const { act, rows, idOf } = company;
  /** Starts a count; returns its order and job. */
  const startCount = async (
    warehouse: string,
    scope: { binCodes?: string[]; itemIds?: string[] },
  ): Promise<{ orderId: string; jobId: string }> => {
    const order = await act('whmgr', 'count.save-order', {
      warehouseId: await idOf('md.warehouse', warehouse),
      ...scope,
    });
    const { jobId } = await act('whmgr', 'count.approve-order', { orderId: order['orderId'] });
    return { orderId: String(order['orderId']), jobId: String(jobId) };
  };
  const countTaskIn = async (jobId: string, bin: string): Promise<string> =>
    (await tasksOf(jobId, 'count')).find((task) => task['from_bin'] === bin)?.['id'] ?? '';
  const countRow = async (item: string, qty: string, lotNo = '') => ({
    itemId: await idOf('md.item', item),
    lotNo,
    qty,
  });
  /** Enters what somebody saw in a bin. */
  const look = async (
    login: string,
    jobId: string,
    bin: string,
    seen: readonly (readonly [item: string, qty: string, lotNo?: string])[],
  ): Promise<Record<string, unknown>> =>
    act(login, 'counting.confirm-count', {
      taskId: await countTaskIn(jobId, bin),
      rows: await Promise.all(seen.map(([item, qty, lotNo]) => countRow(item, qty, lotNo))),
    });
  const countLines = (orderId: string): Promise<Row[]> =>
    rows(
      `select l.id, l.bin_code as bin, i.code as item, trim_scale(l.qty_counted - l.qty_book)::text as difference,
        l.decision, o.state from erp.count_order_line l join md.item i on i.id = l.item_id
      join erp.count_order o on o.id = l.order_id where l.order_id = $1 order by l.line_no`,
      [orderId],
    );
  const differences = async (orderId: string): Promise<Row[]> =>
    (await countLines(orderId)).filter((line) => line['difference'] !== '0' && line['decision'] === null);
  return { startCount, countTaskIn, countRow, look, countLines, differences };
}

/** For a test file: a company of its own and all words of the store. */
export function openStores(opening: Opening = {}) {
  const company = openCompany(opening);
  const stock = wordsOfStock(company);
  return { ...company, ...stock, ...wordsOfCounts(company, stock.tasksOf) };
}

function fail(): never {
  throw new Error('the company is there only while the tests run');
}
