// A reason why the program cannot start or go on, told to a person in one sentence in both languages. It is not a
// refusal: nothing was asked of the books, something about the installation has to be put right first.
import type { Sentence } from './refusal.ts';

export type Problem = Error & { readonly sentence: Sentence };

export function problem(zh: string, en: string, cause?: unknown): Problem {
  return Object.assign(new Error(en, { cause }), { sentence: { zh, en } });
}

export const isProblem = (error: unknown): error is Problem => error instanceof Error && 'sentence' in error;
