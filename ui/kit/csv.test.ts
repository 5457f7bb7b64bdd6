// A template that is opened, filled and saved comes back with the same headings.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvText } from './csv.ts';

test('cells with commas, quotes or breaks are quoted, and the file says that it is UTF-8', () => {
  assert.equal(
    csvText([['物料编码', 'a,b', 'say "x"'], ['1\n2']]),
    '\u{feff}物料编码,"a,b","say ""x"""\r\n"1\n2"\r\n',
  );
});
