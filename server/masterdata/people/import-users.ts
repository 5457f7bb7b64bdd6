// Imports people 用户 with their roles and warehouses. A sheet never carries passwords: somebody who was imported can
// sign in once an administrator has set one.
import { sql } from 'kysely';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/ids.ts';
import { type ImportKind, type LocatedRow, type RowProblem, rowProblem } from '../../kernel/import/kinds.ts';
import { zLogin } from './commands/users.ts';
import { isOwner } from './load.ts';
import { OWNER_ROLE } from './types.ts';

type Person = {
  readonly row: LocatedRow;
  readonly login: string;
  readonly roleIds: readonly string[];
  readonly warehouseIds: readonly string[];
};

const wordsOf = (cell: string | null | undefined): string[] =>
  (cell ?? '')
    .split(/[、，,;；/]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

async function loadRoles(tx: Tx, ctx: Ctx): Promise<Map<string, { id: string; code: string }>> {
  const { rows } = await sql<{ id: string; code: string; name_zh: string; name_en: string }>`
    select id, code, name_zh, name_en from sys.role where company_id = ${ctx.companyId} limit 500`.execute(
    tx,
  );
  return new Map(
    rows.flatMap((row) => [row.code, row.name_zh, row.name_en].map((word) => [word, row] as const)),
  );
}

async function loadWarehouses(tx: Tx, ctx: Ctx): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; code: string }>`
    select id, code from md.warehouse where company_id = ${ctx.companyId} limit 5000`.execute(tx);
  return new Map(rows.map((row) => [row.code, row.id]));
}

type Account = {
  readonly id: string;
  readonly login: string;
  readonly here: boolean;
  readonly roles: string;
};

/** Accounts that exist already, by login; `here` when they belong to this company. */
async function loadAccounts(tx: Tx, ctx: Ctx, logins: readonly string[]): Promise<Map<string, Account>> {
  const { rows } = await sql<Account>`
    select u.id, u.login, m.user_id is not null as here,
      (select coalesce(string_agg(h.role_id::text, ' ' order by h.role_id::text), '') from sys.user_role h
        where h.company_id = ${ctx.companyId} and h.user_id = u.id) as roles
    from sys.user_account u
    left join sys.membership m on m.user_id = u.id and m.company_id = ${ctx.companyId}
    where u.login = any(${[...logins]}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.login, row]));
}

const MISSING = { role: ['角色', 'role'], warehouse: ['仓库', 'warehouse'] } as const;

function readPerson(
  row: LocatedRow,
  roles: ReadonlyMap<string, { id: string; code: string }>,
  warehouses: ReadonlyMap<string, string>,
): Person | RowProblem {
  const login = zLogin.safeParse(row.cells['login']);
  if (!login.success) {
    return rowProblem(
      row.rowNo,
      'login',
      'LOGIN_SHAPE',
      '登录名只能用文字、数字和 . _ @ -',
      'A login has letters, digits and . _ @ -',
    );
  }
  const unknown = (key: 'role' | 'warehouse', word: string): RowProblem =>
    rowProblem(
      row.rowNo,
      key,
      'UNKNOWN',
      `没有${MISSING[key][0]}“${word}”`,
      `No ${MISSING[key][1]} "${word}"`,
    );
  const roleIds: string[] = [];
  for (const word of wordsOf(row.cells['role'])) {
    const role = roles.get(word);
    if (!role) return unknown('role', word);
    roleIds.push(role.id);
  }
  const warehouseIds: string[] = [];
  for (const word of wordsOf(row.cells['warehouse'])) {
    const id = warehouses.get(word);
    if (id === undefined) return unknown('warehouse', word);
    warehouseIds.push(id);
  }
  return { row, login: login.data, roleIds, warehouseIds };
}

type Known = Person & { readonly id: string; readonly known: boolean };

type Judge = { readonly ownerId: string; readonly owner: boolean; readonly actorId: string };

/** An import may not do what its sender could not do by hand; rows that change nothing are always fine. */
function objectionTo(person: Person, account: Account | undefined, judge: Judge): RowProblem | null {
  const { rowNo } = person.row;
  const problem = (key: string, code: string, zh: string, en: string) => rowProblem(rowNo, key, code, zh, en);
  if (account && !account.here) {
    return problem('login', 'LOGIN_TAKEN', '登录名已被其他账套使用', 'The login is taken in another company');
  }
  if (account && account.roles === [...new Set(person.roleIds)].sort().join(' ')) return null;
  if (account?.id === judge.actorId) {
    return problem('role', 'OWN_ACCOUNT', '不能改自己的角色', 'You cannot change your own roles');
  }
  const touchesOwner = person.roleIds.includes(judge.ownerId) || account?.roles.includes(judge.ownerId);
  if (touchesOwner && !judge.owner) {
    return problem(
      'role',
      'OWNER_ONLY',
      '只有“老板”可以授予或收回该角色',
      'Only an owner may grant or take this role',
    );
  }
  return null;
}

async function writePeople(tx: Tx, ctx: Ctx, people: readonly Known[]): Promise<void> {
  const named = people.map(({ id, known, login, row }) => ({
    id,
    known,
    login,
    name: row.cells['name'] ?? login,
  }));
  const fresh = named.filter((person) => !person.known);
  const known = named.filter((person) => person.known);
  await sql`insert into sys.user_account (id, login, name, password_hash)
    select id, login, name, '' from unnest(${fresh.map((person) => person.id)}::uuid[],
      ${fresh.map((person) => person.login)}::text[], ${fresh.map((person) => person.name)}::text[])
      as p (id, login, name)`.execute(tx);
  await sql`insert into sys.membership (user_id, company_id)
    select id, ${ctx.companyId} from unnest(${fresh.map((person) => person.id)}::uuid[]) as p (id)`.execute(
    tx,
  );
  // Somebody who works in other companies too keeps the name known there.
  await sql`update sys.user_account u set name = p.name
    from unnest(${known.map((person) => person.id)}::uuid[], ${known.map((person) => person.name)}::text[])
      as p (id, name)
    where u.id = p.id
      and not exists (select from sys.membership m where m.user_id = u.id and m.company_id <> ${ctx.companyId})
  `.execute(tx);
  const ids = people.map((person) => person.id);
  await sql`delete from sys.user_role where company_id = ${ctx.companyId} and user_id = any(${ids}::uuid[])`.execute(
    tx,
  );
  const roles = people.flatMap(({ id, roleIds }) => [...new Set(roleIds)].map((roleId) => ({ id, roleId })));
  await sql`insert into sys.user_role (company_id, user_id, role_id)
    select ${ctx.companyId}, * from unnest(${roles.map((held) => held.id)}::uuid[],
      ${roles.map((held) => held.roleId)}::uuid[])`.execute(tx);
  await sql`delete from md.user_warehouse
    where company_id = ${ctx.companyId} and user_id = any(${ids}::uuid[])`.execute(tx);
  const limits = people.flatMap(({ id, warehouseIds }) =>
    [...new Set(warehouseIds)].map((bound) => ({ id, bound })),
  );
  await sql`insert into md.user_warehouse (company_id, user_id, warehouse_id)
    select ${ctx.companyId}, * from unnest(${limits.map((limit) => limit.id)}::uuid[],
      ${limits.map((limit) => limit.bound)}::uuid[])`.execute(tx);
  ctx.topics.add('rights');
}

export const userImport: ImportKind = {
  kind: 'user',
  zh: '用户',
  en: 'people',
  right: 'user.manage',
  order: 30,
  uniqueBy: ['login'],
  columns: [
    { key: 'login', zh: '登录名', en: 'login', kind: 'text', required: true, example: 'zhangsan' },
    { key: 'name', zh: '姓名', en: 'name', kind: 'text', required: true, example: '张三' },
    {
      key: 'role',
      zh: '角色',
      en: 'roles',
      kind: 'text',
      required: true,
      aliases: ['role'],
      example: '仓管员',
    },
    { key: 'warehouse', zh: '限于仓库', en: 'limited to warehouses', kind: 'text', example: 'YL、CP' },
  ],
  run: async (tx, ctx, rows) => {
    const roles = await loadRoles(tx, ctx);
    const warehouses = await loadWarehouses(tx, ctx);
    const read = rows.map((row) => readPerson(row, roles, warehouses));
    const problems = read.filter((one): one is RowProblem => !('login' in one));
    const sound = read.filter((one): one is Person => 'login' in one);
    const accounts = await loadAccounts(
      tx,
      ctx,
      sound.map((person) => person.login),
    );
    const ownerId = roles.get(OWNER_ROLE)?.id ?? '';
    const owner = await isOwner(tx, ctx, ctx.actor.userId);
    const people = sound.flatMap((person): Known[] => {
      const account = accounts.get(person.login);
      const objection = objectionTo(person, account, { ownerId, owner, actorId: ctx.actor.userId });
      if (objection) problems.push(objection);
      return objection ? [] : [{ ...person, id: account?.id ?? newId(), known: account !== undefined }];
    });
    await writePeople(tx, ctx, people);
    const created = people.filter((person) => !person.known).length;
    return { problems, created, changed: people.length - created };
  },
};
