// Imports sales forecasts 销售预测: a row is what is expected to be sold of an item, to everybody or to one customer,
// within a bucket of days. Buckets of one item and customer never overlap: a day expected twice would be planned twice.
import { type ImportKind, type LocatedRow, rowProblem, unknownReference } from '../../kernel/import/kinds.ts';
import { idsByCode } from '../../kernel/import/keep-rows.ts';
import { addDays } from '../../kernel/clock.ts';
import { keepForecast, overlapping } from './write.ts';

const endOf = (row: LocatedRow): string =>
  row.cells['bucket_to'] ?? addDays(row.cells['bucket_from'] ?? '', 6);

export const forecastImport: ImportKind = {
  kind: 'forecast',
  zh: '销售预测',
  en: 'sales forecast',
  right: 'forecast.edit',
  order: 70,
  uniqueBy: ['item', 'customer', 'bucket_from'],
  columns: [
    { key: 'item', zh: '物料编码', en: 'item code', kind: 'code', required: true },
    { key: 'customer', zh: '客户编码', en: 'customer code', kind: 'code' },
    {
      key: 'bucket_from',
      zh: '开始日期',
      en: 'from',
      kind: 'date',
      required: true,
      example: '2026-03-09',
    },
    { key: 'bucket_to', zh: '结束日期', en: 'to', kind: 'date', example: '2026-03-15' },
    { key: 'qty', zh: '数量', en: 'quantity', kind: 'qty', required: true },
    { key: 'remark', zh: '备注', en: 'remark', kind: 'text' },
  ],
  run: async (tx, ctx, rows) => {
    const codesOf = (key: string) => rows.map((row) => row.cells[key]);
    const items = await idsByCode(tx, ctx, 'md.item', codesOf('item'));
    const customers = await idsByCode(tx, ctx, 'md.partner', codesOf('customer'));
    const problems = rows.flatMap((row) => [
      ...(items.has(row.cells['item'] ?? '')
        ? []
        : [unknownReference(row, 'item', { zh: '物料', en: 'item' })]),
      ...(!row.cells['customer'] || customers.has(row.cells['customer'])
        ? []
        : [unknownReference(row, 'customer', { zh: '客户', en: 'customer' })]),
      ...(endOf(row) < (row.cells['bucket_from'] ?? '')
        ? [
            rowProblem(
              row.rowNo,
              'bucket_to',
              'ENDS_BEFORE_IT_BEGINS',
              '结束日期早于开始日期',
              'It ends before it begins',
            ),
          ]
        : []),
    ]);
    const bad = new Set(problems.map((problem) => problem.rowNo));
    const sound = rows.filter((row) => !bad.has(row.rowNo));
    const cells = sound.map((row) => ({
      itemId: items.get(row.cells['item'] ?? '') ?? '',
      customerId: customers.get(row.cells['customer'] ?? '') ?? null,
      from: row.cells['bucket_from'] ?? '',
      to: endOf(row),
      qty: row.cells['qty'] ?? '0',
      remark: row.cells['remark'] ?? null,
    }));
    const { created, changed } = await keepForecast(tx, ctx, cells);
    const twice = new Set(
      (
        await overlapping(
          tx,
          ctx,
          cells.map((cell) => cell.itemId),
        )
      ).map((cell) => `${cell.item_id} ${cell.customer_id} ${cell.bucket_from}`),
    );
    const overlaps = sound
      .filter((_, index) => {
        const cell = cells[index];
        return cell !== undefined && twice.has(`${cell.itemId} ${cell.customerId} ${cell.from}`);
      })
      .map((row) =>
        rowProblem(
          row.rowNo,
          'bucket_from',
          'BUCKETS_OVERLAP',
          '与同一物料的另一段预测重叠',
          'Overlaps another forecast of this item',
        ),
      );
    return { problems: [...problems, ...overlaps], created, changed };
  },
};
