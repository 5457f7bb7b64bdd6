// Whether a step is the one that was sent before without an answer. Pure.
import type { Commands } from '../api-client/api.gen.ts';

export type Kept<N extends keyof Commands = keyof Commands> = {
  readonly id: string;
  readonly name: N;
  readonly input: Commands[N]['input'];
};

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value && 'input' in value;

/** The step that was written down; null for none, and for what nobody can read. */
export function readKept(text: string | null): Kept | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isKept(value) ? value : null;
  } catch {
    return null;
  }
}

/** The id to send a step under: the kept one if it is the same step, null when another waits for its answer. */
export function idFor(kept: Kept | null, name: string, input: unknown, newId: () => string): string | null {
  if (kept === null) return newId();
  return kept.name === name && JSON.stringify(kept.input) === JSON.stringify(input) ? kept.id : null;
}
