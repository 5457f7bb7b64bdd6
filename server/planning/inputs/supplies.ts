// What is there and what comes: usable stock by lot, goods on their way and in inspection, what suppliers owe, and what
// planners firmed. Each is expected on the day on which it can be used.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { parseMicro, type StandIn, type SupplyInput } from '../engine/index.ts';
import type { Days } from './days.ts';
import { faceOf } from './faces.ts';
import type { Faced } from './needs.ts';
import { lineRatio } from './ratios.ts';
import type { PlanSettings } from './settings.ts';
import { type Share, splitByTracking } from './tracked-stock.ts';

type Supply = Faced<SupplyInput>;

export type SupplyScope = {
  readonly companyId: Id;
  readonly days: Days;
  readonly settings: PlanSettings;
  readonly only: readonly Id[] | null;
};

/** Goods between two warehouses are counted on for tomorrow: no document says when they arrive. */
const TRANSIT_DAYS = 1;

const narrowed = ({ only }: SupplyScope, column: string) =>
  only === null ? sql`` : sql`and ${sql.ref(column)} = any(${only}::uuid[])`;

export async function loadSupplies(tx: Tx, scope: SupplyScope): Promise<Supply[]> {
  return [
    ...(await loadStock(tx, scope)),
    ...(scope.settings.countInspection ? await loadInspections(tx, scope) : []),
    ...(await loadPurchases(tx, scope)),
    ...(await loadFirmOrders(tx, scope)),
  ];
}

type StockRow = {
  item: string;
  to_order: boolean;
  lot_id: Id;
  lot_no: string;
  expiry: string | null;
  transit: boolean;
  qty: string;
};
type Receipt = Share & { readonly item: string; readonly lotId: Id };

async function loadStock(tx: Tx, scope: SupplyScope): Promise<Supply[]> {
  const { companyId, days } = scope;
  const { rows } = await sql<StockRow>`
    select i.code as item, g.policy is not distinct from 'order' as to_order, s.lot_id, s.lot_no, s.expiry_date as expiry,
      s.in_transit as transit, s.qty
    from plan.usable_stock s
    join md.item i on i.company_id = s.company_id and i.id = s.item_id
    left join md.item_planning g on g.company_id = s.company_id and g.item_id = s.item_id
    where s.company_id = ${companyId} ${narrowed(scope, 's.item_id')}`.execute(tx);
  const received = rows.some((row) => row.to_order) ? await loadTracked(tx, scope) : [];
  return rows.flatMap((row) => {
    const name = [row.transit ? 'transit' : 'stock', row.item, row.lot_no].filter(Boolean).join(' ');
    const shares = splitByTracking(
      parseMicro(row.qty),
      row.to_order ? received.filter(({ item, lotId }) => item === row.item && lotId === row.lot_id) : [],
    );
    return shares.map(({ track, qty }): Supply => {
      const id = track === '' ? name : `${name} ${track}`;
      return {
        input: {
          id,
          item: row.item,
          kind: row.transit ? 'transit' : 'stock',
          day: row.transit ? TRANSIT_DAYS : 0,
          qty,
          ...(row.expiry === null ? {} : { expiry: days.of(row.expiry) }),
          ...(track === '' ? {} : { track }),
        },
        face: faceOf(row.transit ? 'transit' : 'stock', row.item, row.lot_no),
      };
    });
  });
}

/** What came in for tracking numbers, latest first. */
async function loadTracked(tx: Tx, scope: SupplyScope): Promise<Receipt[]> {
  const { rows } = await sql<{ item: string; lot_id: Id; track: string; qty: string }>`
    select i.code as item, r.lot_id, r.tracking_no as track, r.qty
    from plan.tracked_receipt r join md.item i on i.company_id = r.company_id and i.id = r.item_id
    where r.company_id = ${scope.companyId} ${narrowed(scope, 'r.item_id')} order by r.movement_id desc`.execute(
    tx,
  );
  return rows.map(({ item, lot_id, track, qty }) => ({ item, lotId: lot_id, track, qty: parseMicro(qty) }));
}

type InspectionRow = {
  item: string;
  to_order: boolean;
  document_id: Id;
  no: string;
  day: string;
  expiry: string | null;
  tracking_no: string;
  qty: string;
  partner_code: string;
  partner_name: string;
  wait: number;
};

async function loadInspections(tx: Tx, scope: SupplyScope): Promise<Supply[]> {
  const { companyId, days, settings } = scope;
  const { rows } = await sql<InspectionRow>`
    select i.code as item, g.policy is not distinct from 'order' as to_order, q.document_id, q.no, q.day,
      q.expiry_date as expiry, q.tracking_no, q.qty, q.partner_code, q.partner_name,
      coalesce(nullif(g.inspection_days, 0), ${settings.inspectionDays}::int) as wait
    from plan.in_inspection q
    join md.item i on i.company_id = q.company_id and i.id = q.item_id
    left join md.item_planning g on g.company_id = q.company_id and g.item_id = q.item_id
    where q.company_id = ${companyId} ${narrowed(scope, 'q.item_id')}`.execute(tx);
  return rows.map((row) => ({
    input: {
      id: row.no,
      item: row.item,
      kind: 'inspection',
      day: days.of(row.day) + row.wait,
      qty: parseMicro(row.qty),
      ...(row.expiry === null ? {} : { expiry: days.of(row.expiry) }),
      ...(row.to_order && row.tracking_no !== '' ? { track: row.tracking_no } : {}),
    },
    face: faceOf('inspection', row.item, row.no, {
      documentId: row.document_id,
      partnerCode: row.partner_code,
      partnerName: row.partner_name,
    }),
  }));
}

type PurchaseRow = {
  item: string;
  to_order: boolean;
  line_id: Id;
  document_id: Id;
  no: string;
  line_no: number;
  day: string;
  start_day: string;
  tracking_no: string;
  draft: boolean;
  qty: string;
  partner_code: string;
  partner_name: string;
  wait: number;
};

async function loadPurchases(tx: Tx, scope: SupplyScope): Promise<Supply[]> {
  const { companyId, days, settings } = scope;
  const { rows } = await sql<PurchaseRow>`
    select i.code as item, g.policy is not distinct from 'order' as to_order, p.line_id, p.document_id, p.no, p.line_no,
      p.day, p.start_day, p.tracking_no, p.draft, p.qty, p.partner_code, p.partner_name,
      coalesce(g.inspection_days, 0) as wait
    from plan.open_purchase p
    join md.item i on i.company_id = p.company_id and i.id = p.item_id
    left join md.item_planning g on g.company_id = p.company_id and g.item_id = p.item_id
    where p.company_id = ${companyId} and (not p.draft or ${settings.countDrafts})
      ${narrowed(scope, 'p.item_id')}`.execute(tx);
  return rows.map((row) => ({
    input: {
      id: `${row.no}/${row.line_no}`,
      item: row.item,
      kind: 'PO',
      day: days.of(row.day) + row.wait,
      start: days.of(row.start_day),
      qty: parseMicro(row.qty),
      ...(row.to_order && row.tracking_no !== '' ? { track: row.tracking_no } : {}),
      ...(row.draft ? { free: true } : {}),
    },
    face: faceOf('purchase_order', row.item, row.no, {
      documentId: row.document_id,
      lineNo: row.line_no,
      lineId: row.line_id,
      partnerCode: row.partner_code,
      partnerName: row.partner_name,
      draft: row.draft,
    }),
  }));
}

type FirmRow = {
  item: string;
  to_order: boolean;
  document_id: Id;
  no: string;
  kind: 'buy' | 'make' | 'subcontract' | 'substitute';
  start_day: string;
  day: string;
  tracking_no: string;
  qty: string;
  partner_code: string;
  partner_name: string;
  wait: number;
  takes: string;
  takes_num: string;
  takes_den: string;
  takes_parent: string | null;
  takes_from: string;
  takes_to: string;
  for_need: string;
};

/** A substitution is meant for one need, and is there on its day without inspection: nothing comes. */
const standInOf = (row: FirmRow, days: Days): StandIn => ({
  need: row.for_need,
  substitute: row.takes,
  ...lineRatio(row.takes_num, row.takes_den, '0'),
  ...(row.takes_parent === null ? {} : { parent: row.takes_parent }),
  ...(row.takes_from === '-infinity' ? {} : { from: days.of(row.takes_from) }),
  ...(row.takes_to === 'infinity' ? {} : { to: days.of(row.takes_to) }),
});

async function loadFirmOrders(tx: Tx, scope: SupplyScope): Promise<Supply[]> {
  const { companyId, days } = scope;
  const { rows } = await sql<FirmRow>`
    select i.code as item, g.policy is not distinct from 'order' as to_order, f.document_id, f.no, f.kind, f.start_day,
      f.day, f.tracking_no, f.qty, f.partner_code, f.partner_name, coalesce(g.inspection_days, 0) as wait, f.takes,
      f.takes_num, f.takes_den, f.takes_parent, f.takes_from, f.takes_to, f.for_need
    from plan.firm_supply f
    join md.item i on i.company_id = f.company_id and i.id = f.item_id
    left join md.item_planning g on g.company_id = f.company_id and g.item_id = f.item_id
    where f.company_id = ${companyId} ${narrowed(scope, 'f.item_id')}`.execute(tx);
  return rows.map((row) => ({
    input: {
      id: row.no,
      item: row.item,
      kind: 'firm',
      day: days.of(row.day) + (row.kind === 'substitute' ? 0 : row.wait),
      start: days.of(row.start_day),
      qty: parseMicro(row.qty),
      free: true,
      ...(row.kind === 'make' || row.kind === 'subcontract' ? { explodes: true } : {}),
      ...(row.kind === 'substitute' ? { standIn: standInOf(row, days) } : {}),
      ...(row.to_order && row.tracking_no !== '' ? { track: row.tracking_no } : {}),
    },
    face: faceOf('firm_order', row.item, row.no, {
      documentId: row.document_id,
      partnerCode: row.partner_code,
      partnerName: row.partner_name,
      draft: true,
    }),
  }));
}
