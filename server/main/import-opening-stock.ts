// Imports opening stock 期初库存: quantities come in through the stock book, values beside them for costing. Repeating
// a file changes nothing: a key that was opened before is compared, never added again.
import { sql } from 'kysely';
import type { Ctx, Tx } from '../kernel/ctx.ts';
import { addDays } from '../kernel/clock.ts';
import { type Id, NONE_ID, newId } from '../kernel/ids.ts';
import { parseQty } from '../kernel/decimal.ts';
import {
  type ImportKind,
  type LocatedRow,
  type RowProblem,
  rowProblem,
  unknownReference,
} from '../kernel/import/kinds.ts';
import { loadOutsideBins, postMovements } from '../wms/stock/index.ts';

type Item = {
  id: Id;
  code: string;
  lot_managed: boolean;
  expiry_managed: boolean;
  shelf_life_days: number | null;
};
type Bin = { id: Id; code: string; warehouse: string };

async function loadItems(tx: Tx, ctx: Ctx, codes: readonly string[]): Promise<Map<string, Item>> {
  const { rows } = await sql<Item>`select id, code, lot_managed, expiry_managed, shelf_life_days from md.item
    where company_id = ${ctx.companyId} and code = any(${[...new Set(codes)]}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.code, row]));
}

async function loadBins(tx: Tx, ctx: Ctx, codes: readonly string[]): Promise<Map<string, Bin>> {
  const { rows } = await sql<Bin>`select n.id, n.code, w.code as warehouse from wms.bin n
    join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id
    join wms.bin_profile p on p.company_id = n.company_id and p.id = n.profile_id and p.counted
    where n.company_id = ${ctx.companyId} and n.code = any(${[...new Set(codes)]}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.code, row]));
}

type Sound = { row: LocatedRow; item: Item; bin: Bin; lotNo: string; expiry: string | null };

/** What is wrong with the lot and its dates, for an item there is. */
function lotProblems(row: LocatedRow, item: Item, lotNo: string, expiry: string | null): RowProblem[] {
  const say = (key: string, code: string, zh: string, en: string) => rowProblem(row.rowNo, key, code, zh, en);
  const problems: RowProblem[] = [];
  if (item.lot_managed && lotNo === '')
    problems.push(say('lot_no', 'MISSING', '该物料须填批号', 'This item needs a lot'));
  if (!item.lot_managed && lotNo !== '')
    problems.push(say('lot_no', 'NOT_LOT_MANAGED', '该物料不管理批号', 'This item keeps no lots'));
  if (item.expiry_managed && !expiry)
    problems.push(say('expiry_date', 'MISSING', '该物料须填生产日期或有效期', 'This item needs its expiry'));
  return problems;
}

function check(row: LocatedRow, items: Map<string, Item>, bins: Map<string, Bin>): Sound | RowProblem[] {
  const { cells } = row;
  const say = (key: string, code: string, zh: string, en: string) => rowProblem(row.rowNo, key, code, zh, en);
  const problems: RowProblem[] = [];
  const item = items.get(cells['item'] ?? '');
  if (!item) problems.push(unknownReference(row, 'item', { zh: '物料', en: 'item' }));
  const bin = bins.get((cells['bin'] ?? '').toUpperCase());
  if (!bin) problems.push(unknownReference(row, 'bin', { zh: '仓位', en: 'bin' }));
  if (bin && cells['warehouse'] && cells['warehouse'] !== bin.warehouse) {
    const [zh, en] = [`仓位 ${bin.code} 属于仓库 ${bin.warehouse}`, `Bin ${bin.code} is in ${bin.warehouse}`];
    problems.push(say('warehouse', 'BIN_ELSEWHERE', zh, en));
  }
  if (/^0*(\.0*)?$/.test(cells['qty'] ?? ''))
    problems.push(say('qty', 'ZERO', '数量须大于 0', 'The quantity must be above 0'));
  if ((cells['value'] ?? '').startsWith('-'))
    problems.push(say('value', 'NEGATIVE', '金额不能为负数', 'The value must not be negative'));
  const lotNo = cells['lot_no'] ?? '';
  const made = cells['production_date'];
  const life = item?.shelf_life_days;
  const expiry = cells['expiry_date'] ?? (made && life ? addDays(made, life) : null);
  if (item) problems.push(...lotProblems(row, item, lotNo, expiry));
  return item && bin && problems.length === 0 ? { row, item, bin, lotNo, expiry } : problems;
}

async function ensureLots(tx: Tx, ctx: Ctx, sound: readonly Sound[]): Promise<Map<string, Id>> {
  const lots = [
    ...new Map(sound.filter((s) => s.lotNo !== '').map((s) => [`${s.item.id} ${s.lotNo}`, s])).values(),
  ];
  const rows = lots.map(({ row, item, lotNo, expiry }) => ({
    id: newId(),
    item_id: item.id,
    lot_no: lotNo,
    supplier_lot_no: row.cells['supplier_lot_no'] ?? '',
    production_date: row.cells['production_date'] ?? null,
    expiry_date: expiry,
    received_date: row.cells['production_date'] ?? ctx.today,
  }));
  const text = JSON.stringify(rows);
  await sql`insert into wms.lot (company_id, id, item_id, lot_no, supplier_lot_no, production_date, expiry_date, received_date)
    select ${ctx.companyId}, id, item_id, lot_no, supplier_lot_no, production_date, expiry_date, received_date
    from jsonb_populate_recordset(null::wms.lot, ${text}::jsonb)
    on conflict (company_id, item_id, lot_no) do nothing`.execute(tx);
  const stored = await sql<{
    id: Id;
    item_id: Id;
    lot_no: string;
  }>`select l.id, l.item_id, l.lot_no from wms.lot l
    join jsonb_to_recordset(${text}::jsonb) as r (item_id uuid, lot_no text) on r.item_id = l.item_id and r.lot_no = l.lot_no
    where l.company_id = ${ctx.companyId}`.execute(tx);
  return new Map(stored.rows.map((row) => [`${row.item_id} ${row.lot_no}`, row.id]));
}

/** What has been opened before, by 'item lot bin'. */
async function openedBefore(tx: Tx, ctx: Ctx, itemIds: readonly Id[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; qty: string }>`
    select item_id || ' ' || lot_id || ' ' || to_bin_id as key, sum(qty)::text as qty from wms.movement
    where company_id = ${ctx.companyId} and kind = 'opening' and item_id = any(${itemIds}::uuid[]) group by 1`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.key, row.qty]));
}

export const openingStockImport: ImportKind = {
  kind: 'opening_stock',
  zh: '期初库存',
  en: 'opening stock',
  right: 'stock.adjust',
  order: 90,
  uniqueBy: ['item', 'bin', 'lot_no'],
  columns: [
    { key: 'item', zh: '物料编码', en: 'item code', kind: 'code', required: true },
    { key: 'warehouse', zh: '仓库', en: 'warehouse', kind: 'code' },
    { key: 'bin', zh: '仓位', en: 'bin', kind: 'code', required: true },
    { key: 'lot_no', zh: '批号', en: 'lot', kind: 'code' },
    { key: 'supplier_lot_no', zh: '供应商批号', en: 'supplier lot', kind: 'code' },
    { key: 'production_date', zh: '生产日期', en: 'production date', kind: 'date' },
    { key: 'expiry_date', zh: '有效期至', en: 'expiry date', kind: 'date' },
    { key: 'qty', zh: '数量', en: 'quantity', kind: 'qty', required: true },
    { key: 'value', zh: '金额', en: 'value', kind: 'amount', required: true },
  ],
  run: async (tx, ctx, rows, tell) => {
    const items = await loadItems(
      tx,
      ctx,
      rows.map((row) => row.cells['item'] ?? ''),
    );
    const bins = await loadBins(
      tx,
      ctx,
      rows.map((row) => (row.cells['bin'] ?? '').toUpperCase()),
    );
    const checked = rows.map((row) => check(row, items, bins));
    const problems = checked.flatMap((result) => ('item' in result ? [] : result));
    const sound = checked.filter((result): result is Sound => 'item' in result);
    const lots = await ensureLots(tx, ctx, sound);
    const before = await openedBefore(tx, ctx, [...new Set(sound.map(({ item }) => item.id))]);
    const keyed = sound.map((one) => ({ ...one, lotId: lots.get(`${one.item.id} ${one.lotNo}`) ?? NONE_ID }));
    const fresh = keyed.filter((one) => {
      const opened = before.get(`${one.item.id} ${one.lotId} ${one.bin.id}`);
      if (opened === undefined) return true;
      if (parseQty(opened) !== parseQty(one.row.cells['qty'] ?? '0')) {
        problems.push(
          rowProblem(
            one.row.rowNo,
            'qty',
            'OPENED_BEFORE',
            `期初已录入 ${trimmed(opened)}`,
            `Opened before with ${trimmed(opened)}`,
          ),
        );
      }
      return false;
    });
    const own = await tx
      .selectFrom('md.partner')
      .select('id')
      .where('company_id', '=', ctx.companyId)
      .where('is_own', '=', true)
      .executeTakeFirstOrThrow();
    const outside = await loadOutsideBins(tx, ctx.companyId);
    const CHUNK = 2_000;
    let done = 0;
    // Chunks bound the size of one statement; a file of ten thousand rows is five of them.
    for (let start = 0; start < fresh.length; start += CHUNK) {
      const chunk = fresh.slice(start, start + CHUNK);
      const sourceId = newId();
      const posted = await postMovements(
        tx,
        ctx,
        chunk.map((one) => ({
          kind: 'opening' as const,
          itemId: one.item.id,
          lotId: one.lotId,
          qty: parseQty(one.row.cells['qty'] ?? '0'),
          from: { binId: outside.opening, status: 'available', ownerId: own.id },
          to: { binId: one.bin.id, status: 'available', ownerId: own.id },
          sourceKind: 'opening_stock',
          sourceId,
        })),
      );
      await sql`insert into fin.opening_value (company_id, movement_id, value)
        select ${ctx.companyId}, * from unnest(${posted.map(({ id }) => id.toString())}::bigint[],
          ${chunk.map((one) => one.row.cells['value'] ?? '0')}::numeric[])`.execute(tx);
      done += chunk.length;
      tell(done);
    }
    return { problems, created: fresh.length, changed: 0 };
  },
};

const trimmed = (text: string): string => text.replace(/\.?0+$/, '');
