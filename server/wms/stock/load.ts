// Reads and locks for the stock book. Balance rows exist before they are locked and are locked in key order, so
// that any number of writers queue instead of deadlocking.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, type QtyText, parseQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { ask } from '../../kernel/lane.ts';
import { type BalanceRow, type StockKey, type WmsTx } from './types.ts';

type BalanceText = {
  item_id: Id;
  owner_id: Id;
  lot_id: Id;
  status: string;
  bin_id: Id;
  on_hand: QtyText;
  allocated: QtyText;
};

const balanceOf = (row: BalanceText): BalanceRow => ({
  itemId: row.item_id,
  ownerId: row.owner_id,
  lotId: row.lot_id,
  status: row.status,
  binId: row.bin_id,
  onHand: parseQty(row.on_hand),
  allocated: parseQty(row.allocated),
});

const columnsOf = (keys: readonly StockKey[]) => sql`
  ${keys.map((key) => key.itemId)}::uuid[], ${keys.map((key) => key.ownerId)}::uuid[],
  ${keys.map((key) => key.lotId)}::uuid[], ${keys.map((key) => key.status)}::text[],
  ${keys.map((key) => key.binId)}::uuid[]`;

const KEY_ORDER = sql`b.item_id, b.owner_id, b.lot_id, b.status, b.bin_id`;

async function lockExisting(tx: WmsTx, ctx: Ctx, keys: readonly StockKey[]): Promise<BalanceRow[]> {
  const { rows } = await sql<BalanceText>`
    select b.item_id, b.owner_id, b.lot_id, b.status, b.bin_id, b.on_hand, b.allocated
    from wms.balance b
    where b.company_id = ${ctx.companyId} and (b.item_id, b.owner_id, b.lot_id, b.status, b.bin_id) in
      (select * from unnest(${columnsOf(keys)}))
    order by ${KEY_ORDER} for no key update`.execute(tx);
  return rows.map(balanceOf);
}

type Touched = {
  /** The locked balances; none for places outside. */
  readonly rows: readonly BalanceRow[];
  /** Which of the bins keep balances; the others are the world outside. */
  readonly countedBins: ReadonlySet<Id>;
};

/**
 * Locks the balances of the keys, creating missing ones at zero first, in one statement: the rows it makes are its
 * own, the others are locked in key order. Rows that somebody else is just making are not seen by it; they are
 * locked by a second look.
 */
export async function lockTouched(tx: WmsTx, ctx: Ctx, keys: readonly StockKey[]): Promise<Touched> {
  if (keys.length === 0) return { rows: [], countedBins: new Set() };
  const { rows } = await ask(
    tx,
    sql<BalanceText | (Omit<BalanceText, 'on_hand' | 'allocated'> & { on_hand: null; allocated: null })>`
    with wanted as materialized (
      select k.* from unnest(${columnsOf(keys)}) as k (item_id, owner_id, lot_id, status, bin_id)
      join wms.bin n on n.company_id = ${ctx.companyId} and n.id = k.bin_id
      join wms.bin_profile p on p.company_id = n.company_id and p.id = n.profile_id and p.counted),
    made as (
      insert into wms.balance (company_id, item_id, owner_id, lot_id, status, bin_id)
      select ${ctx.companyId}, k.item_id, k.owner_id, k.lot_id, k.status, k.bin_id from wanted k
      where not exists (select from wms.balance b where b.company_id = ${ctx.companyId} and b.item_id = k.item_id
        and b.owner_id = k.owner_id and b.lot_id = k.lot_id and b.status = k.status and b.bin_id = k.bin_id)
      order by k.item_id, k.owner_id, k.lot_id, k.status, k.bin_id
      on conflict do nothing
      returning item_id, owner_id, lot_id, status, bin_id, on_hand, allocated),
    locked as (
      select b.item_id, b.owner_id, b.lot_id, b.status, b.bin_id, b.on_hand, b.allocated
      from wms.balance b
      where b.company_id = ${ctx.companyId} and (b.item_id, b.owner_id, b.lot_id, b.status, b.bin_id) in
        (select * from unnest(${columnsOf(keys)}))
      order by ${KEY_ORDER} for no key update)
    select * from made union all select * from locked
    union all select item_id, owner_id, lot_id, status, bin_id, null, null from wanted`,
  );
  const locked = rows.flatMap((row) => (row.on_hand === null ? [] : [balanceOf(row)]));
  const counted = rows.filter((row) => row.on_hand === null);
  return {
    rows: locked.length < counted.length ? await lockExisting(tx, ctx, keys) : locked,
    countedBins: new Set(counted.map((row) => row.bin_id)),
  };
}

/** Locks the balances of keys that all stand in counted bins. */
export const lockBalances = async (tx: WmsTx, ctx: Ctx, keys: readonly StockKey[]) =>
  (await lockTouched(tx, ctx, keys)).rows;

export type StockScope = {
  readonly itemIds?: readonly Id[];
  readonly warehouseId?: Id;
  readonly binIds?: readonly Id[];
  readonly ownerId?: Id;
};

/** Locks every non-empty balance in a scope, in key order: what an allocation or a count chooses from. */
export async function lockStock(tx: WmsTx, ctx: Ctx, scope: StockScope): Promise<BalanceRow[]> {
  const { rows } = await sql<BalanceText>`
    select b.item_id, b.owner_id, b.lot_id, b.status, b.bin_id, b.on_hand, b.allocated
    from wms.balance b
    where b.company_id = ${ctx.companyId} and b.on_hand > 0
      ${scope.itemIds ? sql`and b.item_id = any(${scope.itemIds}::uuid[])` : sql``}
      ${scope.binIds ? sql`and b.bin_id = any(${scope.binIds}::uuid[])` : sql``}
      ${scope.ownerId ? sql`and b.owner_id = ${scope.ownerId}` : sql``}
      ${
        scope.warehouseId
          ? sql`and exists (select from wms.bin n where n.company_id = b.company_id and n.id = b.bin_id
            and n.warehouse_id = ${scope.warehouseId})`
          : sql``
      }
    order by ${KEY_ORDER} for no key update`.execute(tx);
  return rows.map(balanceOf);
}

export type OpenAllocation = { readonly id: Id; readonly key: StockKey; readonly open: Qty };

/** Locks allocations and tells what is still open of each, in id order. Take after the balances they stand on. */
export async function lockAllocations(tx: WmsTx, ctx: Ctx, ids: readonly Id[]): Promise<OpenAllocation[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Omit<BalanceText, 'on_hand' | 'allocated'> & { id: Id; open: QtyText }>`
    select a.id, a.item_id, a.owner_id, a.lot_id, a.status, a.bin_id, a.qty - a.qty_consumed - a.qty_released as open
    from wms.allocation a
    where a.company_id = ${ctx.companyId} and a.id = any(${ids}::uuid[])
    order by a.id for no key update`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    key: {
      itemId: row.item_id,
      ownerId: row.owner_id,
      lotId: row.lot_id,
      status: row.status,
      binId: row.bin_id,
    },
    open: parseQty(row.open),
  }));
}

export type OutsideBins = {
  readonly supplier: Id;
  readonly customer: Id;
  readonly loss: Id;
  readonly opening: Id;
  readonly production: Id;
};

const OUTSIDE_CODES = {
  supplier: '*SUPPLIER',
  customer: '*CUSTOMER',
  loss: '*LOSS',
  opening: '*OPENING',
  production: '*PRODUCTION',
} as const;

/** The company's places outside: where goods come from and go to. */
export async function loadOutsideBins(tx: WmsTx, companyId: Id): Promise<OutsideBins> {
  const rows = await tx
    .selectFrom('wms.bin')
    .select(['id', 'code'])
    .where('company_id', '=', companyId)
    .where('code', 'in', Object.values(OUTSIDE_CODES))
    .execute();
  const idOf = (code: string): Id => {
    const row = rows.find((found) => found.code === code);
    if (!row) throw new Error(`the company has no outside place ${code}`);
    return row.id;
  };
  return {
    supplier: idOf(OUTSIDE_CODES.supplier),
    customer: idOf(OUTSIDE_CODES.customer),
    loss: idOf(OUTSIDE_CODES.loss),
    opening: idOf(OUTSIDE_CODES.opening),
    production: idOf(OUTSIDE_CODES.production),
  };
}
