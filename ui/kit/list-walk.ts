// Which key does what in a list, and where the cursor and the marks go. Pure; one registry for the keys and their help.
import type { WordKey } from './words.tsx';

export type ListAction =
  | 'next'
  | 'previous'
  | 'extendNext'
  | 'extendPrevious'
  | 'mark'
  | 'markTo'
  | 'open'
  | 'new'
  | 'search'
  | 'filter'
  | 'help'
  | 'clear';

type Binding = { readonly action: ListAction; readonly keys: readonly string[]; readonly word: WordKey };

/** The keys of every list. None is held together with Ctrl, Alt or the command key: those are the browser's. */
export const LIST_KEYS: readonly Binding[] = [
  { action: 'next', keys: ['j', 'ArrowDown'], word: 'keys.next' },
  { action: 'previous', keys: ['k', 'ArrowUp'], word: 'keys.previous' },
  { action: 'mark', keys: [' '], word: 'keys.mark' },
  { action: 'extendNext', keys: ['shift+j', 'shift+ArrowDown'], word: 'keys.extendNext' },
  { action: 'extendPrevious', keys: ['shift+k', 'shift+ArrowUp'], word: 'keys.extendPrevious' },
  { action: 'markTo', keys: ['shift+ '], word: 'keys.markTo' },
  { action: 'open', keys: ['Enter'], word: 'keys.open' },
  { action: 'new', keys: ['n'], word: 'keys.new' },
  { action: 'search', keys: ['/'], word: 'keys.search' },
  { action: 'filter', keys: ['f'], word: 'keys.filter' },
  { action: 'clear', keys: ['Escape'], word: 'keys.clear' },
  { action: 'help', keys: ['?'], word: 'keys.help' },
];

export type KeyPress = {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
};

/** What a key does in a list; null for what is none of its business. */
export function actionOf(press: KeyPress): ListAction | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  // On many keyboards a sign is itself a key with shift.
  const isSign = key.length === 1 && !/[a-z ]/.test(key);
  const name = press.shiftKey && !isSign ? `shift+${key}` : key;
  return LIST_KEYS.find(({ keys }) => keys.includes(name))?.action ?? null;
}

export type Walk = {
  readonly cursor: string | null;
  /** Where marking several began. */
  readonly anchor: string | null;
  /** Whether the last step already marked several. */
  readonly extending: boolean;
};

export const AT_REST: Walk = { cursor: null, anchor: null, extending: false };

type Step = { readonly walk: Walk; readonly on: readonly string[]; readonly off: readonly string[] };

/** Every key from one to another, both with them. */
function between(keys: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [keys.indexOf(from), keys.indexOf(to)];
  return a < 0 || b < 0 ? [to] : keys.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** The cursor moves on or back and stays within the rows; the first step from nowhere takes the first row. */
function moved(keys: readonly string[], cursor: string | null, by: number): string | null {
  const at = cursor === null ? -1 : keys.indexOf(cursor);
  if (at < 0) return keys[0] ?? null;
  return keys[Math.min(Math.max(at + by, 0), keys.length - 1)] ?? null;
}

/** Marking on from the row where it began: going away marks, coming back unmarks. */
function extended(keys: readonly string[], walk: Walk, by: number): Step {
  const from = walk.cursor !== null && keys.includes(walk.cursor) ? walk.cursor : (keys[0] ?? null);
  const to = moved(keys, from, by);
  if (from === null || to === null) return { walk, on: [], off: [] };
  const begun = walk.extending && walk.anchor !== null && keys.includes(walk.anchor);
  const anchor = begun ? (walk.anchor ?? from) : from;
  const on = between(keys, anchor, to);
  const left = between(keys, anchor, from).filter((key) => !on.includes(key));
  return { walk: { cursor: to, anchor, extending: true }, on, off: begun ? left : [] };
}

/** One step of walking or marking over rows of these keys. */
export function walkOn(
  keys: readonly string[],
  marked: ReadonlySet<string>,
  walk: Walk,
  action: ListAction,
): Step {
  const { cursor, anchor } = walk;
  const none = { on: [], off: [] };
  if (action === 'next' || action === 'previous')
    return {
      walk: { cursor: moved(keys, cursor, action === 'next' ? 1 : -1), anchor, extending: false },
      ...none,
    };
  if (action === 'extendNext') return extended(keys, walk, 1);
  if (action === 'extendPrevious') return extended(keys, walk, -1);
  if (cursor === null || !keys.includes(cursor)) return { walk, ...none };
  if (action === 'mark')
    return {
      walk: { cursor, anchor: cursor, extending: false },
      on: marked.has(cursor) ? [] : [cursor],
      off: marked.has(cursor) ? [cursor] : [],
    };
  if (action === 'markTo')
    return { walk: { ...walk, extending: false }, on: between(keys, anchor ?? cursor, cursor), off: [] };
  return { walk, ...none };
}
