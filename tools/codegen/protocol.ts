// Writes docs/protocol from the contract: one page per message and an index. With --check it only compares, so
// that a message cannot change without its page.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { messagePages } from '../../server/contract/index.ts';
import type { MessagePage } from '../../server/contract/envelope.ts';

const FOLDER = resolve(import.meta.dirname, '../../docs/protocol');
const DIRECTION = {
  down: 'instruction, ERP → WMS',
  up: 'report, WMS → ERP',
  across: 'ruling, quality → both',
} as const;

type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  pattern?: string;
  format?: string;
  maxLength?: number;
};

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(' or ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ');
  if (schema.type === 'array')
    return `list of ${schema.items?.type === 'object' ? 'lines' : typeOf(schema.items ?? {})}`;
  if (schema.pattern?.includes('\\d{1,14}')) return 'decimal text, base unit';
  return schema.format ?? schema.type ?? 'any';
}

function rows(schema: Schema, prefix: string): string[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const path = `${prefix}${name}`;
    const row = `| \`${path}\` | ${typeOf(part)} | ${required.has(name) ? 'yes' : 'no'} |`;
    return part.type === 'array' && part.items?.type === 'object'
      ? [row, ...rows(part.items, `${path}[].`)]
      : [row];
  });
}

function pageOf(page: MessagePage): string {
  const codes = page.refusals.map((code) => `\`${code}\``).join(', ');
  const schema = z.toJSONSchema(page.schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return [
    `# ${page.kind} v1.0`,
    '',
    page.meaning,
    '',
    `- **Kind of message:** ${DIRECTION[page.direction]}`,
    `- **Sender:** ${page.sender}`,
    `- **Business key:** ${page.businessKey}`,
    `- **May be refused with:** ${codes === '' ? 'nothing: what happened is a fact' : codes}`,
    '',
    '| field | type | required |',
    '|---|---|---|',
    ...rows(schema, ''),
    '',
    '<details><summary>JSON Schema</summary>',
    '',
    '```json',
    JSON.stringify(schema, null, 2),
    '```',
    '',
    '</details>',
    '',
  ].join('\n');
}

const index = [
  '# The warehouse protocol, version 1.0',
  '',
  'The ERP instructs, the warehouse executes and reports, quality rules. Our own two halves speak these messages',
  'every day, in the transaction of what they tell; an outside ERP or WMS speaks the same ones. Messages are stored',
  "as sent and never changed. Quantities are decimal text in the item's base unit, dates are `YYYY-MM-DD`, moments",
  'carry their offset, ids are UUIDs made by the sender; the same id with the same content is answered the same.',
  'A report cannot be refused: the goods are already where it says.',
  '',
  '| message | direction | meaning |',
  '|---|---|---|',
  ...messagePages.map(
    (page) => `| [${page.kind}](${page.kind}.md) | ${DIRECTION[page.direction]} | ${page.meaning} |`,
  ),
  '',
].join('\n');

const pages = new Map<string, string>([
  ['README.md', index],
  ...messagePages.map((page): [string, string] => [`${page.kind}.md`, pageOf(page)]),
]);

const found = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
const stale = [
  ...[...pages].filter(
    ([name, text]) => !found.includes(name) || readFileSync(join(FOLDER, name), 'utf8') !== text,
  ),
  ...found.filter((name) => !pages.has(name)).map((name): [string, string] => [name, '']),
].map(([name]) => name);

if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    console.error(`docs/protocol is out of date: ${stale.join(', ')}; run npm run codegen`);
    process.exitCode = 1;
  }
} else {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of found) if (!pages.has(name)) rmSync(join(FOLDER, name));
  for (const [name, text] of pages) writeFileSync(join(FOLDER, name), text);
}
