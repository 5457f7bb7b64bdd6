// Twenty people work the same company at once and their network stutters: commands arrive twice in parallel, again
// much later, or with other content under a used id. Afterwards every law holds and each command happened once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { type Id, newId } from '../../server/kernel/ids.ts';
import type { Outcome } from '../../server/kernel/run-command.ts';
import { valueOnce } from '../../server/jobs/follow-movements.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { randomFrom } from '../support/random.ts';
import { type Crowd, countDeadlocks, gatherCrowd } from './crowd.ts';
import { type Deed, VERBS } from './day.ts';

const WRITERS = 20;
const RACE_MS = 8_000;
const SEED = Number(process.env['TONGYUAN_TEST_SEED'] ?? Date.now() % 1_000_000);

let database: TestDatabase;
let crowd: Crowd;
before(async () => {
  database = await createTestDatabase();
  crowd = await gatherCrowd(database);
});
after(async () => database.close());

type Done = { readonly id: Id; readonly deed: Deed; readonly result: unknown };

/** What the writers hold in memory of everything that was acknowledged and refused. */
type Ledger = {
  readonly done: Map<Id, Done>;
  readonly refused: Map<Id, string>;
  readonly counts: Map<string, number>;
  replays: number;
  reuses: number;
};

const count = (ledger: Ledger, word: string): void =>
  void ledger.counts.set(word, (ledger.counts.get(word) ?? 0) + 1);

const send = (deed: Deed, id: Id, input: object = deed.input): Promise<Outcome> =>
  crowd.send(deed.login, deed.command, input, id);

/** Takes the answers of one id that was sent once or twice at the same time. */
function note(ledger: Ledger, id: Id, deed: Deed, outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) {
    const said = `${deed.command} ${JSON.stringify(deed.input)} by ${deed.login}: ${JSON.stringify(outcome)}`;
    assert(outcome.kind === 'done' || outcome.kind === 'refused', said);
    if (outcome.kind === 'refused') {
      count(ledger, `${deed.command} ${outcome.code}`);
      if (!ledger.done.has(id)) ledger.refused.set(id, deed.command);
      continue;
    }
    const earlier = ledger.done.get(id);
    if (earlier) assert.deepEqual(outcome.result, earlier.result, said);
    else ledger.done.set(id, { id, deed, result: outcome.result });
    ledger.refused.delete(id);
    count(ledger, deed.command);
  }
  const first = outcomes.filter((outcome) => outcome.kind === 'done' && !outcome.replayed);
  assert(first.length <= 1, `${deed.command} ${id} was executed ${first.length} times`);
}

/** Something that was acknowledged some time ago comes again, as it was or with other content. */
async function repeatSomething(ledger: Ledger, random: ReturnType<typeof randomFrom>): Promise<void> {
  if (ledger.done.size === 0) return;
  const { id, deed, result } = random.of([...ledger.done.values()]);
  if (random.below(2) === 0) {
    assert.deepEqual(await send(deed, id), { kind: 'done', replayed: true, result });
    ledger.replays += 1;
  } else {
    assert.deepEqual(await send(deed, id, { ...deed.input, remark: 'something else' }), { kind: 'reused' });
    ledger.reuses += 1;
  }
}

async function write(ledger: Ledger, seed: number, until: number): Promise<void> {
  const random = randomFrom(seed);
  while (performance.now() < until) {
    if (random.below(8) === 0) await repeatSomething(ledger, random);
    const deed = await random.of(VERBS)(crowd, random);
    if (!deed) continue;
    const id = newId();
    const times = random.below(3) === 0 ? 2 : 1;
    note(ledger, id, deed, await Promise.all(Array.from({ length: times }, () => send(deed, id))));
  }
}

/** Value follows behind the writers, as in the running program. */
async function follow(until: number): Promise<void> {
  for (let more = true; more || performance.now() < until;) {
    more = await valueOnce(crowd.house, crowd);
    if (!more) await new Promise((done) => setImmediate(done));
  }
}

async function idsIn(table: string): Promise<Map<Id, number>> {
  const rows = await crowd.read(`select command_id as id, count(*)::text as n from ${table} group by 1`);
  return new Map(rows.map((row) => [row['id'] ?? '', Number(row['n'])]));
}

/** Rows that one run of a command leaves, no more and no less. */
const MARKS: Readonly<Record<string, readonly [table: string, condition: string]>> = {
  'purchase.save-order': ['sys.document_event', `document_kind = 'purchase_order' and verb = 'create'`],
  'sales.save-order': ['sys.document_event', `document_kind = 'sales_order' and verb = 'create'`],
  'purchase.approve-order': ['sys.document_event', `verb = 'approve'`],
  'sales.approve-order': ['sys.document_event', `verb = 'approve'`],
  'purchase.notify-arrival': ['sys.document_event', `document_kind = 'receiving_notice' and verb = 'create'`],
  'sales.notify-shipment': ['sys.document_event', `document_kind = 'shipment' and verb = 'create'`],
  'receiving.confirm-receipt': ['wms.movement', `kind = 'receive'`],
  'quality.rule-lot': ['wms.movement', `kind in ('accept', 'status_change')`],
  'putaway.confirm-putaway': ['wms.movement', `kind = 'put_away'`],
  'picking.confirm-pick': ['wms.movement', `kind = 'pick'`],
  'packing.confirm-package': ['sys.document_event', `verb = 'pack'`],
  'shipping.confirm-shipment': ['sys.document_event', `document_kind = 'shipment' and verb = 'ship'`],
  'settlement.book-purchase-invoice': ['sys.document_event', `document_kind = 'purchase_invoice'`],
};

async function assertOneEffectEach(ledger: Ledger): Promise<void> {
  const stored = await crowd.read(`select id from sys.command where device like 'race-%'`);
  const acknowledged = [...ledger.done.keys()].sort();
  assert(
    isDeepStrictEqual(stored.map((row) => row['id'] ?? '').sort(), acknowledged),
    'stored = acknowledged',
  );
  for (const [command, [table, condition]] of Object.entries(MARKS)) {
    const found = await idsIn(
      `${table} where ${condition} and command_id in
      (select id from sys.command where name = '${command}')`.replace(' group by', ' group by'),
    );
    const wanted = [...ledger.done.values()].filter(({ deed }) => deed.command === command);
    for (const { id } of wanted) assert.equal(found.get(id), 1, `${command} ${id} left one mark`);
  }
  for (const table of ['sys.command', 'sys.audit', 'sys.document_event', 'wms.movement', 'contract.report']) {
    const column = table === 'sys.command' ? 'id' : 'command_id';
    const left = await crowd.read(
      `select count(*)::text as n from ${table} where ${column} = any($1::uuid[])`,
      [[...ledger.refused.keys()]],
    );
    assert.equal(left[0]?.['n'], '0', `refused commands leave nothing in ${table}`);
  }
}

test(`${WRITERS} writers, duplicates and stale repeats`, { timeout: 90_000 }, async (context) => {
  context.diagnostic(`seed ${SEED} (repeat with TONGYUAN_TEST_SEED)`);
  const ledger: Ledger = { done: new Map(), refused: new Map(), counts: new Map(), replays: 0, reuses: 0 };
  const until = performance.now() + RACE_MS;
  const writers = Array.from({ length: WRITERS }, (_, n) => write(ledger, SEED + n, until));
  await Promise.all([...writers, follow(until)]);
  await follow(performance.now());
  for (const [word, n] of ledger.counts) context.diagnostic(`${n} × ${word}`);
  context.diagnostic(`${ledger.done.size} done, ${ledger.replays} replayed, ${ledger.reuses} reused`);
  await database.assertLaws();
  await assertOneEffectEach(ledger);
  assert(ledger.done.size > 100 && ledger.replays > 5 && ledger.reuses > 5, 'there was a race to speak of');
  assert.equal(await countDeadlocks(database), 0, 'one lock order, so nobody ever waits in a circle');
});
