// Every document of the books opens by itself, with its lines, what settled it, and the one thing that may still be
// done to it; and it is followed up and down from order to voucher. Prices are seen by those whose prices they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTrade } from '../support/trade.ts';

const { ask, act, buy, sell, invoicePurchase, invoiceSale, openItem, pay } = openTrade();

type Rows = Record<string, unknown>[];
type Document = {
  document: Record<string, unknown>;
  lines: Rows;
  actions: { verb: string }[];
  settlements?: Rows;
};
const get = async (login: string, query: string, input: unknown): Promise<Document> =>
  (await ask(login, query, input)) as Document;
const verbs = ({ actions }: Document): string[] => actions.map(({ verb }) => verb);
const chainOf = async (kind: string, id: unknown): Promise<string[]> =>
  ((await ask('boss', 'document.chain', { kind, id })) as { nodes: { kind: string }[] }).nodes
    .map((node) => node.kind)
    .sort();

test('a receipt, its invoice and its payment open, and lead to each other and to the scan', async () => {
  const { lines } = await buy({ supplier: 'V04', item: 'RM-CORD', qty: '100', price: '4.52', lot: 'DOC' });
  const receiptId = lines[0]?.['receiptId'];
  const receipt = await get('buyer', 'purchase.get-receipt', { receiptId });
  assert.deepEqual(
    receipt.lines.map((line) => [
      line['item_code'],
      line['lot_no'],
      line['qty'],
      line['amount'],
      line['qty_invoiced'],
    ]),
    [['RM-CORD', 'DOC', '100', '400.00', '0']],
  );
  const { invoiceId } = await invoicePurchase('V04', [
    { id: lines[0]?.['id'], qty: '100', priceWithTax: '4.633' },
  ]);
  const paid = await pay('pay', 'V04', [[(await openItem(invoiceId))?.['id'], '63.30']], '63.30');
  const invoice = await get('controller', 'settlement.get-purchase-invoice', { documentId: invoiceId });
  assert.deepEqual(
    [
      invoice.lines[0]?.['receipt_no'],
      invoice.lines[0]?.['estimate_reversed'],
      invoice.lines[0]?.['difference_on_hand'],
    ],
    [receipt.document['no'], '400.00', '10.00'],
  );
  assert.deepEqual(verbs(invoice), ['reverse']);
  assert.deepEqual(
    invoice.settlements?.map((row) => [row['payment_id'], row['amount']]),
    [[paid['paymentId'], '63.30']],
  );
  const payment = await get('controller', 'settlement.get-payment', { documentId: paid['paymentId'] });
  assert.deepEqual(
    payment.settlements?.map((row) => [row['source_no'], row['source_kind'], row['source_id']]),
    [[invoice.document['no'], 'purchase_invoice', invoiceId]],
  );
  const whole = [
    'inspection',
    'payment',
    'purchase_invoice',
    'purchase_order',
    'purchase_receipt',
    'receiving_notice',
  ];
  const fromReceipt = await chainOf('purchase_receipt', receiptId);
  const fromPayment = await chainOf('payment', paid['paymentId']);
  assert.deepEqual(
    [...new Set(fromReceipt)].filter((kind) => kind !== 'inspection'),
    [...whole.filter((kind) => kind !== 'inspection'), 'voucher'],
  );
  assert.ok(['purchase_order', 'receiving_notice', 'voucher'].every((kind) => fromPayment.includes(kind)));
});

test('what is taken back says so, and offers nothing more', async () => {
  const { lines } = await sell({
    customer: 'C01',
    item: 'FG-K15',
    qty: '5',
    price: '66.00',
    warehouse: 'CP',
  });
  const delivery = await get('sales', 'sales.get-delivery', { deliveryId: lines[0]?.['deliveryId'] });
  assert.deepEqual(
    delivery.lines.map((line) => [line['item_code'], line['qty'], line['price_with_tax']]),
    [['FG-K15', '5', '66']],
  );
  const { invoiceId } = await invoiceSale('C01', [{ id: lines[0]?.['id'], qty: '5' }]);
  assert.deepEqual(
    verbs(await get('controller', 'settlement.get-sales-invoice', { documentId: invoiceId })),
    ['reverse'],
  );
  await act('controller', 'settlement.reverse-sales-invoice', { documentId: invoiceId });
  const reversed = await get('controller', 'settlement.get-sales-invoice', { documentId: invoiceId });
  assert.deepEqual([reversed.document['state'], verbs(reversed)], ['reversed', []]);
});

test('a salesman sees what his orders are worth; a planner sees the goods and not the money', async () => {
  const first = async (login: string, list: string) =>
    ((await ask(login, list, { limit: 1 })) as { rows: Rows }).rows[0] ?? {};
  const own = await first('sales', 'sales.list-order-lines');
  assert.equal(own['total'], '330.00');
  assert.ok('price_with_tax' in own);
  const planner = await first('planner', 'sales.list-order-lines');
  assert.ok(!('total' in planner) && !('price_with_tax' in planner));
});
