// Shows each rule of the code refusing a bad file and letting a good one pass.
import {
  casts,
  clock,
  everyTestRuns,
  exactFigures,
  fileSize,
  functionSize,
  lineLength,
  names,
  noMachinePaths,
  nothingPutOff,
  openingComment,
  parses,
  plainCode,
} from './rules/code.ts';
import { testSamples } from './samples.ts';

const lines = (count: number, line: string): string => `// Holds.\n${`${line}\n`.repeat(count)}`;
const FILE = 'server/wms/stock/load.ts';

testSamples([
  {
    rule: parses,
    says: 'a file that cannot be read',
    bad: { [FILE]: '// Holds.\nexport const = 1;' },
    at: [`${FILE}:2`],
    good: { [FILE]: '// Holds.\nexport const one: number = 1;' },
  },
  {
    rule: fileSize,
    says: 'a file of more than 400 lines',
    bad: { [FILE]: lines(400, 'void 0;') },
    at: [`${FILE}:400`],
    good: { [FILE]: lines(399, 'void 0;'), 'server/kernel/db.gen.ts': lines(900, 'void 0;') },
  },
  {
    rule: functionSize,
    says: 'a function of more than 70 lines',
    bad: { [FILE]: `// Holds.\nexport function long() {\n${'  void 0;\n'.repeat(69)}}` },
    at: [`${FILE}:2`],
    good: { [FILE]: `// Holds.\nexport function right() {\n${'  void 0;\n'.repeat(68)}}` },
  },
  {
    rule: lineLength,
    says: 'a line of more than 130 characters',
    bad: { [FILE]: `// Holds.\n// ${'x'.repeat(128)}` },
    at: [`${FILE}:2`],
    good: { [FILE]: `// Holds.\n// ${'x'.repeat(127)}`, 'ui/kit/long.ts': `// ${'x'.repeat(500)}` },
  },
  {
    rule: plainCode,
    says: 'a class, enum, namespace, default export or any',
    bad: {
      [FILE]:
        '// Holds.\nclass Stock {}\nenum State { open }\nnamespace N { export const a = 1 }\nexport default 1;\nlet x: any;',
    },
    at: [2, 3, 4, 5, 6].map((line) => `${FILE}:${line}`),
    good: {
      [FILE]: "// Holds: class, enum, any.\nexport const states = ['any', 'enum'] as const;",
      'server/kernel/refusal.ts': '// Refusals.\nexport class Refusal extends Error {}',
      'ui/vite.config.ts': '// Builds.\nexport default {};',
    },
  },
  {
    rule: casts,
    says: 'a cast that is neither const, never nor an exact figure',
    bad: { [FILE]: '// Holds.\nconst rows = answer as { id: string }[];' },
    at: [`${FILE}:2`],
    good: {
      [FILE]: "// Holds.\nconst kinds = ['a'] as const;\nconst left = (a - b) as Qty;\ncall(input as never);",
      'server/kernel/ids.ts': '// Ids.\nexport const id = text as Id;',
    },
  },
  {
    rule: clock,
    says: 'code that asks what time it is',
    bad: { [FILE]: '// Holds.\nconst now = new Date();\nconst ms = Date.now();' },
    at: [`${FILE}:2`, `${FILE}:3`],
    good: {
      [FILE]: '// Holds.\nconst then = new Date(ctx.now);',
      'server/kernel/clock.ts': '// Clock.\nexport const now = () => new Date();',
    },
  },
  {
    rule: exactFigures,
    says: 'figures that are floating point numbers',
    bad: {
      [FILE]:
        '// Holds.\nconst qty: number = 1;\ntype Line = { unitPrice: number };\nNumber.parseFloat(text);',
    },
    at: [`${FILE}:4`, `${FILE}:2`, `${FILE}:3`],
    good: { [FILE]: '// Holds.\nconst qty: Qty = parseQty(text);\nconst count: number = rows.length;' },
  },
  {
    rule: names,
    says: 'a name that says nothing',
    bad: {
      'server/wms/stock/utils.ts': '// Holds.',
      'server/wms/helpers/load.ts': '// Holds.',
      [FILE]: '// Holds.\nfunction stockManager() {}\nconst data = 1;\ntype BookService = 1;',
    },
    at: [
      'server/wms/stock/utils.ts:1',
      'server/wms/helpers/load.ts:1',
      `${FILE}:2`,
      `${FILE}:3`,
      `${FILE}:4`,
    ],
    good: { [FILE]: "// A manager's helper.\nfunction postMovements() {}\nrole('warehouseManager');" },
  },
  {
    rule: openingComment,
    says: 'a file that begins without a word',
    bad: { [FILE]: "import { x } from './x.ts';" },
    at: [`${FILE}:1`],
    good: { [FILE]: '// Loads what a posting locks.', 'tools/a.mjs': '#!/usr/bin/env node\n/** Runs. */' },
  },
  {
    rule: nothingPutOff,
    says: 'work that was put off',
    bad: { [FILE]: '// Loads.\n// TODO lock them', 'db/views/a.sql': '-- FIXME' },
    at: [`${FILE}:2`, 'db/views/a.sql:1'],
    good: { [FILE]: '// Loads todos.', 'docs/a.md': 'No TODO without a name.' },
  },
  {
    rule: noMachinePaths,
    says: "a folder of somebody's machine",
    bad: { 'docs/a.md': 'See /home/ann/notes.md', [FILE]: "// Loads.\nread('/Users/bob/x/y');" },
    at: ['docs/a.md:1', `${FILE}:2`],
    good: { 'docs/a.md': 'See docs/home/ann/notes.md and /root or /api/home/orders' },
  },
  {
    rule: everyTestRuns,
    says: 'a test that is left out or runs alone',
    bad: { 'tests/a.test.ts': "// T.\ntest.only('a', () => 1);\ntest('b', { skip: true }, () => 1);" },
    at: ['tests/a.test.ts:2', 'tests/a.test.ts:3'],
    good: { 'tests/a.test.ts': "// T.\ntest('skip', () => rows.skip(1));", [FILE]: '// F.\nlist.only(1);' },
  },
]);
