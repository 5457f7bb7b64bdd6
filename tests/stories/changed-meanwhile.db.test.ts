// Whoever keeps what somebody else has changed in the meantime is told who that was and when, wherever a version is
// asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStores } from '../support/storekeeping.ts';

const { act, ask, rows, idOf } = openStores();

type Input = Readonly<Record<string, unknown>>;

/** Refused as changed, by this person, at a moment by the company's clock. */
async function refusedAsChangedBy(login: string, attempt: () => Promise<unknown>): Promise<void> {
  const [person] = await rows('select name from sys.user_account where login = $1', [login]);
  const facts = new RegExp(
    `VERSION_CHANGED.*"by":"${person?.['name']}","at":"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d"`,
  );
  await assert.rejects(attempt(), facts);
}

const lines = async (item: string) => [{ itemId: await idOf('md.item', item), qty: '10', priceWithTax: '3' }];
const trade = async (who: string, partner: string): Promise<Input> => ({
  [who]: await idOf('md.partner', partner),
  warehouseId: await idOf('md.warehouse', 'CP'),
  deliveryDate: '2099-03-31',
  lines: await lines('FG-K17S'),
});
const move = async (): Promise<Input> => ({
  fromWarehouseId: await idOf('md.warehouse', 'YL'),
  toWarehouseId: await idOf('md.warehouse', 'BCP'),
  lines: [{ itemId: await idOf('md.item', 'RM-HEAT'), qty: '1' }],
});

const ORDERS = [
  { command: 'purchase.save-order', head: () => trade('supplierId', 'V04'), people: ['buyer', 'purmgr'] },
  { command: 'sales.save-order', head: () => trade('customerId', 'C01'), people: ['sales', 'salesmgr'] },
  { command: 'transfer.save-order', head: move, people: ['planner', 'whmgr'] },
  {
    command: 'count.save-order',
    head: async () => ({ warehouseId: await idOf('md.warehouse', 'YL') }),
    people: ['whmgr', 'boss'],
  },
] as const;

for (const { command, head, people } of ORDERS)
  test(`${command}: what a new draft says stands in the audit from its first version on`, async () => {
    const { orderId } = await act(people[0], command, await head());
    const said = await rows(
      `select after from sys.audit where entity_id = $1 and after ->> 'version' = '1'`,
      [orderId],
    );
    assert.equal(said.length, 1);
  });

for (const { command, head, people } of ORDERS)
  test(`${command}: of two who change one draft the second is told of the first`, async () => {
    const [first, second] = people;
    const input = await head();
    const { orderId, version } = await act(first, command, input);
    await act(second, command, { ...input, orderId, version });
    await refusedAsChangedBy(second, () => act(first, command, { ...input, orderId, version }));
  });

test('a line is not split by what was seen before a colleague served the order first', async () => {
  const { orderId, version } = await act('sales', 'sales.save-order', await trade('customerId', 'C01'));
  await act('salesmgr', 'sales.approve-order', { orderId, beyondCredit: true });
  await act('salesmgr', 'sales.set-priority', { orderId, priority: 1 });
  const split = { orderId, version, lineNo: 1, qty: '4', restDate: '2099-04-30' };
  await refusedAsChangedBy('salesmgr', () => act('planner', 'sales.split-line', split));
});

test('a bill of materials and the planning scheme say it too', async () => {
  const bom = {
    itemId: await idOf('md.item', 'TR-DESC'),
    version: 'A',
    lines: [{ componentId: await idOf('md.item', 'RM-PP'), qtyNum: '1' }],
  };
  const { bomId } = await act('planner', 'structure.save-bom', bom);
  await act('planner', 'structure.save-bom', { ...bom, bomId, rowVersion: 1 });
  await refusedAsChangedBy('planner', () =>
    act('boss', 'structure.save-bom', { ...bom, bomId, rowVersion: 1 }),
  );
  const scheme = (await ask('planner', 'planning.get-settings', {})) as Input;
  await act('planner', 'planning.save-settings', scheme);
  await refusedAsChangedBy('planner', () => act('boss', 'planning.save-settings', scheme));
});
