// Writes ui/api-client/api.gen.ts from the registry: the input and output type of every command and query, so that
// the web cannot ask for what the server does not offer. With --check it only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compile } from 'json-schema-to-typescript';
import { z } from 'zod';
import { registry } from '../../server/main/registry.ts';

const FILE = resolve(import.meta.dirname, '../../ui/api-client/api.gen.ts');

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<
    string,
    unknown
  >;
  return strip(rest) as object;
};

/** Patterns and limits say nothing to the type checker; without them the file stays readable. */
function strip(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strip);
  if (node === null || typeof node !== 'object') return node;
  const dropped = new Set([
    'pattern',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'minimum',
    'maximum',
    'default',
    'format',
    'propertyNames',
  ]);
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !dropped.has(key))
      .map(([key, part]) => [key, strip(part)]),
  );
}

type Entry = { name: string; input: z.ZodType; output: z.ZodType };

const mapOf = (entries: readonly Entry[]): object => ({
  type: 'object',
  additionalProperties: false,
  required: entries.map((entry) => entry.name),
  properties: Object.fromEntries(
    entries.map((entry) => [
      entry.name,
      {
        type: 'object',
        additionalProperties: false,
        required: ['input', 'output'],
        properties: { input: jsonSchema(entry.input, 'input'), output: jsonSchema(entry.output, 'output') },
      },
    ]),
  ),
});

const options = { bannerComment: '', additionalProperties: false, format: false };
const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : 1);
const text = [
  "// Generated from the server's registry. Do not edit: run `npm run codegen`.",
  await compile(mapOf([...registry.commands].sort(byName)), 'Commands', options),
  await compile(mapOf([...registry.queries].sort(byName)), 'Queries', options),
  `export type ListName = ${registry.lists
    .map((list) => `'${list.name}'`)
    .sort()
    .join(' | ')};`,
  '',
].join('\n');

if (process.argv.includes('--check')) {
  if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text) {
    console.error('ui/api-client/api.gen.ts is out of date; run npm run codegen');
    process.exitCode = 1;
  }
} else {
  writeFileSync(FILE, text);
}
