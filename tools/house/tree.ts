// The tree of the project as the rules see it: every text file that people write, read once, and the names of all
// other files, so that a link to a picture can be checked. A test hands in a tree of its own in the same shape.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export type TextFile = { readonly path: string; readonly text: string; readonly lines: readonly string[] };

export type Tree = {
  /** Text files by their path from the root, with forward slashes. */
  readonly files: ReadonlyMap<string, TextFile>;
  /** Every path there is, folders and pictures included. */
  readonly paths: ReadonlySet<string>;
};

export type Finding = { readonly path: string; readonly line: number; readonly message: string };

export type Rule = {
  readonly name: string;
  /** Why the rule is there, in one line; docs/house-rules.md repeats it word for word. */
  readonly reason: string;
  readonly check: (tree: Tree) => Iterable<Finding>;
};

const NOT_OURS = new Set(['node_modules', 'dist', 'data', '.git']);
const WRITTEN = /\.(ts|tsx|mjs|sql|md|css|html|json|csv|txt)$|^\.ci\/run$/;

function* walk(root: string, folder: string): Generator<{ path: string; isFile: boolean }> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (NOT_OURS.has(entry.name)) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    yield { path, isFile: entry.isFile() };
    if (entry.isDirectory()) yield* walk(root, path);
  }
}

/** A tree of files given by path and text; folders come of themselves. */
export function treeOf(texts: Iterable<readonly [string, string]>, others: Iterable<string> = []): Tree {
  const files = new Map<string, TextFile>();
  const paths = new Set(others);
  for (const [path, text] of texts) {
    files.set(path, { path, text, lines: text.split('\n') });
    paths.add(path);
  }
  for (const path of paths) {
    const cut = path.lastIndexOf('/');
    if (cut > 0) paths.add(path.slice(0, cut));
  }
  return { files, paths };
}

/** The tree below a folder of the disk. */
export function readTree(root: string): Tree {
  const all = [...walk(root, '')];
  const texts = all.filter(
    ({ path, isFile }) => isFile && WRITTEN.test(path) && path !== 'package-lock.json',
  );
  return treeOf(
    texts.map(({ path }) => [path, readFileSync(join(root, path), 'utf8')] as const),
    all.map(({ path }) => path),
  );
}

/** Files that people write in TypeScript, below the named folders. */
export function* sourcesBelow(tree: Tree, ...folders: readonly string[]): Generator<TextFile> {
  for (const file of tree.files.values()) {
    if (!/\.(ts|tsx|mjs)$/.test(file.path) || /\.(gen|d)\.ts$/.test(file.path)) continue;
    if (folders.some((folder) => file.path.startsWith(`${folder}/`))) yield file;
  }
}

export const isTest = (path: string): boolean => path.startsWith('tests/') || path.endsWith('.test.ts');

/** One finding for each line in which the pattern occurs. */
export function* matchesIn(
  file: TextFile,
  pattern: RegExp,
  message: (found: string) => string,
): Generator<Finding> {
  for (const [index, line] of file.lines.entries()) {
    const found = pattern.exec(line);
    if (found) yield { path: file.path, line: index + 1, message: message(found[0]) };
  }
}
