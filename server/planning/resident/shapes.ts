// The shapes of what the plan answers: exact figures as decimal text, days as dates, everything that has a name under
// that name. The screens' queries publish these shapes as they are.
import { z } from 'zod';
import { zDate, zDecimalText, zId } from '../../kernel/schema.ts';
import { MESSAGES } from '../engine/index.ts';
import { STATUSES } from './statuses.ts';

export const zItemFace = z.object({
  id: zId,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  source: z.enum(['buy', 'make', 'subcontract', 'none', 'switch']),
  policy: z.enum(['stock', 'order']),
  supplierId: zId.nullable(),
  supplierName: z.string(),
  plannerId: zId.nullable(),
});

/** A document, or a stock that has none: what stands behind an id of the plan. */
export const zFace = z.object({
  kind: z.enum(['sales_order', 'forecast', 'stock', 'transit', 'inspection', 'purchase_order', 'firm_order']),
  documentId: zId.nullable(),
  no: z.string(),
  lineNo: z.int().nullable(),
  lineId: zId.nullable(),
  partnerCode: z.string(),
  partnerName: z.string(),
  draft: z.boolean(),
});

export const zStatus = z.enum(STATUSES);
export const zMessageKind = z.enum(MESSAGES);

/** Where a need is met from. `id` is that of the plan: a supply's id or a proposal's key. */
export const zSupplyRef = z.object({
  side: z.enum(['open', 'planned', 'byProduct', 'short']),
  id: z.string(),
  document: zFace.nullable(),
});

const zPeg = z.object({ supply: zSupplyRef, qty: zDecimalText });

export const zNeed = z.object({
  kind: z.enum(['demand', 'planned', 'firm', 'safety']),
  id: z.string(),
  track: z.string(),
  date: zDate,
  qty: zDecimalText,
  document: zFace.nullable(),
  /** The item of the order that needs it. */
  parent: z.object({ code: z.string(), name: z.string() }).nullable(),
  pegs: z.array(zPeg),
});

export const zServed = z.object({
  id: z.string(),
  document: zFace.nullable(),
  date: zDate,
  qty: zDecimalText,
});

export const zSupply = z.object({
  id: z.string(),
  track: z.string(),
  date: zDate,
  expiry: zDate.nullable(),
  qty: zDecimalText,
  qtyUsed: zDecimalText,
  document: zFace.nullable(),
});

export const zProposal = z.object({
  key: z.string(),
  kind: z.enum(['buy', 'make', 'subcontract', 'switch']),
  item: zItemFace,
  track: z.string(),
  needDate: zDate,
  endDate: zDate,
  startDate: zDate,
  qty: zDecimalText,
  /** What was short before any lot rule. */
  netQty: zDecimalText,
  reasons: z.array(z.string()),
});

export const zMessage = z.object({
  key: z.string(),
  kind: zMessageKind,
  item: zItemFace,
  track: z.string(),
  /** The id of the open supply or the key of the proposal; empty when it is about the item. */
  about: z.string(),
  document: zFace.nullable(),
  date: zDate,
  toDate: zDate,
  qty: zDecimalText,
  toQty: zDecimalText,
  state: z.enum(['open', 'dismissed', 'snoozed']),
  until: zDate.nullable(),
  ownerId: zId.nullable(),
  reason: z.string(),
});

/** A message in the worklist of somebody. */
export const zListedMessage = zMessage.extend({
  /** Given to its owner by somebody; otherwise the owner is the item's planner. */
  assigned: z.boolean(),
  change: z.enum(['new', 'changed']).nullable(),
  /** What it said when it was seen, if it says something else now. */
  was: z.object({ date: zDate, toDate: zDate, qty: zDecimalText, toQty: zDecimalText }).nullable(),
});

export const zItemPlan = z.object({
  item: zItemFace,
  today: zDate,
  safetyStock: zDecimalText,
  onHand: zDecimalText,
  rows: z.array(
    z.object({
      date: zDate,
      gross: zDecimalText,
      receipts: zDecimalText,
      proposals: zDecimalText,
      projected: zDecimalText,
      /** Without the proposals: where the item runs short. */
      uncovered: zDecimalText,
    }),
  ),
  needs: z.array(zNeed),
  supplies: z.array(zSupply),
  proposals: z.array(zProposal.extend({ serves: z.array(zServed) })),
  messages: z.array(zMessage),
});

/** What a need waits for: a tree in the order of reading, each row with its level. */
export const zWaits = z.object({
  level: z.int(),
  item: zItemFace,
  track: z.string(),
  supply: zSupplyRef,
  /** The day it is there, and the day it has to begin. */
  date: zDate,
  startDate: zDate.nullable(),
  qty: zDecimalText,
  /** null: it cannot be had. */
  lateDays: z.int().nullable(),
});

export const zPegTree = z.object({
  today: zDate,
  item: zItemFace,
  /** The plan has moved on and does not know it any more. */
  gone: z.boolean(),
  up: z.array(zServed),
  down: z.array(zWaits),
});

export const zStanding = z.object({
  id: z.string(),
  document: zFace.nullable(),
  item: zItemFace,
  date: zDate,
  qty: zDecimalText,
  status: zStatus,
  /** Days too late; null when it cannot be had at all. */
  lateDays: z.int().nullable(),
  /** The day on which it can be complete; null when it cannot. */
  earliestDate: zDate.nullable(),
});

export const zCause = z.object({
  item: zItemFace,
  supply: zSupplyRef,
  qty: zDecimalText,
  /** When it is needed, when it comes. */
  needDate: zDate,
  date: zDate,
  lateDays: z.int().nullable(),
});

export const zOrderSupply = z.object({
  today: zDate,
  lines: z.array(
    zStanding.extend({
      causes: z.array(zCause),
      chain: z.array(zWaits),
    }),
  ),
});

export const zPromised = z.object({
  item: zItemFace,
  wantedDate: zDate,
  qty: zDecimalText,
  /** null: something it needs has no source. */
  date: zDate.nullable(),
  causes: z.array(z.object({ item: zItemFace, supply: z.string(), lateDays: z.int().nullable() })),
  chain: z.array(zWaits),
});

export const zChanged = z.object({
  id: z.string(),
  document: zFace.nullable(),
  item: zItemFace,
  date: zDate,
  qty: zDecimalText,
  before: zStatus.nullable(),
  after: zStatus,
  lateDaysBefore: z.int().nullable(),
  lateDays: z.int().nullable(),
  earliestDate: zDate.nullable(),
});

export const zWhatIf = z.object({
  today: zDate,
  changed: z.array(zChanged),
  changedCount: z.int(),
  proposals: z.object({ before: z.int(), after: z.int() }),
});

export const zLoads = z.object({
  today: zDate,
  centres: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      weeks: z.array(
        z.object({
          /** The week's Monday. */
          from: zDate,
          plannedHours: zDecimalText,
          openHours: zDecimalText,
          capacityHours: zDecimalText,
          overload: z.boolean(),
        }),
      ),
    }),
  ),
});

/** One order in a bar of the load. */
export const zLoadPart = z.object({
  id: z.string(),
  /** null: only proposed. */
  document: zFace.nullable(),
  item: zItemFace,
  track: z.string(),
  qty: zDecimalText,
  hours: zDecimalText,
  startDate: zDate,
  endDate: zDate,
});

/** A bucket of forecast as the plan counts it, with the orders that ate of it. */
export const zForecastUse = z.object({
  from: zDate,
  to: zDate,
  qty: zDecimalText,
  consumed: zDecimalText,
  /** Of what is consumed: by orders that have been shipped, which are not named. */
  shipped: zDecimalText,
  /** What is still planned for. */
  left: zDecimalText,
  orders: z.array(
    z.object({
      id: z.string(),
      document: zFace.nullable(),
      date: zDate,
      orderQty: zDecimalText,
      qty: zDecimalText,
    }),
  ),
});

export const zSummary = z.object({
  today: zDate,
  items: z.int(),
  demands: z.object({ ready: z.int(), covered: z.int(), short: z.int(), late: z.int() }),
  messages: z.array(z.object({ kind: zMessageKind, count: z.int() })),
  proposals: z.object({ buy: z.int(), make: z.int(), subcontract: z.int() }),
  /** Proposals that must start within the release window. */
  toRelease: z.int(),
});
