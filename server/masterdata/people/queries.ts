// What the pages about people show: the list, one person with their devices, roles with their rights.
import { sql } from 'kysely';
import { z } from 'zod';
import { type AnyQuery, defineQuery } from '../../kernel/command.ts';
import { defineList } from '../../kernel/list.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zId } from '../../kernel/schema.ts';
import { OWNER_ROLE, type RightCatalogue } from './types.ts';

export const userList = defineList({
  name: 'people.list-users',
  right: 'user.manage',
  zh: '用户',
  en: 'People',
  view: 'sys.user_list',
  key: 'id',
  columns: [
    {
      key: 'login',
      kind: 'code',
      zh: '登录名',
      en: 'Login',
      link: { kind: 'user', idColumn: 'id' },
      sortable: true,
    },
    { key: 'name', kind: 'text', zh: '姓名', en: 'Name', sortable: true },
    { key: 'roles', kind: 'text', zh: '角色', en: 'Roles' },
    { key: 'warehouses', kind: 'text', zh: '限于仓库', en: 'Limited to warehouses' },
    { key: 'active', kind: 'boolean', zh: '启用', en: 'Active', sortable: true },
    { key: 'has_password', kind: 'boolean', zh: '可登录', en: 'Can sign in' },
    { key: 'last_seen_at', kind: 'moment', zh: '最近使用', en: 'Last seen', sortable: true },
    { key: 'created_at', kind: 'moment', zh: '建立时间', en: 'Created', sortable: true, hidden: true },
  ],
  search: ['login', 'name', 'roles'],
  sort: [{ column: 'login', direction: 'asc' }],
});

const zDevice = z.object({ device: z.string(), since: z.string(), lastSeen: z.string() });

export const getUser = defineQuery({
  name: 'people.get-user',
  right: 'user.manage',
  input: z.object({ userId: zId }),
  output: z.object({
    id: zId,
    login: z.string(),
    name: z.string(),
    locale: z.string(),
    active: z.boolean(),
    lockedUntil: z.string().nullable(),
    roleIds: z.array(zId),
    warehouseIds: z.array(zId),
    devices: z.array(zDevice),
  }),
  run: async (tx, input, ctx) => {
    const { rows } = await sql<{
      login: string;
      name: string;
      locale: string;
      active: boolean;
      locked_until: string | null;
      role_ids: string[];
      warehouse_ids: string[];
    }>`
      select u.login, u.name, u.locale, u.active, u.locked_until,
        array(select role_id from sys.user_role where company_id = ${ctx.companyId} and user_id = u.id)::text[]
          as role_ids,
        array(select warehouse_id from md.user_warehouse where company_id = ${ctx.companyId} and user_id = u.id)::text[]
          as warehouse_ids
      from sys.user_account u
      join sys.membership m on m.user_id = u.id and m.company_id = ${ctx.companyId}
      where u.id = ${input.userId}`.execute(tx);
    const [user] = rows;
    if (!user) return refuse('NOT_FOUND', { what: 'user', key: input.userId });
    const devices = await tx
      .selectFrom('sys.session')
      .select(['device', 'created_at', 'last_seen_at'])
      .where('user_id', '=', input.userId)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', ctx.now)
      .orderBy('last_seen_at', 'desc')
      .limit(20)
      .execute();
    return {
      id: input.userId,
      login: user.login,
      name: user.name,
      locale: user.locale,
      active: user.active,
      lockedUntil: user.locked_until,
      roleIds: user.role_ids,
      warehouseIds: user.warehouse_ids,
      devices: devices.map((session) => ({
        device: session.device,
        since: session.created_at,
        lastSeen: session.last_seen_at,
      })),
    };
  },
});

const zSentence = z.object({ zh: z.string(), en: z.string() });

/** Roles with their rights, and every right there is. */
export function roleQueries({ rights, groups }: RightCatalogue): readonly AnyQuery[] {
  const listRoles = defineQuery({
    name: 'people.list-roles',
    right: 'user.manage',
    input: z.object({}),
    output: z.array(
      z.object({
        id: zId,
        code: z.string(),
        zh: z.string(),
        en: z.string(),
        fixed: z.boolean(),
        people: z.int(),
        rights: z.array(z.string()),
      }),
    ),
    run: async (tx, _, ctx) => {
      const { rows } = await sql<{
        id: string;
        code: string;
        name_zh: string;
        name_en: string;
        people: number;
        rights: string[];
      }>`
        select r.id, r.code, r.name_zh, r.name_en,
          (select count(*)::int4 from sys.user_role h where h.company_id = r.company_id and h.role_id = r.id) as people,
          array(select right_code from sys.role_right g where g.company_id = r.company_id and g.role_id = r.id
            order by right_code) as rights
        from sys.role r where r.company_id = ${ctx.companyId} order by r.code limit 500`.execute(tx);
      return rows.map((row) => {
        const fixed = row.code === OWNER_ROLE;
        return {
          id: row.id,
          code: row.code,
          zh: row.name_zh,
          en: row.name_en,
          fixed,
          people: row.people,
          rights: fixed ? Object.keys(rights) : row.rights,
        };
      });
    },
  });

  const listRights = defineQuery({
    name: 'people.list-rights',
    right: 'user.manage',
    input: z.object({}),
    output: z.array(
      z.object({
        group: zSentence,
        rights: z.array(zSentence.extend({ code: z.string(), money: z.boolean() })),
      }),
    ),
    run: async () =>
      Object.entries(groups).map(([code, group]) => ({
        group,
        rights: Object.entries(rights)
          .filter(([, right]) => right.group === code)
          .map(([right, { zh, en, money }]) => ({ code: right, zh, en, money })),
      })),
  });

  return [listRoles, listRights];
}
