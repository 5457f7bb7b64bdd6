// Imports items 物料 with their units, policies, tax and prices. Every reference is checked for the whole sheet
// at once; a row with an unknown reference names it and is not kept.
import {
  type ImportColumn,
  type ImportKind,
  type LocatedRow,
  type RowProblem,
  rowProblem,
  unknownReference,
} from '../../kernel/import/kinds.ts';
import { idsByCode, keepRows } from '../../kernel/import/keep-rows.ts';
import { pinyinInitials } from '../pinyin.ts';

const columns: readonly ImportColumn[] = [
  {
    key: 'code',
    zh: '物料编码',
    en: 'item code',
    kind: 'code',
    required: true,
    aliases: ['编码', '料号', 'code'],
    example: 'RM-HEAT',
  },
  {
    key: 'name',
    zh: '名称',
    en: 'name',
    kind: 'text',
    required: true,
    aliases: ['物料名称', '品名'],
    example: '发热盘 1850W',
  },
  { key: 'name_en', zh: '英文名称', en: 'english name', kind: 'text' },
  { key: 'spec', zh: '规格', en: 'spec', kind: 'text', aliases: ['规格型号'] },
  { key: 'category', zh: '类别', en: 'category', kind: 'text', example: '原材料' },
  {
    key: 'source',
    zh: '属性',
    en: 'source',
    kind: 'choice',
    choices: {
      buy: { zh: '外购', en: 'buy' },
      make: { zh: '自制', en: 'make' },
      subcontract: { zh: '委外', en: 'subcontract' },
    },
  },
  {
    key: 'unit',
    zh: '单位',
    en: 'unit',
    kind: 'code',
    required: true,
    aliases: ['计量单位', '基本单位'],
    example: '个',
  },
  { key: 'lot_managed', zh: '批号管理', en: 'lot managed', kind: 'boolean' },
  { key: 'expiry_managed', zh: '效期管理', en: 'expiry managed', kind: 'boolean' },
  { key: 'shelf_life_days', zh: '保质期天数', en: 'shelf life days', kind: 'integer' },
  { key: 'min_remaining_life_days', zh: '入库最少剩余天数', en: 'min remaining life days', kind: 'integer' },
  { key: 'inspected_on_receipt', zh: '来料检验', en: 'inspected on receipt', kind: 'boolean' },
  { key: 'inspection_note', zh: '检验方式', en: 'inspection note', kind: 'text' },
  {
    key: 'allocation_rule',
    zh: '分配规则',
    en: 'allocation rule',
    kind: 'choice',
    choices: {
      fifo: { zh: '先进先出', en: 'FIFO' },
      fefo: { zh: '先到期先出', en: 'FEFO' },
    },
  },
  {
    key: 'cost_method',
    zh: '计价方法',
    en: 'cost method',
    kind: 'choice',
    choices: {
      moving_average: { zh: '移动加权平均', en: 'moving average' },
      specific: { zh: '个别计价', en: 'specific by lot' },
    },
  },
  {
    key: 'inventory_account_code',
    zh: '存货科目',
    en: 'inventory account',
    kind: 'code',
    example: '1403.01',
  },
  { key: 'tax_code', zh: '税码', en: 'tax code', kind: 'code', example: 'VAT13' },
  {
    key: 'purchase_price',
    zh: '采购含税价',
    en: 'purchase price with tax',
    kind: 'price',
    right: 'price.purchase',
  },
  { key: 'sales_price', zh: '销售含税价', en: 'sales price with tax', kind: 'price', right: 'price.sales' },
  { key: 'standard_cost', zh: '标准成本', en: 'standard cost', kind: 'price', right: 'cost.view' },
  { key: 'supplier', zh: '默认供应商', en: 'default supplier', kind: 'code' },
  { key: 'warehouse', zh: '默认仓库', en: 'default warehouse', kind: 'code' },
  { key: 'default_bin_code', zh: '默认仓位', en: 'default bin', kind: 'code' },
  { key: 'tolerance_over', zh: '超收比例', en: 'over-receipt tolerance', kind: 'rate', example: '5%' },
  { key: 'lead_time_days', zh: '提前期', en: 'lead time days', kind: 'integer' },
  { key: 'order_minimum', zh: '最小订量', en: 'order minimum', kind: 'qty' },
  { key: 'order_multiple', zh: '订量倍数', en: 'order multiple', kind: 'qty' },
  { key: 'safety_stock', zh: '安全库存', en: 'safety stock', kind: 'qty' },
  { key: 'abc_class', zh: 'ABC', en: 'abc class', kind: 'code' },
  { key: 'external_key', zh: '外部编号', en: 'external key', kind: 'code' },
];

const REFERENCES = [
  { key: 'unit', table: 'md.unit', column: 'base_unit_id', what: { zh: '单位', en: 'unit' } },
  { key: 'tax_code', table: 'md.tax_code', column: 'tax_code_id', what: { zh: '税码', en: 'tax code' } },
  {
    key: 'supplier',
    table: 'md.partner',
    column: 'default_supplier_id',
    what: { zh: '供应商', en: 'supplier' },
  },
  {
    key: 'warehouse',
    table: 'md.warehouse',
    column: 'default_warehouse_id',
    what: { zh: '仓库', en: 'warehouse' },
  },
] as const;

/** What the row contradicts in itself: the same rules that the database's constraints hold. */
function contradictions(row: LocatedRow): RowProblem[] {
  const { cells } = row;
  const problems: RowProblem[] = [];
  if (cells['expiry_managed'] === 'true' && cells['lot_managed'] !== 'true') {
    problems.push(
      rowProblem(
        row.rowNo,
        'expiry_managed',
        'EXPIRY_NEEDS_LOT',
        '效期管理的物料必须启用批号',
        'Expiry needs lots',
      ),
    );
  }
  if (cells['cost_method'] === 'specific' && cells['lot_managed'] !== 'true') {
    problems.push(
      rowProblem(
        row.rowNo,
        'cost_method',
        'SPECIFIC_NEEDS_LOT',
        '个别计价的物料必须启用批号',
        'Specific cost needs lots',
      ),
    );
  }
  if (cells['shelf_life_days'] === '0') {
    problems.push(
      rowProblem(
        row.rowNo,
        'shelf_life_days',
        'ZERO_SHELF_LIFE',
        '保质期天数须大于 0',
        'Shelf life must be above 0',
      ),
    );
  }
  const tolerance = cells['tolerance_over'];
  if (tolerance && Number(tolerance) > 1) {
    problems.push(
      rowProblem(
        row.rowNo,
        'tolerance_over',
        'TOLERANCE_TOO_LARGE',
        '超收比例不能超过 100%',
        'Tolerance is over 100%',
      ),
    );
  }
  return problems;
}

export const itemImport: ImportKind = {
  kind: 'item',
  zh: '物料',
  en: 'items',
  right: 'item.edit',
  order: 40,
  uniqueBy: ['code'],
  card: { table: 'md.item', references: REFERENCES },
  columns,
  run: async (tx, ctx, rows) => {
    const known = await idsByCode(
      tx,
      ctx,
      'md.item',
      rows.map((row) => row.cells['code']),
    );
    const references = await Promise.all(
      REFERENCES.map(async (reference) => ({
        ...reference,
        ids: await idsByCode(
          tx,
          ctx,
          reference.table,
          rows.map((row) => row.cells[reference.key]),
        ),
      })),
    );
    const problems: RowProblem[] = [];
    const sound = rows.filter((row) => {
      const missing = references
        .filter(({ key, ids }) => row.cells[key] && !ids.has(row.cells[key] ?? ''))
        .map(({ key, what }) => unknownReference(row, key, what));
      const found = [...missing, ...contradictions(row)];
      problems.push(...found);
      return found.length === 0;
    });
    const named = new Set<string>(REFERENCES.map((reference) => reference.key));
    const { created, changed } = await keepRows(tx, ctx, {
      table: 'md.item',
      columns: [
        ...columns.map((column) => column.key).filter((key) => !named.has(key)),
        'pinyin',
        ...REFERENCES.map((reference) => reference.column),
      ],
      known,
      keyOf: (row) => String(row['code']),
      defaults: {
        name_en: '',
        spec: '',
        category: '',
        source: 'buy',
        lot_managed: false,
        expiry_managed: false,
        min_remaining_life_days: 0,
        inspected_on_receipt: false,
        inspection_note: '',
        cost_method: 'moving_average',
        inventory_account_code: '',
        default_bin_code: '',
        tolerance_over: 0,
        lead_time_days: null,
        order_minimum: 0,
        order_multiple: 0,
        safety_stock: 0,
        abc_class: 'C',
      },
      rows: sound.map(({ cells }) => ({
        ...Object.fromEntries(Object.entries(cells).filter(([key]) => !named.has(key))),
        pinyin: pinyinInitials(cells['name'] ?? ''),
        ...Object.fromEntries(
          references.map(({ key, column, ids }) => [column, ids.get(cells[key] ?? '') ?? null]),
        ),
      })),
    });
    return { problems, created, changed };
  },
};
