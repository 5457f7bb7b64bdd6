// Imports substitutes 替代料: what may stand in for an item, and what follows it once it is used up.
import { sql } from 'kysely';
import { type ImportKind, type LocatedRow, type RowProblem, rowProblem } from '../../kernel/import/kinds.ts';
import { keepRows } from '../../kernel/import/keep-rows.ts';
import type { Id } from '../../kernel/ids.ts';
import { loopsThrough } from '../structure/index.ts';
import { ITEM, VALIDITY, lookUp, validityProblem } from './references.ts';

/** What the row contradicts in itself or in the rows above it: an item has one successor, for every parent. */
function contradictions(row: LocatedRow, successors: Map<string, number>): RowProblem[] {
  const { item, substitute, parent, kind, qty_num: num, qty_den: den } = row.cells;
  const problems = validityProblem(row);
  const say = (key: string, code: string, zh: string, en: string): void => {
    problems.push(rowProblem(row.rowNo, key, code, zh, en));
  };
  if (item === substitute)
    say('substitute', 'SAME_ITEM', '不能替代自己', 'An item does not stand in for itself');
  if (num && Number(num) === 0) say('qty_num', 'ZERO', '须大于 0', 'Must be above 0');
  if (den && Number(den) === 0) say('qty_den', 'ZERO', '须大于 0', 'Must be above 0');
  if (kind === 'use_up') {
    if (parent)
      say(
        'parent',
        'SUCCESSOR_HAS_SCOPE',
        '用完切换对所有父项生效，不能限定父项',
        'Use up, then switch holds for every parent',
      );
    const earlier = successors.get(item ?? '');
    if (earlier !== undefined)
      say('item', 'SECOND_SUCCESSOR', `第 ${earlier} 行已有用完切换`, `Row ${earlier} has its successor`);
    successors.set(item ?? '', row.rowNo);
  }
  return problems;
}

export const substituteImport: ImportKind = {
  kind: 'item_substitute',
  zh: '替代料',
  en: 'substitutes',
  right: 'structure.edit',
  order: 61,
  uniqueBy: ['item', 'substitute', 'parent'],
  columns: [
    { key: 'item', zh: '物料编码', en: 'item code', kind: 'code', required: true },
    { key: 'substitute', zh: '替代料编码', en: 'substitute code', kind: 'code', required: true },
    { key: 'parent', zh: '限父项', en: 'only in parent', kind: 'code' },
    {
      key: 'kind',
      zh: '替代方式',
      en: 'kind',
      kind: 'choice',
      required: true,
      choices: {
        alternate: { zh: '可替代', en: 'alternate' },
        use_up: { zh: '用完切换', en: 'use up, then switch' },
      },
    },
    { key: 'priority', zh: '优先级', en: 'priority', kind: 'integer', example: '1' },
    { key: 'qty_num', zh: '替代分子', en: 'numerator', kind: 'qty', example: '1' },
    { key: 'qty_den', zh: '替代分母', en: 'denominator', kind: 'qty', example: '1' },
    ...VALIDITY,
  ],
  run: async (tx, ctx, rows) => {
    const { idOf, problems, sound } = await lookUp(tx, ctx, rows, [
      { key: 'item', ...ITEM },
      { key: 'substitute', ...ITEM },
      { key: 'parent', ...ITEM },
    ]);
    const successors = new Map<string, number>();
    const found = [...problems, ...rows.flatMap((row) => contradictions(row, successors))];
    const bad = new Set(found.map((problem) => problem.rowNo));
    const kept = sound.filter((row) => !bad.has(row.rowNo));
    const itemIds = kept.flatMap((row) => idOf(row, 'item') ?? []);
    const stored = await sql<{ id: Id; item_id: Id; substitute_id: Id; parent_id: Id | null }>`
      select id, item_id, substitute_id, parent_id from md.item_substitute
      where company_id = ${ctx.companyId} and item_id = any(${itemIds}::uuid[])`.execute(tx);
    // A new successor takes the place of the old one.
    await sql`delete from md.item_substitute s using unnest(${kept.map((row) => idOf(row, 'item'))}::uuid[],
        ${kept.map((row) => idOf(row, 'substitute'))}::uuid[], ${kept.map((row) => row.cells['kind'] ?? null)}::text[])
        as n (item_id, substitute_id, kind)
      where s.company_id = ${ctx.companyId} and s.item_id = n.item_id and s.kind = 'use_up' and n.kind = 'use_up'
        and s.substitute_id <> n.substitute_id`.execute(tx);
    const { created, changed } = await keepRows(tx, ctx, {
      table: 'md.item_substitute',
      columns: [
        'item_id',
        'substitute_id',
        'parent_id',
        'kind',
        'priority',
        'qty_num',
        'qty_den',
        'valid_from',
        'valid_to',
      ],
      known: new Map(
        stored.rows.map((row) => [`${row.item_id} ${row.substitute_id} ${row.parent_id}`, row.id]),
      ),
      keyOf: (row) => `${String(row['item_id'])} ${String(row['substitute_id'])} ${String(row['parent_id'])}`,
      defaults: { priority: 1, qty_num: '1', qty_den: '1', valid_from: '-infinity', valid_to: 'infinity' },
      rows: kept.map((row) => {
        const { item: _, substitute: _substitute, parent: _parent, ...cells } = row.cells;
        return {
          ...cells,
          item_id: idOf(row, 'item'),
          substitute_id: idOf(row, 'substitute'),
          parent_id: idOf(row, 'parent'),
        };
      }),
    });
    const substituteIds = kept.flatMap((row) => idOf(row, 'substitute') ?? []);
    const onLoops = new Set((await loopsThrough(tx, ctx, [...itemIds, ...substituteIds])).flat());
    const loops = kept
      .filter((row) => onLoops.has(idOf(row, row.cells['kind'] === 'use_up' ? 'item' : 'substitute') ?? ''))
      .map((row) =>
        rowProblem(row.rowNo, 'substitute', 'LOOP', '与结构形成循环', 'Closes a loop of the structure'),
      );
    return { problems: [...found, ...loops], created, changed };
  },
};
