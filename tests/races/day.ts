// A busy day as random work: each verb looks for something to do in the company's own rows and says who does it how.
// Nothing is taken apart for the writers, so that they meet on the same orders, bins, lots and tasks.
import { systemClock } from '../../server/kernel/clock.ts';
import type { RandomSource } from '../support/random.ts';
import type { Crowd, Row } from './crowd.ts';

/** Something to send: who sends it, to which command, with which input. */
export type Deed = { readonly login: string; readonly command: string; readonly input: object };
export type Verb = (crowd: Crowd, random: RandomSource) => Promise<Deed | null>;

const today = (): string => systemClock.now().toISOString().slice(0, 10);
const small = (random: RandomSource, most = 9): string => String(1 + random.below(most));
const CLERKS = ['clerk1', 'clerk2', 'whmgr'];

/** One of the rows of a query; null when there is none. */
async function oneOf(crowd: Crowd, random: RandomSource, query: string): Promise<Row | null> {
  const rows = await crowd.read(query);
  return rows.length > 0 ? random.of(rows) : null;
}

/** Mostly whoever has the task, sometimes anybody. */
const someClerk = (row: Row, random: RandomSource): string =>
  row['login'] && random.below(4) > 0 ? row['login'] : random.of(CLERKS);

const BOUGHT = [
  { supplier: 'V13', warehouse: 'CP', items: ['TR-DESC'] },
  { supplier: 'V12', warehouse: 'BC', items: ['PK-BOX17', 'PK-SET'] },
] as const;

const order: Verb = async (crowd, random) => {
  const { supplier, warehouse, items } = random.of(BOUGHT);
  const codes = [...items].sort(() => random.below(2) - 0.5);
  const lines = codes.map(async (code) => ({
    itemId: await crowd.idOf('md.item', code),
    qty: small(random, 40),
  }));
  const input = {
    supplierId: await crowd.idOf('md.partner', supplier),
    warehouseId: await crowd.idOf('md.warehouse', warehouse),
    deliveryDate: today(),
    lines: await Promise.all(lines),
  };
  return { login: 'buyer', command: 'purchase.save-order', input };
};

const approvePurchase: Verb = async (crowd, random) => {
  const row = await oneOf(crowd, random, `select id from erp.purchase_order where state = 'draft'`);
  return row && { login: 'purmgr', command: 'purchase.approve-order', input: { orderId: row['id'] } };
};

const announce: Verb = async (crowd, random) => {
  const row = await oneOf(
    crowd,
    random,
    `select distinct o.id from erp.purchase_order o join erp.purchase_order_line l on l.order_id = o.id
      where o.state = 'approved' and l.qty_notified < l.qty`,
  );
  return row && { login: 'buyer', command: 'purchase.notify-arrival', input: { orderId: row['id'] } };
};

const receive: Verb = async (crowd, random) => {
  const row = await oneOf(
    crowd,
    random,
    `select l.id, i.lot_managed::text as lot_managed, coalesce(u.login, '') as login
      from wms.receiving_notice_line l
      join wms.receiving_notice n on n.id = l.notice_id join md.item i on i.id = l.item_id
      left join wms.task t on t.document_id = n.id and t.kind = 'receive'
      left join sys.user_account u on u.id = t.assignee_id
      where n.state in ('open', 'receiving') and l.qty_received < l.qty_limit`,
  );
  if (!row) return null;
  const lot =
    row['lot_managed'] === 'true' ? { lotNo: random.of(['L-A', 'L-B']), productionDate: today() } : {};
  const input = { noticeLineId: row['id'], qty: small(random), ...lot };
  return { login: someClerk(row, random), command: 'receiving.confirm-receipt', input };
};

const rule: Verb = async (crowd, random) => {
  const row = await oneOf(
    crowd,
    random,
    `select id, trim_scale(qty - qty_accepted - qty_conceded - qty_rejected)::text as qty
      from qms.inspection where state = 'pending'`,
  );
  if (!row) return null;
  const verdict = random.below(6) === 0 ? { rejected: '1', reason: 'scratched' } : { accepted: row['qty'] };
  return { login: 'iqc', command: 'quality.rule-lot', input: { inspectionId: row['id'], ...verdict } };
};

const OPEN_TASK = `select t.id, trim_scale(t.qty_planned - t.qty_done)::text as qty, b.code as bin, i.code as item,
    l.lot_no as lot, coalesce(u.login, '') as login
  from wms.task t join md.item i on i.id = t.item_id join wms.lot l on l.id = t.lot_id and l.company_id = t.company_id
  left join sys.user_account u on u.id = t.assignee_id`;

const putAway: Verb = async (crowd, random) => {
  const row = await oneOf(
    crowd,
    random,
    `${OPEN_TASK} join wms.bin b on b.id = t.to_bin_id
      where t.kind = 'put_away' and t.state in ('ready', 'claimed', 'started')`,
  );
  if (!row) return null;
  const login = someClerk(row, random);
  const input = { taskId: row['id'], binCode: row['bin'], qty: row['qty'] };
  return { login, command: 'putaway.confirm-putaway', input };
};

const sell: Verb = async (crowd, random) => {
  const codes = ['TR-DESC', 'FG-K15', 'FG-H18G'].sort(() => random.below(2) - 0.5);
  const lines = codes.slice(0, 1 + random.below(3)).map(async (code) => ({
    itemId: await crowd.idOf('md.item', code),
    qty: small(random),
    priceWithTax: '20',
  }));
  const input = {
    customerId: await crowd.idOf('md.partner', 'C02'),
    warehouseId: await crowd.idOf('md.warehouse', 'CP'),
    deliveryDate: today(),
    lines: await Promise.all(lines),
  };
  return { login: 'sales', command: 'sales.save-order', input };
};

const approveSale: Verb = async (crowd, random) => {
  const row = await oneOf(crowd, random, `select id from erp.sales_order where state = 'draft'`);
  if (!row) return null;
  const input = { orderId: row['id'], beyondCredit: true };
  return { login: 'salesmgr', command: 'sales.approve-order', input };
};

/** Pushes down a part of one line or all, so that several shipments stand on one order. */
const announceShipment: Verb = async (crowd, random) => {
  const row = await oneOf(
    crowd,
    random,
    `select o.id, array_agg(l.id::text) as lines from erp.sales_order o
      join erp.sales_order_line l on l.order_id = o.id
      where o.state = 'approved' and l.qty_notified < l.qty group by o.id`,
  );
  if (!row) return null;
  const lines = [row['lines']].flat().map((orderLineId) => ({ orderLineId, qty: '1' }));
  const part = random.below(2) === 0 ? { lines } : {};
  return { login: 'sales', command: 'sales.notify-shipment', input: { orderId: row['id'], ...part } };
};

const release: Verb = async (crowd, random) => {
  const row = await oneOf(crowd, random, `select id from wms.shipment where state in ('open', 'released')`);
  return row && { login: 'whmgr', command: 'shipping.release-shipment', input: { shipmentId: row['id'] } };
};

const pick: Verb = async (crowd, random) => {
  const row = await oneOf(
    crowd,
    random,
    `${OPEN_TASK} join wms.bin b on b.id = t.from_bin_id
      where t.kind = 'pick' and t.state in ('ready', 'claimed', 'started')`,
  );
  if (!row) return null;
  const login = someClerk(row, random);
  if (random.below(8) === 0)
    return { login, command: 'picking.short-pick', input: { taskId: row['id'], reason: 'missing' } };
  const scanned = { binCode: row['bin'], item: row['item'], lotNo: row['lot'] };
  const input = { taskId: row['id'], ...scanned, qty: random.below(3) === 0 ? '1' : row['qty'] };
  return { login, command: 'picking.confirm-pick', input };
};

const pack: Verb = async (crowd, random) => {
  const row = await oneOf(
    crowd,
    random,
    `select s.id, json_agg(json_build_object('shipmentLineId', a.line_id, 'lotId', a.lot_id, 'qty', a.qty))::text as lines
      from wms.shipment s join (
        select l.shipment_id, l.id as line_id, a.lot_id, trim_scale(sum(a.qty - a.qty_consumed - a.qty_released))::text as qty
        from wms.shipment_line l join wms.shipment s on s.id = l.shipment_id
        join wms.allocation a on a.demand_line_id = l.id and a.bin_id = s.staging_bin_id
        where a.qty > a.qty_consumed + a.qty_released group by 1, 2, 3) as a on a.shipment_id = s.id
      where s.state = 'picked' group by s.id`,
  );
  if (!row) return null;
  const input = { shipmentId: row['id'], lines: JSON.parse(row['lines'] ?? '[]') };
  return { login: random.of(CLERKS), command: 'packing.confirm-package', input };
};

const ship: Verb = async (crowd, random) => {
  const row = await oneOf(crowd, random, `select id from wms.shipment where state = 'packed'`);
  return (
    row && {
      login: random.of(CLERKS),
      command: 'shipping.confirm-shipment',
      input: { shipmentId: row['id'], carrier: 'SF', trackingNo: small(random, 1_000_000) },
    }
  );
};

const invoice: Verb = async (crowd, random) => {
  const row = await oneOf(
    crowd,
    random,
    `select id, supplier_id, trim_scale(qty_left)::text as qty from fin.receipt_to_invoice where qty_left > 0`,
  );
  if (!row) return null;
  const input = {
    supplierId: row['supplier_id'],
    invoiceNo: `FP-${small(random, 1_000_000)}`,
    invoiceDate: today(),
    lines: [{ receiptLineId: row['id'], qty: random.below(2) === 0 ? '1' : row['qty'] }],
  };
  return { login: 'controller', command: 'settlement.book-purchase-invoice', input };
};

const claim: Verb = async (crowd, random) => {
  const row = await oneOf(crowd, random, `select id from wms.task where state in ('ready', 'claimed')`);
  if (!row) return null;
  const command = random.of(['tasks.claim-task', 'tasks.release-task']);
  return { login: random.of(CLERKS), command, input: { taskId: row['id'] } };
};

const WEIGHTS: readonly (readonly [Verb, times: number])[] = [
  [order, 1],
  [approvePurchase, 1],
  [announce, 1],
  [receive, 3],
  [rule, 2],
  [putAway, 2],
  [sell, 1],
  [approveSale, 1],
  [announceShipment, 1],
  [release, 2],
  [pick, 3],
  [pack, 1],
  [ship, 2],
  [invoice, 1],
  [claim, 1],
];

/** Each verb as often as it is tried: what the floor does, most. */
export const VERBS: readonly Verb[] = WEIGHTS.flatMap(([verb, times]) =>
  Array.from({ length: times }, () => verb),
);
