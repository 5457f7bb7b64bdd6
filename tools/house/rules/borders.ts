// The borders of the house: who may import whom, through which door, and whose tables one may change.
import { dirname, normalize } from 'node:path/posix';
import { MAY_IMPORT, ORDER, SCHEMA_OF, WRITERS, moduleOf, partOf } from '../floors.ts';
import { syntaxOf } from '../syntax.ts';
import { type Finding, type Rule, type TextFile, type Tree, isTest, sourcesBelow } from '../tree.ts';

type Import = { readonly path: string; readonly to: string; readonly line: number };

/** Imports of files of the project, resolved to paths from the root. */
function* importsOf(file: TextFile): Generator<Import> {
  for (const { from, line } of syntaxOf(file).imports) {
    if (from.startsWith('.')) yield { path: file.path, to: normalize(`${dirname(file.path)}/${from}`), line };
  }
}

function* serverImports(tree: Tree): Generator<Import> {
  for (const file of sourcesBelow(tree, 'server')) if (!isTest(file.path)) yield* importsOf(file);
}

export const borders: Rule = {
  name: 'borders',
  reason: 'The trades meet only in the contract, so that each can be understood, tested and replaced alone.',
  *check(tree) {
    for (const { path, to, line } of serverImports(tree)) {
      const [from, part] = [partOf(path), partOf(to)];
      if (!to.startsWith('server/')) yield { path, line, message: `the server imports ${to}` };
      else if (MAY_IMPORT[from] === undefined)
        yield { path, line, message: `${from} is not in tools/house/floors.ts` };
      else if (part !== from && !MAY_IMPORT[from].includes(part))
        yield { path, line, message: `${from} may not import ${part}` };
    }
  },
};

export const modules: Rule = {
  name: 'modules',
  reason: 'Modules of one trade stand in one order, so that none needs another that needs it.',
  *check(tree) {
    const unknown = new Set<string>();
    for (const file of sourcesBelow(tree, 'server')) {
      const [, part = '', name = ''] = moduleOf(file.path).split('/');
      if (name === '' || ORDER[part]?.includes(name)) continue;
      if (unknown.has(`${part}/${name}`)) continue;
      unknown.add(`${part}/${name}`);
      yield { path: file.path, line: 1, message: `${part}/${name} has no place in tools/house/floors.ts` };
    }
    for (const { path, to, line } of serverImports(tree)) {
      const [from, above] = [moduleOf(path).split('/'), moduleOf(to).split('/')];
      const order = ORDER[from[1] ?? ''];
      if (!order || from[1] !== above[1] || from[2] === undefined || above[2] === undefined) continue;
      if (order.indexOf(above[2]) > order.indexOf(from[2]))
        yield { path, line, message: `${from[2]} stands below ${above[2]} and may not import it` };
    }
  },
};

export const doors: Rule = {
  name: 'doors',
  reason: 'A module is entered by its index.ts, so that what is inside may change without asking.',
  *check(tree) {
    for (const { path, to, line } of serverImports(tree)) {
      const target = moduleOf(to);
      if (moduleOf(path) === target || to === `${target}/index.ts`) continue;
      // A folder without a door, such as the kernel, is a shelf: each file of it is public.
      if (tree.files.has(`${target}/index.ts`))
        yield { path, line, message: `${to} is inside ${target}; import ${target}/index.ts` };
    }
  },
};

export const webBorder: Rule = {
  name: 'web-border',
  reason: 'The web knows the server only by its generated types; the kit knows neither desk nor floor.',
  *check(tree) {
    for (const file of sourcesBelow(tree, 'ui')) {
      for (const { path, to, line } of importsOf(file)) {
        const [from, part] = [path.split('/')[1], to.split('/')[1]];
        if (!to.startsWith('ui/')) yield { path, line, message: `the web imports ${to}` };
        else if (from === 'kit' && (part === 'desk' || part === 'floor'))
          yield { path, line, message: `the kit imports ${part}` };
        else if (from === 'desk' && part === 'floor')
          yield { path, line, message: 'the desk imports the floor' };
      }
    }
  },
};

const NAMED = /(?<![\w.])(wms|erp|fin|qms)\.([a-z]\w*)(?=[\s'",)`]|$)/g;
const WRITTEN = /(?:insert\s+into|(?<!do\s)update|delete\s+from)\s+(\w+\.[a-z_]+)/g;
const BUILT = /(?:insertInto|updateTable|deleteFrom)\('([a-z]+\.[a-z_]+)/g;

function* changesIn(file: TextFile): Generator<{ table: string; line: number }> {
  for (const pattern of [WRITTEN, BUILT]) {
    for (const found of file.text.matchAll(pattern))
      yield { table: found[1] ?? '', line: file.text.slice(0, found.index).split('\n').length };
  }
}

export const ownTables: Rule = {
  name: 'own-tables',
  reason: 'A trade changes only its own tables; the floor and quality do not even read those of another.',
  *check(tree): Generator<Finding> {
    for (const file of sourcesBelow(tree, 'server')) {
      const own = SCHEMA_OF[partOf(file.path)];
      if (!own || isTest(file.path)) continue;
      for (const { table, line } of changesIn(file)) {
        const [schema = ''] = table.split('.');
        if (['wms', 'erp', 'fin', 'qms', 'contract'].includes(schema) && !own.includes(schema))
          yield { path: file.path, line, message: `changes ${table}` };
      }
      if (partOf(file.path) === 'erp') continue;
      for (const [index, text] of file.lines.entries()) {
        for (const [whole, schema = ''] of text.matchAll(NAMED))
          if (!own.includes(schema)) yield { path: file.path, line: index + 1, message: `names ${whole}` };
      }
    }
  },
};

export const oneWriter: Rule = {
  name: 'one-writer',
  reason: 'Each book has one door through which it is written, so that its laws are defended in one place.',
  *check(tree) {
    for (const file of sourcesBelow(tree, 'server')) {
      if (isTest(file.path)) continue;
      for (const { table, line } of changesIn(file)) {
        const home = WRITERS[table];
        if (home !== undefined && !file.path.startsWith(home))
          yield { path: file.path, line, message: `${table} is written in ${home} only` };
      }
    }
  },
};
