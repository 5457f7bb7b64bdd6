// Every list can be turned to its next page by every column it sorts by: a key or a column declared as another kind
// than the database holds would only fail there, on the second page, in front of somebody.
import { test } from 'node:test';
import { NONE_ID } from '../kernel/ids.ts';
import type { ListInput } from '../kernel/list.ts';
import { readPage } from '../kernel/list-page.ts';
import { withTransaction } from '../kernel/transaction.ts';
import { seedStockCompany } from '../../tests/support/stock-company.ts';
import { useTestDatabase } from '../../tests/support/database.ts';
import { lists } from './registry.ts';
import { RIGHTS } from './rights.ts';

const database = useTestDatabase();

const keyOf = { uuid: NONE_ID, bigint: '7', text: 'x' };

test('every list turns its page by its own sort and by every sortable column', async () => {
  const company = await seedStockCompany(database(), 1, 1);
  const ctx = { ...company.contextOf(), actor: { ...company.actor, rights: new Set(Object.keys(RIGHTS)) } };
  for (const list of lists) {
    const sorts = list.columns.filter((column) => column.sortable).map((column) => column.key);
    const key = keyOf[list.keyKind ?? 'uuid'];
    const inputs: ListInput[] = sorts.map((column) => ({
      sort: [{ column, direction: 'desc' }],
      after: Buffer.from(JSON.stringify([null, key])).toString('base64url'),
    }));
    const own = [...list.sort.map(() => null), key];
    inputs.push({ after: Buffer.from(JSON.stringify(own)).toString('base64url') });
    for (const input of inputs) {
      await withTransaction(database().database, company.companyId, 'read', (tx) =>
        readPage(tx, list, input, ctx),
      ).catch((error: unknown) => {
        throw new Error(`${list.name} ${JSON.stringify(input)}`, { cause: error });
      });
    }
  }
});
