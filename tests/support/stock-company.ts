// A bare company for tests of the stock book alone: items, lots, bins and the places outside, written by the owner.
import { NONE_ID, newId } from '../../server/kernel/ids.ts';
import type { Actor, Ctx } from '../../server/kernel/ctx.ts';
import type { TestDatabase } from './database.ts';

export type StockCompany = {
  readonly companyId: string;
  readonly actor: Actor;
  readonly ownOwnerId: string;
  readonly supplierId: string;
  readonly itemIds: readonly string[];
  /** Per item: a lot of it; stock without lot uses NONE_ID. */
  readonly lotIds: readonly string[];
  readonly binIds: readonly string[];
  readonly outside: { readonly supplier: string; readonly customer: string; readonly loss: string };
  readonly contextOf: (command?: string) => Ctx;
};

/** Seeds a company with `items` items (each with one lot) and `bins` counted bins. */
export async function seedStockCompany(
  test: TestDatabase,
  items: number,
  bins: number,
): Promise<StockCompany> {
  const companyId = newId();
  const own = newId();
  const supplierId = newId();
  const unit = newId();
  const warehouse = newId();
  const [counted, uncounted] = [newId(), newId()];
  const itemIds = Array.from({ length: items }, newId);
  const lotIds = itemIds.map(() => newId());
  const binIds = Array.from({ length: bins }, newId);
  const outside = { supplier: newId(), customer: newId(), loss: newId() };
  const run = (text: string, values: unknown[]) => test.owner.query(text, values);
  await run(`insert into sys.company (id, code, name, start_period) values ($1, $2, 'test', '2026-01')`, [
    companyId,
    companyId.slice(-8),
  ]);
  await run(`insert into md.unit (company_id, id, code, name_zh) values ($1, $2, 'pcs', '只')`, [
    companyId,
    unit,
  ]);
  await run(
    `insert into md.partner (company_id, id, code, name, is_own, is_supplier)
    values ($1, $2, 'OWN', 'own', true, false), ($1, $3, 'V01', 'supplier', false, true)`,
    [companyId, own, supplierId],
  );
  await run(`insert into md.warehouse (company_id, id, code, name) values ($1, $2, 'W', 'W')`, [
    companyId,
    warehouse,
  ]);
  await run(
    `insert into md.item (company_id, id, code, name, base_unit_id, lot_managed)
    select $1, id, 'I' || n, 'item ' || n, $3, true from unnest($2::uuid[]) with ordinality as i (id, n)`,
    [companyId, itemIds, unit],
  );
  await run(`insert into wms.lot (company_id, id, item_id, lot_no) values ($1, $2, null, '')`, [
    companyId,
    NONE_ID,
  ]);
  await run(
    `insert into wms.lot (company_id, id, item_id, lot_no)
    select $1, lot, item, 'L1' from unnest($2::uuid[], $3::uuid[]) as l (lot, item)`,
    [companyId, lotIds, itemIds],
  );
  await run(
    `insert into wms.bin_profile (company_id, id, code, name_zh, name_en, counted)
    values ($1, $2, 'store', '存储', 'storage', true), ($1, $3, 'outside', '外部', 'outside', false)`,
    [companyId, counted, uncounted],
  );
  await run(
    `insert into wms.bin (company_id, id, warehouse_id, profile_id, code)
    select $1, id, $2, $3, 'B' || n from unnest($4::uuid[]) with ordinality as b (id, n)`,
    [companyId, warehouse, counted, binIds],
  );
  await run(
    `insert into wms.bin (company_id, id, warehouse_id, profile_id, code)
    values ($1, $4, $2, $3, '*SUPPLIER'), ($1, $5, $2, $3, '*CUSTOMER'), ($1, $6, $2, $3, '*LOSS')`,
    [companyId, warehouse, uncounted, outside.supplier, outside.customer, outside.loss],
  );
  const actor: Actor = {
    userId: newId(),
    login: 'tester',
    name: 'tester',
    rights: new Set(),
    warehouseIds: null,
  };
  return {
    companyId,
    actor,
    ownOwnerId: own,
    supplierId,
    itemIds,
    lotIds,
    binIds,
    outside,
    contextOf: (command = 'test.post') => ({
      companyId,
      commandId: newId(),
      command,
      actor,
      device: 'test',
      now: '2026-11-24T02:00:00.000Z',
      today: '2026-11-24',
      bus: { publish: async () => undefined },
      changes: [],
      topics: new Set(),
    }),
  };
}
