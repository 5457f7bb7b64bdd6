// What stock is worth: cost pools, for those with the right to costs.
import { defineList } from '../../kernel/list.ts';

const COST = 'cost.view';

export const stockValueList = defineList({
  name: 'costing.list-stock-values',
  right: 'cost.view',
  zh: '存货价值',
  en: 'Stock value',
  view: 'fin.stock_value_list',
  key: 'id',
  sort: [{ column: 'item_code', direction: 'asc' }],
  search: ['item_code', 'item_name', 'item_pinyin', 'category'],
  totals: ['value'],
  columns: [
    {
      key: 'item_code',
      kind: 'code',
      zh: '物料',
      en: 'Item',
      sortable: true,
      link: { kind: 'item', idColumn: 'item_id' },
    },
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'category', kind: 'text', zh: '类别', en: 'Category' },
    { key: 'inventory_account_code', kind: 'code', zh: '存货科目', en: 'Account' },
    { key: 'cost_area', kind: 'code', zh: '核算范围', en: 'Cost area' },
    { key: 'lot_no', kind: 'code', zh: '批号', en: 'Lot' },
    { key: 'qty', kind: 'qty', zh: '数量', en: 'Quantity' },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'unit_cost', kind: 'price', zh: '单位成本', en: 'Unit cost', right: COST },
    { key: 'value', kind: 'amount', zh: '金额', en: 'Value', right: COST, sortable: true },
  ],
});
