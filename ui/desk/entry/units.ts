// The units a line may be typed in. What is typed stays in its unit; the base quantity beside it follows exactly, and
// a quantity that does not convert exactly is told at once.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { query } from '../../api-client/client.ts';
import { converted, isQty } from '../../kit/format.ts';
import type { Line } from './lines.ts';

export type Unit = {
  readonly unitId: string;
  readonly unit: string;
  readonly numerator: string;
  readonly denominator: string;
};
export type UnitsOf = (itemId: string) => readonly Unit[];

/** The units of these items, each item's base unit first. */
export function useUnits(itemIds: readonly string[]): UnitsOf {
  const answer = useQuery({
    queryKey: ['item-units', itemIds],
    enabled: itemIds.length > 0,
    placeholderData: keepPreviousData,
    queryFn: () => query('masterdata.item-units', { itemIds: [...itemIds] }),
  });
  const all = answer.data ?? [];
  return (itemId) => all.filter((one) => one.itemId === itemId);
}

/** The unit a line is typed in, when it is not the base unit. */
export function packOf(line: Line, units: UnitsOf): Unit | null {
  const [base, ...packs] = line.item ? units(line.item.id) : [];
  return line.unitId === base?.unitId ? null : (packs.find(({ unitId }) => unitId === line.unitId) ?? null);
}

/** What a line is in base units; empty while it is no quantity or does not convert exactly. */
export function baseQtyOf(line: Line, units: UnitsOf): string {
  const pack = packOf(line, units);
  if (!isQty(line.qty)) return '';
  return pack ? (converted(line.qty, pack.numerator, pack.denominator) ?? '') : line.qty;
}
