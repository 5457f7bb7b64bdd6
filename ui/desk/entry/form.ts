// What is typed into an entry page and not saved yet. It is kept on this computer while one types and offered back
// after a closed tab or a crash; nothing of it reaches the server before somebody says save.
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';

const PAUSE_MS = 800;

type Kept<T> = { readonly at: string; readonly form: T };

export type Form<T> = {
  readonly form: T;
  /** Takes what somebody typed. */
  readonly change: (part: Partial<T> | ((before: T) => Partial<T>)) => void;
  /** Takes what the server holds, unless something is typed that is not saved; that is not a change. */
  readonly load: (form: T) => void;
  /** What was typed here earlier and never saved. */
  readonly offered: Kept<T> | null;
  readonly restore: () => void;
  readonly forget: () => void;
};

function readKept<T>(key: string): Kept<T> | null {
  const text = localStorage.getItem(key);
  try {
    return text === null ? null : (JSON.parse(text) as Kept<T>);
  } catch {
    return null;
  }
}

/** The state of an entry page, kept under `key`, which names company, document and kind. */
export function useForm<T>(key: string, empty: () => T): Form<T> {
  const [form, setForm] = useState<T>(empty);
  const [touched, setTouched] = useState(false);
  // What the server holds is taken until somebody types over it.
  const shows = useRef<'nothing' | 'stored' | 'typed'>('nothing');
  const load = useCallback((stored: T): void => {
    if (shows.current === 'typed') return;
    shows.current = 'stored';
    setForm(stored);
  }, []);
  const [offered, setOffered] = useState<Kept<T> | null>(() => readKept<T>(key));
  useEffect(() => {
    if (!touched) return undefined;
    const keep = (): void =>
      localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), form } satisfies Kept<T>));
    const timer = setTimeout(keep, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [key, form, touched]);
  return {
    form,
    change: (part) => {
      if (shows.current === 'stored') shows.current = 'typed';
      setTouched(true);
      setForm((before) => ({ ...before, ...(typeof part === 'function' ? part(before) : part) }));
    },
    load,
    offered: touched ? null : offered,
    restore: () => {
      if (offered) setForm(offered.form);
      shows.current = 'typed';
      setTouched(true);
      setOffered(null);
    },
    forget: () => {
      localStorage.removeItem(key);
      if (shows.current === 'typed') shows.current = 'stored';
      setTouched(false);
      setOffered(null);
    },
  };
}

/** A document as the server keeps it: rows of text by their columns. */
export type Stored = {
  readonly document: Readonly<Record<string, unknown>>;
  readonly lines: readonly Record<string, unknown>[];
};

/**
 * Loads the document that is edited, read as a form. Once something is typed, nothing that a colleague saves meanwhile takes
 * its place: who keeps it is told of the other's change.
 */
export function useStored<T>(
  kind: string,
  id: string,
  ask: () => Promise<Stored>,
  read: (stored: Stored) => T,
  load: (form: T) => void,
): void {
  const stored = useQuery({
    queryKey: ['edit', kind, id],
    enabled: id !== '',
    queryFn: ask,
    staleTime: Infinity,
    gcTime: 0,
  });
  useEffect(() => {
    if (stored.data) load(read(stored.data));
  }, [stored.data, read, load]);
}
