// The thread that keeps plans answers as the same code does here, starts again when it dies in the middle of a question,
// and gives its refusals back as refusals.
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { dateIn } from '../../server/kernel/clock.ts';
import type { House } from '../../server/kernel/run-command.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { KEEP_UP, type PlanHost, createHost } from '../../server/planning/resident/index.ts';
import { useTestDatabase } from '../support/database.ts';

const today = dateIn('Asia/Shanghai', new Date());
const troubles: string[] = [];
let stage: Stage;
let house: House;
let host: PlanHost;
const database = useTestDatabase(async (made) => {
  house = buildHouse(made.database, createLive());
  stage = await createDemoCompany(house);
  host = open();
});
after(() => host.stop());

const open = (): PlanHost =>
  createHost(
    { connectionString: database().appUrl, prepare: true, tells: true },
    () => undefined,
    (error) => void troubles.push(error.message),
  );
const place = () => ({ companyId: stage.companyId, today });
const summary = { name: 'summary', told: undefined };

test('the thread answers what the same code answers here', async () => {
  assert.deepEqual(await host.consult(place(), summary), await house.consult?.(place(), summary));
});

test('a thread that dies is started again, and what it was asked is answered', async () => {
  const before = await host.consult(place(), summary);
  const asked = host.consult(place(), summary);
  await host.thread()?.terminate();
  assert.deepEqual(await asked, before);
  assert.equal(troubles.length, 1);
});

test('a question that nobody knows is an error, not a silence', async () => {
  await assert.rejects(host.consult(place(), { name: 'weather', told: null }), /does not know/);
});

test('a thread that is stopped lets the next one tell alerts at once', async () => {
  const { owner } = database();
  const isHeld = async (): Promise<boolean> =>
    (await owner.query('select from plan.resident where leased_until > clock_timestamp()')).rowCount === 1;
  await owner.query('update plan.resident set leased_until = now()');
  const next = open();
  await next.consult(place(), { name: KEEP_UP, told: null });
  assert.ok(await isHeld());
  await next.stop();
  assert.ok(!(await isHeld()));
  assert.equal(troubles.length, 1);
});
