// A company brings its old books: open items and the balances of its accounts, beside the opening stock. What does not
// add up is named to the cent; what is brought twice is there once; afterwards every account shows what the file says.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { z } from 'zod';
import { fixedClock } from '../../server/kernel/clock.ts';
import { addAmount, amountText, parseAmount } from '../../server/kernel/decimal.ts';
import { workOneBatch } from '../../server/kernel/import/work-batches.ts';
import type { House } from '../../server/kernel/run-command.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { type DemoFile, demoFiles } from '../../server/main/demo/files.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { importKinds } from '../../server/main/imports.ts';
import { createLive } from '../../server/main/live.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

const TODAY = '2026-03-20';
const OPENINGS = ['期初往来.csv', '期初余额.csv'];
let database: TestDatabase;
let house: House;
let stage: Stage;
let files: Map<string, string>;
before(async () => {
  database = await createTestDatabase();
  house = buildHouse(database.database, createLive(), fixedClock(`${TODAY}T09:00:00+08:00`));
  const own = (file: DemoFile): boolean => !OPENINGS.includes(file.name);
  stage = await createDemoCompany(house, (today) => demoFiles(today).filter(own));
  stage.at(TODAY, '09:00');
  files = new Map(demoFiles(TODAY).map(({ name, text }) => [name, text]));
});
afterEach(async () => {
  await stage.settle();
  await database.assertLaws();
});
after(() => database.close());

const zStatus = z.object({
  state: z.string(),
  problems: z.array(z.object({ cell: z.string(), code: z.string(), zh: z.string(), en: z.string() })),
  summary: z.record(z.string(), z.object({ created: z.number() })),
});

/** Brings a file in as the program does, on a day; what it then says of it. */
async function bring(name: string, text: string, dryRun = false, day = TODAY) {
  const uploaded = await stage.act('boss', 'import.upload', {
    fileName: name,
    content: Buffer.from(text, 'utf8').toString('base64'),
  });
  await stage.act('boss', 'import.start', { batchId: uploaded['batchId'], dryRun });
  const then = { ...house, clock: fixedClock(`${day}T10:00:00+08:00`), kinds: importKinds };
  await workOneBatch(then, { companyId: stage.companyId, timeZone: 'Asia/Shanghai' });
  return zStatus.parse(await stage.ask('boss', 'import.status', { batchId: uploaded['batchId'] }));
}

const read = async (query: string): Promise<Record<string, unknown>[]> =>
  (await database.owner.query<Record<string, unknown>>(query)).rows;
const books = (): Promise<Record<string, unknown>[]> =>
  read(`select (select count(*)::int from fin.open_item) as items, (select count(*)::int from fin.voucher) as vouchers,
    (select count(*)::int from fin.opening_balance) as balances`);
const textOf = (name: string): string => files.get(name) ?? '';
const spoil = (name: string, ...changes: readonly [string, string][]): string =>
  changes.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replace(from, to);
  }, textOf(name));

const [ITEMS = '', BALANCES = ''] = OPENINGS;

test('a spoilt file of open items names every bad cell and changes nothing', async () => {
  const untouched = await books();
  const spoilt = spoil(
    ITEMS,
    ['应收,C01', '应收,V01'],
    ['应收,C02', '欠我,C02'],
    ['应收,C03', '应收,NOBODY'],
    ['64200.00', '-64200.00'],
    ['28750.00', 'much'],
  );
  for (const dryRun of [true, false]) {
    const { state, problems } = await bring(ITEMS, spoilt, dryRun);
    assert.equal(state, 'refused');
    assert.deepEqual(
      problems.map(({ cell, code }) => `${cell} ${code}`),
      ['B2 NOT_CUSTOMER', 'A3 NOT_A_CHOICE', 'B4 UNKNOWN', 'F5 NOT_POSITIVE', 'F6 NOT_A_NUMBER'],
    );
    assert.deepEqual(await books(), untouched);
  }
});

test('balances without the open items they count on are refused, and the difference is named', async () => {
  const { state, problems } = await bring(BALANCES, textOf(BALANCES), true);
  assert.equal(state, 'refused');
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['NOT_THE_BOOK', 'NOT_THE_BOOK', 'NOT_BALANCED'],
  );
  assert.match(problems[0]?.zh ?? '', /期初应收在科目 1122 上是借 0\.00，相差 234350\.50/);
  assert.match(problems[2]?.en ?? '', /a difference of 131540\.10$/);
});

test('open items come in once, with one voucher of each side', async () => {
  assert.equal((await bring(ITEMS, textOf(ITEMS), true)).state, 'checked');
  const first = await bring(ITEMS, textOf(ITEMS));
  assert.deepEqual([first.state, first.summary['期初往来']?.created], ['imported', 6]);
  const once = await books();
  const again = await bring(ITEMS, textOf(ITEMS));
  assert.deepEqual([again.state, again.summary['期初往来']?.created], ['imported', 0]);
  assert.deepEqual(await books(), once);
  const other = await bring(ITEMS, spoil(ITEMS, ['86400.00', '86400.01']));
  assert.deepEqual(
    other.problems.map(({ cell, code }) => `${cell} ${code}`),
    ['F2 OPENED_BEFORE'],
  );
  assert.deepEqual(
    await read(`select v.event, a.code, l.debit::text, l.credit::text, p.code as partner from fin.voucher v
      join fin.voucher_line l on l.voucher_id = v.id join fin.account a on a.id = l.account_id
      left join md.partner p on p.id = l.partner_id where v.event = 'opening_receivable' order by l.line_no`),
    [
      ['1122', '86400.00', '0.00', 'C01'],
      ['1122', '129600.00', '0.00', 'C02'],
      ['1122', '18350.50', '0.00', 'C03'],
      ['3001', '0.00', '234350.50', null],
    ].map(([code, debit, credit, partner]) => ({
      event: 'opening_receivable',
      code,
      debit,
      credit,
      partner,
    })),
  );
});

test('a spoilt file of balances names every bad cell; one cent too much is one cent of difference', async () => {
  const spoilt = spoil(
    BALANCES,
    ['1001,', '1009,'],
    ['1123,V06', '1123,'],
    ['1601,,860000.00,', '1601,C01,860000.00,1.00'],
    ['2203,C05', '2203,X99'],
    ['2202.01,', '2202,'],
    ['3001,,,1000000.00', '3001,,,'],
  );
  const { problems } = await bring(BALANCES, spoilt);
  assert.deepEqual(
    problems.map(({ cell, code }) => `${cell} ${code}`).toSorted(),
    [
      'A2 UNKNOWN',
      'A13 NOT_POSTABLE',
      'B14 UNKNOWN',
      'B5 MISSING',
      'B11 NO_PARTNERS',
      'C15 MISSING',
      'D11 BOTH_SIDES',
    ].toSorted(),
  );
  const off = await bring(BALANCES, spoil(BALANCES, ['380000.00', '380000.01']));
  assert.deepEqual(
    off.problems.map(({ code, zh }) => [code, zh.endsWith('相差 0.01')]),
    [['NOT_BALANCED', true]],
  );
});

test('balances come in once; afterwards every account shows what the file says', async () => {
  const before = await books();
  assert.equal((await bring(BALANCES, textOf(BALANCES), true)).state, 'checked');
  assert.deepEqual(await books(), before);
  assert.equal((await bring(BALANCES, textOf(BALANCES))).state, 'imported');
  const once = await books();
  assert.equal((await bring(BALANCES, textOf(BALANCES))).state, 'imported');
  assert.deepEqual(await books(), once);
  await stage.settle();
  const shown = await read(`select a.code, sum(b.debit - b.credit)::text as balance from fin.account_balance b
    join fin.account a on a.id = b.account_id group by a.code having sum(b.debit - b.credit) <> 0 order by a.code`);
  const said = textOf(BALANCES)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([code, , debit, credit]) => ({ code, balance: debit || `-${credit}` }));
  assert.deepEqual(shown, said);
  const changed = await bring(BALANCES, spoil(BALANCES, ['5200.00', '5200.01']));
  assert.deepEqual(
    changed.problems.map(({ cell, code }) => `${cell} ${code}`),
    ['C2 OPENED_BEFORE'],
  );
});

const openItem = async (no: string): Promise<string> =>
  String(
    (await read(`select id from fin.open_item where source_no = '${no}' order by round desc`))[0]?.['id'],
  );
const balanceOf = async (...codes: string[]): Promise<unknown[]> =>
  (
    await read(`select a.code, sum(b.debit - b.credit)::text as balance from fin.account_balance b
    join fin.account a on a.id = b.account_id where a.code in ('${codes.join("','")}') group by a.code order by a.code`)
  ).map((row) => row['balance']);

test('a wrong opening item is taken back in red on its day, once, and comes in right the second time', async () => {
  const before = await balanceOf('1122', '3001');
  const openItemId = await openItem('QC-XS-0131');
  const red = await stage.act('acct', 'openings.reverse-item', { openItemId });
  await stage.settle();
  assert.deepEqual(
    await read(`select v.event, v.business_date, a.code, l.debit::text, l.credit::text, p.code as partner
      from fin.voucher v join fin.voucher_line l on l.voucher_id = v.id join fin.account a on a.id = l.account_id
      left join md.partner p on p.id = l.partner_id where v.id = '${String(red['voucherId'])}' order by l.line_no`),
    [
      ['1122', '-86400.00', '0.00', 'C01'],
      ['3001', '0.00', '-86400.00', null],
    ].map(([code, debit, credit, partner]) => ({
      event: 'opening_receivable_reversal',
      business_date: TODAY,
      code,
      debit,
      credit,
      partner,
    })),
  );
  await assert.rejects(stage.act('acct', 'openings.reverse-item', { openItemId }), /OPENING_TAKEN_BACK/);
  const right = await bring(ITEMS, spoil(ITEMS, ['86400.00', '86500.00']));
  assert.deepEqual([right.state, right.summary['期初往来']?.created], ['imported', 1]);
  assert.deepEqual(
    await balanceOf('1122', '3001'),
    before.map((balance, at) =>
      amountText(addAmount(parseAmount(String(balance)), parseAmount(at === 0 ? '100' : '-100'))),
    ),
  );
  // And back to what the old books said, so that the story goes on.
  await stage.act('acct', 'openings.reverse-item', { openItemId: await openItem('QC-XS-0131') });
  assert.equal((await bring(ITEMS, textOf(ITEMS))).summary['期初往来']?.created, 1);
  assert.deepEqual(await balanceOf('1122', '3001'), before);
});

test('an opening that was paid on is taken back after its payment only', async () => {
  const openItemId = await openItem('QC-XS-0131');
  const [partner] = await read(`select partner_id from fin.open_item where id = '${openItemId}'`);
  const paid = await stage.act('controller', 'settlement.book-payment', {
    direction: 'collect',
    partnerId: partner?.['partner_id'],
    amount: '100.00',
    items: [{ openItemId, amount: '100.00' }],
  });
  await assert.rejects(
    stage.act('acct', 'openings.reverse-item', { openItemId }),
    /OPENING_SETTLED.*100\.00/,
  );
  await stage.act('controller', 'settlement.reverse-payment', { documentId: paid['paymentId'] });
  await stage.act('acct', 'openings.reverse-item', { openItemId });
  assert.equal((await bring(ITEMS, textOf(ITEMS))).summary['期初往来']?.created, 1);
});

test('balances are taken back together and may be brought in again; nothing else is an opening', async () => {
  const before = await balanceOf('1001', '1002', '3001');
  const [opened] = await read(`select id from fin.voucher where event = 'opening_balance'`);
  await stage.act('acct', 'openings.reverse-balances', { voucherId: opened?.['id'] });
  assert.deepEqual(await balanceOf('1001', '1002'), ['0.00', '0.00']);
  await assert.rejects(
    stage.act('acct', 'openings.reverse-balances', { voucherId: opened?.['id'] }),
    /OPENING_TAKEN_BACK/,
  );
  assert.equal((await bring(BALANCES, textOf(BALANCES))).state, 'imported');
  assert.deepEqual(await balanceOf('1001', '1002', '3001'), before);
  const [other] = await read(`select id from fin.voucher where event = 'opening_receivable' limit 1`);
  await assert.rejects(
    stage.act('acct', 'openings.reverse-balances', { voucherId: other?.['id'] }),
    /NOT_AN_OPENING/,
  );
});

test('what was opened in a period that is closed stays', async () => {
  await read(`update fin.period set state = 'closed', closed_at = clock_timestamp() where code = '2026-03'`);
  const openItemId = await openItem('QC-XS-0131');
  const [opened] = await read(`select id from fin.voucher v where event = 'opening_balance'
    and not exists (select from fin.voucher r where r.reversal_of = v.id)`);
  await assert.rejects(stage.act('acct', 'openings.reverse-item', { openItemId }), /PERIOD_CLOSED/);
  await assert.rejects(
    stage.act('acct', 'openings.reverse-balances', { voucherId: opened?.['id'] }),
    /PERIOD_CLOSED/,
  );
  await read(`update fin.period set state = 'open', closed_at = null where code = '2026-03'`);
});

test('nothing is opened on a day whose period is closed, and it says which', async () => {
  const more =
    '方向,往来单位编码,单据号,单据日期,到期日,未结金额\n应付,V02,LATE-1,2026-02-01,2026-03-01,10.00\n';
  await read(`update fin.period set state = 'closed', closed_at = clock_timestamp() where code = '2026-03'`);
  const { state, problems } = await bring(ITEMS, more);
  await read(`update fin.period set state = 'open', closed_at = null where code = '2026-03'`);
  assert.deepEqual([state, problems.map(({ zh }) => zh)], ['refused', ['会计期间 2026-03 已结账']]);
});
