// Master data one row at a time: a card is an import of one row with the same columns, checks and writing, so that
// what a file may bring in and what a hand may type are the same thing by the same rules.
import { sql } from 'kysely';
import { z } from 'zod';
import { type AnyCommand, type AnyQuery, defineCommand, defineQuery } from '../command.ts';
import { type Ctx, type Tx, audit } from '../ctx.ts';
import type { Id } from '../ids.ts';
import { type RefusalCatalogue, refuse } from '../refusal.ts';
import { zId } from '../schema.ts';
import { readCell } from './cells.ts';
import type { Card, ImportColumn, ImportKind, ImportRow, RowProblem } from './kinds.ts';

export const cardRefusals: RefusalCatalogue = {
  CARD_NOT_KEPT: { zh: '未保存：{zh}', en: 'Not kept: {en}' },
  CARD_RIGHT_MISSING: { zh: '您没有修改“{what}”的权限', en: 'You have no right to change {what}' },
  CARD_EXISTS: { zh: '编码 {code} 已存在', en: 'Code {code} exists already' },
};

type CardKind = ImportKind & { readonly card: Card };
const isCard = (kind: ImportKind): kind is CardKind => kind.card !== undefined;

const zColumn = z.object({
  key: z.string(),
  zh: z.string(),
  en: z.string(),
  kind: z.string(),
  required: z.boolean(),
  choices: z.array(z.object({ value: z.string(), zh: z.string(), en: z.string() })),
});

/** The columns of a card that a person may see; money asks for its right. */
const columnsFor = (kind: CardKind, ctx: Ctx): readonly ImportColumn[] =>
  kind.columns.filter((column) => column.right === undefined || ctx.actor.rights.has(column.right));

async function readCard(
  tx: Tx,
  ctx: Ctx,
  { card }: CardKind,
  id: Id,
): Promise<Record<string, unknown> | null> {
  const codes = card.references.map(
    ({ key, table, column }) =>
      sql`|| jsonb_build_object(${key}::text, (select r.code from ${sql.table(table)} r
        where r.company_id = t.company_id and r.id = t.${sql.ref(column)}))`,
  );
  const { rows } = await sql<{ cells: Record<string, unknown> }>`
    select to_jsonb(t) ${sql.join(codes, sql` `)} as cells from ${sql.table(card.table)} t
    where t.company_id = ${ctx.companyId} and t.id = ${id}`.execute(tx);
  return rows[0]?.cells ?? null;
}

/** Checks typed cells as a file's cells are checked; a text that is emptied is stored empty. */
function checkCells(
  kind: CardKind,
  columns: readonly ImportColumn[],
  typed: Readonly<Record<string, string>>,
) {
  const problems: RowProblem[] = [];
  const cells: Record<string, string | null> = Object.fromEntries(kind.columns.map(({ key }) => [key, null]));
  for (const column of columns) {
    const raw = typed[column.key];
    if (raw === undefined && !column.required) continue;
    const read = readCell(column, raw ?? '');
    if ('problem' in read) problems.push({ rowNo: 1, key: column.key, ...read.problem });
    else cells[column.key] = read.text ?? (column.kind === 'text' ? '' : null);
  }
  return { cells, problems };
}

function requireSound(kind: CardKind, problems: readonly RowProblem[]): void {
  if (problems.length === 0) return;
  const named = problems.map(({ key, zh, en }) => {
    const column = kind.columns.find((candidate) => candidate.key === key);
    return { zh: `${column?.zh ?? ''} ${zh}`.trim(), en: `${column?.en ?? ''}: ${en}` };
  });
  refuse('CARD_NOT_KEPT', {
    zh: named.map((one) => one.zh).join('；'),
    en: named.map((one) => one.en).join('; '),
  });
}

/** `card.get` and `card.save` over every kind that has a card. */
export function cardModule(kinds: readonly ImportKind[]): {
  commands: readonly AnyCommand[];
  queries: readonly AnyQuery[];
  refusals: RefusalCatalogue;
} {
  const cards = kinds.filter(isCard);
  const find = (name: string): CardKind =>
    cards.find((kind) => kind.kind === name) ?? refuse('NOT_FOUND', { what: 'card', key: name });

  const getCard = defineQuery({
    name: 'card.get',
    right: 'item.view',
    input: z.object({ kind: z.string().max(60), id: zId.optional() }),
    output: z.object({
      zh: z.string(),
      en: z.string(),
      mayEdit: z.boolean(),
      columns: z.array(zColumn),
      cells: z.record(z.string(), z.string()),
    }),
    run: async (tx, input, ctx) => {
      const kind = find(input.kind);
      const columns = columnsFor(kind, ctx);
      const stored = input.id === undefined ? {} : await readCard(tx, ctx, kind, input.id);
      if (stored === null)
        return refuse('NOT_FOUND', { what: { zh: kind.zh, en: kind.en }, key: input.id ?? '' });
      const cells = columns.flatMap(({ key }) =>
        stored[key] === null || stored[key] === undefined ? [] : [[key, String(stored[key])] as const],
      );
      return {
        zh: kind.zh,
        en: kind.en,
        mayEdit: ctx.actor.rights.has(kind.right),
        columns: columns.map(({ key, zh, en, kind: cell, required, choices }) => ({
          key,
          zh,
          en,
          kind: cell,
          required: required ?? false,
          choices: Object.entries(choices ?? {}).map(([value, words]) => ({ value, ...words })),
        })),
        cells: Object.fromEntries(cells),
      };
    },
  });

  const saveCard = defineCommand({
    name: 'card.save',
    right: 'item.view',
    input: z.object({
      kind: z.string().max(60),
      /** The row that is changed; without it a new one is made. */
      id: zId.optional(),
      cells: z.record(z.string().max(60), z.string().max(500)),
    }),
    output: z.object({ id: zId }),
    refusals: Object.keys(cardRefusals),
    run: async (tx, input, ctx) => {
      const kind = find(input.kind);
      const columns = columnsFor(kind, ctx);
      const strange = Object.keys(input.cells).find((key) => !columns.some((column) => column.key === key));
      if (!ctx.actor.rights.has(kind.right) || strange !== undefined)
        refuse('CARD_RIGHT_MISSING', { what: strange ?? { zh: kind.zh, en: kind.en } });
      const before = input.id === undefined ? null : await readCard(tx, ctx, kind, input.id);
      if (input.id !== undefined && before === null)
        refuse('NOT_FOUND', { what: { zh: kind.zh, en: kind.en }, key: input.id });
      // The code names the row and never changes; a new row may not take a code that exists.
      const code = before === null ? (input.cells['code'] ?? '').trim() : String(before['code']);
      const { cells, problems } = checkCells(kind, columns, { ...input.cells, code });
      requireSound(kind, problems);
      const known = await idOf(tx, ctx, kind, code);
      if (before === null && known !== null) refuse('CARD_EXISTS', { code });
      const kept = await kind.run(tx, ctx, [{ rowNo: 1, cells }], () => undefined);
      requireSound(kind, kept.problems);
      const id = known ?? (await idOf(tx, ctx, kind, code));
      if (id === null) return refuse('NOT_FOUND', { what: { zh: kind.zh, en: kind.en }, key: code });
      audit(ctx, kind.kind, id, before === null ? null : pick(before, cells), cells);
      return { id };
    },
  });

  return { commands: [saveCard], queries: [getCard], refusals: cardRefusals };
}

const pick = (row: Readonly<Record<string, unknown>>, like: ImportRow): Record<string, unknown> =>
  Object.fromEntries(Object.keys(like).map((key) => [key, row[key] ?? null]));

async function idOf(tx: Tx, ctx: Ctx, { card }: CardKind, code: string): Promise<Id | null> {
  const { rows } = await sql<{ id: Id }>`
    select id from ${sql.table(card.table)} where company_id = ${ctx.companyId} and code = ${code}`.execute(
    tx,
  );
  return rows[0]?.id ?? null;
}
