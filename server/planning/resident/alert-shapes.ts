// An alert as facts for a sentence: what changed from what to what, by whose command, and which orders that hits, with
// what is missing and the day on which it can be there.
import { z } from 'zod';
import { zDate, zDecimalText, zId, zMoment } from '../../kernel/schema.ts';
import { zCause, zFace, zStanding, zStatus } from './shapes.ts';

const zSide = z.object({ qty: zDecimalText, date: zDate });
const zSmallItem = z.object({ id: zId, code: z.string(), name: z.string(), unit: z.string() });

export const zAlertChange = z.object({
  /**
   * structure: what the item is made of; item: how it is planned; overdue: it should have come on the day of `before`;
   * import: a file whose name is the id, where it is known.
   */
  what: z.enum(['demand', 'supply', 'forecast', 'item', 'structure', 'serving', 'overdue', 'import']),
  id: z.string(),
  document: zFace.nullable(),
  item: zSmallItem.nullable(),
  /** null: it was not there before, it is not there any more. Both null: nobody knows more than that it changed. */
  before: zSide.nullable(),
  after: zSide.nullable(),
});

export const zAlertCause = z.object({
  command: z.string(),
  actorId: zId.nullable(),
  at: zMoment.nullable(),
  /** Nobody watched from then until the alert: what changed is told as far as it can be known. null: it was seen at once. */
  since: zMoment.nullable(),
  /** The calendar days on which it was looked before and now, when they differ. */
  daysPassed: z.object({ from: zDate, to: zDate }).nullable(),
  /** At most twenty; `changeCount` says how many there were. */
  changes: z.array(zAlertChange),
  changeCount: z.int(),
});

/** `before` is null for an order that was not there before, or of which nobody knows how it stood. */
export const zAlertHit = zStanding.extend({ before: zStatus.nullable(), causes: z.array(zCause) });

export type AlertCause = z.output<typeof zAlertCause>;
export type AlertChange = z.output<typeof zAlertChange>;
export type AlertHit = z.output<typeof zAlertHit>;
