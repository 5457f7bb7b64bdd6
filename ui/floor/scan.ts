// A scanner is a very fast keyboard that ends with Enter. Its keys are caught wherever the focus is, unless somebody
// types into a field; a pause longer than a scanner ever makes starts a new code. What is scanned while a step is on its
// way waits for the next question, so that no scan is lost; after a wrong one the worker looks before going on.
import { useEffect, useLayoutEffect, useRef } from 'react';

/** No scanner waits this long between two keys, and no person types this fast. */
const PAUSE_MS = 120;
const SHORTEST = 2;
const BY_POSITION: Readonly<Record<string, string>> = {
  Minus: '-',
  Period: '.',
  Slash: '/',
  Space: ' ',
  Comma: ',',
  Backslash: '\\',
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

/** The sign of a key, also while an input method swallows it; the group separator comes as Ctrl and ]. */
function signOf(event: KeyboardEvent): string {
  if (event.ctrlKey && (event.key === ']' || event.code === 'BracketRight')) return '\u001d';
  if (event.ctrlKey || event.altKey || event.metaKey) return '';
  if (event.key.length === 1) return event.key;
  const letter = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code)?.[1];
  return letter ?? BY_POSITION[event.code] ?? '';
}

/** The next question is on the screen by then. */
const SETTLE_MS = 30;
let onItsWay = 0;
/** What was scanned longer ago than this was meant for another screen. */
const STALE_MS = 3_000;
let waiting: readonly { readonly text: string; readonly at: number }[] = [];
let answer: ((text: string) => void) | null = null;

function deliver(): void {
  if (onItsWay > 0 || answer === null) return;
  const [first, ...rest] = waiting.filter(({ at }) => performance.now() - at < STALE_MS);
  waiting = rest;
  if (!first) return;
  answer(first.text);
  setTimeout(deliver, SETTLE_MS);
}

/** Lets scans wait until the returned function is called. */
export function holdScans(): () => void {
  onItsWay += 1;
  return () => {
    onItsWay -= 1;
    setTimeout(deliver, SETTLE_MS);
  };
}

/** Forgets what was scanned ahead. */
export function forgetScans(): void {
  waiting = [];
}

function take(text: string): void {
  waiting = [...waiting, { text, at: performance.now() }];
  deliver();
}

/** Calls `onScan` with every code that a scanner sends while the screen shows. */
export function useScanner(onScan: (text: string) => void): void {
  const handler = useRef(onScan);
  useLayoutEffect(() => {
    handler.current = onScan;
  });
  useLayoutEffect(() => {
    const mine = (text: string): void => handler.current(text);
    answer = mine;
    return () => {
      if (answer === mine) answer = null;
    };
  }, []);
  useEffect(() => {
    let buffer = '';
    let last = 0;
    const listen = (event: KeyboardEvent): void => {
      if (isTyping(event.target)) return;
      if (event.timeStamp - last > PAUSE_MS) buffer = '';
      last = event.timeStamp;
      if (event.key === 'Enter') {
        const text = buffer;
        buffer = '';
        if (text.length < SHORTEST) return;
        event.preventDefault();
        take(text);
        return;
      }
      buffer += signOf(event);
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}
