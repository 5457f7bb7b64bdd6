// What an installation without companies begins with: the demo company, or an owner with an empty company of their
// own. Either way somebody can sign in at once, and whoever started the program is told how.
import { randomBytes } from 'node:crypto';
import { dateIn, periodOf } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { hashPassword } from '../kernel/password.ts';
import type { House } from '../kernel/run-command.ts';
import { withTransaction } from '../kernel/transaction.ts';
import { DEMO_PASSWORD, ensureDemo } from './demo/load.ts';
import { createCompany } from './new-company.ts';

type Say = (zh: string, en: string) => void;

const TIME_ZONE = 'Asia/Shanghai';
const OWNER = { login: 'owner', name: '账套主管' };

const hasCompany = async (house: House): Promise<boolean> =>
  (await house.database.selectFrom('sys.company').select('id').limit(1).executeTakeFirst()) !== undefined;

/** An empty company and its owner; returns the password, which is known to nobody else. */
async function createFirstCompany(house: House): Promise<string> {
  const password = randomBytes(9).toString('base64url');
  const [ownerId, companyId] = [newId(), newId()];
  const hash = await hashPassword(password);
  await withTransaction(house.database, companyId, 'write', async (tx) => {
    await tx
      .insertInto('sys.user_account')
      .values({ id: ownerId, ...OWNER, password_hash: hash })
      .execute();
    const startPeriod = periodOf(dateIn(TIME_ZONE, house.clock.now()));
    await createCompany(tx, { id: companyId, code: '01', name: '我的公司', startPeriod }, ownerId);
  });
  return password;
}

async function sayDemoSignIns(house: House, say: Say): Promise<void> {
  const company = await house.database
    .selectFrom('sys.company')
    .select('id')
    .where('demo', '=', true)
    .orderBy('created_at')
    .executeTakeFirst();
  if (!company) return;
  const people = await house.database
    .selectFrom('sys.user_account as u')
    .innerJoin('sys.membership as m', 'm.user_id', 'u.id')
    .select(['u.login', 'u.name'])
    .where('m.company_id', '=', company.id)
    .orderBy('u.created_at')
    .orderBy('u.id')
    .limit(20)
    .execute();
  const list = people.map(({ login, name }) => `${login}（${name}）`).join(' ');
  say(
    `演示账套登录，密码均为 ${DEMO_PASSWORD}：${list}`,
    `Demo sign-ins, all with password ${DEMO_PASSWORD}`,
  );
}

/** Prepares an empty installation and says how to sign in. Later starts change nothing. */
export async function prepareFirstStart(house: House, demo: boolean, say: Say): Promise<void> {
  if (!(await hasCompany(house))) {
    if (demo) {
      say('首次启动：正在载入演示账套……', 'First start: loading the demo company ...');
      await ensureDemo(house);
    } else {
      const password = await createFirstCompany(house);
      say(
        `已建立空账套；登录名 ${OWNER.login}，密码 ${password}（只显示这一次）`,
        `An empty company is ready; sign in as ${OWNER.login} with the password above (shown once)`,
      );
    }
  }
  if (demo) await sayDemoSignIns(house, say);
}
