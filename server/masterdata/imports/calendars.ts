// Imports work calendars 工作日历, the single days on which they differ from their week, and work centres 工作中心.
import { sql } from 'kysely';
import { type ImportKind, rowProblem } from '../../kernel/import/kinds.ts';
import { idsByCode, keepRows } from '../../kernel/import/keep-rows.ts';
import { CALENDAR, lookUp } from './references.ts';

const WEEK = /^(?=.*1)[01]{7}$/;

export const workCalendarImport: ImportKind = {
  kind: 'work_calendar',
  zh: '工作日历',
  en: 'work calendars',
  right: 'structure.edit',
  order: 30,
  uniqueBy: ['code'],
  card: { table: 'md.work_calendar', references: [] },
  columns: [
    { key: 'code', zh: '编码', en: 'code', kind: 'code', required: true, example: 'GC' },
    { key: 'name', zh: '名称', en: 'name', kind: 'text', required: true, example: '工厂日历' },
    {
      key: 'week',
      zh: '周一至周日',
      en: 'monday to sunday',
      kind: 'code',
      required: true,
      example: '1111110',
    },
    { key: 'external_key', zh: '外部编号', en: 'external key', kind: 'code' },
  ],
  run: async (tx, ctx, rows) => {
    const problems = rows
      .filter((row) => !WEEK.test(row.cells['week'] ?? ''))
      .map((row) =>
        rowProblem(
          row.rowNo,
          'week',
          'NOT_A_WEEK',
          '应为七位 0 和 1，周一在前，至少一个 1',
          'Seven digits 0 and 1, Monday first, at least one 1',
        ),
      );
    const bad = new Set(problems.map((problem) => problem.rowNo));
    const { created, changed } = await keepRows(tx, ctx, {
      table: 'md.work_calendar',
      columns: ['code', 'name', 'week', 'external_key'],
      known: await idsByCode(
        tx,
        ctx,
        'md.work_calendar',
        rows.map((row) => row.cells['code']),
      ),
      keyOf: (row) => String(row['code']),
      defaults: {},
      rows: rows.filter((row) => !bad.has(row.rowNo)).map((row) => row.cells),
    });
    return { problems, created, changed };
  },
};

export const calendarDayImport: ImportKind = {
  kind: 'work_calendar_day',
  zh: '日历例外日',
  en: 'calendar days',
  right: 'structure.edit',
  order: 31,
  uniqueBy: ['calendar', 'day'],
  columns: [
    { key: 'calendar', zh: '日历编码', en: 'calendar code', kind: 'code', required: true, example: 'GC' },
    { key: 'day', zh: '日期', en: 'day', kind: 'date', required: true, example: '2026-10-01' },
    { key: 'open', zh: '上班', en: 'open', kind: 'boolean', required: true, example: '否' },
  ],
  run: async (tx, ctx, rows) => {
    const { idOf, problems, sound } = await lookUp(tx, ctx, rows, [{ key: 'calendar', ...CALENDAR }]);
    const { rows: kept } = await sql<{ fresh: boolean }>`
      insert into md.work_calendar_day as d (company_id, calendar_id, day, open)
      select ${ctx.companyId}, * from unnest(${sound.map((row) => idOf(row, 'calendar'))}::uuid[],
        ${sound.map((row) => row.cells['day'] ?? null)}::date[], ${sound.map((row) => row.cells['open'] ?? null)}::boolean[])
      on conflict (company_id, calendar_id, day) do update set open = excluded.open
      returning xmax = 0 as fresh`.execute(tx);
    const created = kept.filter((row) => row.fresh).length;
    return { problems, created, changed: kept.length - created };
  },
};

export const workCentreImport: ImportKind = {
  kind: 'work_centre',
  zh: '工作中心',
  en: 'work centres',
  right: 'structure.edit',
  order: 32,
  uniqueBy: ['code'],
  card: {
    table: 'md.work_centre',
    references: [{ key: 'calendar', table: 'md.work_calendar', column: 'calendar_id' }],
  },
  columns: [
    { key: 'code', zh: '编码', en: 'code', kind: 'code', required: true, example: 'ZP1' },
    { key: 'name', zh: '名称', en: 'name', kind: 'text', required: true, example: '装配一线' },
    { key: 'calendar', zh: '日历编码', en: 'calendar code', kind: 'code', example: 'GC' },
    {
      key: 'hours_per_week',
      zh: '每周工时',
      en: 'hours per week',
      kind: 'qty',
      required: true,
      example: '288',
    },
    { key: 'cost_per_hour', zh: '小时费率', en: 'cost per hour', kind: 'price', right: 'cost.view' },
    { key: 'active', zh: '启用', en: 'active', kind: 'boolean' },
    { key: 'external_key', zh: '外部编号', en: 'external key', kind: 'code' },
  ],
  run: async (tx, ctx, rows) => {
    const { idOf, problems, sound } = await lookUp(tx, ctx, rows, [{ key: 'calendar', ...CALENDAR }]);
    const { created, changed } = await keepRows(tx, ctx, {
      table: 'md.work_centre',
      columns: ['code', 'name', 'calendar_id', 'hours_per_week', 'cost_per_hour', 'active', 'external_key'],
      known: await idsByCode(
        tx,
        ctx,
        'md.work_centre',
        rows.map((row) => row.cells['code']),
      ),
      keyOf: (row) => String(row['code']),
      defaults: { active: true },
      rows: sound.map((row) => {
        const { calendar: _, ...cells } = row.cells;
        return { ...cells, calendar_id: idOf(row, 'calendar') };
      }),
    });
    return { problems, created, changed };
  },
};
