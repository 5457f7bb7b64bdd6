// The keyboard of a list: listens while nobody types and no dialog is open, moves the focus over the rows, marks, opens.
import { type RefObject, useEffect, useRef, useState } from 'react';
import { AT_REST, type ListAction, type Walk, actionOf, walkOn } from './list-walk.ts';
import type { Marks } from './marks.ts';

type KeyProps = {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly marks: Marks;
  readonly onNew: (() => void) | undefined;
};

const TYPING = 'input:not([type=checkbox]), textarea, select, [contenteditable]';
/** What has a meaning of its own for Enter and the space bar. */
const PRESSED = 'a, button, summary, label, input';

/** Whether a key belongs to what has the focus and not to the list. */
function isTaken(event: KeyboardEvent, action: ListAction): boolean {
  if (event.defaultPrevented || document.querySelector('dialog[open]')) return true;
  if (!(event.target instanceof Element)) return false;
  if (event.target.closest(TYPING)) return true;
  const isPress = event.key === 'Enter' || event.key === ' ';
  return isPress && action !== 'help' && event.target.closest(PRESSED) !== null;
}

export function useListKeys({ frame, search, marks, onNew }: KeyProps) {
  const [walk, setWalk] = useState<Walk>(AT_REST);
  const [helping, setHelping] = useState(false);
  const focusRow = (key: string | null): void => {
    if (key === null) return;
    const row = frame.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(key)}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  };
  const step = (action: ListAction, from: Walk): void => {
    const next = walkOn(marks.keys, marks.marked, from, action);
    if (next.off.length > 0) marks.set(next.off, false);
    if (next.on.length > 0) marks.set(next.on, true);
    setWalk(next.walk);
    if (next.walk.cursor !== from.cursor) focusRow(next.walk.cursor);
  };
  const openRow = (): void => {
    const row = frame.current?.querySelector(`tr[data-key="${CSS.escape(walk.cursor ?? '')}"]`);
    row?.querySelector<HTMLElement>('a.code, a')?.click();
  };
  const take = (action: ListAction): void => {
    if (action === 'new') onNew?.();
    else if (action === 'search') search.current?.focus();
    else if (action === 'filter') search.current?.parentElement?.querySelector('select')?.focus();
    else if (action === 'help') setHelping(true);
    else if (action === 'clear') marks.clear();
    else if (action === 'open') openRow();
    else step(action, walk);
  };
  const onKey = useRef<(event: KeyboardEvent) => void>(() => undefined);
  onKey.current = (event) => {
    const action = actionOf(event);
    if (action === null || isTaken(event, action)) return;
    event.preventDefault();
    take(action);
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey.current(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return {
    cursor: walk.cursor,
    helping,
    setHelping,
    /** The cursor goes to a row. */
    goTo: (key: string | undefined): void => {
      if (key === undefined || key === walk.cursor) return;
      setWalk((before) => ({ ...before, cursor: key }));
      if (document.activeElement?.closest('tr')?.dataset['key'] !== key) focusRow(key);
    },
    /** A click on a row's mark; with shift all from the last one to here. */
    mark: (key: string, toHere: boolean): void => step(toHere ? 'markTo' : 'mark', { ...walk, cursor: key }),
  };
}
