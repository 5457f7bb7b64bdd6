// Followers work company by company: the list of them, and a context for work that no person asked for.
import type { Ctx } from '../kernel/ctx.ts';
import { dateIn } from '../kernel/clock.ts';
import { type Id, NONE_ID, newId } from '../kernel/ids.ts';
import type { House } from '../kernel/run-command.ts';

export type Place = { readonly companyId: Id; readonly timeZone: string };

/** Every company of the installation, at most a thousand. */
export async function listCompanies(house: House): Promise<Place[]> {
  const rows = await house.database
    .selectFrom('sys.company')
    .select(['id', 'time_zone'])
    .orderBy('code')
    .limit(1_000)
    .execute();
  return rows.map((row) => ({ companyId: row.id, timeZone: row.time_zone }));
}

/** A context in which the house itself acts: no person, no device, every warehouse. */
export function houseContext(house: House, place: Place, command: string): Ctx {
  const now = house.clock.now();
  return {
    companyId: place.companyId,
    commandId: newId(),
    command,
    actor: { userId: NONE_ID, login: '', name: '自动', rights: new Set(), warehouseIds: null },
    device: '',
    now: now.toISOString(),
    today: dateIn(place.timeZone, now),
    bus: house.bus,
    changes: [],
    topics: new Set(),
  };
}
