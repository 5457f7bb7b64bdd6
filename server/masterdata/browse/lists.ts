// Master data on the screen: items, partners, warehouses and bins as lists. Prices and costs only with their rights.
import { type List, defineList } from '../../kernel/list.ts';
import { opens } from '../../kernel/list-columns.ts';
import type { SearchThrough } from '../../kernel/list-search.ts';

const YES_NO = { true: { zh: '是', en: 'yes', tone: 'done' }, false: { zh: '否', en: 'no', tone: 'off' } };

/** Of the item and of its packs. */
const BARCODES: SearchThrough = {
  table: 'md.item_barcode',
  key: 'item_id',
  ids: ['id'],
  columns: ['barcode'],
  match: 'beginning',
};

export const itemList = defineList({
  name: 'masterdata.list-items',
  right: 'item.view',
  zh: '物料',
  en: 'Items',
  view: 'md.item_list',
  key: 'id',
  sort: [{ column: 'code', direction: 'asc' }],
  search: ['code', 'name', 'name_en', 'spec', 'pinyin', 'category', BARCODES],
  columns: [
    opens('item', 'id', { key: 'code', zh: '物料编码', en: 'Code', sortable: true }),
    { key: 'name', kind: 'text', zh: '名称', en: 'Name', sortable: true },
    { key: 'spec', kind: 'text', zh: '规格', en: 'Spec' },
    { key: 'category', kind: 'text', zh: '类别', en: 'Category', sortable: true },
    {
      key: 'source',
      kind: 'state',
      zh: '属性',
      en: 'Source',
      words: {
        buy: { zh: '外购', en: 'buy', tone: 'info' },
        make: { zh: '自制', en: 'make', tone: 'ok' },
        subcontract: { zh: '委外', en: 'subcontract', tone: 'inspect' },
      },
    },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'lot_managed', kind: 'boolean', zh: '批号', en: 'Lots', words: YES_NO },
    { key: 'expiry_managed', kind: 'boolean', zh: '效期', en: 'Expiry', words: YES_NO },
    { key: 'inspected_on_receipt', kind: 'boolean', zh: '来料检验', en: 'Inspected', words: YES_NO },
    { key: 'warehouse_code', kind: 'code', zh: '默认仓库', en: 'Warehouse' },
    { key: 'default_bin_code', kind: 'code', zh: '默认仓位', en: 'Bin' },
    { key: 'supplier_name', kind: 'text', zh: '默认供应商', en: 'Supplier' },
    { key: 'purchase_price', kind: 'price', zh: '采购含税价', en: 'Purchase price', right: 'price.purchase' },
    { key: 'sales_price', kind: 'price', zh: '销售含税价', en: 'Sales price', right: 'price.sales' },
    {
      key: 'standard_cost',
      kind: 'price',
      zh: '标准成本',
      en: 'Standard cost',
      right: 'cost.view',
      hidden: true,
    },
    { key: 'safety_stock', kind: 'qty', zh: '安全库存', en: 'Safety stock', hidden: true },
  ],
});

export const partnerList = defineList({
  name: 'masterdata.list-partners',
  right: 'partner.view',
  zh: '往来单位',
  en: 'Partners',
  view: 'md.partner_list',
  key: 'id',
  sort: [{ column: 'code', direction: 'asc' }],
  search: ['code', 'name', 'pinyin', 'tax_no', 'phone'],
  columns: [
    opens('partner', 'id', { key: 'code', zh: '编码', en: 'Code', sortable: true }),
    { key: 'name', kind: 'text', zh: '名称', en: 'Name', sortable: true },
    { key: 'is_supplier', kind: 'boolean', zh: '供应商', en: 'Supplier', words: YES_NO },
    { key: 'is_customer', kind: 'boolean', zh: '客户', en: 'Customer', words: YES_NO },
    { key: 'terms', kind: 'text', zh: '付款条件', en: 'Terms' },
    { key: 'tax_code', kind: 'code', zh: '税码', en: 'Tax code' },
    { key: 'credit_limit', kind: 'amount', zh: '信用额度', en: 'Credit limit', right: 'price.sales' },
    { key: 'grade', kind: 'code', zh: '等级', en: 'Grade' },
    { key: 'phone', kind: 'text', zh: '电话', en: 'Phone' },
  ],
});

export const warehouseList = defineList({
  name: 'masterdata.list-warehouses',
  right: 'warehouse.view',
  zh: '仓库',
  en: 'Warehouses',
  view: 'md.warehouse_list',
  key: 'id',
  sort: [{ column: 'code', direction: 'asc' }],
  search: ['code', 'name', 'pinyin'],
  columns: [
    opens('warehouse', 'id', { key: 'code', zh: '编码', en: 'Code', sortable: true }),
    { key: 'name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'purpose', kind: 'code', zh: '用途', en: 'Purpose' },
    { key: 'allocation_rule', kind: 'code', zh: '分配规则', en: 'Allocation' },
    { key: 'cost_area', kind: 'code', zh: '核算范围', en: 'Cost area' },
    { key: 'bin_count', kind: 'integer', zh: '仓位数', en: 'Bins' },
  ],
});

const pricesOf = (side: { name: string; right: string; zh: string; en: string; view: string }): List => ({
  ...side,
  key: 'id',
  sort: [
    { column: 'item', direction: 'asc' },
    { column: 'partner', direction: 'asc' },
    { column: 'qty_from', direction: 'asc' },
  ],
  search: ['item', 'item_name', 'pinyin', 'partner', 'partner_name'],
  columns: [
    {
      key: 'side',
      kind: 'state',
      zh: '方向',
      en: 'Side',
      words: {
        purchase: { zh: '采购', en: 'purchase', tone: 'info' },
        sales: { zh: '销售', en: 'sales', tone: 'ok' },
      },
    },
    opens('partner', 'partner_id', { key: 'partner', zh: '往来编码', en: 'Partner code', sortable: true }),
    { key: 'partner_name', kind: 'text', zh: '往来单位', en: 'Partner' },
    opens('item', 'item_id', { key: 'item', zh: '物料编码', en: 'Item code', sortable: true }),
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'qty_from', kind: 'qty', zh: '起订数量', en: 'Quantity from', sortable: true },
    { key: 'price_with_tax', kind: 'price', zh: '含税价', en: 'Price with tax' },
  ],
});

/** Two lists, because whoever may see what is paid may not thereby see what is asked. */
export const purchasePriceList = defineList(
  pricesOf({
    name: 'masterdata.list-purchase-prices',
    right: 'price.purchase',
    zh: '采购价目',
    en: 'Purchase prices',
    view: 'md.purchase_price_list',
  }),
);
export const salesPriceList = defineList(
  pricesOf({
    name: 'masterdata.list-sales-prices',
    right: 'price.sales',
    zh: '销售价目',
    en: 'Sales prices',
    view: 'md.sales_price_list',
  }),
);
