// Twenty people work the same company at once and their network stutters: commands arrive twice in parallel, again
// much later, or with other content under a used id. Afterwards every law holds and each command happened once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Id, newId } from '../../server/kernel/ids.ts';
import type { Outcome } from '../../server/kernel/run-command.ts';
import { valueAll, valueOnce } from '../../server/jobs/follow-movements.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { randomFrom } from '../support/random.ts';
import { type Crowd, countDeadlocks, gatherCrowd } from './crowd.ts';
import { type Deed, VERBS } from './day.ts';
import { assertNothingLeft, assertOneEffectEach } from './marks.ts';

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

test(`${WRITERS} writers, duplicates and stale repeats`, { timeout: 90_000 }, async (context) => {
  context.diagnostic(`seed ${SEED} (repeat with TONGYUAN_TEST_SEED)`);
  const ledger: Ledger = { done: new Map(), refused: new Map(), counts: new Map(), replays: 0, reuses: 0 };
  const until = performance.now() + RACE_MS;
  const writers = Array.from({ length: WRITERS }, (_, n) => write(ledger, SEED + n, until));
  await Promise.all([...writers, follow(until)]);
  await valueAll(crowd.house, crowd);
  for (const [word, n] of ledger.counts) context.diagnostic(`${n} × ${word}`);
  context.diagnostic(`${ledger.done.size} done, ${ledger.replays} replayed, ${ledger.reuses} reused`);
  await database.assertLaws();
  const acknowledged = new Map([...ledger.done.values()].map(({ id, deed }) => [id, deed.command]));
  await assertOneEffectEach(crowd.read, acknowledged, 'race-%');
  await assertNothingLeft(crowd.read, [...ledger.refused.keys()]);
  assert(ledger.done.size > 100 && ledger.replays > 5 && ledger.reuses > 5, 'there was a race to speak of');
  assert.equal(await countDeadlocks(database), 0, 'one lock order, so nobody ever waits in a circle');
});
