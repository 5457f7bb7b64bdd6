// Where and when work is done, as lists: work calendars, their single days, work centres.
import { defineList } from '../../kernel/list.ts';
import { opens } from '../../kernel/list-columns.ts';
import { YES_NO } from './bom-lists.ts';

export const workCalendarList = defineList({
  name: 'structure.list-work-calendars',
  right: 'structure.view',
  zh: '工作日历',
  en: 'Work calendars',
  view: 'md.work_calendar_list',
  key: 'id',
  sort: [{ column: 'code', direction: 'asc' }],
  search: ['code', 'name'],
  columns: [
    opens('work_calendar', 'id', { key: 'code', zh: '编码', en: 'Code', sortable: true }),
    { key: 'name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'week', kind: 'code', zh: '周一至周日', en: 'Monday to Sunday' },
    { key: 'day_count', kind: 'integer', zh: '例外天数', en: 'Single days' },
    { key: 'external_key', kind: 'code', zh: '外部编号', en: 'External key', hidden: true },
  ],
});

export const calendarDayList = defineList({
  name: 'structure.list-calendar-days',
  right: 'structure.view',
  zh: '日历例外日',
  en: 'Calendar days',
  view: 'md.work_calendar_day_list',
  key: 'key',
  keyKind: 'text',
  sort: [
    { column: 'calendar', direction: 'asc' },
    { column: 'day', direction: 'asc' },
  ],
  search: ['calendar', 'calendar_name'],
  columns: [
    opens('work_calendar', 'calendar_id', {
      key: 'calendar',
      zh: '日历编码',
      en: 'Calendar code',
      sortable: true,
    }),
    { key: 'calendar_name', kind: 'text', zh: '日历', en: 'Calendar' },
    { key: 'day', kind: 'date', zh: '日期', en: 'Day', sortable: true },
    { key: 'open', kind: 'boolean', zh: '上班', en: 'Open', words: YES_NO },
  ],
});

export const workCentreList = defineList({
  name: 'structure.list-work-centres',
  right: 'structure.view',
  zh: '工作中心',
  en: 'Work centres',
  view: 'md.work_centre_list',
  key: 'id',
  sort: [{ column: 'code', direction: 'asc' }],
  search: ['code', 'name'],
  columns: [
    opens('work_centre', 'id', { key: 'code', zh: '编码', en: 'Code', sortable: true }),
    { key: 'name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'calendar', kind: 'code', zh: '日历编码', en: 'Calendar code' },
    { key: 'hours_per_week', kind: 'qty', zh: '每周工时', en: 'Hours per week' },
    { key: 'cost_per_hour', kind: 'price', zh: '小时费率', en: 'Cost per hour', right: 'cost.view' },
    { key: 'active', kind: 'boolean', zh: '启用', en: 'Active', words: YES_NO },
    { key: 'external_key', kind: 'code', zh: '外部编号', en: 'External key', hidden: true },
  ],
});
