// Forecasts as a list, with the columns of their file.
import { defineList } from '../../kernel/list.ts';
import { opens } from '../../kernel/list-columns.ts';

export const forecastList = defineList({
  name: 'forecast.list-forecasts',
  right: 'forecast.view',
  zh: '销售预测明细',
  en: 'Sales forecast lines',
  view: 'plan.forecast_list',
  key: 'id',
  sort: [
    { column: 'bucket_from', direction: 'asc' },
    { column: 'item', direction: 'asc' },
  ],
  search: ['item', 'item_name', 'pinyin', 'customer', 'customer_name', 'remark'],
  totals: ['qty'],
  columns: [
    opens('item', 'item_id', { key: 'item', zh: '物料编码', en: 'Item code', sortable: true }),
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'customer', kind: 'code', zh: '客户编码', en: 'Customer code' },
    { key: 'customer_name', kind: 'text', zh: '客户', en: 'Customer' },
    { key: 'bucket_from', kind: 'date', zh: '开始日期', en: 'From', sortable: true },
    { key: 'bucket_to', kind: 'date', zh: '结束日期', en: 'To' },
    { key: 'qty', kind: 'qty', zh: '数量', en: 'Quantity', sortable: true },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'remark', kind: 'text', zh: '备注', en: 'Remark' },
  ],
});
