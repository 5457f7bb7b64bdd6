// Shows each rule of the database refusing bad SQL and letting good SQL pass.
import {
  askersEyes,
  companyFirst,
  exactColumns,
  laws,
  migrations,
  sqlComments,
  tableNames,
} from './rules/sql.ts';
import { testSamples } from './samples.ts';

const M = 'db/migrations/0001_ground.sql';
const table = (name: string, columns: string): string =>
  `-- Ground.\ncreate table ${name} (\n  ${columns}\n);\n`;

testSamples([
  {
    rule: migrations,
    says: 'a gap, a number used twice, a wild name',
    bad: {
      'db/migrations/0001_a.sql': '',
      'db/migrations/0003_b.sql': '',
      'db/migrations/0003_c.sql': '',
      'db/migrations/fix.sql': '',
    },
    at: ['db/migrations/0003_b.sql:1', 'db/migrations/0003_c.sql:1', 'db/migrations/fix.sql:1'],
    good: { 'db/migrations/0002_b.sql': '', 'db/migrations/0001_a.sql': '' },
  },
  {
    rule: sqlComments,
    says: 'SQL that begins without a sentence',
    bad: { [M]: 'create schema x;', 'db/views/a.sql': '\n-- late' },
    at: [`${M}:1`, 'db/views/a.sql:1'],
    good: { [M]: '-- The ground.\ncreate schema x;' },
  },
  {
    rule: tableNames,
    says: 'a plural or a name of another style',
    bad: { [M]: table('wms.movements', 'company_id uuid') + table('wms.StockBalance', 'company_id uuid') },
    at: [`${M}:2`, `${M}:6`],
    good: { [M]: table('wms.stock_status', 'company_id uuid') + table('wms.movement', 'company_id uuid') },
  },
  {
    rule: companyFirst,
    says: 'a business table or a key without its company in front',
    bad: {
      [M]:
        table('erp.promise', 'id uuid not null') +
        table('md.item', 'company_id uuid not null,\n  unique (code, company_id)'),
    },
    at: [`${M}:2`, `${M}:6`],
    good: {
      [M]: `${table('md.item', 'company_id uuid not null,\n  primary key (company_id, id)')}
${table('md.unit_kind', 'code text primary key')}
comment on table md.unit_kind is 'installation: the same for all';
${table('sys.user_account', 'id uuid primary key')}`,
    },
  },
  {
    rule: exactColumns,
    says: 'a column that rounds or forgets its zone',
    bad: { [M]: table('erp.promise', 'qty double precision,\n  at timestamp not null,\n  cost real') },
    at: [`${M}:3`, `${M}:4`, `${M}:5`],
    good: {
      [M]: table('erp.promise', "qty qty not null, -- no real or float\n  at timestamptz default 'real'"),
    },
  },
  {
    rule: askersEyes,
    says: "a view with its owner's eyes",
    bad: { 'db/views/a.sql': '-- List.\ncreate view wms.task_list as select 1;' },
    at: ['db/views/a.sql:2'],
    good: {
      'db/views/a.sql': '-- List.\ncreate view wms.task_list with (security_invoker = true) as select 1;',
    },
  },
  {
    rule: laws,
    says: 'a law without a sentence, an id used twice, a law that is cited but not there',
    bad: {
      'db/laws/STOCK-02-b.sql': 'select 1',
      'db/laws/STOCK-01-again.sql': '-- A second one.',
      'db/laws/stock.sql': '-- No id.',
      'server/a.ts': "// Defends STOCK-01.\nassertLaw(true, 'STOCK-09');",
    },
    at: ['db/laws/STOCK-02-b.sql:1', 'db/laws/STOCK-01-again.sql:1', 'db/laws/stock.sql:1', 'server/a.ts:2'],
    good: { 'server/a.ts': "// Defends STOCK-01, reads GTIN-14.\nassertLaw(true, 'STOCK-01');" },
    both: { 'db/laws/STOCK-01-sum.sql': '-- A balance is the sum of its movements.' },
  },
]);
