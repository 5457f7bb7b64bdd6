// Keeps the rules honest about themselves: each is listed in docs/house-rules.md with its reason, each has a sample
// that it refuses, and exceptions cover exactly what they say.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { findingsIn } from './check.ts';
import { RULES } from './rules.ts';
import { treeOf } from './tree.ts';

const HERE = import.meta.dirname;
const PAGE = readFileSync(resolve(HERE, '../../docs/house-rules.md'), 'utf8');

test('docs/house-rules.md lists exactly the rules, in their order and with their reasons', () => {
  const listed = [...PAGE.matchAll(/^\| `([a-z-]+)` \| (.+) \|$/gm)].map(([, name, reason]) => ({
    name,
    reason,
  }));
  assert.deepEqual(
    listed,
    RULES.map(({ name, reason }) => ({ name, reason })),
  );
});

test('every rule has a sample that it refuses and one that it lets pass', () => {
  const tests = readdirSync(HERE).filter((name) => name.endsWith('.test.ts'));
  const text = tests.map((name) => readFileSync(resolve(HERE, name), 'utf8')).join('\n');
  const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const without = RULES.filter(({ name }) => !text.includes(`rule: ${camel(name)},`));
  assert.deepEqual(
    without.map(({ name }) => name),
    [],
  );
});

const long = (count: number): string => `// Holds.\n${`// ${'x'.repeat(128)}\n`.repeat(count)}`;
const of = (count: number, allow: string): string[] =>
  findingsIn(
    treeOf([
      ['server/kernel/a.ts', long(count)],
      ['tools/house/allow.txt', allow],
    ]),
  ).map(({ rule, path }) => `${rule} ${path}`);

test('an exception covers what it names, no more, and is itself found when it covers less', () => {
  const allow = '# Known.\nline-length server/kernel/a.ts 2 # tables\n';
  assert.deepEqual(of(2, allow), []);
  assert.equal(of(3, allow).length, 3);
  assert.deepEqual(of(1, allow), ['allow tools/house/allow.txt']);
  assert.deepEqual(of(0, allow), ['allow tools/house/allow.txt']);
});

test('a finding names the file and the line', () => {
  const tree = treeOf([['server/kernel/a.ts', '// Holds.\nclass A {}\n']]);
  assert.deepEqual(findingsIn(tree), [
    { path: 'server/kernel/a.ts', line: 2, message: 'class A', rule: 'plain-code' },
  ]);
});
