// A reason why the program cannot start or go on, told to a person in one sentence in both languages. It is not a
// refusal: nothing was asked of the books, something about the installation has to be put right first.

export type Sentence = { readonly zh: string; readonly en: string };

export type Problem = Error & { readonly sentence: Sentence };

export function problem(zh: string, en: string, cause?: unknown): Problem {
  return Object.assign(new Error(en, { cause }), { sentence: { zh, en } });
}

export function sentenceOf(error: unknown): Sentence | null {
  if (!(error instanceof Error) || !('sentence' in error)) return null;
  return (error as Problem).sentence;
}
