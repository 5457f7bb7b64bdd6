// The whole state of a list lives in the address, so that it can be kept as a view, sent to a colleague and come back
// to: search, conditions, order and which columns show.
import { useNavigate, useSearch } from '@tanstack/react-router';

export type Filter = { readonly column: string; readonly op: string; readonly value: string };
export type ListState = {
  readonly q?: string | undefined;
  readonly f?: readonly Filter[] | undefined;
  /** Column and direction: 'no desc'. */
  readonly s?: string | undefined;
  /** The columns that show, in order; all that are not hidden when absent. */
  readonly c?: readonly string[] | undefined;
};

const EMPTY: ListState = { q: undefined, f: undefined, s: undefined, c: undefined };

/** The state of the list on this page, how to change a part of it, and how to replace it. */
export function useListState(): {
  state: ListState;
  change: (next: ListState) => void;
  replace: (next: ListState) => void;
} {
  const state: ListState = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = (update: (before: ListState) => ListState): void =>
    void navigate({ to: '.', search: update, replace: true } as never);
  return {
    state,
    change: (next) => go((before) => ({ ...before, ...next })),
    replace: (next) => go(() => ({ ...EMPTY, ...next })),
  };
}

/** A kept definition, as far as it is one. */
export function stateOf(definition: Readonly<Record<string, unknown>>): ListState {
  const { q, f, s, c } = definition;
  const isFilter = (one: unknown): one is Filter =>
    typeof one === 'object' && one !== null && 'column' in one && 'op' in one && 'value' in one;
  return {
    q: typeof q === 'string' ? q : undefined,
    f: Array.isArray(f) ? f.filter(isFilter) : undefined,
    s: typeof s === 'string' ? s : undefined,
    c: Array.isArray(c) ? c.map(String) : undefined,
  };
}
