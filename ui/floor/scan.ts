// A scanner is a very fast keyboard that ends with Enter. Its keys are caught wherever the focus is, unless somebody
// types into a field; a pause longer than a scanner ever makes starts a new code.
import { useEffect, useRef } from 'react';

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

/** Calls `onScan` with every code that a scanner sends while the screen shows. */
export function useScanner(onScan: (text: string) => void): void {
  const handler = useRef(onScan);
  useEffect(() => {
    handler.current = onScan;
  });
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
        handler.current(text);
        return;
      }
      buffer += signOf(event);
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}
