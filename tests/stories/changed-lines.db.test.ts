// Lines of a draft that is changed: what a line that stays does not say, above all a price its editor may not see, holds as
// it stood, wherever the line comes to lie; other goods, another unit or another partner begin anew.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStores } from '../support/storekeeping.ts';

const { act, ask, rows, idOf } = openStores();

type Line = Readonly<Record<string, string>>;
type Input = Readonly<Record<string, unknown>>;

const [DAY, LATER, OWN] = ['2099-03-31', '2099-04-30', '2099-05-31'];
const SIDES = [
  // A planner sees no prices.
  { side: 'purchase', author: 'buyer', editor: 'planner', who: 'supplierId', partner: 'V04', other: 'V01' },
  { side: 'sales', author: 'sales', editor: 'sales', who: 'customerId', partner: 'C01', other: 'C02' },
] as const;
type Side = (typeof SIDES)[number];

const headOf = async ({ who, partner }: Pick<Side, 'who'> & { partner: string }): Promise<Input> => ({
  [who]: await idOf('md.partner', partner),
  warehouseId: await idOf('md.warehouse', 'CP'),
  deliveryDate: DAY,
});

/** What a line agreed upon, as whoever sees prices reads it. */
const agreed = (line: Line) =>
  ['price_entered', 'tax_rate', 'delivery_date', 'tolerance_over', 'tracking_no'].map((key) => line[key]);

/** A draft of three lines of one item, all with terms of their own but the last one's day. */
async function draft(one: Side) {
  await rows('update md.item set purchase_price = 60 where code = any($1)', [['FG-K17S', 'FG-K15']]);
  const itemId = await idOf('md.item', 'FG-K17S');
  const head = await headOf(one);
  const lines = ['1', '2', '3'].map((digit) => ({
    itemId,
    qty: '6',
    priceWithTax: `7${digit}.5`,
    taxRate: '0.09',
    ...(digit !== '3' && { deliveryDate: OWN }),
    ...(one.side === 'purchase' && { toleranceOver: `0.0${digit}`, trackingNo: `XSDD-${digit}` }),
  }));
  const { orderId, version } = await act(one.author, `${one.side}.save-order`, { ...head, lines });
  const read = async (): Promise<Line[]> =>
    ((await ask(one.author, `${one.side}.get-order`, { orderId })) as { lines: Line[] }).lines;
  const change = async (lines: readonly Input[], more: Input = {}) =>
    act(one.editor, `${one.side}.save-order`, { ...head, orderId, version, lines, ...more });
  return { head, itemId, stood: await read(), read, change };
}

const kept = (line: Line | undefined, more: Input = {}): Input => ({
  lineId: line?.['id'],
  itemId: line?.['item_id'],
  qty: '12',
  ...more,
});

for (const one of SIDES) {
  test(`${one.side}: a line in the middle is taken out, and the others keep what was agreed of them`, async () => {
    const { stood, read, change } = await draft(one);
    const [first, , last] = stood;
    await change([kept(last), kept(first)], { deliveryDate: LATER });
    const now = await read();
    assert.deepEqual(
      now.map(({ qty }) => qty),
      ['12', '12'],
    );
    // The day of the last was the order's, so it moves with it.
    assert.deepEqual(now.map(agreed), [agreed({ ...last, delivery_date: LATER }), agreed(first ?? {})]);
  });

  test(`${one.side}: what a line says anew holds, and a line that was none before begins as every new one`, async () => {
    const { itemId, stood, read, change } = await draft(one);
    await change([{ itemId, qty: '6' }]);
    const [fresh] = await read();
    const again = await draft(one);
    const said = { priceWithTax: '1.25', taxRate: '0.06', deliveryDate: LATER };
    await again.change([kept(again.stood[0], said), { itemId, qty: '6' }]);
    const [changed, added] = await again.read();
    assert.deepEqual(agreed(changed ?? {}).slice(0, 3), ['1.25', '0.06', LATER]);
    assert.deepEqual(agreed(changed ?? {}).slice(3), agreed(stood[0] ?? {}).slice(3));
    assert.deepEqual(agreed(added ?? {}), agreed(fresh ?? {}));
  });

  test(`${one.side}: other goods take nothing over, another unit no price, another partner neither price nor tax`, async () => {
    const { stood, read, change, itemId } = await draft(one);
    const units = (await ask(one.author, 'masterdata.item-units', { itemIds: [itemId] })) as {
      unitId: string;
    }[];
    const partner = { [one.who]: await idOf('md.partner', one.other) };
    const goods = await idOf('md.item', 'FG-K15');
    const [first] = stood;
    const wanted = (line: Line | undefined): Input[] => [
      kept(line, { itemId: goods }),
      kept(line, { unitId: units[1]?.unitId }),
      kept(line, { unitId: units[0]?.unitId }),
    ];
    const bare = ({ lineId: _, ...line }: Input): Input => line;
    await change(wanted(first).map(bare));
    const fresh = (await read()).map(agreed);
    const again = await draft(one);
    await again.change(wanted(again.stood[0]));
    const [price, ...terms] = agreed(first ?? {});
    assert.deepEqual((await again.read()).map(agreed), [
      fresh[0],
      [fresh[1]?.[0], ...terms],
      [price, ...terms],
    ]);
    const other = await draft(one);
    await other.change([bare(kept(first))], partner);
    const [ofOther] = (await other.read()).map(agreed);
    const moved = await draft(one);
    await moved.change([kept(moved.stood[0])], partner);
    assert.deepEqual((await moved.read()).map(agreed), [[...(ofOther ?? []).slice(0, 2), ...terms.slice(1)]]);
  });

  test(`${one.side}: a line of another order, or of none, is not found`, async () => {
    const [mine, other] = [await draft(one), await draft(one)];
    const missing = /NOT_FOUND.*"what":"order line"/;
    await assert.rejects(mine.change([kept(other.stood[0])]), missing);
    const begun = act(one.author, `${one.side}.save-order`, { ...mine.head, lines: [kept(mine.stood[0])] });
    await assert.rejects(begun, missing);
    assert.deepEqual(await mine.read(), mine.stood);
  });
}
