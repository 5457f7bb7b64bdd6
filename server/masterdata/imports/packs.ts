// Imports pack levels and barcodes 包装与条码: one pack unit is numerator ÷ denominator base units, exactly. A row
// without a pack unit gives the base unit's own barcode.
import { sql } from 'kysely';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import {
  type ImportKind,
  type LocatedRow,
  type RowProblem,
  rowProblem,
  unknownReference,
} from '../../kernel/import/kinds.ts';
import { idsByCode, keepRows } from '../../kernel/import/keep-rows.ts';
import type { Id } from '../../kernel/ids.ts';

async function knownPacks(tx: Tx, ctx: Ctx, itemIds: readonly Id[]): Promise<Map<string, Id>> {
  const { rows } = await sql<{ id: Id; item_id: Id; unit_id: Id }>`
    select id, item_id, unit_id from md.item_pack
    where company_id = ${ctx.companyId} and item_id = any(${itemIds}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [`${row.item_id} ${row.unit_id}`, row.id]));
}

/** Barcodes that already belong to another item; a code never changes hands silently. */
async function takenBarcodes(tx: Tx, ctx: Ctx, codes: readonly string[]): Promise<Map<string, Id>> {
  const { rows } = await sql<{ barcode: string; item_id: Id }>`
    select barcode, item_id from md.item_barcode
    where company_id = ${ctx.companyId} and barcode = any(${codes}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.barcode, row.item_id]));
}

function problemOf(
  row: LocatedRow,
  items: Map<string, Id>,
  units: Map<string, Id>,
  taken: Map<string, Id>,
): RowProblem | null {
  const { item, unit, barcode, numerator } = row.cells;
  if (!items.has(item ?? '')) return unknownReference(row, 'item', { zh: '物料', en: 'item' });
  if (unit && !units.has(unit)) return unknownReference(row, 'unit', { zh: '单位', en: 'unit' });
  if (unit && !numerator)
    return rowProblem(
      row.rowNo,
      'numerator',
      'MISSING',
      '有包装单位时必须填换算分子',
      'A pack needs its ratio',
    );
  const owner = barcode ? taken.get(barcode) : undefined;
  return owner && owner !== items.get(item ?? '')
    ? rowProblem(
        row.rowNo,
        'barcode',
        'BARCODE_TAKEN',
        `条码“${barcode}”已属于别的物料`,
        `Barcode "${barcode}" belongs to another item`,
      )
    : null;
}

export const packImport: ImportKind = {
  kind: 'item_pack',
  zh: '包装条码',
  en: 'packs and barcodes',
  right: 'item.edit',
  order: 50,
  uniqueBy: ['item', 'unit', 'barcode'],
  columns: [
    { key: 'item', zh: '物料编码', en: 'item code', kind: 'code', required: true },
    { key: 'unit', zh: '包装单位', en: 'pack unit', kind: 'code', example: '箱' },
    { key: 'level', zh: '层级', en: 'level', kind: 'integer', example: '1' },
    { key: 'numerator', zh: '换算分子', en: 'numerator', kind: 'integer', example: '6' },
    { key: 'denominator', zh: '换算分母', en: 'denominator', kind: 'integer', example: '1' },
    { key: 'barcode', zh: '条码', en: 'barcode', kind: 'code' },
  ],
  run: async (tx, ctx, rows) => {
    const items = await idsByCode(
      tx,
      ctx,
      'md.item',
      rows.map((row) => row.cells['item']),
    );
    const units = await idsByCode(
      tx,
      ctx,
      'md.unit',
      rows.map((row) => row.cells['unit']),
    );
    const taken = await takenBarcodes(
      tx,
      ctx,
      rows.flatMap((row) => row.cells['barcode'] ?? []),
    );
    const found = rows.map((row) => problemOf(row, items, units, taken));
    const problems = found.filter((problem) => problem !== null);
    const sound = rows.filter((_, index) => found[index] === null);
    const keyed = sound.map((row) => ({
      row,
      itemId: items.get(row.cells['item'] ?? '') ?? '',
      unitId: units.get(row.cells['unit'] ?? '') ?? null,
    }));
    const packs = [
      ...new Map(
        keyed.filter(({ unitId }) => unitId).map((entry) => [`${entry.itemId} ${entry.unitId}`, entry]),
      ).values(),
    ];
    const kept = await keepRows(tx, ctx, {
      table: 'md.item_pack',
      columns: ['item_id', 'unit_id', 'level', 'numerator', 'denominator'],
      known: await knownPacks(
        tx,
        ctx,
        packs.map(({ itemId }) => itemId),
      ),
      keyOf: (row) => `${String(row['item_id'])} ${String(row['unit_id'])}`,
      defaults: { level: 1, denominator: 1 },
      rows: packs.map(({ row, itemId, unitId }) => ({
        item_id: itemId,
        unit_id: unitId,
        level: row.cells['level'] ?? null,
        numerator: row.cells['numerator'] ?? null,
        denominator: row.cells['denominator'] ?? null,
      })),
    });
    const packIds = new Map(
      packs.map(({ itemId, unitId }, index) => [`${itemId} ${unitId}`, kept.ids[index] ?? null]),
    );
    const coded = keyed.filter(({ row }) => row.cells['barcode']);
    await sql`
      insert into md.item_barcode (company_id, barcode, item_id, item_pack_id)
      select ${ctx.companyId}, * from unnest(${coded.map(({ row }) => row.cells['barcode'] ?? '')}::text[],
        ${coded.map(({ itemId }) => itemId)}::uuid[],
        ${coded.map(({ itemId, unitId }) => packIds.get(`${itemId} ${unitId}`) ?? null)}::uuid[])
      on conflict (company_id, barcode) do update set item_pack_id = excluded.item_pack_id`.execute(tx);
    return { problems, created: kept.created + coded.length, changed: kept.changed };
  },
};
