// Imports suppliers and customers 往来单位.
import {
  type ImportKind,
  type LocatedRow,
  type RowProblem,
  unknownReference,
} from '../../kernel/import/kinds.ts';
import { idsByCode, keepRows } from '../../kernel/import/keep-rows.ts';
import { pinyinInitials } from '../pinyin.ts';

export const partnerImport: ImportKind = {
  kind: 'partner',
  zh: '往来单位',
  en: 'partners',
  right: 'partner.edit',
  order: 30,
  uniqueBy: ['code'],
  card: {
    table: 'md.partner',
    references: [{ key: 'tax_code', table: 'md.tax_code', column: 'tax_code_id' }],
  },
  columns: [
    {
      key: 'code',
      zh: '编码',
      en: 'code',
      kind: 'code',
      required: true,
      aliases: ['往来编码', '客户编码', '供应商编码'],
      example: 'V01',
    },
    { key: 'name', zh: '名称', en: 'name', kind: 'text', required: true },
    { key: 'is_supplier', zh: '供应商', en: 'supplier', kind: 'boolean' },
    { key: 'is_customer', zh: '客户', en: 'customer', kind: 'boolean' },
    { key: 'tax_no', zh: '税号', en: 'tax no', kind: 'code' },
    { key: 'terms', zh: '付款条件', en: 'terms', kind: 'text', example: '月结30天' },
    { key: 'terms_days', zh: '账期天数', en: 'terms days', kind: 'integer' },
    {
      key: 'terms_from',
      zh: '账期起算',
      en: 'terms from',
      kind: 'choice',
      choices: {
        invoice_date: { zh: '发票日', en: 'invoice date' },
        month_end: { zh: '月末', en: 'month end' },
      },
    },
    { key: 'credit_limit', zh: '信用额度', en: 'credit limit', kind: 'amount', right: 'price.sales' },
    { key: 'tax_code', zh: '税码', en: 'tax code', kind: 'code' },
    { key: 'grade', zh: '等级', en: 'grade', kind: 'code' },
    { key: 'phone', zh: '电话', en: 'phone', kind: 'text' },
    { key: 'address', zh: '地址', en: 'address', kind: 'text' },
    { key: 'external_key', zh: '外部编号', en: 'external key', kind: 'code' },
  ],
  run: async (tx, ctx, rows) => {
    const taxCodes = await idsByCode(
      tx,
      ctx,
      'md.tax_code',
      rows.map((row) => row.cells['tax_code']),
    );
    const known = await idsByCode(
      tx,
      ctx,
      'md.partner',
      rows.map((row) => row.cells['code']),
    );
    const problems: RowProblem[] = [];
    const sound: LocatedRow[] = [];
    for (const row of rows) {
      const code = row.cells['tax_code'];
      if (code && !taxCodes.has(code))
        problems.push(unknownReference(row, 'tax_code', { zh: '税码', en: 'tax code' }));
      else sound.push(row);
    }
    const { created, changed } = await keepRows(tx, ctx, {
      table: 'md.partner',
      columns: [
        'code',
        'name',
        'pinyin',
        'is_supplier',
        'is_customer',
        'tax_no',
        'terms',
        'terms_days',
        'terms_from',
        'credit_limit',
        'tax_code_id',
        'grade',
        'phone',
        'address',
        'external_key',
      ],
      known,
      keyOf: (row) => String(row['code']),
      defaults: {
        is_supplier: false,
        is_customer: false,
        tax_no: '',
        terms: '',
        terms_days: 0,
        terms_from: 'invoice_date',
        grade: '',
        phone: '',
        address: '',
      },
      rows: sound.map(({ cells: { tax_code, ...cells } }) => ({
        ...cells,
        pinyin: pinyinInitials(cells['name'] ?? ''),
        tax_code_id: tax_code ? taxCodes.get(tax_code) : null,
      })),
    });
    return { problems, created, changed };
  },
};
