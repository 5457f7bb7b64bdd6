// A company that holds a generated planning problem in its tables: items, structure, stock, open purchases and sales
// orders, their dates moved to today. Written by the owner in a few statements; what is measured comes afterwards.
import { dateIn, addDays, systemClock } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/ids.ts';
import { dayNumber } from '../../server/planning/engine/csv.ts';
import { generate } from '../mrp/generate.ts';
import type { BenchHouse } from './server.ts';
import { type Company, TIME_ZONE, createTradingCompany } from './trading-company.ts';

const LINES_AN_ORDER = 100;

/** The rows of a CSV file, without its heading. */
const rowsOf = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));

const columnsOf = (rows: readonly (readonly string[])[], ...columns: readonly number[]): string[][] =>
  columns.map((column) => rows.map((row) => row[column] ?? ''));

const ITEMS = `
insert into md.item (company_id, id, code, name, pinyin, base_unit_id, source, inventory_account_code, purchase_price,
  sales_price, tax_code_id, lead_time_days, order_minimum, order_multiple, safety_stock, default_supplier_id)
select $1, gen_random_uuid(), i.code, '物料 ' || i.code, '', u.id, i.source, '1405.03', 2, 9, t.id, i.lead::int,
  i.least::numeric, i.multiple::numeric, i.safety::numeric, $2
from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
  as i (code, source, lead, least, multiple, safety)
join md.unit u on u.company_id = $1 and u.code = '只'
join md.tax_code t on t.company_id = $1 and t.code = 'VAT13'`;

const STRUCTURE = `
insert into md.bom (company_id, id, item_id, version, state, prepared_by)
select $1, gen_random_uuid(), i.id, '1', 'draft', $2 from md.item i
where i.company_id = $1 and i.code = any($3::text[])`;

const STRUCTURE_LINES = `
insert into md.bom_line (company_id, id, bom_id, line_no, component_id, qty_num, loss)
select $1, gen_random_uuid(), b.id, l.line_no, c.id, l.qty::numeric, l.loss::numeric
from (select parent, component, qty, loss, row_number() over (partition by parent order by component) as line_no
  from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as l (parent, component, qty, loss)) l
join md.item p on p.company_id = $1 and p.code = l.parent
join md.bom b on b.company_id = $1 and b.item_id = p.id
join md.item c on c.company_id = $1 and c.code = l.component`;

const STOCK = `
insert into wms.balance (company_id, item_id, owner_id, lot_id, status, bin_id, on_hand)
select $1, i.id, o.id, '00000000-0000-0000-0000-000000000000', 'available', n.id, s.qty::numeric
from unnest($2::text[], $3::text[]) as s (code, qty)
join md.item i on i.company_id = $1 and i.code = s.code
join md.partner o on o.company_id = $1 and o.is_own
join wms.bin n on n.company_id = $1 and n.code = 'A-0002'`;

const orders = (side: 'purchase' | 'sales'): string => `
insert into erp.${side}_order (company_id, id, no, state, ${side === 'purchase' ? 'supplier_id' : 'customer_id'},
  warehouse_id, business_date, delivery_date, prepared_by${side === 'sales' ? ', priority' : ''})
select $1, o.id::uuid, 'B' || o.no, 'approved', $2, $3, $4, $4, $5${side === 'sales' ? ', o.priority::smallint' : ''}
from unnest($6::text[], $7::text[], $8::text[]) as o (id, no, priority)`;

const lines = (side: 'purchase' | 'sales'): string => `
insert into erp.${side}_order_line (company_id, id, order_id, line_no, item_id, unit_id, qty_entered, qty, price_entered,
  price_with_tax, price, tax_rate, amount, tax_amount, total, delivery_date)
select $1, gen_random_uuid(), l.order_id::uuid, l.line_no::int, i.id, i.base_unit_id, l.qty::numeric, l.qty::numeric, 1, 1, 1,
  0, 0, 0, 0, l.day::date
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as l (order_id, line_no, code, qty, day)
join md.item i on i.company_id = $1 and i.code = l.code`;

export type PlannedCompany = Company & {
  readonly today: string;
  readonly customerId: string;
  /** Items of the topmost level, the ones that are sold. */
  readonly finished: readonly { readonly id: string; readonly code: string }[];
};

export async function createPlannedCompany(bench: BenchHouse, size: string): Promise<PlannedCompany> {
  const company = await createTradingCompany(bench, { items: 1, bins: 4 });
  const { owner } = bench;
  const files = generate(size);
  const today = dateIn(TIME_ZONE, systemClock.now());
  const meta: unknown = JSON.parse(files['meta.json'] ?? '{}');
  const zero = dayNumber(/"current": "([\d-]+)"/.exec(JSON.stringify(meta, null, 1))?.[1] ?? '');
  const moved = new Map<string, string>();
  const dayOf = (date: string): string => {
    const known = moved.get(date) ?? addDays(today, dayNumber(date) - zero);
    moved.set(date, known);
    return known;
  };
  const supply = rowsOf(files['supply.csv'] ?? '');
  await owner.query(ITEMS, [company.id, company.supplierIds[0], ...columnsOf(supply, 0, 1, 2, 3, 4, 5)]);
  const structure = rowsOf(files['boms.csv'] ?? '');
  const parents = [...new Set(structure.map(([parent]) => parent))];
  await owner.query(STRUCTURE, [company.id, company.asker.actor.userId, parents]);
  await owner.query(STRUCTURE_LINES, [company.id, ...columnsOf(structure, 0, 1, 2, 3)]);
  await owner.query(`update md.bom set state = 'active' where company_id = $1`, [company.id]);
  await owner.query(STOCK, [company.id, ...columnsOf(rowsOf(files['stock.csv'] ?? ''), 0, 1)]);
  const customer = await owner.query<{ id: string }>(
    `insert into md.partner (company_id, id, code, name, is_customer) values ($1, $2, 'C1', '客户', true) returning id`,
    [company.id, newId()],
  );
  const customerId = customer.rows[0]?.id ?? '';
  const open = rowsOf(files['open_supply.csv'] ?? '').map(([, item, , qty, day]) => [item, qty, day, '5']);
  const demand = rowsOf(files['demand.csv'] ?? '').map(([, item, day, qty, priority]) => [
    item,
    qty,
    day,
    priority,
  ]);
  const write = async (side: 'purchase' | 'sales', rows: (string | undefined)[][], partner: string) => {
    const byPriority = [...rows].sort((a, b) => Number(a[3]) - Number(b[3]));
    const heads: [string, string, string][] = [];
    const wanted = byPriority.map(([item = '', qty = '', day = '', priority = '5'], at) => {
      const isNew = at % LINES_AN_ORDER === 0 || heads.at(-1)?.[2] !== priority;
      if (isNew) heads.push([newId(), `${side}-${heads.length}`, priority]);
      return [heads.at(-1)?.[0] ?? '', String(at + 1), item, qty, dayOf(day)];
    });
    const user = company.asker.actor.userId;
    await owner.query(orders(side), [
      company.id,
      partner,
      company.warehouseId,
      today,
      user,
      ...columnsOf(heads, 0, 1, 2),
    ]);
    await owner.query(lines(side), [company.id, ...columnsOf(wanted, 0, 1, 2, 3, 4)]);
  };
  await write('purchase', open, company.supplierIds[0] ?? '');
  await write('sales', demand, customerId);
  await owner.query('analyze');
  const finished = await owner.query<{ id: string; code: string }>(
    'select id, code from md.item where company_id = $1 and code = any($2::text[]) order by code',
    [
      company.id,
      rowsOf(files['items.csv'] ?? '').flatMap(([code, , level]) => (level === '0' ? [code] : [])),
    ],
  );
  return { ...company, today, customerId, finished: finished.rows };
}
