// Which items a log entry is about. What it says has happened is not believed: the items it names are read again.
// Whatever is not known here makes the plan anew, so that nobody's new command can be overlooked.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Entry } from './logs.ts';
import type { Resident } from './resident.ts';

/** `quiet`: changes nothing a plan reads, or moves stock and is told by its movements. */
type Concern = 'quiet' | 'item' | 'document' | 'all';

export const CONCERNS: Readonly<Record<string, Concern>> = {
  movement: 'item',
  item: 'item',
  item_planning: 'item',
  item_source: 'item',
  item_substitute: 'item',
  stock: 'item',
  sales_order: 'document',
  purchase_order: 'document',
  inspection: 'document',
  bom: 'document',
  forecast: 'document',
  firm_order: 'document',
  transfer: 'document',
  company: 'all',
  partner: 'all',
  plan_setting: 'all',
  routing: 'all',
  unit: 'all',
  warehouse: 'all',
  work_calendar: 'all',
  work_calendar_day: 'all',
  work_centre: 'all',
  count_job: 'quiet',
  count_order: 'quiet',
  item_pack: 'quiet',
  item_price: 'quiet',
  opening: 'quiet',
  payment: 'quiet',
  period: 'quiet',
  plan_message: 'quiet',
  plan_run: 'quiet',
  proof: 'quiet',
  purchase_invoice: 'quiet',
  purchase_receipt: 'quiet',
  receiving_notice: 'quiet',
  role: 'quiet',
  sales_delivery: 'quiet',
  sales_invoice: 'quiet',
  saved_view: 'quiet',
  shipment: 'quiet',
  task: 'quiet',
  tax_code: 'quiet',
  transfer_order: 'quiet',
  user: 'quiet',
  valuation_exception: 'quiet',
  voucher: 'quiet',
};

const concernOf = ({ entity, command }: Entry): Concern => {
  // An import is asked for, checked and begun before its rows are there; only its end counts.
  if (entity === 'import_batch') return command === 'import.run' ? 'all' : 'quiet';
  return CONCERNS[entity] ?? 'all';
};

/** More items than this are not read one by one. */
const MOST_ITEMS = 400;

/** The items to read again, or null when the plan has to be made anew. */
export async function itemsConcerned(
  tx: Tx,
  resident: Resident,
  entries: readonly Entry[],
): Promise<Id[] | null> {
  const items = new Set<Id>();
  const documents = new Set<Id>();
  for (const entry of entries) {
    const concern = concernOf(entry);
    if (concern === 'all') return null;
    if (concern === 'item') items.add(entry.entityId);
    if (concern === 'document') documents.add(entry.entityId);
  }
  if (documents.size > 0 && !(await addItemsOf(tx, resident, [...documents], items))) return null;
  return items.size > MOST_ITEMS ? null : [...items];
}

/** Items that stand on the documents now, and those that stood on them before. False when one names no item at all. */
async function addItemsOf(
  tx: Tx,
  resident: Resident,
  documents: readonly Id[],
  items: Set<Id>,
): Promise<boolean> {
  const { companyId } = resident;
  const { rows } = await sql<{ document_id: Id; item_id: Id }>`
    select distinct document_id, item_id from plan.document_item
    where company_id = ${companyId} and document_id = any(${documents}::uuid[])`.execute(tx);
  const unknown = new Set(documents);
  const name = (document: Id, item: Id): void => {
    unknown.delete(document);
    items.add(item);
  };
  for (const { document_id, item_id } of rows) name(document_id, item_id);
  for (const document of documents) {
    // Some commands tell the item itself where they change what hangs on it.
    if (resident.codes.has(document)) name(document, document);
    for (const code of resident.itemsOf.get(document) ?? []) {
      const item = resident.items.get(code);
      if (item) name(document, item.id);
    }
  }
  return unknown.size === 0;
}
