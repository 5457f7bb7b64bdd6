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
import { type PlanHost, createHost } from '../../server/planning/resident/index.ts';
import { useTestDatabase } from '../support/database.ts';

const today = dateIn('Asia/Shanghai', new Date());
const troubles: string[] = [];
let stage: Stage;
let house: House;
let host: PlanHost;
useTestDatabase(async (made) => {
  house = buildHouse(made.database, createLive());
  stage = await createDemoCompany(house);
  const settings = { connectionString: made.appUrl, prepare: true, tells: true };
  host = createHost(
    settings,
    () => undefined,
    (error) => void troubles.push(error.message),
  );
});
after(() => host.stop());

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
