// Imports approved sources 货源 of items: who supplies them, in which order or by which share.
import { sql } from 'kysely';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { type ImportKind, type LocatedRow, type RowProblem, rowProblem } from '../../kernel/import/kinds.ts';
import { keepRows } from '../../kernel/import/keep-rows.ts';
import type { Id } from '../../kernel/ids.ts';
import { itemsOverQuota } from '../structure/index.ts';
import { CALENDAR, ITEM, SUPPLIER, VALIDITY, lookUp, validityProblem } from './references.ts';

function quotaProblem(row: LocatedRow): RowProblem[] {
  return Number(row.cells['quota'] ?? 0) > 1
    ? [rowProblem(row.rowNo, 'quota', 'ABOVE_ONE', '配额不能超过 100%', 'A quota is at most 100%')]
    : [];
}

async function knownSources(tx: Tx, ctx: Ctx, itemIds: readonly (Id | null)[]): Promise<Map<string, Id>> {
  const { rows } = await sql<{ id: Id; item_id: Id; supplier_id: Id }>`
    select id, item_id, supplier_id from md.item_source
    where company_id = ${ctx.companyId} and item_id = any(${[...itemIds]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [`${row.item_id} ${row.supplier_id}`, row.id]));
}

export const sourceImport: ImportKind = {
  kind: 'item_source',
  zh: '货源',
  en: 'sources',
  right: 'structure.edit',
  order: 62,
  uniqueBy: ['item', 'supplier'],
  columns: [
    { key: 'item', zh: '物料编码', en: 'item code', kind: 'code', required: true },
    { key: 'supplier', zh: '供应商编码', en: 'supplier code', kind: 'code', required: true },
    { key: 'priority', zh: '优先级', en: 'priority', kind: 'integer', example: '1' },
    { key: 'quota', zh: '配额', en: 'quota', kind: 'rate', example: '60%' },
    { key: 'lead_days', zh: '提前期', en: 'lead days', kind: 'integer' },
    { key: 'order_minimum', zh: '最小订量', en: 'order minimum', kind: 'qty' },
    { key: 'order_multiple', zh: '订量倍数', en: 'order multiple', kind: 'qty' },
    { key: 'calendar', zh: '日历编码', en: 'calendar code', kind: 'code' },
    ...VALIDITY,
  ],
  run: async (tx, ctx, rows) => {
    const { idOf, problems, sound } = await lookUp(tx, ctx, rows, [
      { key: 'item', ...ITEM },
      { key: 'supplier', ...SUPPLIER },
      { key: 'calendar', ...CALENDAR },
    ]);
    const found = [...problems, ...rows.flatMap((row) => [...validityProblem(row), ...quotaProblem(row)])];
    const bad = new Set(found.map((problem) => problem.rowNo));
    const kept = sound.filter((row) => !bad.has(row.rowNo));
    const { created, changed } = await keepRows(tx, ctx, {
      table: 'md.item_source',
      columns: [
        'item_id',
        'supplier_id',
        'priority',
        'quota',
        'lead_days',
        'order_minimum',
        'order_multiple',
        'calendar_id',
        'valid_from',
        'valid_to',
      ],
      known: await knownSources(
        tx,
        ctx,
        kept.map((row) => idOf(row, 'item')),
      ),
      keyOf: (row) => `${String(row['item_id'])} ${String(row['supplier_id'])}`,
      defaults: { priority: 1, quota: 0, valid_from: '-infinity', valid_to: 'infinity' },
      rows: kept.map((row) => {
        const { item: _, supplier: _supplier, calendar: _calendar, ...cells } = row.cells;
        return {
          ...cells,
          item_id: idOf(row, 'item'),
          supplier_id: idOf(row, 'supplier'),
          calendar_id: idOf(row, 'calendar'),
        };
      }),
    });
    const over = await itemsOverQuota(
      tx,
      ctx,
      kept.flatMap((row) => idOf(row, 'item') ?? []),
    );
    const shares = kept
      .filter((row) => over.has(idOf(row, 'item') ?? ''))
      .map((row) =>
        rowProblem(
          row.rowNo,
          'quota',
          'QUOTA_OVER_ONE',
          '该物料的配额合计超过 100%',
          'The quotas of this item sum to more than 100%',
        ),
      );
    return { problems: [...found, ...shares], created, changed };
  },
};
