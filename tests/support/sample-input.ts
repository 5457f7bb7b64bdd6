// Inputs made from a schema: whatever it asks for, filled with the ids and words of a company, so that every command
// and query can be asked something it understands.
import { z } from 'zod';

export type Words = { readonly id: string; readonly word: string };

type Schema = {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly default?: unknown;
  readonly minLength?: number;
};

const zSchema: z.ZodType<Schema> = z.custom<Schema>((value) => typeof value === 'object');

const textFor = (schema: Schema, words: Words): string => {
  if (schema.format === 'uuid') return words.id;
  if (schema.format === 'date') return '2026-11-24';
  if (schema.format === 'date-time') return '2026-11-24T03:00:00Z';
  const tries = [words.word, words.word.toLowerCase(), '1', '0.1', '2026-11', '777', 'A-{1..2}', ''];
  return tries.find((text) => !schema.pattern || new RegExp(schema.pattern, 'u').test(text)) ?? words.word;
};

function sample(schema: Schema, words: Words, whole: boolean): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.find((one) => one.type !== 'null');
  if (choice) return sample(choice, words, whole);
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null');
  switch (type) {
    case 'object': {
      const wanted = Object.entries(schema.properties ?? {}).filter(
        ([key]) => whole || schema.required?.includes(key),
      );
      return Object.fromEntries(wanted.map(([key, part]) => [key, sample(part, words, whole)]));
    }
    case 'array':
      return schema.items ? [sample(schema.items, words, whole)] : [];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'string':
      return textFor(schema, words);
    default:
      return words.word;
  }
}

/** One input per value of each top-level choice, with everything filled in, and one with the least. */
export function sampleInputs(schema: z.ZodType, words: Words): unknown[] {
  const json = zSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const whole = sample(json, words, true);
  const least = sample(json, words, false);
  const choices = Object.entries(json.properties ?? {}).flatMap(([key, part]) =>
    (part.enum ?? []).slice(1, 8).map((value) => ({ ...Object(whole), [key]: value })),
  );
  return [whole, least, ...choices];
}
