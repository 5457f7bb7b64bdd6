// Imports units of measure 计量单位 and tax codes 税码: short lists that everything else names.
import type { ImportKind } from '../../kernel/import/kinds.ts';
import { idsByCode, keepRows } from '../../kernel/import/keep-rows.ts';

export const unitImport: ImportKind = {
  kind: 'unit',
  zh: '计量单位',
  en: 'units',
  right: 'item.edit',
  order: 10,
  uniqueBy: ['code'],
  columns: [
    { key: 'code', zh: '编码', en: 'code', kind: 'code', required: true, example: '只' },
    { key: 'name_zh', zh: '名称', en: 'name', kind: 'text', required: true, example: '只' },
    { key: 'name_en', zh: '英文名称', en: 'english name', kind: 'text', example: 'piece' },
    { key: 'decimals', zh: '小数位', en: 'decimals', kind: 'integer', example: '0' },
  ],
  run: async (tx, ctx, rows) => {
    const known = await idsByCode(
      tx,
      ctx,
      'md.unit',
      rows.map((row) => row.cells['code']),
    );
    const { created, changed } = await keepRows(tx, ctx, {
      table: 'md.unit',
      columns: ['code', 'name_zh', 'name_en', 'decimals'],
      known,
      keyOf: (row) => String(row['code']),
      defaults: { name_en: '', decimals: 0 },
      rows: rows.map((row) => row.cells),
    });
    return { problems: [], created, changed };
  },
};

export const taxCodeImport: ImportKind = {
  kind: 'tax_code',
  zh: '税码',
  en: 'tax codes',
  right: 'item.edit',
  order: 11,
  uniqueBy: ['code'],
  columns: [
    { key: 'code', zh: '编码', en: 'code', kind: 'code', required: true, example: 'VAT13' },
    { key: 'name_zh', zh: '名称', en: 'name', kind: 'text', required: true, example: '增值税 13%' },
    { key: 'name_en', zh: '英文名称', en: 'english name', kind: 'text' },
    { key: 'rate', zh: '税率', en: 'rate', kind: 'rate', required: true, example: '13%' },
    { key: 'deductible', zh: '可抵扣', en: 'deductible', kind: 'boolean' },
  ],
  run: async (tx, ctx, rows) => {
    const known = await idsByCode(
      tx,
      ctx,
      'md.tax_code',
      rows.map((row) => row.cells['code']),
    );
    const { created, changed } = await keepRows(tx, ctx, {
      table: 'md.tax_code',
      columns: ['code', 'name_zh', 'name_en', 'rate', 'deductible'],
      known,
      keyOf: (row) => String(row['code']),
      defaults: { name_en: '', deductible: true },
      rows: rows.map((row) => row.cells),
    });
    return { problems: [], created, changed };
  },
};
