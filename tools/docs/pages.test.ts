// Pages that speak of the code speak of what is there: words of the glossary, tables, laws and functions that the
// pages of the modules name.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { test } from 'node:test';
import { readTree } from '../house/tree.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const tree = readTree(ROOT);
const textOf = (match: (path: string) => boolean): string =>
  [...tree.files.values()].flatMap((file) => (match(file.path) ? [file.text] : [])).join('\n');

const CODE = textOf((path) => /^(server|db)\/.*\.(ts|sql)$/.test(path));
const SCHEMA =
  readFileSync(resolve(ROOT, 'db/schema.sql'), 'utf8') + textOf((path) => path.startsWith('db/views/'));
const isNamed = (text: string, word: string): boolean =>
  new RegExp(`(?<![A-Za-z0-9_])${word}(?![A-Za-z0-9_])`).test(text);

test('every word of the glossary is a word of the code', () => {
  const page = tree.files.get('docs/glossary.md')?.text ?? '';
  const words = [...page.matchAll(/^\|[^|]+\|[^|]+\| `([^`]+)` \|/gm)].map(([, word = '']) => word);
  assert(words.length > 40);
  assert.equal(new Set(words).size, words.length, 'each word stands for one thing');
  assert.deepEqual(
    words.filter((word) => !isNamed(CODE, word)),
    [],
  );
});

const PAGES = [...tree.files.values()].filter(({ path }) => /^(server|db)\/(.*\/)?README\.md$/.test(path));

test('module pages name tables and laws that exist', () => {
  assert(PAGES.length > 10);
  for (const { path, text } of PAGES) {
    for (const [, table = ''] of text.matchAll(/`((?:sys|md|contract|wms|erp|fin|qms)\.[a-z_]+)`/g))
      assert(SCHEMA.includes(` ${table}`), `${path} names the table ${table}`);
    for (const [id] of text.matchAll(/\b[A-Z]{3,6}-\d\d\b/g))
      assert(
        [...tree.paths].some((known) => known.startsWith(`db/laws/${id}-`)),
        `${path} names ${id}`,
      );
  }
});

test('module pages name functions of their module', () => {
  const unknown = PAGES.flatMap(({ path, text }) => {
    const folder = `${dirname(path)}/`;
    const own = textOf((known) => known.startsWith(folder) && known.endsWith('.ts'));
    const words = [...text.matchAll(/`([a-z]+[A-Z][A-Za-z]*)`/g)].map(([, word = '']) => word);
    return words.flatMap((word) => (isNamed(own, word) ? [] : [`${path}: ${word}`]));
  });
  assert.deepEqual(unknown, []);
});
