// Imports warehouses 仓库: their purpose, cost area and how they allocate.
import type { ImportKind } from '../../kernel/import/kinds.ts';
import { idsByCode, keepRows } from '../../kernel/import/keep-rows.ts';
import { pinyinInitials } from '../pinyin.ts';

export const warehouseImport: ImportKind = {
  kind: 'warehouse',
  zh: '仓库',
  en: 'warehouses',
  right: 'warehouse.edit',
  order: 20,
  uniqueBy: ['code'],
  card: { table: 'md.warehouse', references: [] },
  columns: [
    { key: 'code', zh: '编码', en: 'code', kind: 'code', required: true, example: 'YL' },
    { key: 'name', zh: '名称', en: 'name', kind: 'text', required: true, example: '原料仓' },
    {
      key: 'purpose',
      zh: '用途',
      en: 'purpose',
      kind: 'choice',
      choices: {
        storage: { zh: '存储', en: 'storage' },
        receiving: { zh: '收货待检', en: 'receiving' },
        defective: { zh: '不良品', en: 'defective' },
        line_side: { zh: '线边', en: 'line side' },
        subcontractor: { zh: '委外', en: 'subcontractor' },
        transit: { zh: '在途', en: 'transit' },
        store: { zh: '门店', en: 'store' },
      },
    },
    { key: 'cost_area', zh: '核算范围', en: 'cost area', kind: 'code', example: 'main' },
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
    { key: 'external_key', zh: '外部编号', en: 'external key', kind: 'code' },
  ],
  run: async (tx, ctx, rows) => {
    const known = await idsByCode(
      tx,
      ctx,
      'md.warehouse',
      rows.map((row) => row.cells['code']),
    );
    const { created, changed } = await keepRows(tx, ctx, {
      table: 'md.warehouse',
      columns: ['code', 'name', 'pinyin', 'purpose', 'cost_area', 'allocation_rule', 'external_key'],
      known,
      keyOf: (row) => String(row['code']),
      defaults: { purpose: 'storage', cost_area: 'main', allocation_rule: 'fifo' },
      rows: rows.map((row) => ({ ...row.cells, pinyin: pinyinInitials(row.cells['name'] ?? '') })),
    });
    return { problems: [], created, changed };
  },
};
