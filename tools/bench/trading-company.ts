// A trading company to post in: items kept in lots, storage bins, suppliers, and receiving notices made by the
// real commands (order, approval, notice), so that what is measured later is the work of the floor alone.
import type { AnyCommand } from '../../server/kernel/command.ts';
import { dateIn, periodOf, systemClock } from '../../server/kernel/clock.ts';
import type { Actor } from '../../server/kernel/ctx.ts';
import { type Id, newId } from '../../server/kernel/ids.ts';
import { type Asker, runCommand } from '../../server/kernel/run-command.ts';
import { withTransaction } from '../../server/kernel/transaction.ts';
import { createCompany } from '../../server/main/new-company.ts';
import { commands } from '../../server/main/registry.ts';
import { RIGHTS } from '../../server/main/rights.ts';
import type { BenchHouse } from './server.ts';

export const TIME_ZONE = 'Asia/Shanghai';
/** How large the company is. */
export type Size = { readonly items: number; readonly bins: number };
const SMALL: Size = { items: 500, bins: 400 };
const SUPPLIERS = 8;

export type Company = {
  readonly id: Id;
  readonly asker: Asker;
  readonly supplierIds: readonly Id[];
  readonly itemIds: readonly Id[];
  readonly warehouseId: Id;
  /** Runs a command through the real door; throws when it is not done. */
  readonly act: (name: string, input: unknown) => Promise<Record<string, unknown>>;
};

const commandOf = (name: string): AnyCommand => {
  const found = commands.find((command) => command.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
};

const GROUND = `
with unit as (select id from md.unit where company_id = $1 and code = '只'),
  tax as (select id from md.tax_code where company_id = $1 and code = 'VAT13'),
  warehoused as (insert into md.warehouse (company_id, id, code, name) values ($1, $2, 'W1', '总仓')),
  itemised as (
    insert into md.item (company_id, id, code, name, pinyin, base_unit_id, lot_managed, inventory_account_code,
      purchase_price, tax_code_id)
    select $1, i.id, 'I-' || lpad(i.n::text, 5, '0'), '物料 ' || i.n, 'WL' || i.n, unit.id, true, '1405.03', 7.8, tax.id
    from unnest($3::uuid[]) with ordinality as i (id, n), unit, tax)
insert into md.partner (company_id, id, code, name, pinyin, is_supplier)
  select $1, s.id, 'V' || s.n, '供应商 ' || s.n, 'GYS', true from unnest($4::uuid[]) with ordinality as s (id, n)`;

const BIN_ROWS = `
insert into wms.bin (company_id, id, warehouse_id, profile_id, code, putaway_sequence)
select $1, b.id, $2, p.id, case when b.n = 1 then 'DOCK' else 'A-' || lpad(b.n::text, 4, '0') end, b.n
from unnest($3::uuid[]) with ordinality as b (id, n)
join wms.bin_profile p on p.company_id = $1 and p.code = case when b.n = 1 then 'receive' else 'storage' end`;

const listOf = (count: number): Id[] => Array.from({ length: count }, newId);

export async function createTradingCompany(bench: BenchHouse, size: Size = SMALL): Promise<Company> {
  const { house, owner } = bench;
  const [id, userId, warehouseId] = [newId(), newId(), newId()];
  const today = dateIn(TIME_ZONE, systemClock.now());
  await owner.query(`insert into sys.user_account (id, login, name, password_hash) values ($1, $2, $2, '')`, [
    userId,
    `u${userId.slice(-8)}`,
  ]);
  await withTransaction(house.database, id, 'write', (tx) =>
    createCompany(tx, { id, code: id.slice(-8), name: '量测公司', startPeriod: periodOf(today) }, userId),
  );
  const [itemIds, supplierIds] = [listOf(size.items), listOf(SUPPLIERS)];
  await owner.query(GROUND, [id, warehouseId, itemIds, supplierIds]);
  await owner.query(BIN_ROWS, [id, warehouseId, listOf(size.bins + 1)]);
  const rights = new Set(Object.keys(RIGHTS));
  const actor: Actor = { userId, login: 'bench', name: 'bench', rights, warehouseIds: null };
  const asker: Asker = { company: { id, timeZone: TIME_ZONE }, actor, device: 'PDA-01' };
  return {
    id,
    asker,
    supplierIds,
    itemIds,
    warehouseId,
    act: async (name, input) => {
      const outcome = await runCommand(house, asker, commandOf(name), newId(), input);
      if (outcome.kind !== 'done') throw new Error(`${name}: ${JSON.stringify(outcome)}`);
      return outcome.result as Record<string, unknown>;
    },
  };
}

export type Notice = { readonly id: Id; readonly lineIds: readonly Id[] };

const MUCH = '1000000';

/** Announces deliveries of `lines` lines each, from order to notice, by the real commands. */
export async function announce(
  bench: BenchHouse,
  company: Company,
  count: number,
  lines: number,
): Promise<Notice[]> {
  const deliveryDate = dateIn(TIME_ZONE, systemClock.now());
  const notices: Notice[] = [];
  for (let n = 0; n < count; n += 1) {
    const order = await company.act('purchase.save-order', {
      supplierId: company.supplierIds[n % SUPPLIERS],
      warehouseId: company.warehouseId,
      deliveryDate,
      lines: Array.from({ length: lines }, (_, line) => ({
        itemId: company.itemIds[(n * lines + line) % company.itemIds.length],
        qty: MUCH,
      })),
    });
    const { orderId } = order;
    await company.act('purchase.approve-order', { orderId });
    const { noticeId } = await company.act('purchase.notify-arrival', { orderId });
    const { rows } = await bench.owner.query<{ id: Id }>(
      'select id from wms.receiving_notice_line where company_id = $1 and notice_id = $2 order by line_no',
      [company.id, noticeId],
    );
    notices.push({ id: String(noticeId), lineIds: rows.map((row) => row.id) });
  }
  return notices;
}
