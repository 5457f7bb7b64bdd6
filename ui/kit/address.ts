// What the address of a page says.
import { useParams } from '@tanstack/react-router';

/** A named part of the path, empty when the path has none. */
export function usePart(name: string): string {
  const parts: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  return parts[name] ?? '';
}

/** The id of the document that the page shows; empty for a new one. */
export const useId = (): string => usePart('id');
