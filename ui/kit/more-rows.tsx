// The end of a list of which more is there than is shown: how many of how many, on the screen and on paper, and the next
// page, which comes by itself when the end is scrolled into sight. Paper takes all rows.
import { type ReactNode, useEffect, useRef } from 'react';
import { grouped } from './format.ts';
import { useWords } from './words.tsx';

type Fetched = { readonly hasNextPage: boolean; readonly isError: boolean };
type More<Step> = {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isError: boolean;
  readonly fetchNextPage: () => Step;
};
/** What is asked page after page. */
export type Pages = More<Promise<Fetched>>;

/** More than this nobody reads on paper; the last line says how many there are. */
const PAPER_PAGES = 100;
const AHEAD = '300px';

export function MoreRows({
  pages,
  shown,
  total,
}: {
  pages: More<unknown>;
  shown: number;
  total?: number | undefined;
}): ReactNode {
  const { t } = useWords();
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = pages;
  useEffect(() => {
    const seen = end.current;
    if (!seen || !hasNextPage || isFetchingNextPage || isError) return undefined;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage();
      },
      { rootMargin: AHEAD },
    );
    watch.observe(seen);
    return () => watch.disconnect();
  });
  if (!hasNextPage) return null;
  return (
    <div className="row list-end" ref={end}>
      <span className="dim" role="status">
        {total === undefined
          ? t('list.moreThere')
          : t('list.shownOf', { shown: grouped(String(shown)), total: grouped(String(total)) })}
      </span>
      <button className="button no-print" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchingNextPage ? t('app.loading') : t('plan.more')}
      </button>
    </div>
  );
}

/** Reads what is left, then prints. */
export async function printWhole(pages: Pages): Promise<void> {
  let more = pages.hasNextPage;
  for (let count = 0; more && count < PAPER_PAGES; count += 1) {
    const read = await pages.fetchNextPage();
    more = read.hasNextPage && !read.isError;
  }
  requestAnimationFrame(() => window.print());
}
