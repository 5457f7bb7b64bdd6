// JSON of what the house knows: a bigint is the one value that JSON lacks, and becomes its digits.
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));
