// Which of the purchases that would cover what is short are ticked. The basket turns them on and off; the chart and the
// comparison of plans show what they would do, taken together.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { query } from '../../api-client/client.ts';
import { compare } from '../../kit/format.ts';
import { daysBetween } from '../../kit/days.ts';
import { usePreview } from './purchase-effect.tsx';
import type { LackingMaterial, Preview, PreviewLine } from './shapes.ts';

/** Ordered later than this many days from now it would come too late. */
const URGENT_DAYS = 3;
/** As many as can be bought in one go. */
const MOST_AT_ONCE = 2_000;

/** What is bought, and short rather than late. */
const isToBuy = ({ item, shortQty }: LackingMaterial): boolean =>
  item.source !== 'make' && compare(shortQty, '0') > 0;

const isUrgent = ({ earliestDate, wantedDate }: PreviewLine): boolean =>
  daysBetween(earliestDate, wantedDate) <= URGENT_DAYS;

export type ChosenBuys = {
  readonly until: string | null;
  readonly rows: readonly LackingMaterial[];
  readonly lines: readonly PreviewLine[];
  readonly firms: Preview['firms'];
  /** Items by id. */
  readonly all: readonly string[];
  readonly chosen: readonly string[];
  readonly urgent: ReadonlySet<string>;
  readonly turn: (itemId: string) => void;
  readonly choose: (itemIds: readonly string[]) => void;
  /** Whether it is known what each would be bought of. */
  readonly known: boolean;
  readonly error: unknown;
};

/** What the lines of a preview name only by id. */
export const itemsOf = (rows: readonly LackingMaterial[]): ReadonlyMap<string, LackingMaterial['item']> =>
  new Map(rows.map(({ item }) => [item.id, item]));

export function useChosenBuys(materials: readonly LackingMaterial[], until: string | null): ChosenBuys {
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const rows = materials.filter(isToBuy).slice(0, MOST_AT_ONCE);
  const all = [...new Set(rows.map(({ item }) => item.id))];
  const preview = usePreview({ shortItemIds: all, until });
  const lines = all.length > 0 ? (preview.data?.lines ?? []) : [];
  const without = (ids: Iterable<string>, id: string): string[] => [...ids].filter((one) => one !== id);
  return {
    until,
    rows,
    lines,
    firms: all.length > 0 ? (preview.data?.firms ?? []) : [],
    all,
    chosen: all.filter((id) => !off.has(id)),
    urgent: new Set(lines.filter(isUrgent).map(({ itemId }) => itemId)),
    turn: (id) => setOff((before) => new Set(before.has(id) ? without(before, id) : [...before, id])),
    choose: (ids) => setOff(new Set(all.filter((id) => !ids.includes(id)))),
    known: preview.data !== undefined,
    error: preview.error,
  };
}

/** What the ticked purchases would do to the orders that wait for a material, beside doing nothing. */
export const useAdopted = (itemId: string, { chosen, until }: ChosenBuys) => {
  const input = { itemId, shortItemIds: [...chosen], until };
  return useQuery({
    queryKey: ['shortage.adopt', input],
    placeholderData: keepPreviousData,
    queryFn: () => query('shortage.adopt', input),
  });
};
