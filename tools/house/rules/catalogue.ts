// Everything that is named by a text and must exist elsewhere: rights, refusals, the words of the screens, and the
// links of the documentation with the functions they point to.
import { dirname, normalize } from 'node:path/posix';
import { syntaxOf } from '../syntax.ts';
import { type Finding, type Rule, type TextFile, type Tree, isTest, sourcesBelow } from '../tree.ts';

const DEFINED = /^define(Command|Query|List)$/;

export const rights: Rule = {
  name: 'rights',
  reason:
    'Every command, query, list and guarded column names a right there is, so that a role can be given it.',
  *check(tree) {
    const file = tree.files.get('server/main/rights.ts');
    if (!file) return;
    const known = new Set(syntaxOf(file).keys.flatMap(({ of, name }) => (of === 'RIGHTS' ? [name] : [])));
    for (const source of sourcesBelow(tree, 'server')) {
      if (isTest(source.path)) continue;
      const { calls, properties } = syntaxOf(source);
      if (!calls.some(({ name }) => DEFINED.test(name))) continue;
      for (const { name, texts, line } of properties) {
        if (name !== 'right') continue;
        for (const text of texts)
          if (!known.has(text)) yield { path: source.path, line, message: `there is no right ${text}` };
      }
    }
  },
};

const sourcesOf = (tree: Tree): TextFile[] =>
  [...sourcesBelow(tree, 'server')].filter(({ path }) => !isTest(path));

type Sentence = { readonly code: string; readonly path: string; readonly line: number };

/** Every code of every catalogue, and where its sentence stands. */
function* sentencesIn(sources: readonly TextFile[]): Generator<Sentence> {
  for (const source of sources) {
    for (const { name, type, line } of syntaxOf(source).keys)
      if (/\bRefusalCatalogue\b/.test(type)) yield { code: name, path: source.path, line };
  }
}

export const refusals: Rule = {
  name: 'refusals',
  reason:
    'A refusal is of a closed catalogue with a sentence in both languages; none is declared or thrown without.',
  *check(tree): Generator<Finding> {
    const sources = sourcesOf(tree);
    const known = new Set([...sentencesIn(sources)].map(({ code }) => code));
    for (const source of sources) {
      const { path } = source;
      const { calls, properties } = syntaxOf(source);
      const message = (code: string): string => `no catalogue has the refusal ${code}`;
      for (const { name, line, texts } of calls) {
        const code = name === 'refuse' ? texts[0] : null;
        if (typeof code === 'string' && !known.has(code)) yield { path, line, message: message(code) };
      }
      if (!calls.some(({ name }) => DEFINED.test(name))) continue;
      for (const { name, line, texts } of properties)
        if (name === 'refusals')
          for (const code of texts) if (!known.has(code)) yield { path, line, message: message(code) };
    }
  },
};

export const sentences: Rule = {
  name: 'sentences',
  reason:
    'A refusal has one sentence, which somebody says: two catalogues would drift, a silent one misleads translators.',
  *check(tree) {
    const sources = sourcesOf(tree);
    const text = sources.map((source) => source.text).join('\n');
    const first = new Map<string, Sentence>();
    for (const { code, path, line } of sentencesIn(sources)) {
      const earlier = first.get(code);
      if (earlier) yield { path, line, message: `${earlier.path} has ${code} already` };
      else first.set(code, { code, path, line });
      if (!text.includes(`'${code}'`)) yield { path, line, message: `nobody says ${code}` };
    }
  },
};

/** '用户 user', `${zh} ${en}`: one thing called two things at once. */
const TWO_TONGUES = [
  /['"`][\u4e00-\u9fff][\u4e00-\u9fff（）]*(?: ?\/)? [A-Za-z][a-z ]*['"`]/,
  /\$\{[\w.]*zh\}(?: ?\/)? \$\{[\w.]*en\}/,
];
/** What prints for whoever starts the program, or describes its doors to other programs, says both on purpose. */
const BOTH_ON_PURPOSE = /^server\/(main\/(start|verify)|api\/(docs-page|openapi))\.ts$/;

export const oneTongue: Rule = {
  name: 'one-tongue',
  reason:
    'A sentence speaks one language: what it names is a fact, and the word for it is chosen with the sentence.',
  *check(tree) {
    for (const { path, lines } of sourcesOf(tree)) {
      if (BOTH_ON_PURPOSE.test(path)) continue;
      for (const [at, line] of lines.entries())
        if (!/^\s*(\/\/|\*|\/\*)/.test(line) && TWO_TONGUES.some((shape) => shape.test(line)))
          yield { path, line: at + 1, message: 'both languages stand in one text' };
    }
  },
};

const FACT_WORDS = 'server/main/fact-words.ts';

export const factNames: Rule = {
  name: 'fact-names',
  reason: 'What a refusal does not find is named by a code that has a word in both languages.',
  *check(tree) {
    const file = tree.files.get(FACT_WORDS);
    if (!file) return;
    const known = new Set(syntaxOf(file).keys.flatMap(({ of, name }) => (of === 'THINGS' ? [name] : [])));
    for (const { path, lines } of sourcesOf(tree)) {
      for (const [at, line] of lines.entries()) {
        const code = /'NOT_FOUND', \{ what: '([^']+)'/.exec(line)?.[1];
        if (code !== undefined && !known.has(code))
          yield { path, line: at + 1, message: `${FACT_WORDS} has no word for ${code}` };
      }
    }
  },
};

export const commandNames: Rule = {
  name: 'command-names',
  reason:
    'A command, query or list is named module.verb-noun, once: its name is its address and its line in the audit.',
  *check(tree) {
    const first = new Map<string, string>();
    for (const { path, names } of sourcesOf(tree).map((file) => ({
      path: file.path,
      names: syntaxOf(file).defined,
    }))) {
      for (const { name, line } of names) {
        const earlier = first.get(name);
        if (!/^[a-z]+\.[a-z]+(-[a-z]+)*$/.test(name))
          yield { path, line, message: `${name} is not module.verb-noun` };
        else if (earlier !== undefined) yield { path, line, message: `${earlier} has ${name} already` };
        else first.set(name, path);
      }
    }
  },
};

const WORDS = ['ui/i18n/zh-CN.json', 'ui/i18n/en.json'] as const;

/** The keys of a flat file of words and the line each stands on. */
function wordsOf(file: TextFile | undefined): Map<string, number> {
  const words = new Map<string, number>();
  for (const [index, line] of (file?.lines ?? []).entries()) {
    const key = /^\s*"([^"]+)":/.exec(line)?.[1];
    if (key !== undefined) words.set(key, index + 1);
  }
  return words;
}

export const words: Rule = {
  name: 'words',
  reason: 'Every word of the screens exists in Chinese and in English, and every key a screen uses exists.',
  *check(tree) {
    const [zh, en] = WORDS.map((path) => wordsOf(tree.files.get(path)));
    if (!zh || !en) return;
    for (const [key, line] of zh)
      if (!en.has(key)) yield { path: WORDS[0], line, message: `${key} is not in en.json` };
    for (const [key, line] of en)
      if (!zh.has(key)) yield { path: WORDS[1], line, message: `${key} is not in zh-CN.json` };
    for (const file of sourcesBelow(tree, 'ui')) {
      for (const { name, texts, line } of syntaxOf(file).calls) {
        const key = name === 't' ? texts[0] : null;
        if (typeof key === 'string' && !zh.has(key))
          yield { path: file.path, line, message: `there is no word ${key}` };
      }
    }
  },
};

/** The anchor a heading gets. */
const slugOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

function anchorProblem(tree: Tree, path: string, anchor: string): string | null {
  const file = tree.files.get(path);
  if (!file) return `${path} has no text to point into`;
  if (path.endsWith('.md')) {
    const headings = file.lines
      .filter((line) => /^#+ /.test(line))
      .map((line) => slugOf(line.replace(/^#+ /, '')));
    return headings.includes(decodeURIComponent(anchor)) ? null : `${path} has no heading #${anchor}`;
  }
  const lines = /^L(\d+)/.exec(anchor)?.[1];
  if (lines !== undefined) return 'points to a line number, which moves; name a function instead';
  const words = anchor.split('.').at(-1) ?? '';
  return new RegExp(`(?<![\\w$])${words.replace(/[^\w]/g, '\\$&')}(?![\\w$])`).test(file.text)
    ? null
    : `${path} does not hold ${anchor}`;
}

const LINK = /!?\[[^\]]*\]\(([^)\s]+)(?:\s+"[^"]*")?\)|<img\s[^>]*src="([^"]+)"/g;

/** The lines of a page, those of code blocks and the code within lines emptied. */
function proseOf(file: TextFile): string[] {
  let inCode = false;
  return file.lines.map((line) => {
    const fence = /^\s*(```|~~~)/.test(line);
    if (fence) inCode = !inCode;
    return fence || inCode ? '' : line.replace(/`[^`]*`(?!\])/g, '');
  });
}

export const links: Rule = {
  name: 'links',
  reason: 'A page that points to a file or a function points to one that exists.',
  *check(tree) {
    for (const file of tree.files.values()) {
      if (!file.path.endsWith('.md')) continue;
      for (const [index, line] of proseOf(file).entries()) {
        for (const [, link, picture] of line.matchAll(LINK)) {
          const target = link ?? picture ?? '';
          if (/^[a-z]+:/.test(target)) continue;
          const [relative = '', anchor] = target.split('#');
          const path =
            relative === '' ? file.path : normalize(`${dirname(file.path)}/${relative}`).replace(/\/$/, '');
          const problem = !tree.paths.has(path)
            ? `${path} does not exist`
            : anchor === undefined
              ? null
              : anchorProblem(tree, path, anchor);
          if (problem !== null) yield { path: file.path, line: index + 1, message: problem };
        }
      }
    }
  },
};
