// Whether a step is the one that was sent before without an answer. Pure.
import type { Commands } from '../api-client/api.gen.ts';

export type Kept<N extends keyof Commands = keyof Commands> = {
  readonly id: string;
  readonly name: N;
  readonly input: Commands[N]['input'];
  /** What the screen showed when the step was decided, such as the version of the task. */
  readonly seen: string;
};

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'name' in value &&
  'input' in value &&
  'seen' in value;

/** The step that was written down; null for none, and for what nobody can read. */
export function readKept(text: string | null): Kept | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isKept(value) ? value : null;
  } catch {
    return null;
  }
}

/** What is done and what was seen, without the id. */
type Step = Omit<Kept, 'id' | 'input'> & { readonly input: unknown };

const wordsOf = ({ name, input, seen }: Step): string => JSON.stringify([name, input, seen]);

/**
 * The id to send a step under: the kept one if it is the same step, null when another waits for its answer. The same
 * quantity once more, after the screen has shown that the first is done, is another step.
 */
export function idFor(kept: Kept | null, step: Step, newId: () => string): string | null {
  if (kept === null) return newId();
  return wordsOf(kept) === wordsOf(step) ? kept.id : null;
}
