// Orders typed in boxes: what was typed stays with the line through saving again, and the invoice of the whole line is
// what the order said, though no piece has a price with an end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTrade } from '../support/trade.ts';

const { act, ask, rows, idOf, arrive, receiptLines, invoicePurchase } = openTrade();

type Line = Record<string, string>;
type Order = { document: Line; lines: Line[] };
type Unit = { itemId: string; unitId: string; unit: string; numerator: string; denominator: string };

const TODAY = new Date().toISOString().slice(0, 10);
const SIDES = [
  { side: 'purchase', login: 'buyer', who: 'supplierId', partner: 'V04' },
  { side: 'sales', login: 'sales', who: 'customerId', partner: 'C01' },
] as const;

const typedOf = ({ lines }: Order) =>
  lines.map((line) => [
    line['qty_entered'],
    line['unit_entered'],
    line['price_entered'],
    line['qty'],
    line['unit'],
    line['total'],
  ]);

for (const { side, login, who, partner } of SIDES)
  test(`${side}: a line typed in boxes is edited again in boxes, with its quantity and price as typed`, async () => {
    const itemId = await idOf('md.item', 'FG-K17S');
    const units = (await ask(login, 'masterdata.item-units', { itemIds: [itemId] })) as Unit[];
    assert.deepEqual(
      units.map(({ unit, numerator, denominator }) => [unit, numerator, denominator]),
      [
        ['只', '1', '1'],
        ['箱', '6', '1'],
      ],
    );
    const box = units[1]?.unitId;
    const head = {
      [who]: await idOf('md.partner', partner),
      warehouseId: await idOf('md.warehouse', 'CP'),
      deliveryDate: TODAY,
    };
    const typed = { itemId, unitId: box, qty: '5', priceWithTax: '100' };
    const { orderId } = await act(login, `${side}.save-order`, { ...head, lines: [typed, typed] });
    const read = async (): Promise<Order> => (await ask(login, `${side}.get-order`, { orderId })) as Order;
    const first = await read();
    const line = ['5', '箱', '100', '30', '只', '500.00'];
    assert.deepEqual(typedOf(first), [line, line]);
    // Changed as the page does it: every line goes back as it was read, the second in pieces.
    const again = first.lines.map((one) => ({
      itemId: one['item_id'],
      unitId: one['unit_id'],
      qty: one['qty_entered'],
      priceWithTax: one['price_entered'],
    }));
    const change = (lines: unknown[], version: string | undefined): Promise<unknown> =>
      act(login, `${side}.save-order`, { ...head, orderId, version: Number(version), lines });
    const pieces = { itemId, qty: '30', priceWithTax: '16.5' };
    await change([again[0], pieces], first.document['version']);
    const second = await read();
    assert.deepEqual(typedOf(second), [line, ['30', '只', '16.5', '30', '只', '495.00']]);
    await change(again, second.document['version']);
    assert.deepEqual(typedOf(await read()), typedOf(first));
    const other = await idOf('md.item', 'RM-CORD');
    await assert.rejects(
      act(login, `${side}.save-order`, { ...head, lines: [{ ...typed, itemId: other }] }),
      /UNIT_NOT_OF_ITEM/,
    );
  });

test('what was ordered by the box is invoiced to the cent, in however many deliveries it came', async () => {
  const itemId = await idOf('md.item', 'FG-K17S');
  const [, box] = (await ask('buyer', 'masterdata.item-units', { itemIds: [itemId] })) as Unit[];
  // 0.01 a box: six pieces of 0.00166667 would be 0.01, but three million of them 5,000.01.
  const { orderId } = await act('buyer', 'purchase.save-order', {
    supplierId: await idOf('md.partner', 'V04'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: TODAY,
    lines: [{ itemId, unitId: box?.unitId, qty: '500000', priceWithTax: '0.01' }],
  });
  await act('purmgr', 'purchase.approve-order', { orderId });
  await act('buyer', 'purchase.notify-arrival', { orderId });
  await arrive(orderId, '1000001', 'BOX-1');
  await arrive(orderId, '1999999', 'BOX-2');
  const lines = await receiptLines(orderId);
  const { invoiceId } = await invoicePurchase(
    'V04',
    lines.map(({ id, qty }) => ({ id, qty: qty ?? '' })),
  );
  const [invoice] = await rows('select total::text from fin.purchase_invoice where id = $1', [invoiceId]);
  assert.equal(invoice?.['total'], '5000.00');
});
