// One box that finds everything: items by code, name, pinyin initials and barcode, partners, documents by number, lots,
// bins, pages. Each source says which right it needs; all of them are asked in one statement.
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type AnyQuery, defineQuery } from '../../kernel/command.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Sentence } from '../../kernel/refusal.ts';
import { pinyinInitials } from '../pinyin.ts';
import { SIGNED_IN } from '../people/index.ts';

/** What was typed, in the forms the sources compare with. */
export type Sought = {
  readonly exact: string;
  /** For LIKE: what begins with it, and what holds it. */
  readonly prefix: string;
  readonly upperPrefix: string;
  readonly within: string;
};

export type SearchSource = Sentence & {
  /** The kind of thing found, as links name it. */
  readonly kind: string;
  readonly right: string;
  /** Selects id, code, title, subtitle and rank (0 is best) of at most MOST_HITS rows. */
  readonly select: (sought: Sought, ctx: Ctx) => RawBuilder<unknown>;
};

export type SearchPage = Sentence & { readonly id: string; readonly right: string };

export const MOST_HITS = 6;

const likeText = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

const zHit = z.object({ id: z.string(), code: z.string(), title: z.string(), subtitle: z.string() });
const zGroup = z.object({ kind: z.string(), zh: z.string(), en: z.string(), hits: z.array(zHit) });
type Found = z.output<typeof zHit> & { readonly kind: string };

/** `search.everything` over what can be found. */
export function searchQuery(sources: readonly SearchSource[], pages: readonly SearchPage[]): AnyQuery {
  const named = pages.map((page) => ({ ...page, initials: pinyinInitials(page.zh) }));
  const findPages = (text: string, ctx: Ctx) =>
    named
      .filter((page) => ctx.actor.rights.has(page.right))
      .filter(({ zh, en, initials }) => `${zh} ${en.toLowerCase()} ${initials}`.includes(text.toLowerCase()))
      .slice(0, MOST_HITS)
      .map(({ id, zh, en }) => ({ id, code: '', title: zh, subtitle: en }));
  return defineQuery({
    name: 'search.everything',
    right: SIGNED_IN,
    input: z.object({ text: z.string().trim().min(1).max(100) }),
    output: z.array(zGroup),
    run: async (tx, { text }, ctx) => {
      const like = likeText(text);
      const sought = {
        exact: text,
        prefix: `${like}%`,
        upperPrefix: `${like.toUpperCase()}%`,
        within: `%${like}%`,
      };
      const open = sources.filter(({ right }) => ctx.actor.rights.has(right));
      const parts = open.map(
        ({ kind, select }) =>
          sql`select ${kind}::text as kind, found.* from (${select(sought, ctx)}) as found`,
      );
      const { rows } =
        parts.length === 0
          ? { rows: [] }
          : await sql<Found>`select kind, id, code, title, subtitle
              from (${sql.join(parts, sql` union all `)}) as every order by rank, code`.execute(tx);
      const groups = open.map(({ kind, zh, en }) => ({
        kind,
        zh,
        en,
        hits: rows
          .filter((row) => row.kind === kind)
          .map(({ id, code, title, subtitle }) => ({ id, code, title, subtitle })),
      }));
      const page = { kind: 'page', zh: '页面', en: 'Pages', hits: findPages(text, ctx) };
      return [...groups, page].filter(({ hits }) => hits.length > 0);
    },
  });
}

/** Limits documents of a warehouse to those the asker may work in. */
export const ofWarehouses = (ctx: Ctx, column: RawBuilder<unknown>): RawBuilder<unknown> =>
  ctx.actor.warehouseIds === null ? sql`true` : sql`${column} = any(${[...ctx.actor.warehouseIds]}::uuid[])`;

export const masterdataSources: readonly SearchSource[] = [
  {
    kind: 'item',
    right: 'item.view',
    zh: '物料',
    en: 'Items',
    select: (sought, ctx) => sql`
      select i.id::text as id, i.code, i.name as title, i.spec as subtitle,
        case when i.code = ${sought.exact} or scanned.item_id is not null then 0
          when i.code ilike ${sought.prefix} then 1 when i.pinyin like lower(${sought.prefix}) then 2 else 3 end as rank
      from md.item i
      left join md.item_barcode scanned on scanned.company_id = i.company_id and scanned.item_id = i.id
        and scanned.barcode = ${sought.exact}
      where i.company_id = ${ctx.companyId} and i.active and (scanned.item_id is not null
        or i.code ilike ${sought.within} or i.name ilike ${sought.within} or i.spec ilike ${sought.within}
        or i.pinyin like lower(${sought.prefix}))
      order by rank, i.code limit ${MOST_HITS}`,
  },
  {
    kind: 'partner',
    right: 'partner.view',
    zh: '往来单位',
    en: 'Partners',
    select: (sought, ctx) => sql`
      select id::text as id, code, name as title, phone as subtitle,
        case when code = ${sought.exact} then 0 when code ilike ${sought.prefix} then 1
          when pinyin like lower(${sought.prefix}) then 2 else 3 end as rank
      from md.partner
      where company_id = ${ctx.companyId} and active and (code ilike ${sought.within} or name ilike ${sought.within}
        or pinyin like lower(${sought.prefix}))
      order by rank, code limit ${MOST_HITS}`,
  },
  {
    kind: 'warehouse',
    right: 'warehouse.view',
    zh: '仓库',
    en: 'Warehouses',
    select: (sought, ctx) => sql`
      select id::text as id, code, name as title, '' as subtitle, case when code = ${sought.exact} then 0 else 2 end as rank
      from md.warehouse
      where company_id = ${ctx.companyId} and active and purpose <> 'virtual' and ${ofWarehouses(ctx, sql`id`)}
        and (code ilike ${sought.prefix} or name ilike ${sought.within} or pinyin like lower(${sought.prefix}))
      order by rank, code limit ${MOST_HITS}`,
  },
];
