// Shows each rule of the borders refusing a bad tree and letting a good one pass.
import { borders, doors, modules, oneWriter, ownTables, webBorder } from './rules/borders.ts';
import { testSamples } from './samples.ts';

const stock = { 'server/wms/stock/index.ts': '// Door.', 'server/wms/stock/load.ts': '// Inside.' };

testSamples([
  {
    rule: borders,
    says: 'a trade that imports another',
    bad: { 'server/wms/stock/load.ts': "// Loads.\nimport { x } from '../../erp/sales/index.ts';" },
    at: ['server/wms/stock/load.ts:2'],
    good: { 'server/wms/stock/load.ts': "// Loads.\nimport { x } from '../../contract/index.ts';" },
  },
  {
    rule: borders,
    says: 'a kernel that knows a business word',
    bad: { 'server/kernel/ids.ts': "// Ids.\nexport * from '../masterdata/seed.ts';" },
    at: ['server/kernel/ids.ts:2'],
    good: { 'server/kernel/ids.ts': "// Ids.\nexport * from './schema.ts';" },
  },
  {
    rule: borders,
    says: 'a late import across the border',
    bad: { 'server/quality/decide.ts': "// Decides.\nconst x = await import('../wms/stock/index.ts');" },
    at: ['server/quality/decide.ts:2'],
    good: { 'server/main/wiring.ts': "// Wires.\nconst x = await import('../wms/stock/index.ts');" },
  },
  {
    rule: borders,
    says: 'a server that imports its tests, and a part nobody has placed',
    bad: {
      'server/main/start.ts': "// Starts.\nimport { x } from '../../tests/support/day.ts';",
      'server/extra/a.ts': "// New.\nimport { x } from '../kernel/ids.ts';",
    },
    at: ['server/main/start.ts:2', 'server/extra/a.ts:2'],
    good: { 'server/main/start.test.ts': "// Tests.\nimport { x } from '../../tests/support/day.ts';" },
  },
  {
    rule: modules,
    says: 'a lower module that imports a higher one',
    bad: { 'server/wms/stock/load.ts': "// Loads.\nimport { x } from '../picking/index.ts';" },
    at: ['server/wms/stock/load.ts:2'],
    good: { 'server/wms/picking/load.ts': "// Loads.\nimport { x } from '../stock/index.ts';" },
  },
  {
    rule: modules,
    says: 'a module without a place in the order',
    bad: { 'server/erp/surprise/index.ts': '// Door.', 'server/erp/surprise/load.ts': '// Loads.' },
    at: ['server/erp/surprise/index.ts:1'],
    good: { 'server/erp/sales/index.ts': '// Door.' },
  },
  {
    rule: doors,
    says: 'an import past the door',
    bad: { 'server/wms/picking/load.ts': "// Loads.\nimport type { X } from '../stock/load.ts';" },
    at: ['server/wms/picking/load.ts:2'],
    good: {
      'server/wms/picking/load.ts': "// Loads.\nimport type { X } from '../stock/index.ts';",
      'server/wms/stock/write.ts': "// Writes.\nimport { x } from './load.ts';",
    },
    both: { 'server/wms/stock/index.ts': '// Door.' },
  },
  {
    rule: webBorder,
    says: 'a web that imports the server, and a kit that knows the desk',
    bad: {
      'ui/desk/page.tsx': "// Page.\nimport { x } from '../../server/main/rights.ts';",
      'ui/kit/table.tsx': "// Table.\nimport { x } from '../desk/menu.ts';",
    },
    at: ['ui/desk/page.tsx:2', 'ui/kit/table.tsx:2'],
    good: { 'ui/desk/page.tsx': "// Page.\nimport type { Api } from '../api-client/api.gen.ts';" },
  },
  {
    rule: ownTables,
    says: "a trade that changes another's table",
    bad: {
      'server/erp/sales/write.ts': '// Writes.\nawait sql`update wms.balance set on_hand = 0`;',
      'server/quality/write.ts': "// Writes.\ntx.insertInto('contract.report')",
    },
    at: ['server/erp/sales/write.ts:2', 'server/quality/write.ts:2'],
    good: {
      'server/erp/sales/write.ts':
        '// Writes.\nsql`insert into x (a) select 1 on conflict do update set a = 1`;',
      'server/erp/costing/load.ts': '// Loads.\nsql`select qty from wms.movement`;',
    },
  },
  {
    rule: ownTables,
    says: 'a floor that reads the books',
    bad: { 'server/wms/stock/load.ts': "// Loads.\ntx.selectFrom('fin.cost_pool')" },
    at: ['server/wms/stock/load.ts:2'],
    good: { 'server/wms/stock/load.ts': "// Loads.\ntx.selectFrom('md.item')" },
  },
  {
    rule: oneWriter,
    says: 'a second writer of a book',
    bad: { 'server/wms/picking/write.ts': '// Writes.\nsql`insert into wms.movement (qty) values (1)`;' },
    at: ['server/wms/picking/write.ts:2'],
    good: { 'server/wms/stock/write.ts': '// Writes.\nsql`insert into wms.movement (qty) values (1)`;' },
    both: stock,
  },
]);
