// The whole program under load, killed again and again: the server ten times, the database three times, at whatever
// moment it is. Clients repeat their command until it is acknowledged; in the end each one has happened exactly once.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { systemClock } from '../../server/kernel/clock.ts';
import { DEMO_PASSWORD } from '../../server/main/demo/load.ts';
import { type Program, databasePid, ownerUrlOf, startProgram, until } from '../support/program.ts';
import { type RandomSource, randomFrom } from '../support/random.ts';
import type { Row } from './crowd.ts';
import { DEVICE, type Insistent, type Line, type Trouble, insistentClient, signIn } from './insistent.ts';
import { assertOneEffectEach } from './marks.ts';

const CLIENTS = 6;
const SERVER_KILLS = 10;
const DATABASE_KILLS = 3;
/** How much is acknowledged between two kills: enough to be sure that everybody works again. */
const ACKNOWLEDGED_BETWEEN = 20;
const SEED = Number(process.env['TONGYUAN_TEST_SEED'] ?? Date.now() % 1_000_000);

let folder: string;
let program: Program;
let url: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongyuan-kills-'));
});
after(async () => {
  program.process.kill('SIGTERM');
  await program.ended;
  rmSync(folder, { recursive: true, force: true });
});

/** Starts where the last one served, so that clients need not be told. */
async function start(): Promise<void> {
  const port = url === undefined ? '0' : new URL(url).port;
  program = startProgram(folder, { TONGYUAN_PORT: port });
  url = await program.url;
}

async function read(query: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: ownerUrlOf(folder) });
  await client.connect();
  const { rows } = await client.query(query, [...values]);
  await client.end();
  return rows;
}

type Places = Readonly<Record<'supplier' | 'customer' | 'packing' | 'finished' | 'bought' | 'sold', string>>;

async function loadPlaces(): Promise<Places> {
  const [row] = await read(`select
    (select id from md.partner where code = 'V12') as supplier,
    (select id from md.partner where code = 'C02') as customer,
    (select id from md.warehouse where code = 'BC') as packing,
    (select id from md.warehouse where code = 'CP') as finished,
    (select id from md.item where code = 'PK-SET') as bought,
    (select id from md.item where code = 'FG-K15') as sold`);
  const { supplier = '', customer = '', packing = '', finished = '', bought = '', sold = '' } = row ?? {};
  return { supplier, customer, packing, finished, bought, sold };
}

const today = (): string => systemClock.now().toISOString().slice(0, 10);

/** Sends the commands one after the other; `with` what came of the one before. Stops at the first refusal. */
async function mustDo(client: Insistent, name: string, input: object): Promise<Row> {
  const answer = await client.command(name, input);
  assert(answer.done, `${name} was refused: ${answer.done ? '' : answer.code}`);
  return Object(answer.result);
}

async function buy(client: Insistent, places: Places, random: RandomSource): Promise<void> {
  const { orderId } = await mustDo(client, 'purchase.save-order', {
    supplierId: places.supplier,
    warehouseId: places.packing,
    deliveryDate: today(),
    lines: [{ itemId: places.bought, qty: '20' }],
  });
  await mustDo(client, 'purchase.approve-order', { orderId });
  const { noticeId } = await mustDo(client, 'purchase.notify-arrival', { orderId });
  const notice = await client.query('receiving.get-notice', { noticeId });
  const noticeLineId = Object(Object(notice['lines'])[0]).id;
  for (let left = 3 + random.below(4); left > 0; left -= 1)
    await mustDo(client, 'receiving.confirm-receipt', { noticeLineId, qty: String(1 + random.below(3)) });
}

async function sell(client: Insistent, places: Places, random: RandomSource): Promise<void> {
  const { orderId } = await mustDo(client, 'sales.save-order', {
    customerId: places.customer,
    warehouseId: places.finished,
    deliveryDate: today(),
    lines: [{ itemId: places.sold, qty: String(1 + random.below(3)) }],
  });
  await mustDo(client, 'sales.approve-order', { orderId, beyondCredit: true });
  const { shipmentId } = await mustDo(client, 'sales.notify-shipment', { orderId });
  const released = await client.command('shipping.release-shipment', { shipmentId });
  assert(released.done || released.code === 'NOTHING_TO_RELEASE', JSON.stringify(released));
}

async function killServer(): Promise<void> {
  program.process.kill('SIGKILL');
  await program.ended;
  await start();
}

async function killDatabase(): Promise<void> {
  const before = databasePid(folder);
  process.kill(before, 'SIGKILL');
  const again = (): boolean => {
    try {
      return databasePid(folder) !== before;
    } catch {
      return false;
    }
  };
  await until(again);
}

function shuffled(random: RandomSource): ('server' | 'database')[] {
  const kills = Array.from({ length: SERVER_KILLS + DATABASE_KILLS }, (_, n) =>
    n < SERVER_KILLS ? ('server' as const) : ('database' as const),
  );
  const drawn: ('server' | 'database')[] = [];
  while (kills.length > 0) drawn.push(...kills.splice(random.below(kills.length), 1));
  return drawn;
}

test('ten killed servers and three killed databases under load', { timeout: 120_000 }, async (context) => {
  context.diagnostic(`seed ${SEED} (repeat with TONGYUAN_TEST_SEED)`);
  await start();
  const places = await loadPlaces();
  const acknowledged = new Map<string, string>();
  const trouble: Trouble = { unreachable: 0, unavailable: 0, replayed: 0 };
  let stopping = false;
  let failure: unknown = null;
  const cookie = await signIn(url, 'boss', DEMO_PASSWORD);
  const line: Line = {
    url: () => url,
    cookie,
    trouble,
    acknowledged: (id, command) => void acknowledged.set(id, command),
    givenUp: () => failure !== null,
  };
  const work = async (seed: number): Promise<void> => {
    const [client, random] = [insistentClient(line), randomFrom(seed)];
    while (!stopping) await random.of([buy, sell])(client, places, random);
  };
  const working = Promise.all(Array.from({ length: CLIENTS }, (_, n) => work(SEED + n))).catch(
    (error: unknown) => void (failure = error),
  );
  const moreThan = (count: number) => (): boolean => failure !== null || acknowledged.size > count;
  const begun = performance.now();
  for (const what of shuffled(randomFrom(SEED))) {
    await until(moreThan(acknowledged.size + ACKNOWLEDGED_BETWEEN));
    if (failure !== null) break;
    const killed = performance.now();
    await (what === 'server' ? killServer() : killDatabase());
    const first = acknowledged.size;
    await until(moreThan(first));
    assert.equal(program.process.exitCode, null, 'the server lives on');
    context.diagnostic(`${what} killed, work went on after ${Math.round(performance.now() - killed)} ms`);
  }
  stopping = true;
  await working;
  if (failure !== null) throw new Error(program.output(), { cause: failure });
  const seconds = Math.round((performance.now() - begun) / 1_000);
  context.diagnostic(`${acknowledged.size} acknowledged in ${seconds} s, ${JSON.stringify(trouble)}`);
  await assertOneEffectEach(read, acknowledged, DEVICE);
  assert(trouble.unreachable > 0, 'requests were cut off');
  const verify = startProgram(folder, {}, ['server/main/verify.ts']);
  assert.equal(await verify.ended, 0, verify.output());
});
