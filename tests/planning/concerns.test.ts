// Every kind of thing that a command writes into the audit is known to planning: as a reason to read items again, to make
// the plan anew, or as nothing to it. An unknown kind is safe but slow, so it should not stay unknown.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { CONCERNS } from '../../server/planning/resident/concerns.ts';

const SERVER = resolve(import.meta.dirname, '../../server');

test('every kind that is audited is known', () => {
  const kinds = new Set<string>();
  for (const name of readdirSync(SERVER, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts') || name.endsWith('.gen.ts')) continue;
    const text = readFileSync(join(SERVER, name), 'utf8');
    for (const [, kind] of text.matchAll(/(?:audit\(\s*\w+,\s*|documentKind: )'([a-z_]+)'/g)) {
      if (kind !== undefined) kinds.add(kind);
    }
  }
  assert.ok(kinds.has('sales_order') && kinds.has('item_planning'));
  assert.deepEqual(
    [...kinds].filter((kind) => CONCERNS[kind] === undefined && kind !== 'import_batch').sort(),
    [],
  );
});
