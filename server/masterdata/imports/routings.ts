// Imports routings 工艺路线: hours of one base unit of an item at its work centres.
import { sql } from 'kysely';
import type { ImportKind } from '../../kernel/import/kinds.ts';
import { keepRows } from '../../kernel/import/keep-rows.ts';
import type { Id } from '../../kernel/ids.ts';
import { ITEM, lookUp } from './references.ts';

export const routingImport: ImportKind = {
  kind: 'routing',
  zh: '工艺路线',
  en: 'routings',
  right: 'structure.edit',
  order: 60,
  uniqueBy: ['item', 'line_no'],
  columns: [
    { key: 'item', zh: '物料编码', en: 'item code', kind: 'code', required: true },
    { key: 'line_no', zh: '工序号', en: 'line no', kind: 'integer', required: true, example: '10' },
    { key: 'work_centre', zh: '工作中心', en: 'work centre', kind: 'code', required: true, example: 'ZP1' },
    {
      key: 'hours_per_unit',
      zh: '单件工时',
      en: 'hours per unit',
      kind: 'qty',
      required: true,
      example: '0.105',
    },
  ],
  run: async (tx, ctx, rows) => {
    const { idOf, problems, sound } = await lookUp(tx, ctx, rows, [
      { key: 'item', ...ITEM },
      { key: 'work_centre', table: 'md.work_centre', what: { zh: '工作中心', en: 'work centre' } },
    ]);
    const stored = await sql<{ id: Id; item_id: Id; line_no: number }>`
      select id, item_id, line_no from md.routing_line where company_id = ${ctx.companyId}
        and item_id = any(${sound.map((row) => idOf(row, 'item'))}::uuid[])`.execute(tx);
    const { created, changed } = await keepRows(tx, ctx, {
      table: 'md.routing_line',
      columns: ['item_id', 'line_no', 'work_centre_id', 'hours_per_unit'],
      known: new Map(stored.rows.map((row) => [`${row.item_id} ${row.line_no}`, row.id])),
      keyOf: (row) => `${String(row['item_id'])} ${String(row['line_no'])}`,
      defaults: {},
      rows: sound.map((row) => ({
        item_id: idOf(row, 'item'),
        line_no: row.cells['line_no'],
        work_centre_id: idOf(row, 'work_centre'),
        hours_per_unit: row.cells['hours_per_unit'],
      })),
    });
    return { problems, created, changed };
  },
};
