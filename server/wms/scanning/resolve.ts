// What a scanned code is: an item with what its symbol says, a bin, a lot, a document, a task; and what of it stands
// where. One query for every screen of the handheld, so that any code is understood anywhere. No prices, ever; and no
// quantity in a bin that somebody is to count, for a count that knows the book is none.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { zId } from '../../kernel/schema.ts';
import { loadTaskCards, zTaskCard } from '../tasks/index.ts';
import { readScan } from './gs1.ts';

const MOST = 60;

const zItem = z.object({
  id: zId,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  lot_managed: z.boolean(),
  expiry_managed: z.boolean(),
  /** Base units in what was scanned: one piece, or the content of the pack. */
  qty: z.string(),
  pack: z.string().nullable(),
  /** Every pack of the item and its content in base units, the smallest first. */
  packs: z.array(z.object({ unit: z.string(), qty: z.string() })),
});
const zBin = z.object({ id: zId, code: z.string(), warehouse_code: z.string(), warehouse_name: z.string() });
const zStock = z.object({
  item_id: zId,
  item_code: z.string(),
  item_name: z.string(),
  unit: z.string(),
  lot_id: zId,
  lot_no: z.string(),
  expiry_date: z.string().nullable(),
  status: z.string(),
  warehouse_code: z.string(),
  bin_code: z.string(),
  owner_name: z.string(),
  is_own: z.boolean(),
  /** Null while the bin is being counted. */
  on_hand: z.string().nullable(),
  free: z.string().nullable(),
});

type Scope = { readonly warehouses: readonly string[] | null; readonly companyId: string };

const PACKS = sql`coalesce((select jsonb_agg(jsonb_build_object('unit', ku.code,
    'qty', trim_scale(round(k.numerator::numeric / k.denominator, 6))::text) order by k.level, ku.code)
  from md.item_pack k join md.unit ku on ku.company_id = k.company_id and ku.id = k.unit_id
  where k.company_id = i.company_id and k.item_id = i.id), '[]')`;

async function findItem(tx: Tx, { companyId }: Scope, codes: readonly string[], count: string | null) {
  const { rows } = await sql<z.output<typeof zItem>>`
    select i.id, i.code, i.name, i.spec, u.code as unit, i.lot_managed, i.expiry_managed,
      trim_scale(coalesce(${count}::numeric, 1) * coalesce(round(p.numerator::numeric / p.denominator, 6), 1))::text as qty,
      pu.code as pack, ${PACKS} as packs
    from md.item i
    join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
    left join md.item_barcode b on b.company_id = i.company_id and b.item_id = i.id and b.barcode = any(${codes}::text[])
    left join md.item_pack p on p.company_id = b.company_id and p.id = b.item_pack_id
    left join md.unit pu on pu.company_id = p.company_id and pu.id = p.unit_id
    where i.company_id = ${companyId} and (b.barcode is not null
      or i.code = any(${codes.map((code) => code.toUpperCase())}::text[]))
    order by array_position(${codes}::text[], b.barcode) limit 1`.execute(tx);
  return rows[0] ?? null;
}

type OfLot = { readonly item: z.output<typeof zItem>; readonly lot_no: string };

/** The item of a lot label, when only one item has a lot of that number. */
async function findItemOfLot(tx: Tx, { companyId }: Scope, lotNo: string) {
  const { rows } = await sql<OfLot>`
    select jsonb_build_object('id', i.id, 'code', i.code, 'name', i.name, 'spec', i.spec, 'unit', u.code,
      'lot_managed', i.lot_managed, 'expiry_managed', i.expiry_managed, 'qty', '1', 'pack', null, 'packs', ${PACKS}) as item,
      l.lot_no
    from wms.lot l
    join md.item i on i.company_id = l.company_id and i.id = l.item_id
    join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
    where l.company_id = ${companyId} and l.lot_no = any(${[lotNo, lotNo.toUpperCase()]}::text[]) limit 2`.execute(
    tx,
  );
  const [only, another] = rows;
  return only && !another ? only : null;
}

async function findBin(tx: Tx, scope: Scope, text: string) {
  const { rows } = await sql<z.output<typeof zBin>>`
    select b.id, b.code, w.code as warehouse_code, w.name as warehouse_name
    from wms.bin b join md.warehouse w on w.company_id = b.company_id and w.id = b.warehouse_id
    where b.company_id = ${scope.companyId} and b.code = ${text.toUpperCase()}
      and (${scope.warehouses === null} or b.warehouse_id = any(${scope.warehouses ?? []}::uuid[]))
    order by w.code limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** Where the item, bin or lot stands, in the warehouses one may see. */
async function findStock(tx: Tx, scope: Scope, itemId: string | null, binId: string | null, lotNo: string) {
  const { rows } = await sql<z.output<typeof zStock>>`
    select item_id, item_code, item_name, unit, lot_id, lot_no, expiry_date::text, status, warehouse_code, bin_code,
      owner_name, is_own, case when counting then null else trim_scale(on_hand)::text end as on_hand,
      case when counting then null else trim_scale(free)::text end as free
    from wms.stock_list s
    cross join lateral (select exists (select from wms.task t where t.company_id = s.company_id and t.kind = 'count'
      and t.from_bin_id = s.bin_id and t.state in ('ready', 'claimed', 'started')) as counting) c
    where company_id = ${scope.companyId}
      and (${scope.warehouses === null} or warehouse_id = any(${scope.warehouses ?? []}::uuid[]))
      and case when ${binId}::uuid is not null then bin_id = ${binId}::uuid
               when ${itemId}::uuid is not null then item_id = ${itemId}::uuid and (${lotNo} = '' or lot_no = ${lotNo})
               else lot_no = ${lotNo} and ${lotNo} <> '' end
    order by item_code, expiry_date nulls last, bin_code limit ${MOST}`.execute(tx);
  return rows;
}

/** The open tasks of a scanned document or of the order it stems from, the task itself, or the count of a scanned bin. */
const findTasks = (tx: Tx, ctx: Ctx, text: string) =>
  loadTaskCards(
    tx,
    ctx,
    sql`state in ('ready', 'claimed', 'started') and (document_no = ${text.toUpperCase()} or no::text = ${text}
      or kind = 'count' and from_bin = ${text.toUpperCase()}
      or document_id in (select i.document_id from contract.instruction i
        where i.company_id = ${ctx.companyId} and i.body ->> 'originNo' = ${text.toUpperCase()}))`,
    MOST,
  );

/** Reads any scan and says what it is. Answers with nulls and empty lists when nobody knows the code. */
export const resolveScan = defineQuery({
  name: 'scanning.resolve',
  right: 'task.execute',
  input: z.object({ text: z.string().min(1).max(400) }),
  output: z.object({
    text: z.string(),
    item: zItem.nullable(),
    lotNo: z.string().nullable(),
    productionDate: z.string().nullable(),
    expiryDate: z.string().nullable(),
    bin: zBin.nullable(),
    tasks: z.array(zTaskCard),
    stock: z.array(zStock),
  }),
  run: async (tx, input, ctx) => {
    const reading = readScan(input.text, ctx.today);
    const scope = {
      companyId: ctx.companyId,
      warehouses: ctx.actor.warehouseIds && [...ctx.actor.warehouseIds],
    };
    const named = await findItem(tx, scope, reading.itemCodes, reading.count);
    const bin = named ? null : await findBin(tx, scope, reading.text);
    const labelled = named || bin ? null : await findItemOfLot(tx, scope, reading.text);
    const item = named ?? labelled?.item ?? null;
    const lotNo = reading.lotNo ?? labelled?.lot_no ?? (item || bin ? '' : reading.text);
    return {
      text: reading.text,
      item,
      lotNo: reading.lotNo ?? labelled?.lot_no ?? null,
      productionDate: reading.productionDate,
      expiryDate: reading.expiryDate,
      bin,
      tasks: await findTasks(tx, ctx, reading.text),
      stock: await findStock(tx, scope, item?.id ?? null, bin?.id ?? null, lotNo),
    };
  },
});
