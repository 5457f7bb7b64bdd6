// Every link of the web leads to a page there is: a path is text, and no compiler reads it.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

const WEB = join(import.meta.dirname, '..');
const sources = ['desk', 'floor', 'kit'].flatMap((folder) =>
  readdirSync(join(WEB, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
    .map((file) => ({ file: join(folder, file), text: readFileSync(join(WEB, folder, file), 'utf8') })),
);
const textOf = (file: string): string => sources.find((source) => source.file === file)?.text ?? '';
const pages = ['desk/desk.tsx', 'floor/floor.tsx'].flatMap((file) =>
  [...textOf(file).matchAll(/'(\/[\w$/-]*)'/g)].map(([, path = '']) => path),
);
const links = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/\bto(?:=|: ?)["'](\/[^"'?]*)["']/g)].map(([, path = '']) => ({
    file,
    path,
  })),
);

test('every link leads to a page', () => {
  assert.ok(links.length > 50);
  const shapeOf = (path: string): string => path.replace(/\$\w+/g, '$');
  const known = new Set(pages.map(shapeOf));
  const answers = ({ path }: { readonly path: string }): boolean =>
    known.has(shapeOf(path)) || [...known].some((page) => page.includes('$') && fits(page, path));
  assert.deepEqual(
    links.filter((link) => !answers(link)),
    [],
  );
});

/** Whether a path whose parts are filled in is of a page, such as /card/item/new of /card/$/new. */
function fits(page: string, path: string): boolean {
  const [parts, own] = [page.split('/'), path.split('/')];
  return parts.length === own.length && parts.every((part, at) => part === '$' || part === own[at]);
}
