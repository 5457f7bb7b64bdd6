// What code looks like here: sizes, the constructions we do without, the clock, exact figures, names and comments.
import { syntaxOf } from '../syntax.ts';
import { type Rule, isTest, matchesIn, sourcesBelow } from '../tree.ts';

const CODE = ['server', 'tools', 'tests', 'ui'] as const;
const MOST_LINES = 400;
const MOST_FUNCTION_LINES = 70;
const MOST_CHARACTERS = 130;

export const parses: Rule = {
  name: 'parses',
  reason: 'A file that cannot be read cannot be checked.',
  *check(tree) {
    for (const file of sourcesBelow(tree, ...CODE)) {
      for (const { name, line } of syntaxOf(file).problems) yield { path: file.path, line, message: name };
    }
  },
};

export const fileSize: Rule = {
  name: 'file-size',
  reason: 'A file is read in one sitting: 400 lines at most, 60 to 250 as a rule.',
  *check(tree) {
    for (const file of sourcesBelow(tree, ...CODE)) {
      const lines = file.lines.length - (file.text.endsWith('\n') ? 1 : 0);
      if (lines > MOST_LINES) yield { path: file.path, line: MOST_LINES, message: `has ${lines} lines` };
    }
  },
};

export const functionSize: Rule = {
  name: 'function-size',
  reason: 'A function fits on a screen: 70 lines at most, 40 as a rule.',
  *check(tree) {
    for (const file of sourcesBelow(tree, 'server', 'tools', 'tests')) {
      for (const { name, line, lines } of syntaxOf(file).functions)
        if (lines > MOST_FUNCTION_LINES)
          yield { path: file.path, line, message: `${name} has ${lines} lines` };
    }
  },
};

export const lineLength: Rule = {
  name: 'line-length',
  reason:
    'Two files fit beside each other: the formatter breaks code at 110 characters, no SQL or sentence passes 130.',
  *check(tree) {
    for (const file of sourcesBelow(tree, 'server', 'tools', 'tests')) {
      for (const [index, text] of file.lines.entries()) {
        if (text.length > MOST_CHARACTERS)
          yield { path: file.path, line: index + 1, message: `has ${text.length} characters` };
      }
    }
  },
};

export const plainCode: Rule = {
  name: 'plain-code',
  reason:
    "Plain functions and types: no class but the kernel's few errors, no enum, namespace, default export or any.",
  *check(tree) {
    for (const file of sourcesBelow(tree, ...CODE)) {
      for (const { kind, name, line } of syntaxOf(file).oddities) {
        if (kind === 'class' && KERNEL_ERRORS.has(name) && file.path.startsWith('server/kernel/')) continue;
        if (kind === 'default export' && file.path.endsWith('.config.ts')) continue;
        yield { path: file.path, line, message: name === '' ? kind : `${kind} ${name}` };
      }
    }
  },
};

/** What the kernel throws: a no, a not now, and an import that is rolled back on purpose. */
const KERNEL_ERRORS = new Set(['Refusal', 'Unavailable', 'ImportNotKept']);

const BRANDS = new Set(['const', 'never', 'Qty', 'Amount', 'UnitPrice']);

export const casts: Rule = {
  name: 'casts',
  reason:
    'A cast silences the compiler: outside the kernel only exact figures are branded, and only registries forget.',
  *check(tree) {
    for (const file of sourcesBelow(tree, 'server')) {
      if (isTest(file.path) || file.path.startsWith('server/kernel/')) continue;
      for (const { name, line } of syntaxOf(file).casts)
        if (!BRANDS.has(name))
          yield { path: file.path, line, message: `casts to ${name.replace(/\s+/g, ' ')}` };
    }
  },
};

export const clock: Rule = {
  name: 'clock',
  reason:
    'The time arrives in ctx, so that a test can stand on any day: only kernel/clock.ts asks what time it is.',
  *check(tree) {
    for (const file of sourcesBelow(tree, 'server')) {
      if (isTest(file.path) || file.path === 'server/kernel/clock.ts') continue;
      for (const { name, line, texts } of syntaxOf(file).calls) {
        if (name === 'Date.now' || (name === 'new Date' && texts.length === 0))
          yield { path: file.path, line, message: `asks the time by ${name}` };
      }
    }
  },
};

const FIGURE =
  /^(qty|quantity|amount|price|cost|value|balance|debit|credit)$|(Qty|Quantity|Amount|Price|Cost)$/;

export const exactFigures: Rule = {
  name: 'exact-figures',
  reason: 'Quantities and money are exact: never a JavaScript number, never parsed as one.',
  *check(tree) {
    for (const file of sourcesBelow(tree, 'server')) {
      if (isTest(file.path)) continue;
      const { calls, numbers } = syntaxOf(file);
      for (const { name, line } of calls)
        if (/(^|\.)parseFloat$/.test(name))
          yield { path: file.path, line, message: 'parseFloat is not exact' };
      // The planning engine counts whole steps of 10^-6 in typed arrays; its own tests watch that they stay exact.
      if (file.path.startsWith('server/planning/engine/')) continue;
      for (const { name, line } of numbers)
        if (FIGURE.test(name)) yield { path: file.path, line, message: `${name} is a number` };
    }
  },
};

const WORN = /(Manager|Helpers?|Utils?|Service|Impl|Abstract\w*|Factory|Wrapper)$/i;
const EMPTY = new Set(['data', 'info', 'obj', 'tmp', 'temp', 'foo', 'stuff', 'misc']);

export const names: Rule = {
  name: 'names',
  reason:
    'A name says what a thing is: nothing is a manager, helper, util or service, and nothing is just data.',
  *check(tree) {
    for (const file of sourcesBelow(tree, ...CODE)) {
      const stem = (file.path.split('/').at(-1) ?? '').split('.')[0] ?? '';
      if (WORN.test(stem) || EMPTY.has(stem))
        yield { path: file.path, line: 1, message: `the file is named ${stem}` };
      const folder = file.path
        .split('/')
        .find((part) => /^(utils?|helpers?|services?|managers?|common)$/i.test(part));
      if (folder !== undefined) yield { path: file.path, line: 1, message: `a folder is named ${folder}` };
      for (const { name, line } of syntaxOf(file).declared)
        if (WORN.test(name) || (EMPTY.has(name) && !file.path.startsWith('ui/')))
          yield { path: file.path, line, message: `${name} says nothing` };
    }
  },
};

export const openingComment: Rule = {
  name: 'opening-comment',
  reason: 'A file begins by saying what it holds and what it defends.',
  *check(tree) {
    for (const file of sourcesBelow(tree, ...CODE)) {
      const first = file.lines[file.lines[0]?.startsWith('#!') ? 1 : 0] ?? '';
      if (!/^(\/\/|\/\*\*?) ?\S/.test(first) && !/^\/\*\*?$/.test(first))
        yield { path: file.path, line: 1, message: 'does not begin with a comment' };
    }
  },
};

export const nothingPutOff: Rule = {
  name: 'nothing-put-off',
  reason: 'What is to be done is done or written down where people plan, not left in the code.',
  *check(tree) {
    for (const file of tree.files.values()) {
      if (/\.(ts|tsx|mjs|sql|css)$/.test(file.path) && !OWN_PATTERNS.has(file.path))
        yield* matchesIn(file, /\b(TODO|FIXME|XXX|HACK)\b/, (found) => `says ${found}`);
    }
  },
};

const TEST_CALL = /^(test|it|describe|suite)\.(only|skip|todo)$/;

export const everyTestRuns: Rule = {
  name: 'every-test-runs',
  reason: 'A test that is skipped or runs alone says that something holds which nobody has looked at.',
  *check(tree) {
    for (const file of sourcesBelow(tree, ...CODE)) {
      if (!isTest(file.path) || OWN_PATTERNS.has(file.path)) continue;
      for (const { name, line } of syntaxOf(file).calls)
        if (TEST_CALL.test(name)) yield { path: file.path, line, message: `says ${name}` };
      yield* matchesIn(file, /\{ (only|skip|todo): true/, (found) => `says ${found} }`);
    }
  },
};

export const noMachinePaths: Rule = {
  name: 'no-machine-paths',
  reason: 'The project runs anywhere: no folder of one machine is named in it.',
  *check(tree) {
    for (const file of tree.files.values()) {
      if (!OWN_PATTERNS.has(file.path))
        yield* matchesIn(
          file,
          /(?<![\w.])\/(home|Users|root|work|mnt)\/[\w.-]+\/|\b[A-Z]:\\\\?Users/,
          (found) => `names ${found}`,
        );
    }
  },
};

/** The rules themselves, and their bad samples, must be able to say what is forbidden. */
const OWN_PATTERNS = new Set([
  'tools/house/rules/code.ts',
  'tools/house/code.test.ts',
  'docs/house-rules.md',
]);
