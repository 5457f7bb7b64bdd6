// What one run of a command leaves behind, so that a command which ran twice, or never, shows in the rows.
import assert from 'node:assert/strict';
import type { Row } from './crowd.ts';

/** The commands that leave exactly one such row each time they are done. */
const MARKS: Readonly<Record<string, readonly [table: string, condition: string]>> = {
  'purchase.save-order': ['sys.document_event', `document_kind = 'purchase_order' and verb = 'create'`],
  'sales.save-order': ['sys.document_event', `document_kind = 'sales_order' and verb = 'create'`],
  'purchase.approve-order': ['sys.document_event', `verb = 'approve'`],
  'sales.approve-order': ['sys.document_event', `verb = 'approve'`],
  'purchase.notify-arrival': ['sys.document_event', `document_kind = 'receiving_notice' and verb = 'create'`],
  'sales.notify-shipment': ['sys.document_event', `document_kind = 'shipment' and verb = 'create'`],
  'receiving.confirm-receipt': ['wms.movement', `kind = 'receive'`],
  'quality.rule-lot': ['wms.movement', `kind in ('accept', 'status_change')`],
  'putaway.confirm-putaway': ['wms.movement', `kind = 'put_away'`],
  'picking.confirm-pick': ['wms.movement', `kind = 'pick'`],
  'packing.confirm-package': ['sys.document_event', `verb = 'pack'`],
  'shipping.release-shipment': ['sys.document_event', `verb = 'release'`],
  'shipping.confirm-shipment': ['sys.document_event', `document_kind = 'shipment' and verb = 'ship'`],
  'settlement.book-purchase-invoice': ['sys.document_event', `document_kind = 'purchase_invoice'`],
};

type Read = (query: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/**
 * Each acknowledged command (id -> name) is stored and left its mark exactly once; `device` tells which commands of
 * the company are meant, and there are no others of it.
 */
export async function assertOneEffectEach(
  read: Read,
  acknowledged: ReadonlyMap<string, string>,
  device: string,
): Promise<void> {
  const stored = await read('select id from sys.command where device like $1', [device]);
  const ids = new Set(stored.map((row) => row['id'] ?? ''));
  const lost = [...acknowledged.keys()].filter((id) => !ids.has(id));
  assert.deepEqual(lost, [], 'no acknowledged command is lost');
  assert.equal(ids.size, acknowledged.size, 'nothing was done that was not acknowledged in the end');
  for (const [command, [table, condition]] of Object.entries(MARKS)) {
    const rows = await read(
      `select c.id, count(m.*)::text as n from sys.command c
        left join (select * from ${table} where ${condition}) as m on m.company_id = c.company_id and m.command_id = c.id
        where c.name = $1 and c.device like $2 group by c.id`,
      [command, device],
    );
    const wrong = rows.filter((row) => row['n'] !== '1');
    assert.deepEqual(wrong, [], `each ${command} happened once`);
  }
}

/** Commands that were refused to the end have left nothing anywhere. */
export async function assertNothingLeft(read: Read, ids: readonly string[]): Promise<void> {
  for (const table of ['sys.command', 'sys.audit', 'sys.document_event', 'wms.movement', 'contract.report']) {
    const column = table === 'sys.command' ? 'id' : 'command_id';
    const query = `select count(*)::text as n from ${table} where ${column} = any($1::uuid[])`;
    const [left] = await read(query, [ids]);
    assert.equal(left?.['n'], '0', `refused commands leave nothing in ${table}`);
  }
}
