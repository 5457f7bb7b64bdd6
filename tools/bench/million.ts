// A million movements, written set-wise by the owner: 40,000 stock keys of 25 movements each (13 receipts of 10,
// 12 shipments of 6), so that the laws of stock hold to the last row and are proved before anything is measured.
// Value has not followed yet: no pool and no voucher stands on these movements. Besides 50,000 orders on either side.
import type { BenchHouse } from './server.ts';
import type { Company, Size } from './trading-company.ts';

export const BIG: Size = { items: 5_000, bins: 4_000 };
const KEYS = 40_000;
const ROUNDS = 25;
const ORDERS = 50_000;

/** $1 company, $2 own partner, $3 warehouse. Lot n belongs to item n mod items and lies in bin n mod bins. */
const PREPARE = `
create temporary table item_no as select id, base_unit_id, (row_number() over (order by code) - 1)::int as n
  from md.item where company_id = $1;
create temporary table bin_no as select b.id, (row_number() over (order by b.code) - 1)::int as n from wms.bin b
  join wms.bin_profile p on p.company_id = b.company_id and p.id = b.profile_id
  where b.company_id = $1 and p.storable;
create temporary table partner_no as select id, (row_number() over (order by code) - 1)::int as n from md.partner
  where company_id = $1 and not is_own;
create temporary table key_no as select k as n, gen_random_uuid() as lot_id, i.id as item_id, b.id as bin_id
  from generate_series(0, ${KEYS - 1}) as k
  join item_no i on i.n = k % ${BIG.items} join bin_no b on b.n = (k * 7) % ${BIG.bins}`;

const STOCK = `
insert into wms.lot (company_id, id, item_id, lot_no, received_date, expiry_date)
  select $1, lot_id, item_id, 'P' || to_char(date '2024-12-01' + n % 700, 'YYMMDD') || '-' || lpad(n::text, 5, '0'),
    date '2024-12-01' + n % 700, date '2026-12-01' + n % 900 from key_no;
insert into wms.movement (company_id, command_id, kind, item_id, lot_id, qty, from_bin_id, from_status, from_owner_id,
    to_bin_id, to_status, to_owner_id, from_after, to_after, source_kind, source_id, actor_id, device, occurred_at,
    recorded_at, business_date)
  select $1, gen_random_uuid(), case when r % 2 = 1 then 'receive' else 'ship' end, k.item_id, k.lot_id,
    case when r % 2 = 1 then 10 else 6 end, case when r % 2 = 1 then s.id else k.bin_id end, 'available', o.id,
    case when r % 2 = 1 then k.bin_id else c.id end, 'available', o.id,
    case when r % 2 = 0 then (r / 2) * 4 end, case when r % 2 = 1 then (r / 2) * 4 + 10 end,
    case when r % 2 = 1 then 'receiving_notice' else 'shipment' end, gen_random_uuid(), u.user_id, 'PDA-0' || k.n % 9,
    t.at, t.at, t.at::date
  from generate_series(1, ${ROUNDS}) as r cross join key_no k
  cross join lateral (select timestamptz '2025-01-01' + ((r - 1) * ${KEYS} + k.n) * interval '59 seconds' as at) t
  cross join (select id from wms.bin where company_id = $1 and code = '*SUPPLIER') s
  cross join (select id from wms.bin where company_id = $1 and code = '*CUSTOMER') c
  cross join (select id from md.partner where company_id = $1 and is_own) o
  cross join (select user_id from sys.membership where company_id = $1) u
  order by r, k.n;
insert into wms.balance (company_id, item_id, owner_id, lot_id, status, bin_id, on_hand)
  select $1, k.item_id, o.id, k.lot_id, 'available', k.bin_id, ${13 * 10 - 12 * 6}
  from key_no k cross join (select id from md.partner where company_id = $1 and is_own) o`;

const orders = (trade: 'purchase' | 'sales', prefix: string, partner: string): string => `
create temporary table ${trade}_no as select n, gen_random_uuid() as id from generate_series(0, ${ORDERS - 1}) as n;
insert into erp.${trade}_order (company_id, id, no, state, ${partner}, warehouse_id, business_date, delivery_date, amount,
    tax_amount, total, prepared_by)
  select $1, o.id, '${prefix}-' || to_char(date '2025-01-01' + o.n / 75, 'YYYYMMDD') || '-' || lpad((o.n % 75 + 1)::text, 4, '0'),
    case when o.n % 50 = 0 then 'draft' else 'approved' end, p.id, w.id, date '2025-01-01' + o.n / 75,
    date '2025-01-08' + o.n / 75, 300, 39, 339, u.user_id
  from ${trade}_no o join partner_no p on p.n = o.n % (select count(*) from partner_no)
  cross join (select id from md.warehouse where company_id = $1 and code = 'W1') w
  cross join (select user_id from sys.membership where company_id = $1) u order by o.n;
insert into erp.${trade}_order_line (company_id, id, order_id, line_no, item_id, unit_id, qty_entered, qty, price_entered,
    price_with_tax, price, tax_rate, amount, tax_amount, total, delivery_date)
  select $1, gen_random_uuid(), o.id, l, i.id, i.base_unit_id, 10, 10, 11.3, 11.3, 10, 0.13, 100, 13, 113,
    date '2025-01-08' + o.n / 75
  from ${trade}_no o cross join generate_series(1, 3) as l
  join item_no i on i.n = (o.n * 3 + l) % ${BIG.items} order by o.n, l`;

/** Writes everything in one transaction. Foreign keys are right by construction and are not looked up row by row. */
export async function writeMillion(bench: BenchHouse, company: Company): Promise<void> {
  const client = await bench.owner.connect();
  const written = [
    PREPARE,
    STOCK,
    orders('purchase', 'CGDD', 'supplier_id'),
    orders('sales', 'XSDD', 'customer_id'),
  ];
  try {
    await client.query('begin; set local session_replication_role = replica');
    await client.query(`insert into md.partner (company_id, id, code, name, pinyin, is_supplier, is_customer)
      select '${company.id}', gen_random_uuid(), 'K' || n, '客户 ' || n, 'KH' || n, true, true from generate_series(1, 500) as n`);
    for (const text of written) await client.query(text.replaceAll('$1', `'${company.id}'::uuid`));
    await client.query('commit');
    await client.query('vacuum analyze');
  } finally {
    client.release();
  }
}
