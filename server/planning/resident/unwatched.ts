// What has happened while nobody watched, as far as it can be known afterwards: what orders asked for then and now, what a
// process saw that was not its turn to tell, and what the logs name. The logs do not say from what to what.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import type { AlertChange } from './alert-shapes.ts';
import { importOf, namedChange } from './alert-cause.ts';
import { CONCERNS } from './concerns.ts';
import type { Resident } from './resident.ts';
import type { Told } from './told.ts';
import { dateText, qtyText } from './words.ts';

/** More documents and items than this are not named; an alert names fewer still. */
const MOST_NAMED = 200;

/** Orders that were told short or late, and now ask for something else. */
export function askedOtherwise(resident: Resident, { asked }: Told): AlertChange[] {
  const { live } = resident;
  const { demands } = live.plan.model;
  return [...asked].flatMap(([id, before]): AlertChange[] => {
    const row = live.demandRows.get(id);
    if (row === undefined) return [];
    const after = { qty: qtyText(demands.qty[row]!), date: dateText(resident, demands.day[row]!) };
    if (after.qty === before.qty && after.date === before.date) return [];
    const named = namedChange(resident, 'demand', id, resident.faces.get(id)?.item ?? '');
    return [{ ...named, before, after }];
  });
}

type Named = { readonly entity: string; readonly entity_id: string };

/** What the logs name since a transaction, the latest first. */
export async function changesSince(tx: Tx, resident: Resident, xid: string): Promise<AlertChange[]> {
  const loud = Object.keys(CONCERNS).filter((entity) => ['item', 'document'].includes(CONCERNS[entity]!));
  const { rows } = await sql<Named>`
    select entity, entity_id from plan.log_entry
    where company_id = ${resident.companyId} and xid >= ${xid}::xid8 and entity = any(${loud}::text[])
    group by entity, entity_id order by max(recorded_at) desc limit ${MOST_NAMED}`.execute(tx);
  return [
    ...(await importsSince(tx, resident.companyId, xid)),
    ...rows.flatMap((row) => namedBy(resident, row)),
  ];
}

async function importsSince(tx: Tx, companyId: Id, xid: string): Promise<AlertChange[]> {
  const { rows } = await sql<{ file: string }>`
    select distinct b.file_name as file from sys.audit a
    join sys.import_batch b on b.company_id = a.company_id and b.id::text = a.entity_id
    where a.company_id = ${companyId} and a.xid >= ${xid}::xid8 and a.entity = 'import_batch' and a.command = 'import.run'
    limit ${MOST_NAMED}`.execute(tx);
  return rows.map(({ file }) => importOf(file));
}

const SUPPLIES = new Set(['movement', 'stock']);

function namedBy(resident: Resident, { entity, entity_id: id }: Named): AlertChange[] {
  const code = resident.codes.get(id);
  if (code !== undefined)
    return [namedChange(resident, SUPPLIES.has(entity) ? 'supply' : 'item', code, code)];
  return rowsOfDocument(resident, id).map((row) => {
    const face = resident.faces.get(row);
    const what = resident.live.demandRows.has(row) ? 'demand' : 'supply';
    return namedChange(resident, face?.kind === 'forecast' ? 'forecast' : what, row, face?.item ?? '');
  });
}

function rowsOfDocument({ itemsOf, rowsOf, faces }: Resident, documentId: Id): string[] {
  const rows = [...(itemsOf.get(documentId) ?? [])].flatMap((code) => {
    const { demands, supplies } = rowsOf.get(code) ?? { demands: [], supplies: [] };
    return [...demands, ...supplies];
  });
  return rows.filter((id) => faces.get(id)?.documentId === documentId);
}
