// The shapes of what the allocation run answers: materials, orders, one of each opened, ways out, a slip.
import { z } from 'zod';
import { zDate, zDecimalText, zId, zMoment } from '../../kernel/schema.ts';
import { zAlertCause } from './alert-shapes.ts';
import { zChanged, zFace, zItemFace, zStatus } from './shapes.ts';

/** What holds an order back: short = nobody has ordered it, late = ordered but too late, lead = making takes longer. */
export const zBlocker = z.object({
  kind: z.enum(['short', 'late', 'lead']),
  item: zItemFace,
  track: z.string(),
  qty: zDecimalText,
  needDate: zDate,
  /** null: nobody knows when. */
  readyDate: zDate.nullable(),
  lateDays: z.int().nullable(),
  /** The supply that comes too late: its id in the plan and its document. */
  supplyId: z.string().nullable(),
  supply: zFace.nullable(),
  /** The firmed order that waits for it, when it is not the order itself. */
  through: zFace.nullable(),
});

/** How an open need stands: a line of a sales order or a firmed order. */
export const zNeedStanding = z.object({
  id: z.string(),
  document: zFace.nullable(),
  item: zItemFace,
  date: zDate,
  qty: zDecimalText,
  priority: z.int().nullable(),
  status: zStatus,
  readyDate: zDate.nullable(),
  lateDays: z.int().nullable(),
  /** Complete lines of all lines, and complete sets there now. */
  linesReady: z.int(),
  lineCount: z.int(),
  setsNow: zDecimalText,
  blockers: z.array(zBlocker),
});

/** An order that is not approved yet, as it would stand if it were. */
export const zIfApproved = z.object({
  today: zDate,
  /** `at`: which of the lines asked about; lines of items that the plan does not know are left out. */
  lines: z.array(zNeedStanding.extend({ at: z.int() })),
  /** Other orders that would be worse off. */
  hurt: z.array(zChanged),
  hurtCount: z.int(),
});

/** An order with its lines; its colour is that of its worst line. */
export const zOrderStanding = z.object({
  document: zFace.nullable(),
  status: zStatus,
  date: zDate,
  readyDate: zDate.nullable(),
  linesReady: z.int(),
  lineCount: z.int(),
  needs: z.array(zNeedStanding),
});

/** A line with the turn in which it is given its supply. */
export const zKitNeed = zNeedStanding.extend({ turn: z.int() });

/** An order of the page 订单齐套. */
export const zKitOrder = zOrderStanding.extend({
  needs: z.array(zKitNeed),
  /** Parts of all its lines that lie there, of all that it needs. */
  partsReady: z.int(),
  partCount: z.int(),
});

/** Over all orders that were found: how many stand how, and their lines. */
export const zKitTotals = z.object({
  ready: z.int(),
  covered: z.int(),
  short: z.int(),
  late: z.int(),
  lines: z.int(),
});

export const zLackingMaterial = z.object({
  item: zItemFace,
  track: z.string(),
  shortQty: zDecimalText,
  lateQty: zDecimalText,
  /** The deepest point of its balance. */
  gapQty: zDecimalText,
  /** What the order lines that wait for it are still worth, with tax; null for whoever may not see sales prices. */
  riskAmount: zDecimalText.nullable(),
  /** First day on which it is missed; the day on which the last of it can be there. */
  needDate: zDate,
  readyDate: zDate.nullable(),
  orderCount: z.int(),
  /** The most urgent orders that wait for it. */
  orders: z.array(z.object({ id: z.string(), document: zFace.nullable(), date: zDate })),
  /** Real supply less everything asked of it, by day. */
  balance: z.array(z.object({ date: zDate, qty: zDecimalText })),
});

export const zGiven = z.object({
  supplyId: z.string(),
  supply: zFace.nullable(),
  kind: z.enum(['stock', 'inspection', 'PO', 'MO', 'WW', 'transit', 'firm']),
  qty: zDecimalText,
  date: zDate,
  lateDays: z.int(),
});

/** One line of an opened need: what of it is there now, what comes in time, and what it was given. */
export const zOpenedLine = z.object({
  item: zItemFace,
  track: z.string(),
  qty: zDecimalText,
  nowQty: zDecimalText,
  inTimeQty: zDecimalText,
  needDate: zDate,
  readyDate: zDate.nullable(),
  status: zStatus,
  given: z.array(zGiven),
});

export const zShortageOrder = z.object({
  today: zDate,
  lines: z.array(zNeedStanding.extend({ opened: z.array(zOpenedLine) })),
});

/** An order line of a customer that finally waits, through however many levels. */
export const zFinalNeed = z.object({
  id: z.string(),
  document: zFace.nullable(),
  item: zItemFace,
  date: zDate,
  qty: zDecimalText,
  status: zStatus,
  readyDate: zDate.nullable(),
  lateDays: z.int().nullable(),
});

export const zShortageMaterial = z.object({
  item: zItemFace,
  today: zDate,
  onHand: zDecimalText,
  asked: z.array(
    z.object({
      id: z.string(),
      document: zFace.nullable(),
      /** What is made with it. */
      parent: zItemFace.nullable(),
      track: z.string(),
      date: zDate,
      qty: zDecimalText,
      shortQty: zDecimalText,
      status: zStatus,
      given: z.array(zGiven),
      /** Whom it finally is for: the order line itself, or those that the firmed order goes into. */
      finally: z.array(zFinalNeed),
      /** How many there are; at most fifty are named. */
      finallyCount: z.int(),
    }),
  ),
  supplies: z.array(zGiven.extend({ track: z.string(), freeQty: zDecimalText, expiry: zDate.nullable() })),
  balance: z.array(z.object({ date: zDate, qty: zDecimalText })),
});

export const zAfter = z.object({
  status: zStatus,
  readyDate: zDate.nullable(),
  lateDays: z.int().nullable(),
});

/** The orders that wait for a material, as they stand in a run. */
const zOutcome = z.object({
  waiting: z.int(),
  /** Short or late, the first of them by name. */
  redCount: z.int(),
  red: z.array(zFinalNeed),
  /** The day on which the last of them is complete; null when nobody knows. */
  readyDate: zDate.nullable(),
  /** Lines of sales orders that are short or late, for whoever brings what they are worth. */
  lineIds: z.array(zId),
});

/** What happens when nothing is done, and when chosen purchases are made: two runs, nothing written. */
export const zAdopted = z.object({
  nothing: zOutcome,
  adopted: zOutcome,
  /** How the material's balance runs with the purchases. */
  balance: z.array(z.object({ date: zDate, qty: zDecimalText })),
  /** Materials that are short now, and how many of them are not any more. */
  short: z.int(),
  solved: z.int(),
});

export const zWayOut = z.object({
  kind: z.enum(['purchase', 'expedite', 'substitute', 'transfer', 'sequence', 'move', 'split']),
  item: zItemFace.nullable(),
  /** Bought, taken or complete now, whatever the way is about. */
  qty: zDecimalText.nullable(),
  /** When it is there. */
  date: zDate.nullable(),
  /** The day to ask the supplier for, when inspection takes its days. */
  askDate: zDate.nullable(),
  supplier: z.string().nullable(),
  supplierId: zId.nullable(),
  /** The tracking number that is bought for; '' = for everybody. */
  track: z.string().nullable(),
  price: zDecimalText.nullable(),
  /** What it comes to, with tax; null where nobody knows or the asker may not see prices. */
  cost: zDecimalText.nullable(),
  /** The delivery to be asked for earlier, or the order it is taken from. */
  aboutId: z.string().nullable(),
  about: zFace.nullable(),
  substitute: zItemFace.nullable(),
  /** How much of the substitute; the product it is limited to, by its code. */
  takesQty: zDecimalText.nullable(),
  parent: z.string().nullable(),
  place: z.string().nullable(),
  priority: z.int().nullable(),
  /** The order's own, for the way back. */
  priorityNow: z.int().nullable(),
  /** Of an order that is split: what is left for `date`, and how it stands then. */
  rest: z.object({ qty: zDecimalText, after: zAfter }).nullable(),
  /** How the need stands then; of a split one, the part that goes first. */
  after: zAfter,
  /** Materials that still block it then. */
  blocking: z.int(),
  /** Of the orders that wait for the material asked about, how many are still short or late; null: none was named. */
  redCount: z.int().nullable(),
  hurt: z.array(zChanged),
  hurtCount: z.int(),
  helped: z.array(zChanged),
  helpedCount: z.int(),
});

export const zSlip = z.object({
  today: zDate,
  supply: zFace.nullable(),
  item: zItemFace,
  date: zDate,
  toDate: zDate,
  hurt: z.array(zChanged),
  hurtCount: z.int(),
});

/** What moved the plan last, and how large it is. */
export const zPlanHead = z.object({
  at: zMoment,
  milliseconds: z.int(),
  anew: z.boolean(),
  netted: z.int(),
  items: z.int(),
  cause: zAlertCause,
});

/** A material that is short, as somebody saw it: enough to say what is new and what is gone. */
export const zLackFact = z.object({
  itemId: zId,
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  track: z.string(),
  qty: zDecimalText,
  needDate: zDate,
});

/** An order that comes first and would lose what the run gave it. */
export const zRobbed = z.object({
  id: z.string(),
  document: zFace.nullable(),
  item: zItemFace,
  date: zDate,
  priority: z.int().nullable(),
  qty: zDecimalText,
});
