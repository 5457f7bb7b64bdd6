// Imports planning data of items 计划资料: policy, lots, lead times, phantoms. What the card of an item knows already
// (lead time, minimum, multiple, safety stock) may stand on the same sheet, because planners keep them together.
import { sql } from 'kysely';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import {
  type ImportColumn,
  type ImportKind,
  type LocatedRow,
  type RowProblem,
  rowProblem,
  unknownReference,
} from '../../kernel/import/kinds.ts';
import { keepRows } from '../../kernel/import/keep-rows.ts';
import type { Id } from '../../kernel/ids.ts';
import { type PlanningRow, PLANNING_DEFAULTS, keepPlanning, loadPlanning } from '../structure/index.ts';
import { CALENDAR, ITEM, lookUp, shareProblem } from './references.ts';

/** Columns that live on the item's own card. */
const ON_CARD = ['lead_time_days', 'order_minimum', 'order_multiple', 'safety_stock'] as const;

const columns: readonly ImportColumn[] = [
  { key: 'item', zh: '物料编码', en: 'item code', kind: 'code', required: true },
  {
    key: 'policy',
    zh: '计划策略',
    en: 'policy',
    kind: 'choice',
    choices: {
      stock: { zh: '备货生产', en: 'make to stock' },
      order: { zh: '以销定产', en: 'make to order' },
    },
  },
  {
    key: 'lot_rule',
    zh: '批量策略',
    en: 'lot-sizing policy',
    kind: 'choice',
    choices: {
      lot_for_lot: { zh: '按需直接批量', en: 'lot for lot' },
      fixed: { zh: '固定批量', en: 'fixed lot' },
      period: { zh: '期间批量', en: 'period of supply' },
    },
  },
  { key: 'fixed_lot', zh: '批量', en: 'fixed lot size', kind: 'qty' },
  { key: 'period_days', zh: '期间天数', en: 'period days', kind: 'integer' },
  { key: 'order_maximum', zh: '最大订量', en: 'order maximum', kind: 'qty' },
  { key: 'lead_time_days', zh: '提前期', en: 'lead time days', kind: 'integer' },
  { key: 'lead_per', zh: '每增一天的数量', en: 'quantity per further day', kind: 'qty' },
  { key: 'inspection_days', zh: '检验天数', en: 'inspection days', kind: 'integer' },
  { key: 'safety_days', zh: '安全天数', en: 'safety days', kind: 'integer' },
  { key: 'order_minimum', zh: '最小订量', en: 'order minimum', kind: 'qty' },
  { key: 'order_multiple', zh: '订量倍数', en: 'order multiple', kind: 'qty' },
  { key: 'safety_stock', zh: '安全库存', en: 'safety stock', kind: 'qty' },
  { key: 'scrap', zh: '废品率', en: 'scrap', kind: 'rate', example: '2%' },
  { key: 'phantom', zh: '虚拟件', en: 'phantom', kind: 'boolean' },
  { key: 'calendar', zh: '日历编码', en: 'calendar code', kind: 'code' },
  { key: 'planner', zh: '计划员', en: 'planner', kind: 'code', example: 'planner' },
];

async function plannersByLogin(
  tx: Tx,
  ctx: Ctx,
  logins: readonly (string | null)[],
): Promise<Map<string, Id>> {
  const { rows } = await sql<{ id: Id; login: string }>`
    select u.id, u.login from sys.user_account u join sys.membership m on m.user_id = u.id and m.company_id = ${ctx.companyId}
    where u.login = any(${[...logins]}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.login, row.id]));
}

const DAYS_RANGE = [
  ['inspection_days', 0, 365],
  ['safety_days', 0, 365],
  ['period_days', 1, 365],
  ['lead_time_days', 0, 3650],
] as const;

function contradictions(row: LocatedRow, merged: PlanningRow, planners: Map<string, Id>): RowProblem[] {
  const problems = shareProblem(row, 'scrap');
  for (const [key, least, most] of DAYS_RANGE) {
    const days = row.cells[key];
    if (days && (Number(days) < least || Number(days) > most))
      problems.push(
        rowProblem(
          row.rowNo,
          key,
          'OUT_OF_RANGE',
          `应在 ${least} 与 ${most} 之间`,
          `From ${least} to ${most}`,
        ),
      );
  }
  if (merged.lot_rule === 'fixed' && Number(merged.fixed_lot) === 0)
    problems.push(
      rowProblem(row.rowNo, 'fixed_lot', 'MISSING', '固定批量须填批量', 'A fixed lot needs its size'),
    );
  if (row.cells['planner'] && !planners.has(row.cells['planner']))
    problems.push(unknownReference(row, 'planner', { zh: '用户', en: 'user' }));
  return problems;
}

export const planningImport: ImportKind = {
  kind: 'item_planning',
  zh: '计划资料',
  en: 'planning data',
  right: 'structure.edit',
  order: 65,
  uniqueBy: ['item'],
  columns,
  run: async (tx, ctx, rows) => {
    const { idOf, problems, sound } = await lookUp(tx, ctx, rows, [
      { key: 'item', ...ITEM },
      { key: 'calendar', ...CALENDAR },
    ]);
    const itemOf = (row: LocatedRow): Id => idOf(row, 'item') ?? '';
    const planners = await plannersByLogin(
      tx,
      ctx,
      rows.map((row) => row.cells['planner'] ?? null),
    );
    const stored = await loadPlanning(
      tx,
      ctx,
      rows.flatMap((row) => idOf(row, 'item') ?? []),
    );
    const merged = new Map(
      rows.map((row) => {
        const typed = Object.entries(row.cells).filter(
          ([key, cell]) => cell !== null && key in PLANNING_DEFAULTS,
        );
        const before = stored.get(itemOf(row)) ?? PLANNING_DEFAULTS;
        const after: PlanningRow = {
          ...before,
          ...Object.fromEntries(typed),
          item_id: itemOf(row),
          calendar_id: idOf(row, 'calendar') ?? before.calendar_id,
          planner_id: planners.get(row.cells['planner'] ?? '') ?? before.planner_id,
        };
        return [row.rowNo, after] as const;
      }),
    );
    const found = rows.flatMap((row) =>
      contradictions(row, merged.get(row.rowNo) ?? PLANNING_DEFAULTS, planners),
    );
    const bad = new Set(found.map((problem) => problem.rowNo));
    const kept = sound.filter((row) => !bad.has(row.rowNo));
    await keepPlanning(
      tx,
      ctx,
      kept.map((row) => merged.get(row.rowNo) ?? PLANNING_DEFAULTS),
    );
    await keepRows(tx, ctx, {
      table: 'md.item',
      columns: ON_CARD,
      known: new Map(kept.map((row) => [itemOf(row), itemOf(row)])),
      keyOf: (row) => String(row['item']),
      defaults: {},
      rows: kept.map((row) => ({
        item: itemOf(row),
        ...Object.fromEntries(ON_CARD.map((key) => [key, row.cells[key] ?? null])),
      })),
    });
    const changed = kept.filter((row) => stored.has(itemOf(row))).length;
    return { problems: [...problems, ...found], created: kept.length - changed, changed };
  },
};
