// The settings a company plans by, as the engine takes them.
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { parseMicro, type Settings } from '../engine/index.ts';
import { readScheme } from '../settings/index.ts';

export type PlanSettings = {
  readonly engine: Settings;
  /** Goods in inspection are expected so many days after receipt where the item says nothing. */
  readonly inspectionDays: number;
  readonly countDrafts: boolean;
  readonly countInspection: boolean;
};

export async function loadSettings(tx: Tx, companyId: Id): Promise<PlanSettings> {
  const {
    toleranceQty,
    inspectionDays,
    countDrafts,
    countInspection,
    version: _,
    ...engine
  } = await readScheme(tx, companyId);
  return {
    engine: { ...engine, toleranceQty: parseMicro(toleranceQty) },
    inspectionDays,
    countDrafts,
    countInspection,
  };
}
