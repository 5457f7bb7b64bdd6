// Imports agreed prices 价目 by partner, item and tier, tax included: the price people say aloud. A tier 阶梯价 holds
// from its quantity on, in base units.
import { sql } from 'kysely';
import { type ImportKind, type RowProblem, unknownReference } from '../../kernel/import/kinds.ts';
import { parseQty, qtyText } from '../../kernel/decimal.ts';
import { idsByCode, keepRows } from '../../kernel/import/keep-rows.ts';
import type { Id } from '../../kernel/ids.ts';

const keyOf = (row: Readonly<Record<string, unknown>>): string =>
  ['side', 'partner_id', 'item_id', 'qty_from'].map((key) => String(row[key])).join(' ');

export const priceImport: ImportKind = {
  kind: 'item_price',
  zh: '价目',
  en: 'prices',
  right: 'price.edit',
  order: 51,
  uniqueBy: ['side', 'partner', 'item', 'qty_from'],
  columns: [
    {
      key: 'side',
      zh: '方向',
      en: 'side',
      kind: 'choice',
      required: true,
      choices: {
        purchase: { zh: '采购', en: 'purchase' },
        sales: { zh: '销售', en: 'sales' },
      },
    },
    { key: 'partner', zh: '往来编码', en: 'partner code', kind: 'code', required: true },
    { key: 'item', zh: '物料编码', en: 'item code', kind: 'code', required: true },
    { key: 'qty_from', zh: '起订数量', en: 'quantity from', kind: 'qty' },
    { key: 'price_with_tax', zh: '含税价', en: 'price with tax', kind: 'price', required: true },
  ],
  run: async (tx, ctx, rows) => {
    const partners = await idsByCode(
      tx,
      ctx,
      'md.partner',
      rows.map((row) => row.cells['partner']),
    );
    const items = await idsByCode(
      tx,
      ctx,
      'md.item',
      rows.map((row) => row.cells['item']),
    );
    const problems: RowProblem[] = rows.flatMap((row) => [
      ...(partners.has(row.cells['partner'] ?? '')
        ? []
        : [unknownReference(row, 'partner', { zh: '往来单位', en: 'partner' })]),
      ...(items.has(row.cells['item'] ?? '')
        ? []
        : [unknownReference(row, 'item', { zh: '物料', en: 'item' })]),
    ]);
    const bad = new Set(problems.map((problem) => problem.rowNo));
    const sound = rows
      .filter((row) => !bad.has(row.rowNo))
      .map(({ cells }) => ({
        side: cells['side'],
        partner_id: partners.get(cells['partner'] ?? ''),
        item_id: items.get(cells['item'] ?? ''),
        qty_from: qtyText(parseQty(cells['qty_from'] ?? '0')),
        price_with_tax: cells['price_with_tax'],
      }));
    const stored = await sql<{ id: Id; side: string; partner_id: Id; item_id: Id; qty_from: string }>`
      select id, side, partner_id, item_id, trim_scale(qty_from)::text as qty_from from md.item_price
      where company_id = ${ctx.companyId} and item_id = any(${sound.map((row) => row.item_id)}::uuid[])`.execute(
      tx,
    );
    const { created, changed } = await keepRows(tx, ctx, {
      table: 'md.item_price',
      columns: ['side', 'partner_id', 'item_id', 'qty_from', 'price_with_tax'],
      known: new Map(stored.rows.map((row) => [keyOf(row), row.id])),
      keyOf,
      defaults: {},
      rows: sound,
    });
    return { problems, created, changed };
  },
};
