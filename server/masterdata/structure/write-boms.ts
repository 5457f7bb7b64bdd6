// Writes of BOM versions as sets: drafts with their lines, and activation, which makes room among the versions that
// are active and looks for loops. The file import and the desk write by the same functions.
import { sql } from 'kysely';
import { type Ctx, type Only, type Tx, audit } from '../../kernel/ctx.ts';
import { type Qty, type Rate, qtyText, rateText } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { type Edge, findLoops } from './loops.ts';
import { type Version, makeRoom } from './validity.ts';

export type StructureTx = Tx<Only<'sys' | 'md'>>;

export type BomLine = {
  readonly lineNo: number;
  readonly componentId: Id;
  readonly qtyNum: Qty;
  readonly qtyDen: Qty;
  readonly qtyFixed: Qty;
  readonly loss: Rate;
  readonly byProduct: boolean;
  readonly validFrom: string;
  readonly validTo: string;
  readonly remark: string;
};

export type BomDraft = {
  readonly id: Id;
  readonly itemId: Id;
  readonly version: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly remark: string;
  readonly lines: readonly BomLine[];
};

/** Makes or changes drafts with their lines; what is no draft is left as it is, and the database refuses its lines. */
export async function writeDrafts(tx: StructureTx, ctx: Ctx, drafts: readonly BomDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const heads = drafts.map((draft) => ({
    id: draft.id,
    item_id: draft.itemId,
    version: draft.version,
    valid_from: draft.validFrom,
    valid_to: draft.validTo,
    remark: draft.remark,
  }));
  await sql`insert into md.bom (company_id, id, item_id, version, state, valid_from, valid_to, remark, prepared_by)
    select ${ctx.companyId}, id, item_id, version, 'draft', valid_from, valid_to, remark, ${ctx.actor.userId}
    from jsonb_populate_recordset(null::md.bom, ${JSON.stringify(heads)}::jsonb)
    on conflict (company_id, id) do update set version = excluded.version, valid_from = excluded.valid_from,
      valid_to = excluded.valid_to, remark = excluded.remark, row_version = md.bom.row_version + 1`.execute(
    tx,
  );
  await sql`delete from md.bom_line where company_id = ${ctx.companyId}
    and bom_id = any(${drafts.map((draft) => draft.id)}::uuid[])`.execute(tx);
  const lines = drafts.flatMap((draft) =>
    draft.lines.map((line) => ({
      id: newId(),
      bom_id: draft.id,
      line_no: line.lineNo,
      component_id: line.componentId,
      qty_num: qtyText(line.qtyNum),
      qty_den: qtyText(line.qtyDen),
      qty_fixed: qtyText(line.qtyFixed),
      loss: rateText(line.loss),
      by_product: line.byProduct,
      valid_from: line.validFrom,
      valid_to: line.validTo,
      remark: line.remark,
    })),
  );
  await sql`insert into md.bom_line (company_id, id, bom_id, line_no, component_id, qty_num, qty_den, qty_fixed, loss,
      by_product, valid_from, valid_to, remark)
    select ${ctx.companyId}, id, bom_id, line_no, component_id, qty_num, qty_den, qty_fixed, loss, by_product, valid_from,
      valid_to, remark
    from jsonb_populate_recordset(null::md.bom_line, ${JSON.stringify(lines)}::jsonb)`.execute(tx);
}

/** Locks all versions of the items, in order. */
export async function lockVersions(tx: StructureTx, ctx: Ctx, itemIds: readonly Id[]): Promise<Version[]> {
  const { rows } = await sql<{
    id: Id;
    item_id: Id;
    version: string;
    state: string;
    valid_from: string;
    valid_to: string;
  }>`
    select id, item_id, version, state, valid_from, valid_to from md.bom
    where company_id = ${ctx.companyId} and item_id = any(${[...itemIds]}::uuid[]) order by id for update`.execute(
    tx,
  );
  return rows.map((row) => ({
    id: row.id,
    itemId: row.item_id,
    version: row.version,
    state: row.state,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
}

/**
 * Makes drafts active, in the given order, and ends what was active before them. Returns the loops that the structure
 * now has through their items, by item id: whoever called refuses when there are any. One activation of a company at a
 * time, so that two cannot close a loop together.
 */
export async function activateVersions(tx: StructureTx, ctx: Ctx, ids: readonly Id[]): Promise<string[][]> {
  if (ids.length === 0) return [];
  await sql`select pg_advisory_xact_lock(hashtextextended('structure ' || ${ctx.companyId}::text, 0))`.execute(
    tx,
  );
  const { rows: parents } = await sql<{ item_id: Id }>`
    select distinct item_id from md.bom where company_id = ${ctx.companyId} and id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
  const itemIds = parents.map((row) => row.item_id);
  const before = await lockVersions(tx, ctx, itemIds);
  const now = new Map(before.map((version) => [version.id, version]));
  for (const id of ids) {
    const draft = now.get(id);
    if (!draft) continue;
    const fresh = { ...draft, state: 'active' };
    const others = [...now.values()].filter((version) => version.itemId === fresh.itemId);
    for (const version of [...makeRoom(fresh, others), fresh]) now.set(version.id, version);
  }
  await writeValidity(
    tx,
    ctx,
    before.flatMap((version) => {
      const after = now.get(version.id);
      return after && after !== version ? [{ before: version, after }] : [];
    }),
  );
  return loopsThrough(tx, ctx, itemIds);
}

/** Writes state and validity of versions, with their traces; the audit names the item. */
export async function writeValidity(
  tx: StructureTx,
  ctx: Ctx,
  changes: readonly { readonly before: Version; readonly after: Version }[],
): Promise<void> {
  const after = changes.map((change) => change.after);
  await sql`update md.bom b set state = c.state, valid_from = c.valid_from, valid_to = c.valid_to,
      row_version = b.row_version + 1,
      activated_by = case when c.state = 'active' then coalesce(b.activated_by, ${ctx.actor.userId}) else b.activated_by end,
      activated_at = case when c.state = 'active' then coalesce(b.activated_at, ${ctx.now}::timestamptz) else b.activated_at end
    from unnest(${after.map((one) => one.id)}::uuid[], ${after.map((one) => one.state)}::text[],
      ${after.map((one) => one.validFrom)}::date[], ${after.map((one) => one.validTo)}::date[])
      as c (id, state, valid_from, valid_to)
    where b.company_id = ${ctx.companyId} and b.id = c.id`.execute(tx);
  for (const { before, after } of changes) audit(ctx, 'bom', after.id, before, after);
}

/**
 * The loops of active structure that can be reached from these items. What may be used instead of a component counts as
 * one: it cannot be made of what it goes into.
 */
export async function loopsThrough(tx: StructureTx, ctx: Ctx, itemIds: readonly Id[]): Promise<string[][]> {
  const { rows } = await sql<Edge>`
    with recursive reached (parent, child) as (
      select null::uuid, start from unnest(${[...itemIds]}::uuid[]) as start
      union
      select r.child, e.child from reached r cross join lateral (
        select l.component_id as child from md.bom b
        join md.bom_line l on l.company_id = b.company_id and l.bom_id = b.id and not l.by_product
        where b.company_id = ${ctx.companyId} and b.item_id = r.child and b.state = 'active'
          and b.valid_to >= ${ctx.today}::date and l.valid_to >= ${ctx.today}::date
        union all
        select s.substitute_id from md.bom b
        join md.bom_line l on l.company_id = b.company_id and l.bom_id = b.id and not l.by_product
        join md.item_substitute s on s.company_id = b.company_id and s.item_id = l.component_id and s.kind = 'alternate'
          and (s.parent_id is null or s.parent_id = b.item_id)
        where b.company_id = ${ctx.companyId} and b.item_id = r.child and b.state = 'active'
          and b.valid_to >= ${ctx.today}::date and l.valid_to >= ${ctx.today}::date and s.valid_to >= ${ctx.today}::date
        union all
        select s.substitute_id from md.item_substitute s
        where s.company_id = ${ctx.companyId} and s.item_id = r.child and s.kind = 'use_up'
          and s.valid_to >= ${ctx.today}::date
      ) as e)
    select parent, child from reached where parent is not null order by parent, child`.execute(tx);
  return findLoops(rows);
}
