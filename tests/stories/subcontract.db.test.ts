// What a subcontractor makes is covered in the same click as what is bought: its proposals are firmed by whoever may, and
// a buyer is told that a planner has to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { addDays, dateIn } from '../../server/kernel/clock.ts';
import { shortageOrder, workbench } from '../../server/planning/shortage/index.ts';
import { openStores } from '../support/storekeeping.ts';

/** A painted handle whose blanks the subcontractor brings along: it has no structure of its own. */
const PAINTED = 'SF-HDL-P';
const { act, ask, idOf, rows } = openStores({
  rewrite: ({ name, text }) => ({
    name,
    text:
      name === '物料清单.csv' || name === '工艺路线.csv'
        ? text
            .split('\n')
            .filter((line) => !line.startsWith(`${PAINTED},`))
            .join('\n')
        : text,
  }),
});
const today = dateIn('Asia/Shanghai', new Date());
const zAnswer = z.object({
  drafts: z.array(z.object({ supplier: z.string() })),
  firmed: z.array(z.object({ orderId: z.string(), no: z.string(), item: z.string(), qty: z.string() })),
  left: z.array(z.object({ item: z.string(), reason: z.string() })),
});
const zPreview = z.object({
  lines: z.array(z.object({ item: z.string() })),
  firms: z.array(z.object({ item: z.string(), qty: z.string() })),
  left: z.array(z.object({ item: z.string(), reason: z.string() })),
});

let orderId: string;
const blockers = async () =>
  shortageOrder.output.parse(await ask('planner', shortageOrder.name, { documentId: orderId })).lines[0]
    ?.blockers ?? [];

test('a painted handle is short, and a buyer cannot firm it', async () => {
  const saved = await act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, 60),
    lines: [{ itemId: await idOf('md.item', 'FG-K17S'), qty: '2000' }],
  });
  orderId = String(saved['orderId']);
  await act('salesmgr', 'sales.approve-order', { orderId, beyondCredit: true });
  const short = (await blockers()).find(({ item }) => item.code === PAINTED);
  assert.equal(short?.kind, 'short');
  const shortItemIds = [await idOf('md.item', PAINTED)];
  const seen = zPreview.parse(await ask('buyer', 'planning.preview-purchases', { shortItemIds }));
  assert.deepEqual([seen.lines, seen.firms], [[], []]);
  assert.deepEqual(seen.left, [{ item: PAINTED, reason: 'to_firm' }]);
  await assert.rejects(act('buyer', 'planning.draft-purchases', { shortItemIds }), /NOTHING_TO_BUY/);
});

test('one click of a planner drafts the purchases and firms the subcontract orders, as the preview said', async () => {
  const bench = workbench.output.parse(await ask('planner', workbench.name, {}));
  const shortItemIds = bench.materials.rows.map(({ item }) => item.id);
  const seen = zPreview.parse(await ask('planner', 'planning.preview-purchases', { shortItemIds }));
  assert.ok(seen.lines.length > 0);
  assert.ok(seen.lines.every(({ item }) => item !== PAINTED));
  const done = zAnswer.parse(await act('planner', 'planning.draft-purchases', { shortItemIds }));
  assert.ok(done.drafts.length > 0);
  assert.deepEqual(
    done.firmed.map(({ item, qty }) => ({ item, qty })),
    seen.firms.map(({ item, qty }) => ({ item, qty })),
  );
  assert.deepEqual([...new Set(done.firmed.map(({ item }) => item))], [PAINTED]);
  const stored = await rows(
    `select kind, state from plan.firm_order where id = any($1::uuid[]) group by kind, state`,
    [done.firmed.map((order) => order.orderId)],
  );
  assert.deepEqual(stored, [{ kind: 'subcontract', state: 'firm' }]);
  assert.deepEqual(await blockers(), []);
});

test('chosen proposals of both kinds are taken together; what is made in the house is refused', async () => {
  const zProposals = z.object({ rows: z.array(z.object({ key: z.string(), kind: z.string() })) });
  const proposed = async (kind: string): Promise<string[]> =>
    zProposals
      .parse(await ask('planner', 'planning.proposals', { kinds: [kind] }))
      .rows.slice(0, 1)
      .map(({ key }) => key);
  const [bought, given, made] = [
    await proposed('buy'),
    await proposed('subcontract'),
    await proposed('make'),
  ];
  assert.ok(bought.length + given.length > 0 && made.length > 0);
  await assert.rejects(
    act('planner', 'planning.draft-purchases', { proposalKeys: [...given, ...made] }),
    /NOT_A_PURCHASE/,
  );
  const proposalKeys = [...bought, ...given];
  const done = zAnswer.parse(await act('planner', 'planning.draft-purchases', { proposalKeys }));
  assert.deepEqual([done.drafts.length, done.firmed.length], [bought.length, given.length]);
  await assert.rejects(act('planner', 'planning.draft-purchases', { proposalKeys: given }), /PROPOSAL_GONE/);
});
