// What planning knows of items as lists, with the columns of their files: planning data, sources, substitutes, routings.
import { defineList } from '../../kernel/list.ts';
import { opens } from '../../kernel/list-columns.ts';
import { SOURCE_WORDS, YES_NO } from './bom-lists.ts';

const item = {
  key: 'item',
  kind: 'code',
  zh: '物料编码',
  en: 'Item code',
  sortable: true,
} as const;

export const planningList = defineList({
  name: 'structure.list-planning',
  right: 'structure.view',
  zh: '计划资料',
  en: 'Planning data',
  view: 'md.item_planning_list',
  key: 'id',
  sort: [{ column: 'item', direction: 'asc' }],
  search: ['item', 'name', 'spec', 'pinyin', 'category'],
  columns: [
    { ...item, link: { kind: 'item_planning', idColumn: 'id' } },
    { key: 'name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'source', kind: 'state', zh: '属性', en: 'Source', words: SOURCE_WORDS },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    {
      key: 'policy',
      kind: 'state',
      zh: '计划策略',
      en: 'Policy',
      words: {
        stock: { zh: '备货生产', en: 'make to stock', tone: 'info' },
        order: { zh: '以销定产', en: 'make to order', tone: 'inspect' },
      },
    },
    {
      key: 'lot_rule',
      kind: 'state',
      zh: '批量策略',
      en: 'Lot-sizing policy',
      words: {
        lot_for_lot: { zh: '按需直接批量', en: 'lot for lot', tone: 'info' },
        fixed: { zh: '固定批量', en: 'fixed lot', tone: 'ok' },
        period: { zh: '期间批量', en: 'period of supply', tone: 'waiting' },
      },
    },
    { key: 'fixed_lot', kind: 'qty', zh: '批量', en: 'Fixed lot size' },
    { key: 'period_days', kind: 'integer', zh: '期间天数', en: 'Period days', hidden: true },
    { key: 'order_maximum', kind: 'qty', zh: '最大订量', en: 'Order maximum', hidden: true },
    { key: 'lead_time_days', kind: 'integer', zh: '提前期', en: 'Lead time days', sortable: true },
    { key: 'lead_per', kind: 'qty', zh: '每增一天的数量', en: 'Quantity per further day', hidden: true },
    { key: 'inspection_days', kind: 'integer', zh: '检验天数', en: 'Inspection days' },
    { key: 'safety_days', kind: 'integer', zh: '安全天数', en: 'Safety days', hidden: true },
    { key: 'order_minimum', kind: 'qty', zh: '最小订量', en: 'Order minimum' },
    { key: 'order_multiple', kind: 'qty', zh: '订量倍数', en: 'Order multiple' },
    { key: 'safety_stock', kind: 'qty', zh: '安全库存', en: 'Safety stock' },
    { key: 'scrap', kind: 'rate', zh: '废品率', en: 'Scrap', hidden: true },
    { key: 'phantom', kind: 'boolean', zh: '虚拟件', en: 'Phantom', words: YES_NO },
    { key: 'calendar', kind: 'code', zh: '日历编码', en: 'Calendar code' },
    { key: 'planner', kind: 'code', zh: '计划员', en: 'Planner', hidden: true },
    { key: 'planner_name', kind: 'text', zh: '计划员姓名', en: 'Name of the planner' },
  ],
});

export const sourceList = defineList({
  name: 'structure.list-sources',
  right: 'structure.view',
  zh: '货源清单',
  en: 'Approved sources',
  view: 'md.item_source_list',
  key: 'id',
  sort: [
    { column: 'item', direction: 'asc' },
    { column: 'priority', direction: 'asc' },
  ],
  search: ['item', 'item_name', 'pinyin', 'supplier', 'supplier_name'],
  columns: [
    { ...item, link: { kind: 'item_planning', idColumn: 'item_id' } },
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
    opens('partner', 'supplier_id', {
      key: 'supplier',
      zh: '供应商编码',
      en: 'Supplier code',
      sortable: true,
    }),
    { key: 'supplier_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    { key: 'priority', kind: 'integer', zh: '优先级', en: 'Priority', sortable: true },
    { key: 'quota', kind: 'rate', zh: '配额', en: 'Quota' },
    { key: 'lead_days', kind: 'integer', zh: '提前期', en: 'Lead days' },
    { key: 'order_minimum', kind: 'qty', zh: '最小订量', en: 'Order minimum' },
    { key: 'order_multiple', kind: 'qty', zh: '订量倍数', en: 'Order multiple' },
    { key: 'calendar', kind: 'code', zh: '日历编码', en: 'Calendar code' },
    { key: 'valid_from', kind: 'date', zh: '生效日期', en: 'Valid from' },
    { key: 'valid_to', kind: 'date', zh: '失效日期', en: 'Valid to' },
  ],
});

export const substituteList = defineList({
  name: 'structure.list-substitutes',
  right: 'structure.view',
  zh: '替代料',
  en: 'Substitutes',
  view: 'md.item_substitute_list',
  key: 'id',
  sort: [
    { column: 'item', direction: 'asc' },
    { column: 'priority', direction: 'asc' },
  ],
  search: ['item', 'item_name', 'pinyin', 'substitute', 'substitute_name'],
  columns: [
    { ...item, link: { kind: 'item_planning', idColumn: 'item_id' } },
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
    opens('item_planning', 'substitute_id', { key: 'substitute', zh: '替代料编码', en: 'Substitute code' }),
    { key: 'substitute_name', kind: 'text', zh: '替代料名称', en: 'Substitute' },
    { key: 'parent', kind: 'code', zh: '限父项', en: 'Only in parent' },
    {
      key: 'kind',
      kind: 'state',
      zh: '替代方式',
      en: 'Kind',
      words: {
        alternate: { zh: '可替代', en: 'alternate', tone: 'info' },
        use_up: { zh: '用完切换', en: 'use up, then switch', tone: 'waiting' },
      },
    },
    { key: 'priority', kind: 'integer', zh: '优先级', en: 'Priority', sortable: true },
    { key: 'qty_num', kind: 'qty', zh: '替代分子', en: 'Numerator' },
    { key: 'qty_den', kind: 'qty', zh: '替代分母', en: 'Denominator' },
    { key: 'valid_from', kind: 'date', zh: '生效日期', en: 'Valid from' },
    { key: 'valid_to', kind: 'date', zh: '失效日期', en: 'Valid to' },
  ],
});

export const routingList = defineList({
  name: 'structure.list-routings',
  right: 'structure.view',
  zh: '工艺路线',
  en: 'Routings',
  view: 'md.routing_list',
  key: 'id',
  sort: [
    { column: 'item', direction: 'asc' },
    { column: 'line_no', direction: 'asc' },
  ],
  search: ['item', 'item_name', 'pinyin', 'work_centre', 'work_centre_name'],
  columns: [
    { ...item, link: { kind: 'item_planning', idColumn: 'item_id' } },
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'line_no', kind: 'integer', zh: '工序号', en: 'Line no', sortable: true },
    { key: 'work_centre', kind: 'code', zh: '工作中心', en: 'Work centre', sortable: true },
    { key: 'work_centre_name', kind: 'text', zh: '工作中心名称', en: 'Name of the work centre' },
    { key: 'hours_per_unit', kind: 'qty', zh: '单件工时', en: 'Hours per unit' },
  ],
});
