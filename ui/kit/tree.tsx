// A tree that the keyboard walks: up and down between what shows, right opens, left closes or goes to the parent. Each
// row may hold anything; links in it stay links.
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import './choices.css';

export type Twig = { readonly id: string; readonly body: ReactNode; readonly below: readonly Twig[] };

type Seen = {
  readonly twig: Twig;
  readonly depth: number;
  readonly parent: string | null;
  readonly at: number;
  readonly of: number;
};

/** The rows that show: every twig whose parents are open. */
function seen(
  twigs: readonly Twig[],
  closed: ReadonlySet<string>,
  depth = 1,
  parent: string | null = null,
): Seen[] {
  return twigs.flatMap((twig, at) => [
    { twig, depth, parent, at: at + 1, of: twigs.length },
    ...(closed.has(twig.id) ? [] : seen(twig.below, closed, depth + 1, twig.id)),
  ]);
}

const focusOn = (from: Element, id: string | undefined): void => {
  if (id === undefined) return;
  from
    .closest('[role=tree]')
    ?.querySelector<HTMLElement>(`[data-twig="${CSS.escape(id)}"]`)
    ?.focus();
};

export function Tree({ twigs, label }: { twigs: readonly Twig[]; label: string }): ReactNode {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(null);
  const rows = seen(twigs, closed);
  const branches = twigs.some(({ below }) => below.length > 0);
  const reachable = rows.some((row) => row.twig.id === current) ? current : rows[0]?.twig.id;
  const turn = (id: string, open: boolean): void =>
    setClosed((before) => {
      const next = new Set(before);
      if (open) next.delete(id);
      else next.add(id);
      return next;
    });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, index: number): void => {
    const row = rows[index];
    if (!row || event.target !== event.currentTarget) return;
    const { twig, parent } = row;
    const isOpen = twig.below.length > 0 && !closed.has(twig.id);
    if (event.key === 'ArrowDown') focusOn(event.currentTarget, rows[index + 1]?.twig.id);
    else if (event.key === 'ArrowUp') focusOn(event.currentTarget, rows[index - 1]?.twig.id);
    else if (event.key === 'Home') focusOn(event.currentTarget, rows[0]?.twig.id);
    else if (event.key === 'End') focusOn(event.currentTarget, rows.at(-1)?.twig.id);
    else if (event.key === 'ArrowRight' && isOpen) focusOn(event.currentTarget, twig.below[0]?.id);
    else if (event.key === 'ArrowRight') turn(twig.id, true);
    else if (event.key === 'ArrowLeft' && isOpen) turn(twig.id, false);
    else if (event.key === 'ArrowLeft') focusOn(event.currentTarget, parent ?? undefined);
    else if (event.key === 'Enter') event.currentTarget.querySelector<HTMLElement>('a')?.click();
    else return;
    event.preventDefault();
  };
  return (
    <ul className="tree" role="tree" aria-label={label}>
      {rows.map(({ twig, depth, at, of }, index) => (
        <li
          key={twig.id}
          role="treeitem"
          data-twig={twig.id}
          aria-level={depth}
          aria-posinset={at}
          aria-setsize={of}
          aria-expanded={twig.below.length > 0 ? !closed.has(twig.id) : undefined}
          aria-selected={twig.id === reachable}
          tabIndex={twig.id === reachable ? 0 : -1}
          style={{ paddingLeft: (depth - 1) * 18 }}
          onFocus={() => setCurrent(twig.id)}
          onKeyDown={(event) => onKeyDown(event, index)}
        >
          {twig.below.length > 0 ? (
            <button tabIndex={-1} aria-hidden="true" onClick={() => turn(twig.id, closed.has(twig.id))}>
              {closed.has(twig.id) ? '▸' : '▾'}
            </button>
          ) : (
            branches && <span className="leaf" />
          )}
          {twig.body}
        </li>
      ))}
    </ul>
  );
}
