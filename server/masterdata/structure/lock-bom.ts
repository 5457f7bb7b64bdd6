// One BOM version under lock, and the words in which it is spoken of.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { Version } from './validity.ts';
import { type StructureTx, activateVersions } from './write-boms.ts';

export type BomHead = Version & {
  readonly itemCode: string;
  readonly rowVersion: number;
  readonly remark: string;
  /** 'FG-K17S V1'. */
  readonly no: string;
};

/** Locks a version. Refuses NOT_FOUND. */
export async function lockBom(tx: StructureTx, ctx: Ctx, id: Id): Promise<BomHead> {
  const { rows } = await sql<{
    id: Id;
    item_id: Id;
    code: string;
    version: string;
    state: string;
    valid_from: string;
    valid_to: string;
    row_version: number;
    remark: string;
  }>`
    select b.id, b.item_id, i.code, b.version, b.state, b.valid_from, b.valid_to, b.row_version, b.remark
    from md.bom b join md.item i on i.company_id = b.company_id and i.id = b.item_id
    where b.company_id = ${ctx.companyId} and b.id = ${id} for update of b`.execute(tx);
  const row = rows[0] ?? refuse('NOT_FOUND', { what: 'BOM', key: id });
  return {
    id: row.id,
    itemId: row.item_id,
    itemCode: row.code,
    version: row.version,
    state: row.state,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    rowVersion: row.row_version,
    remark: row.remark,
    no: `${row.code} ${row.version}`,
  };
}

/** Makes a version active; refuses BOM_LOOP with the loop in codes. */
export async function activate(tx: StructureTx, ctx: Ctx, id: Id): Promise<void> {
  const [loop] = await activateVersions(tx, ctx, [id]);
  if (loop) refuse('BOM_LOOP', { loop: await namesOf(tx, ctx, loop) });
}

/** 'A → B → A' of the items of a loop. */
export async function namesOf(tx: StructureTx, ctx: Ctx, loop: readonly string[]): Promise<string> {
  const { rows } = await sql<{ id: Id; code: string }>`
    select id, code from md.item where company_id = ${ctx.companyId} and id = any(${[...loop]}::uuid[])`.execute(
    tx,
  );
  const codes = new Map(rows.map((row) => [row.id, row.code]));
  return [...loop, ...loop.slice(0, 1)].map((id) => codes.get(id) ?? id).join(' → ');
}
