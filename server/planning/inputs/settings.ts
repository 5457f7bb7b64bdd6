// The settings a company plans by, with the defaults that hold until somebody has set them.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { parseMicro, type Settings } from '../engine/index.ts';

export type PlanSettings = {
  readonly engine: Settings;
  /** Goods in inspection are expected so many days after receipt where the item says nothing. */
  readonly inspectionDays: number;
  readonly countDrafts: boolean;
  readonly countInspection: boolean;
};

type Row = {
  bucket_days: number;
  consume_back_days: number;
  consume_forward_days: number;
  tolerance_days: number;
  tolerance_qty: string;
  release_days: number;
  wait_days: number;
  inspection_days: number;
  count_drafts: boolean;
  count_inspection: boolean;
};

const DEFAULTS: Row = {
  bucket_days: 1,
  consume_back_days: 30,
  consume_forward_days: 0,
  tolerance_days: 0,
  tolerance_qty: '0',
  release_days: 7,
  wait_days: 30,
  inspection_days: 1,
  count_drafts: true,
  count_inspection: true,
};

export async function loadSettings(tx: Tx, companyId: Id): Promise<PlanSettings> {
  const { rows } = await sql<Row>`
    select bucket_days, consume_back_days, consume_forward_days, tolerance_days, tolerance_qty, release_days,
      wait_days, inspection_days, count_drafts, count_inspection
    from plan.setting where company_id = ${companyId}`.execute(tx);
  const row = rows[0] ?? DEFAULTS;
  return {
    engine: {
      bucketDays: row.bucket_days,
      consumeBackDays: row.consume_back_days,
      consumeForwardDays: row.consume_forward_days,
      toleranceDays: row.tolerance_days,
      toleranceQty: parseMicro(row.tolerance_qty),
      releaseDays: row.release_days,
      waitDays: row.wait_days,
    },
    inspectionDays: row.inspection_days,
    countDrafts: row.count_drafts,
    countInspection: row.count_inspection,
  };
}
