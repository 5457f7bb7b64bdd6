// A lot lives until the end of its last day where the company is, whatever day it is where the server stands. The two
// zones lie 26 hours apart, so that at any moment at least one of them has another day than the server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStores } from '../support/storekeeping.ts';

const { rows } = openStores();

for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
  test(`a lot can be promised on its last day and not after it, in ${zone}`, async () => {
    const [kept] = await rows(`select time_zone from sys.company`);
    const promisable = async (daysLeft: number): Promise<Record<string, string>[]> => {
      await rows(
        `update wms.lot set expiry_date = (now() at time zone $1)::date + $2::int
        where id in (select lot_id from wms.stock_list where item_code = 'FG-K17S')`,
        [zone, daysLeft],
      );
      return rows(`select p.promisable > 0 as can, (select min(s.days_left) from wms.stock_list s
          where s.item_code = 'FG-K17S') as left
        from contract.stock_position p join md.item i on i.id = p.item_id and i.code = 'FG-K17S'`);
    };
    await rows('update sys.company set time_zone = $1', [zone]);
    assert.deepEqual(await promisable(0), [{ can: true, left: 0 }]);
    assert.deepEqual(await promisable(-1), [{ can: false, left: -1 }]);
    await rows('update sys.company set time_zone = $1', [kept?.['time_zone']]);
    await rows('update wms.lot set expiry_date = null');
  });
}
