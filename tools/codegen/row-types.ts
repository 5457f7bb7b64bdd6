// The row types of every table and view, as one `Db` interface for Kysely. The driver cannot tell domains apart,
// so their names are read here and become types that cannot be passed to each other's parser.
import type { Column, Relation } from './catalogue.ts';

const TYPES: Readonly<Record<string, string>> = {
  qty: 'QtyText',
  amount: 'AmountText',
  unit_price: 'PriceText',
  rate: 'RateText',
  business_date: 'string',
  uuid: 'string',
  text: 'string',
  name: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'bigint',
  numeric: 'string',
  date: 'string',
  timestamptz: 'string',
  xid8: 'string',
  jsonb: 'Json',
  bytea: 'Buffer',
};

const HEAD = `// Generated from the migrated database. Do not edit: run \`npm run codegen\`.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { AmountText, PriceText, QtyText, RateText } from './decimal.ts';

type Json = ColumnType<unknown, string, string>;
type JsonGenerated = ColumnType<unknown, string | undefined, string>;
`;

function plainType(type: string): string {
  if (!type.endsWith('[]')) {
    const known = TYPES[type];
    if (known === undefined) throw new Error(`no TypeScript type is known for the SQL type ${type}`);
    return known;
  }
  const element = plainType(type.slice(0, -2));
  return `${element === 'Json' ? 'unknown' : element}[]`;
}

function typeOf(column: Column): string {
  const plain = plainType(column.type);
  const type = column.notNull ? plain : `${plain} | null`;
  if (column.filled && plain === 'Json' && column.notNull) return 'JsonGenerated';
  if (column.always) return `GeneratedAlways<${type}>`;
  return column.filled ? `Generated<${type}>` : type;
}

export function rowTypes(relations: readonly Relation[]): string {
  const tables = relations.map(({ schema, name, columns }) =>
    [
      `  '${schema}.${name}': {`,
      ...columns.map((column) => `    ${column.name}: ${typeOf(column)};`),
      '  };',
    ].join('\n'),
  );
  return `${HEAD}\nexport interface Db {\n${tables.join('\n')}\n}\n`;
}
