// Hears what changed on the server and lets the screens that show it ask again: soon after the first change, and then so
// often as a person can follow, however many changes come.
import type { QueryClient } from '@tanstack/react-query';

/** What belongs to one change arrives in a moment. */
const SOON_MS = 60;
const PAUSE_MS = 800;
/** Somebody is being warned, or watches a run: that waits for nothing. */
const URGENT = new Set(['plan_alert', 'plan_progress']);

export type Pace = { readonly heard: (topic: string | null) => void; readonly stop: () => void };

/** Refreshes in good time after each topic that is heard; the last one is never left out. `now` never goes back. */
export function createPace(refresh: () => void, now: () => number = () => performance.now()): Pace {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [due, last] = [Infinity, -Infinity];
  const go = (): void => {
    [due, last] = [Infinity, now()];
    refresh();
  };
  return {
    heard: (topic) => {
      const heardAt = now();
      const urgent = topic !== null && URGENT.has(topic);
      const at = urgent ? Math.max(heardAt, last + SOON_MS) : Math.max(heardAt + SOON_MS, last + PAUSE_MS);
      if (at >= due) return;
      due = at;
      clearTimeout(timer);
      timer = setTimeout(go, at - heardAt);
    },
    stop: () => clearTimeout(timer),
  };
}

/** The server names the topic in a message of its own. */
const topicOf = (message: string): string | null => {
  const told: unknown = JSON.parse(message);
  return told instanceof Object && 'topic' in told && typeof told.topic === 'string' ? told.topic : null;
};

/** Listens until the returned function is called. */
export function listen(client: QueryClient): () => void {
  const source = new EventSource('/api/live');
  const pace = createPace(
    () => void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'columns' }),
  );
  source.onmessage = ({ data }: MessageEvent<string>) => pace.heard(topicOf(data));
  return () => {
    pace.stop();
    source.close();
  };
}
