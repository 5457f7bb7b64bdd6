// What stories of trade and of the books tell again and again: goods bought and in the bins, goods sold and gone,
// invoices, money, and the vouchers of a document account by account. Built on the words of the store.
import { type Opening, type Row, openStores } from './storekeeping.ts';

type Store = ReturnType<typeof openStores>;
type Answer = Record<string, unknown>;

export type Purchase = {
  readonly supplier: string;
  readonly item: string;
  readonly qty: string;
  /** Tax-inclusive. */
  readonly price: string;
  readonly lot: string;
  readonly made?: string;
  readonly warehouse?: string;
  /** What arrives now; everything when left out. */
  readonly arrives?: string;
  /** The verdict of the inspector; everything is accepted when left out. */
  readonly verdict?: Readonly<Record<string, string>>;
};

export type Sale = {
  readonly customer: string;
  readonly item: string;
  readonly qty: string;
  readonly price?: string;
  readonly warehouse?: string;
  /** So much stays in the first line, and the rest is split off before the goods go. */
  readonly kept?: string;
};

export type InvoiceLine = { readonly id: string | undefined; readonly qty: string } & Readonly<
  Record<string, string | undefined>
>;

const text = (value: unknown): string => String(value ?? '');

/** What the floor does with goods that come in. */
function wordsOfArrival({ act, rows, settle }: Store) {
  const receive = async (orderId: unknown, qty: string, lot: string, made?: string): Promise<void> => {
    const [line] = await rows(
      `select l.id from wms.receiving_notice_line l
      join sys.document_link k on k.to_kind = 'receiving_notice' and k.to_id = l.notice_id
      where k.from_id = $1 and l.qty_received < l.qty_expected order by l.id desc limit 1`,
      [orderId],
    );
    await act('clerk1', 'receiving.confirm-receipt', {
      noticeLineId: line?.['id'],
      qty,
      ...(lot && { lotNo: lot }),
      ...(made && { productionDate: made }),
    });
  };
  const rule = async (lot: string, verdict?: Purchase['verdict']): Promise<void> => {
    const pending = await rows(
      `select id, trim_scale(qty)::text as qty from qms.inspection where state = 'pending' and lot_no = $1`,
      [lot],
    );
    for (const { id, qty } of pending)
      await act('iqc', 'quality.rule-lot', { inspectionId: id, ...(verdict ?? { accepted: qty }) });
  };
  const putAwayAll = async (): Promise<void> => {
    const tasks = await rows(`select t.id, trim_scale(t.qty_planned - t.qty_done)::text as qty, b.code as bin
      from wms.task t join wms.bin b on b.id = t.to_bin_id where t.kind = 'put_away' and t.state = 'ready' order by t.no`);
    for (const task of tasks)
      await act('clerk1', 'putaway.confirm-putaway', {
        taskId: task['id'],
        binCode: task['bin'],
        qty: task['qty'],
      });
  };
  /** More of an order arrives. */
  const arrive = async (
    orderId: unknown,
    qty: string,
    lot: string,
    { made, verdict }: Partial<Purchase> = {},
  ): Promise<void> => {
    await receive(orderId, qty, lot, made);
    await rule(lot, verdict);
    await putAwayAll();
    await settle();
  };
  return { arrive };
}

function wordsOfBuying(store: Store, today: () => string) {
  const { act, rows, idOf } = store;
  const { arrive } = wordsOfArrival(store);
  /** The receipt lines of an order, in the order of their making. */
  const receiptLines = (orderId: unknown): Promise<Row[]> =>
    rows(
      `select l.id, trim_scale(l.qty)::text as qty, r.id as "receiptId" from erp.purchase_receipt_line l
      join erp.purchase_receipt r on r.id = l.receipt_id
      where l.order_line_id in (select id from erp.purchase_order_line where order_id = $1) order by r.no, l.line_no`,
      [orderId],
    );
  /** Orders, approves, receives, rules and puts away; value follows. */
  const buy = async (wanted: Purchase): Promise<{ orderId: unknown; lines: Row[] }> => {
    const order = await act('buyer', 'purchase.save-order', {
      supplierId: await idOf('md.partner', wanted.supplier),
      warehouseId: await idOf('md.warehouse', wanted.warehouse ?? 'YL'),
      deliveryDate: today(),
      lines: [{ itemId: await idOf('md.item', wanted.item), qty: wanted.qty, priceWithTax: wanted.price }],
    });
    const { orderId } = order;
    await act('purmgr', 'purchase.approve-order', { orderId });
    await act('buyer', 'purchase.notify-arrival', { orderId });
    await arrive(orderId, wanted.arrives ?? wanted.qty, wanted.lot, wanted);
    return { orderId, lines: await receiptLines(orderId) };
  };
  const invoicePurchase = async (
    supplier: string,
    lines: readonly InvoiceLine[],
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer> =>
    act('controller', 'settlement.book-purchase-invoice', {
      supplierId: await idOf('md.partner', supplier),
      invoiceNo: `FP-${text(lines[0]?.id).slice(-8)}-${String(lines.length)}`,
      invoiceDate: today(),
      lines: lines.map(({ id, ...line }) => ({ receiptLineId: id, ...line })),
      ...more,
    });
  return { buy, arrive, receiptLines, invoicePurchase };
}

function wordsOfSelling({ act, rows, idOf, settle, tasksOf }: Store, today: () => string) {
  const pickAll = async (shipmentId: unknown): Promise<void> => {
    for (const task of await tasksOf(shipmentId, 'pick'))
      await act('clerk1', 'picking.confirm-pick', {
        taskId: task['id'],
        binCode: task['from_bin'],
        item: task['item'],
        lotNo: task['lot'],
        qty: task['qty'],
      });
  };
  const packAndShip = async (shipmentId: unknown): Promise<void> => {
    const picked = await rows(
      `select l.id, a.lot_id, trim_scale(sum(a.qty - a.qty_consumed))::text as qty
      from wms.shipment_line l join wms.shipment s on s.id = l.shipment_id
      join wms.allocation a on a.demand_line_id = l.id and a.bin_id = s.staging_bin_id
      where s.id = $1 and a.qty > a.qty_consumed + a.qty_released group by l.id, a.lot_id`,
      [shipmentId],
    );
    await act('clerk1', 'packing.confirm-package', {
      shipmentId,
      lines: picked.map((line) => ({ shipmentLineId: line['id'], lotId: line['lot_id'], qty: line['qty'] })),
    });
    await act('clerk1', 'shipping.confirm-shipment', { shipmentId, carrier: '顺丰' });
  };
  /** Orders, approves, splits, releases, picks, packs and ships; value follows. */
  const sell = async (wanted: Sale): Promise<{ orderId: unknown; lines: Row[] }> => {
    const { orderId } = await act('sales', 'sales.save-order', {
      customerId: await idOf('md.partner', wanted.customer),
      warehouseId: await idOf('md.warehouse', wanted.warehouse ?? 'YL'),
      deliveryDate: today(),
      lines: [
        {
          itemId: await idOf('md.item', wanted.item),
          qty: wanted.qty,
          ...(wanted.price && { priceWithTax: wanted.price }),
        },
      ],
    });
    await act('salesmgr', 'sales.approve-order', { orderId });
    if (wanted.kept) {
      const split = { orderId, version: 2, lineNo: 1, qty: wanted.kept, restDate: today() };
      await act('planner', 'sales.split-line', split);
    }
    const { shipmentId } = await act('sales', 'sales.notify-shipment', { orderId });
    await act('whmgr', 'shipping.release-shipment', { shipmentId });
    await pickAll(shipmentId);
    await packAndShip(shipmentId);
    await settle();
    const lines = await rows(
      `select l.id, trim_scale(l.qty)::text as qty, d.id as "deliveryId" from erp.sales_delivery_line l
      join erp.sales_delivery d on d.id = l.delivery_id
      where l.order_line_id in (select id from erp.sales_order_line where order_id = $1) order by d.no, l.line_no`,
      [orderId],
    );
    return { orderId, lines };
  };
  const invoiceSale = async (
    customer: string,
    lines: readonly InvoiceLine[],
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer> =>
    act('controller', 'settlement.book-sales-invoice', {
      customerId: await idOf('md.partner', customer),
      invoiceDate: today(),
      lines: lines.map(({ id, qty }) => ({ deliveryLineId: id, qty })),
      ...more,
    });
  return { sell, invoiceSale };
}

function wordsOfBooks({ act, rows, idOf }: Store) {
  /** The voucher lines of a document, event by event: account, debit, credit. */
  const booksOf = async (sourceId: unknown): Promise<Record<string, (string | undefined)[][]>> => {
    const lines = await rows(
      `select v.event, v.source_part::text as part, a.code as account, l.debit::text, l.credit::text from fin.voucher v
      join fin.voucher_line l on l.voucher_id = v.id join fin.account a on a.id = l.account_id
      where v.source_id = $1 order by v.period_code, v.no, l.line_no`,
      [sourceId],
    );
    const books: Record<string, (string | undefined)[][]> = {};
    for (const { event = '', part, account, debit, credit } of lines) {
      const key = part === '1' ? event : `${event} ${part ?? ''}`;
      (books[key] ??= []).push([account, debit, credit]);
    }
    return books;
  };
  const poolOf = async (item: string): Promise<[qty?: string, value?: string]> => {
    const [pool] = await rows(
      `select trim_scale(sum(qty))::text as qty, sum(value)::text as value from fin.cost_pool where item_id = $1`,
      [await idOf('md.item', item)],
    );
    return [pool?.['qty'], pool?.['value']];
  };
  const openItem = async (sourceId: unknown): Promise<Row | undefined> =>
    (
      await rows(
        `select id, side, amount::text, settled::text, left_open::text as left, due_date::text as due, age
        from fin.open_item_list where source_id = $1 and amount > 0`,
        [sourceId],
      )
    )[0];
  const pay = async (
    direction: 'pay' | 'collect',
    partner: string,
    items: readonly (readonly [openItemId: string | undefined, amount: string])[],
    amount: string,
  ): Promise<Answer> =>
    act('controller', 'settlement.book-payment', {
      direction,
      partnerId: await idOf('md.partner', partner),
      amount,
      items: items.map(([openItemId, part]) => ({ openItemId, amount: part })),
    });
  /** What accounts hold, debit less credit. */
  const balances = async (...codes: string[]): Promise<Record<string, string>> =>
    Object.fromEntries(
      (
        await rows(
          `select a.code, coalesce(sum(b.debit - b.credit), 0)::numeric(18,2)::text as balance from fin.account a
          left join fin.account_balance b on b.account_id = a.id where a.code = any($1) group by a.code order by a.code`,
          [codes],
        )
      ).map((row) => [text(row['code']), text(row['balance'])]),
    );
  return { booksOf, poolOf, openItem, pay, balances };
}

/** For a test file: a company of its own and all words of trade. `today` is the day its people write on papers. */
export function openTrade(opening: Opening = {}) {
  const store = openStores(opening);
  let day = (opening.clock?.now() ?? new Date()).toISOString().slice(0, 10);
  const at = (to: string, hour = '09:00'): void => {
    day = to;
    store.at(to, hour);
  };
  const today = (): string => day;
  return {
    ...store,
    at,
    today,
    ...wordsOfBuying(store, today),
    ...wordsOfSelling(store, today),
    ...wordsOfBooks(store),
  };
}
