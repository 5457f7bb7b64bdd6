// Creates the demo company: people, then its files through the import that everybody uses, then a fortnight of work
// by the real commands. Nothing here writes a business table itself.
import { sql } from 'kysely';
import { z } from 'zod';
import { addDays, dateIn, fixedClock, periodOf } from '../../kernel/clock.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { workOneBatch } from '../../kernel/import/work-batches.ts';
import { hashPassword } from '../../kernel/password.ts';
import type { House } from '../../kernel/run-command.ts';
import { withTransaction } from '../../kernel/transaction.ts';
import { importKinds } from '../imports.ts';
import { createCompany } from '../new-company.ts';
import { type Stage, openStage } from './actors.ts';
import { demoFiles } from './files.ts';
import { playFortnight } from './fortnight.ts';

export const DEMO_PASSWORD = 'tongyuan-demo';
const zStatus = z.object({ state: z.string(), problems: z.array(z.unknown()) });
const TIME_ZONE = 'Asia/Shanghai';
const COMPANY = { code: '01', name: '蓝沸电器有限公司（演示）', taxNo: '91440606MA0DEM013P' };

/** The first person, who owns the company; the others come in with the files. */
async function createOwner(house: House): Promise<Id> {
  const id = newId();
  const password = await hashPassword(DEMO_PASSWORD);
  await withTransaction(house.database, null, 'write', (tx) =>
    tx
      .insertInto('sys.user_account')
      .values({ id, login: 'boss', name: '陈总', password_hash: password })
      .execute(),
  );
  return id;
}

async function importFile(house: House, stage: Stage, name: string, text: string): Promise<void> {
  const uploaded = await stage.act('boss', 'import.upload', {
    fileName: name,
    content: Buffer.from(text, 'utf8').toString('base64'),
  });
  await stage.act('boss', 'import.start', { batchId: uploaded['batchId'], dryRun: false });
  await workOneBatch({ ...house, kinds: importKinds }, { companyId: stage.companyId, timeZone: TIME_ZONE });
  const answer = await stage.ask('boss', 'import.status', { batchId: uploaded['batchId'] });
  const status = zStatus.parse(answer);
  if (status.state !== 'imported')
    throw new Error(`${name}: ${status.state} ${JSON.stringify(status.problems.slice(0, 5))}`);
}

/** Everybody of the demo signs in with the same, printed password. */
async function openAccounts(house: House, companyId: Id): Promise<void> {
  const password = await hashPassword(DEMO_PASSWORD);
  await withTransaction(house.database, companyId, 'write', (tx) =>
    sql`
    update sys.user_account u set password_hash = ${password}
    where exists (select from sys.membership m where m.user_id = u.id and m.company_id = ${companyId})`.execute(
      tx,
    ),
  );
}

/** The demo company with its data and no history: what the stories of the tests begin with. */
export async function createDemoCompany(house: House, files = demoFiles): Promise<Stage> {
  const today = dateIn(TIME_ZONE, house.clock.now());
  const start = addDays(today, -15);
  const ownerId = await createOwner(house);
  const companyId = newId();
  await withTransaction(house.database, companyId, 'write', (tx) =>
    createCompany(tx, { id: companyId, ...COMPANY, startPeriod: periodOf(start), demo: true }, ownerId),
  );
  const stage = openStage(house, companyId);
  stage.at(start, '08:00');
  const then = { ...house, clock: fixedClock(`${start}T08:00:00+08:00`) };
  // One file after the other, because each names what the one before brought in.
  for (const file of files(today)) await importFile(then, stage, file.name, file.text);
  await openAccounts(house, companyId);
  await stage.settle();
  return stage;
}

/** An installation without companies gets the demo company and its fortnight. True when it was made now. */
export async function ensureDemo(house: House): Promise<boolean> {
  const found = await house.database.selectFrom('sys.company').select('id').limit(1).executeTakeFirst();
  if (found) return false;
  const stage = await createDemoCompany(house);
  await playFortnight(house, stage, dateIn(TIME_ZONE, house.clock.now()));
  return true;
}
