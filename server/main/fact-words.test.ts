// Every code that a refusal names has a word in both languages, and a sentence made of facts speaks one language at a time.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sentenceOf } from '../kernel/refusal.ts';
import { factWords } from './fact-words.ts';
import { refusals } from './registry.ts';

const SERVER = join(import.meta.dirname, '..');
const sources = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(SERVER, path), 'utf8'));

/** The codes that stand in the source behind a pattern. */
const codesBehind = (pattern: RegExp): string[] => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => code ?? ''))),
];

test('every state a document can be found in has a word', () => {
  const states = codesBehind(/from: \[([^\]]*)\]/g).flatMap((list) => list.match(/[a-z_]+/g) ?? []);
  assert.deepEqual(
    states.filter((code) => !(`found ${code}` in factWords)),
    [],
  );
});

test('facts are told in the language of the sentence', () => {
  assert.deepEqual(sentenceOf(refusals, 'NOT_FOUND', { what: 'item', key: 'X-1' }), {
    zh: '找不到物料 X-1',
    en: 'No such item: X-1',
  });
  assert.deepEqual(sentenceOf(refusals, 'STATE_CHANGED', { no: 'XSDD-1', found: 'approved' }), {
    zh: 'XSDD-1 现在是“已审核”，不能执行该操作；请刷新后再看',
    en: 'XSDD-1 is now "approved", so this cannot be done; refresh and look again',
  });
  const reasons = [
    { code: 'NOT_VALUED', count: 2, zh: '流水未核算 2', en: '2 movements not valued' },
    { code: 'EXCEPTIONS', count: 1, zh: '核算异常 1', en: '1 valuation exceptions' },
  ];
  assert.deepEqual(sentenceOf(refusals, 'CLOSE_BLOCKED', { period: '2026-03', reasons }), {
    zh: '期间 2026-03 还不能结账：流水未核算 2、核算异常 1',
    en: 'Period 2026-03 cannot be closed yet: 2 movements not valued, 1 valuation exceptions',
  });
});
