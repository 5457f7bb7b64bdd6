// The database as the rules see it: numbered migrations, exact columns, companies first in every business table,
// views that read with the asker's eyes, and laws that say in a sentence what they prove.
import { type Finding, type Rule, type TextFile, type Tree, matchesIn } from '../tree.ts';

function* filesIn(tree: Tree, folder: string): Generator<TextFile> {
  for (const file of tree.files.values())
    if (file.path.startsWith(folder) && file.path.endsWith('.sql')) yield file;
}

const MIGRATION = /^db\/migrations\/(\d{4})_[a-z0-9_]+\.sql$/;

export const migrations: Rule = {
  name: 'migrations',
  reason:
    'Migrations are numbered from 0001 without a gap, each number once, so that their order is never a question.',
  *check(tree) {
    let last = 0;
    for (const { path } of [...filesIn(tree, 'db/migrations/')].toSorted((a, b) =>
      a.path < b.path ? -1 : 1,
    )) {
      const number = Number(MIGRATION.exec(path)?.[1] ?? 'NaN');
      if (Number.isNaN(number)) yield { path, line: 1, message: 'is not named NNNN_words.sql' };
      else if (number === last) yield { path, line: 1, message: `shares its number ${number} with another` };
      else if (number !== last + 1) yield { path, line: 1, message: `follows ${last}` };
      if (!Number.isNaN(number)) last = number;
    }
  },
};

export const laws: Rule = {
  name: 'laws',
  reason:
    'A law file is named by its id and begins with the law as a sentence; whoever cites an id cites a law there is.',
  *check(tree): Generator<Finding> {
    const ids = new Set<string>();
    for (const file of filesIn(tree, 'db/laws/')) {
      const id = /^db\/laws\/([A-Z]+-\d\d)-[a-z0-9-]+\.sql$/.exec(file.path)?.[1];
      if (id === undefined) yield { path: file.path, line: 1, message: 'is not named ID-00-words.sql' };
      else if (ids.has(id)) yield { path: file.path, line: 1, message: `${id} is another law already` };
      else ids.add(id);
      if (!/^-- [A-Z].*/.test(file.lines[0] ?? ''))
        yield { path: file.path, line: 1, message: 'does not begin with its law as a sentence' };
    }
    const families = [...new Set([...ids].map((id) => id.split('-')[0]))];
    if (families.length === 0) return;
    const cited = new RegExp(`\\b(?:${families.join('|')})-\\d\\d\\b`, 'g');
    for (const file of tree.files.values()) {
      if (!/\.(ts|tsx|md|sql)$/.test(file.path) || file.path.startsWith('tools/house/')) continue;
      for (const [index, line] of file.lines.entries())
        for (const [id] of line.matchAll(cited))
          if (!ids.has(id)) yield { path: file.path, line: index + 1, message: `there is no law ${id}` };
    }
  },
};

type Table = {
  readonly path: string;
  readonly line: number;
  readonly schema: string;
  readonly name: string;
  readonly body: string;
};

/** The tables that migrations make, each with the text between its parentheses. */
export function* tablesOf(tree: Tree): Generator<Table> {
  for (const file of filesIn(tree, 'db/migrations/')) {
    for (const found of file.text.matchAll(
      /create table (?:if not exists )?(\w+)\.(\w+) \(\n([\s\S]*?)\n\)/g,
    )) {
      const line = file.text.slice(0, found.index).split('\n').length;
      yield { path: file.path, line, schema: found[1] ?? '', name: found[2] ?? '', body: found[3] ?? '' };
    }
  }
}

const ENDS_IN_S = /(status|address|business|process|basis|series|class|analysis|progress|access)$/;

export const tableNames: Rule = {
  name: 'table-names',
  reason: 'A table is named by one of its rows: singular, small letters, words joined by underscores.',
  *check(tree) {
    for (const { path, line, name } of tablesOf(tree)) {
      if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))
        yield { path, line, message: `${name} is not snake_case` };
      else if (name.endsWith('s') && !ENDS_IN_S.test(name))
        yield { path, line, message: `${name} is a plural` };
    }
  },
};

export const companyFirst: Rule = {
  name: 'company-first',
  reason:
    'Every business table begins with its company, so that no statement can cross companies and any company can move.',
  *check(tree) {
    const spanning = new Set<string>();
    for (const file of filesIn(tree, 'db/migrations/')) {
      const said = /comment on table (\w+\.\w+) is\s+'(?:installation|read-only|owner-only)\b/g;
      for (const [, table = ''] of file.text.matchAll(said)) spanning.add(table);
    }
    for (const { path, line, schema, name, body } of tablesOf(tree)) {
      if (schema === 'sys' || spanning.has(`${schema}.${name}`)) continue;
      if (!/^\s*company_id uuid not null\b/.test(body))
        yield { path, line, message: `${schema}.${name} does not begin with company_id uuid not null` };
      const keys = body.matchAll(/(?:primary key|unique(?: nulls not distinct)?|foreign key) \((\w+)/g);
      for (const [, first = ''] of keys)
        if (first !== 'company_id')
          yield { path, line, message: `a key of ${schema}.${name} begins with ${first}` };
    }
  },
};

export const exactColumns: Rule = {
  name: 'exact-columns',
  reason:
    'Columns hold exact figures and moments with a zone: no float, double, real, money or timestamp without one.',
  *check(tree) {
    const inexact = /\b(float\d?|double precision|real|money|timestamp(?!tz)\b(?! with time zone))\b/;
    for (const folder of ['db/migrations/', 'db/views/']) {
      for (const file of filesIn(tree, folder)) {
        const bare = {
          ...file,
          lines: file.lines.map((line) => line.replace(/--.*$/, '').replace(/'[^']*'/g, "''")),
        };
        yield* matchesIn(bare, inexact, (found) => `uses ${found}`);
      }
    }
  },
};

export const askersEyes: Rule = {
  name: 'askers-eyes',
  reason:
    "A view reads with the asker's rights (security_invoker); with its owner's it would show every company.",
  *check(tree) {
    for (const file of filesIn(tree, 'db/views/')) {
      for (const found of file.text.matchAll(/create view (\S+)([^;]*?) as\b/gi)) {
        const line = file.text.slice(0, found.index).split('\n').length;
        if (!/security_invoker\s*=\s*true/.test(found[2] ?? ''))
          yield { path: file.path, line, message: `${found[1]} lacks with (security_invoker = true)` };
      }
    }
  },
};

export const sqlComments: Rule = {
  name: 'sql-comments',
  reason: 'A migration, view or law begins by saying in a sentence what it is for.',
  *check(tree) {
    for (const folder of ['db/migrations/', 'db/views/', 'db/guards.sql']) {
      for (const file of filesIn(tree, folder))
        if (!/^-- \S/.test(file.lines[0] ?? ''))
          yield { path: file.path, line: 1, message: 'does not begin with a comment' };
    }
  },
};
