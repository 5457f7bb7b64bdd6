// Importing as commands: upload, look at the proposed mapping, dry-run, import. The work itself is done by a
// follower behind the request; a batch row says how far it is and what was wrong, to anyone who asks.
import { z } from 'zod';
import { type AnyCommand, type AnyQuery, defineCommand, defineQuery } from '../command.ts';
import { type Ctx, type Tx, audit } from '../ctx.ts';
import { newId } from '../ids.ts';
import { type RefusalCatalogue, refuse } from '../refusal.ts';
import { zId } from '../schema.ts';
import type { ImportKind } from './kinds.ts';
import { suggestMapping } from './run-import.ts';
import { readSheets } from './sheets.ts';

const MOST_BASE64 = 30_000_000;
const MOST_PROBLEMS = 20_000;

export const importRefusals: RefusalCatalogue = {
  FILE_UNREADABLE: {
    zh: '“{file}”不是可读的 Excel 或 CSV 文件',
    en: '"{file}" is no readable Excel or CSV file',
  },
  FILE_TOO_LARGE: {
    zh: '文件解压后有 {megabytes} MB，太大了',
    en: 'The file unpacks to {megabytes} MB, which is too large',
  },
  FILE_TOO_LONG: {
    zh: '文件有 {rows} 行，最多 {most} 行',
    en: 'The file has {rows} rows; the most is {most}',
  },
  NOTHING_MAPPED: {
    zh: '没有一张表对应到可导入的内容',
    en: 'No sheet is mapped to anything that can be imported',
  },
  IMPORT_RIGHT_MISSING: { zh: '您没有导入“{what}”的权限', en: 'You have no right to import {what}' },
  COLUMN_NOT_MAPPED: {
    zh: '表“{sheet}”缺少必填列“{column}”',
    en: 'Sheet "{sheet}" lacks the required column "{column}"',
  },
};

const zMapping = z.object({
  sheet: z.string().max(200),
  kind: z.string().max(60).nullable(),
  columns: z.record(z.string().max(60), z.int().min(0).max(500)),
});
const zSheet = z.object({
  name: z.string(),
  headings: z.array(z.string()),
  rows: z.int(),
  samples: z.array(z.array(z.string())),
});
const zProblem = z.object({
  sheet: z.string(),
  row: z.int(),
  cell: z.string(),
  column: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
});
export const zBatch = z.object({
  id: zId,
  fileName: z.string(),
  state: z.string(),
  mappings: z.array(zMapping),
  rowCount: z.int(),
  rowsDone: z.int(),
  problemCount: z.int(),
  problems: z.array(zProblem),
  summary: z.record(z.string(), z.object({ rows: z.int(), created: z.int(), changed: z.int() })),
});
const zStoredMapping = z.object({ sheets: z.array(zSheet), mappings: z.array(zMapping) });

async function lockBatch(tx: Tx, ctx: Ctx, id: string) {
  const batch = await tx
    .selectFrom('sys.import_batch')
    .select(['id', 'file_name', 'state', 'mapping'])
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return batch ?? refuse('NOT_FOUND', { what: 'import', key: id });
}

/** The import module over everything that can be imported. */
export function importModule(kinds: readonly ImportKind[]): {
  commands: readonly AnyCommand[];
  queries: readonly AnyQuery[];
  refusals: RefusalCatalogue;
} {
  const upload = defineCommand({
    name: 'import.upload',
    right: 'import.run',
    input: z.object({ fileName: z.string().min(1).max(200), content: z.base64().max(MOST_BASE64) }),
    output: z.object({ batchId: zId, sheets: z.array(zSheet), mappings: z.array(zMapping) }),
    refusals: Object.keys(importRefusals),
    mostBytes: MOST_BASE64 + 10_000,
    run: async (tx, input, ctx) => {
      const bytes = Buffer.from(input.content, 'base64');
      const sheets = await readSheets(input.fileName, bytes);
      const mappings = sheets.map((sheet) => suggestMapping(sheet, kinds));
      const shown = sheets.map((sheet) => ({
        name: sheet.name,
        headings: [...(sheet.rows[0] ?? [])],
        rows: Math.max(0, sheet.rows.length - 1),
        samples: sheet.rows.slice(1, 4).map((row) => [...row]),
      }));
      const batchId = newId();
      await tx
        .insertInto('sys.import_batch')
        .values({
          company_id: ctx.companyId,
          id: batchId,
          kind: 'workbook',
          file_name: input.fileName,
          state: 'uploaded',
          mapping: JSON.stringify({ sheets: shown, mappings }),
          content: bytes,
          user_id: ctx.actor.userId,
          row_count: shown.reduce((sum, sheet) => sum + sheet.rows, 0),
        })
        .execute();
      audit(ctx, 'import_batch', batchId, null, { fileName: input.fileName });
      return { batchId, sheets: shown, mappings };
    },
  });

  const start = defineCommand({
    name: 'import.start',
    right: 'import.run',
    input: z.object({ batchId: zId, mappings: z.array(zMapping).max(50).optional(), dryRun: z.boolean() }),
    output: z.object({ state: z.string() }),
    refusals: Object.keys(importRefusals),
    run: async (tx, input, ctx) => {
      const batch = await lockBatch(tx, ctx, input.batchId);
      if (batch.state === 'checking' || batch.state === 'importing' || batch.state === 'imported') {
        refuse('STATE_CHANGED', { no: batch.file_name, found: batch.state });
      }
      const stored = zStoredMapping.parse(batch.mapping);
      const mappings = input.mappings ?? stored.mappings;
      requireComplete(kinds, mappings, ctx);
      const state = input.dryRun ? 'checking' : 'importing';
      await tx
        .updateTable('sys.import_batch')
        .set({
          state,
          mapping: JSON.stringify({ ...stored, mappings }),
          rows_done: 0,
          problems: '[]',
          problem_count: 0,
          lease_token: null,
          leased_until: null,
        })
        .where('company_id', '=', ctx.companyId)
        .where('id', '=', input.batchId)
        .execute();
      audit(ctx, 'import_batch', input.batchId, { state: batch.state }, { state });
      return { state };
    },
  });

  const status = defineQuery({
    name: 'import.status',
    right: 'import.run',
    input: z.object({ batchId: zId }),
    output: zBatch,
    run: async (tx, input, ctx) => {
      const batch = await tx
        .selectFrom('sys.import_batch')
        .select([
          'id',
          'file_name',
          'state',
          'mapping',
          'row_count',
          'rows_done',
          'problem_count',
          'problems',
          'summary',
        ])
        .where('company_id', '=', ctx.companyId)
        .where('id', '=', input.batchId)
        .executeTakeFirst();
      if (!batch) return refuse('NOT_FOUND', { what: 'import', key: input.batchId });
      return {
        id: batch.id,
        fileName: batch.file_name,
        state: batch.state,
        mappings: zStoredMapping.parse(batch.mapping).mappings,
        rowCount: batch.row_count,
        rowsDone: batch.rows_done,
        problemCount: batch.problem_count,
        problems: z.array(zProblem).parse(batch.problems),
        summary: zBatch.shape.summary.parse(batch.summary),
      };
    },
  });

  const listKinds = defineQuery({
    name: 'import.list-kinds',
    right: 'import.run',
    input: z.object({}),
    output: z.array(
      z.object({
        kind: z.string(),
        zh: z.string(),
        en: z.string(),
        columns: z.array(
          z.object({
            key: z.string(),
            zh: z.string(),
            en: z.string(),
            kind: z.string(),
            required: z.boolean(),
            example: z.string(),
            choices: z.array(z.object({ zh: z.string(), en: z.string() })),
          }),
        ),
      }),
    ),
    run: async () =>
      kinds.map((kind) => ({
        kind: kind.kind,
        zh: kind.zh,
        en: kind.en,
        columns: kind.columns.map((column) => ({
          key: column.key,
          zh: column.zh,
          en: column.en,
          kind: column.kind,
          required: column.required ?? false,
          example: column.example ?? '',
          choices: Object.values(column.choices ?? {}),
        })),
      })),
  });

  return { commands: [upload, start], queries: [status, listKinds], refusals: importRefusals };
}

function requireComplete(
  kinds: readonly ImportKind[],
  mappings: readonly z.output<typeof zMapping>[],
  ctx: Ctx,
): void {
  const mapped = mappings.flatMap((mapping) => {
    const kind = kinds.find((candidate) => candidate.kind === mapping.kind);
    return kind ? [{ kind, mapping }] : [];
  });
  if (mapped.length === 0) refuse('NOTHING_MAPPED');
  for (const { kind, mapping } of mapped) {
    if (!ctx.actor.rights.has(kind.right))
      refuse('IMPORT_RIGHT_MISSING', { what: { zh: kind.zh, en: kind.en } });
    const missing = kind.columns.find((column) => column.required && !(column.key in mapping.columns));
    if (missing)
      refuse('COLUMN_NOT_MAPPED', { sheet: mapping.sheet, column: { zh: missing.zh, en: missing.en } });
  }
}

export { MOST_PROBLEMS, zStoredMapping };
