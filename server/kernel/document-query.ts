// What every document page receives: the head, the lines, and which steps may be taken now. Rows come as text from
// views; numbers keep their digits.
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Ctx, Tx } from './ctx.ts';
import { type States } from './document.ts';
import { type List, type Column, visibleColumns } from './list.ts';
import { refuse } from './refusal.ts';

export const zAction = z.object({
  verb: z.string(),
  command: z.string(),
  allowed: z.boolean(),
  zh: z.string(),
  en: z.string(),
  reason: z.object({ zh: z.string(), en: z.string() }).nullable(),
});
export const zRow = z.record(z.string(), z.unknown());
export const zDocument = z.object({ document: zRow, lines: z.array(zRow), actions: z.array(zAction) });

/** What steps are called that many documents take. */
const USUAL_STEPS = {
  approve: { zh: '审核', en: 'Approve' },
  unapprove: { zh: '反审核', en: 'Unapprove' },
  edit: { zh: '修改', en: 'Edit' },
  close: { zh: '关闭', en: 'Close' },
  void: { zh: '作废', en: 'Void' },
} as const;

/** A step is called by its usual word, or by one of its own. */
export type ActionSpec = { readonly command: string; readonly right: string } & (
  | { readonly verb: keyof typeof USUAL_STEPS; readonly zh?: never; readonly en?: never }
  | { readonly verb: string; readonly zh: string; readonly en: string }
);

/** The actions a state and the actor's rights allow; those the state forbids are absent. */
export function actionsOf(
  specs: readonly ActionSpec[],
  states: States,
  state: string,
  rights: ReadonlySet<string>,
) {
  return specs
    .filter((spec) => states[spec.verb]?.from.includes(state) && rights.has(spec.right))
    .map((spec) => {
      const { zh, en } = spec.zh === undefined ? USUAL_STEPS[spec.verb] : spec;
      return { verb: spec.verb, command: spec.command, allowed: true, zh, en, reason: null };
    });
}

const exactText = (column: Column): RawBuilder<unknown> =>
  ['qty', 'amount', 'price', 'rate'].includes(column.kind)
    ? column.kind === 'amount'
      ? sql`${sql.ref(column.key)}::text as ${sql.ref(column.key)}`
      : sql`trim_scale(${sql.ref(column.key)})::text as ${sql.ref(column.key)}`
    : column.kind === 'date'
      ? sql`${sql.ref(column.key)}::text as ${sql.ref(column.key)}`
      : sql.ref(column.key);

/** The columns of a list that the actor may see, as select expressions, with the list's key and link ids. */
export function selectOf(list: List, ctx: Ctx, extra: readonly string[] = []): RawBuilder<unknown> {
  const columns = visibleColumns(list, ctx.actor.rights);
  const keys = new Set(columns.map((column) => column.key));
  const ids = [
    list.key,
    ...columns.flatMap(({ link }) =>
      link ? [link.idColumn, ...(link.kindColumn ? [link.kindColumn] : [])] : [],
    ),
    ...extra,
  ];
  const more = [...new Set(ids)].filter((key) => !keys.has(key)).map((key) => sql.ref(key));
  return sql.join([...columns.map(exactText), ...more]);
}

/** One row of a list's view by key; refuses NOT_FOUND. */
export async function readRow(tx: Tx, ctx: Ctx, list: List, id: string, extra: readonly string[] = []) {
  const { rows } = await sql<Record<string, unknown>>`
    select ${selectOf(list, ctx, extra)} from ${sql.table(list.view)}
    where company_id = ${ctx.companyId} and ${sql.ref(list.key)} = ${id}::uuid`.execute(tx);
  return rows[0] ?? refuse('NOT_FOUND', { what: { zh: list.zh, en: list.en }, key: id });
}

/** The rows of a line list that belong to a document, at most 500, in line order. */
export async function readLines(
  tx: Tx,
  ctx: Ctx,
  list: List,
  parent: string,
  id: string,
  extra: readonly string[] = [],
): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select ${selectOf(list, ctx, ['line_no', ...extra])} from ${sql.table(list.view)}
    where company_id = ${ctx.companyId} and ${sql.ref(parent)} = ${id}::uuid order by line_no limit 500`.execute(
    tx,
  );
  return rows;
}
