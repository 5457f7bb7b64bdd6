// Hears what changed on the server and lets the screens that show it ask again.
import type { QueryClient } from '@tanstack/react-query';

const PAUSE_MS = 400;

/** Listens until the returned function is called; many changes in a moment become one refresh. */
export function listen(client: QueryClient): () => void {
  const source = new EventSource('/api/live');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = (): void => {
    clearTimeout(timer);
    timer = setTimeout(
      () => void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'columns' }),
      PAUSE_MS,
    );
  };
  source.onmessage = refresh;
  source.addEventListener('changed', refresh);
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
