// What the address of the workbench says: which materials, until when, in which order. It can be sent to a colleague,
// come back to and kept as a view.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Queries } from '../../api-client/api.gen.ts';
import { query } from '../../api-client/client.ts';
import { addDays } from '../../kit/days.ts';
import { useSession } from '../session-context.ts';

export const HORIZONS = { two: 14, four: 28, all: null } as const;
const PAGE = 100;
export type Horizon = keyof typeof HORIZONS;
export const SOURCES = ['buy', 'make', 'subcontract'] as const;
export type Source = (typeof SOURCES)[number];
export type Order = 'orders' | 'money' | 'day';

/** What leaves some materials out and others in; the rest of the address says which one is open. */
export type BenchFilter = {
  readonly within?: Horizon | undefined;
  readonly mine?: boolean | undefined;
  readonly committed?: boolean | undefined;
  readonly sources?: readonly Source[] | undefined;
  readonly by?: Order | undefined;
  readonly q?: string | undefined;
};
export type BenchAddress = BenchFilter & { readonly item?: string; readonly order?: string };

export const NO_FILTER: BenchFilter = {
  within: undefined,
  mine: undefined,
  committed: undefined,
  sources: undefined,
  by: undefined,
  q: undefined,
};

/** The last day that is looked at; null = all of them. */
export const untilOf = (within: Horizon = 'all', today: string): string | null => {
  const days = HORIZONS[within];
  return days === null ? null : addDays(today, days);
};

/** What is asked of the workbench. Whoever may see prices sees what costs most first. */
export function askOf(
  { within, mine, committed, sources, by, order, q = '' }: BenchAddress,
  today: string,
  valued: boolean,
): Omit<Queries['shortage.workbench']['input'], 'after' | 'limit'> {
  return {
    search: q,
    until: untilOf(within, today),
    mine: mine ?? false,
    committed: committed ?? false,
    sources: [...(sources ?? [])],
    by: by ?? (valued ? 'money' : 'orders'),
    documentId: order || null,
  };
}

/** What holds back one order, or everything, within the horizon. */
export function useShortages(address: BenchAddress) {
  const { company, rights } = useSession();
  const input = askOf(address, company?.today ?? '', rights.includes('price.sales'));
  return useInfiniteQuery({
    queryKey: ['shortage.workbench', input],
    initialPageParam: null as string | null,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => query('shortage.workbench', { ...input, after: pageParam, limit: PAGE }),
    getNextPageParam: ({ materials }) => materials.next,
  });
}

/** A kept definition, as far as it is one. */
export function filterOf(kept: Readonly<Record<string, unknown>>): BenchFilter {
  const among = <T extends string>(all: readonly T[], one: unknown): T | undefined =>
    all.find((known) => known === one);
  const { sources } = kept;
  return {
    within: among(['two', 'four', 'all'], kept['within']),
    mine: kept['mine'] === true ? true : undefined,
    committed: kept['committed'] === true ? true : undefined,
    sources: Array.isArray(sources) ? SOURCES.filter((source) => sources.includes(source)) : undefined,
    by: among(['orders', 'money', 'day'], kept['by']),
    q: typeof kept['q'] === 'string' && kept['q'] !== '' ? kept['q'] : undefined,
  };
}
