// Makes or changes a draft of a BOM, and copies a version into a new draft. Quantities are in base units.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, audit } from '../../../kernel/ctx.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { recordStep, requireStep, requireVersion } from '../../../kernel/document.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zCode, zDate, zId, zPositiveQty, zQty, zRate, zText } from '../../../kernel/schema.ts';
import { loadBomsOf } from '../load-boms.ts';
import { lockBom } from '../lock-bom.ts';
import { bomStates } from '../states.ts';
import { EVER, FOREVER, isBefore } from '../validity.ts';
import { type BomLine, type StructureTx, writeDrafts } from '../write-boms.ts';

const ONE = 100_000_000n;

export const zShare = zRate.refine((rate) => rate < ONE, { error: 'must be below 100%' });

const zLine = z.object({
  componentId: zId,
  qtyNum: zQty,
  qtyDen: zPositiveQty.prefault('1'),
  qtyFixed: zQty.prefault('0'),
  loss: zShare.prefault('0'),
  byProduct: z.boolean().default(false),
  validFrom: zDate.nullish(),
  validTo: zDate.nullish(),
  remark: zText.default(''),
});

type LineInput = z.output<typeof zLine>;

const lineOf = (line: LineInput, index: number): BomLine => ({
  lineNo: (index + 1) * 10,
  componentId: line.componentId,
  qtyNum: line.qtyNum,
  qtyDen: line.qtyDen,
  qtyFixed: line.qtyFixed,
  loss: line.loss,
  byProduct: line.byProduct,
  validFrom: line.validFrom ?? EVER,
  validTo: line.validTo ?? FOREVER,
  remark: line.remark,
});

/** Refuses what no structure can hold, naming the line. */
async function requireSound(
  tx: StructureTx,
  ctx: Ctx,
  itemId: Id,
  lines: readonly BomLine[],
): Promise<string> {
  const ids = [itemId, ...lines.map((line) => line.componentId)];
  const { rows } = await sql<{ id: Id; code: string }>`
    select id, code from md.item where company_id = ${ctx.companyId} and active and id = any(${ids}::uuid[])`.execute(
    tx,
  );
  const codes = new Map(rows.map((row) => [row.id, row.code]));
  const code = codes.get(itemId) ?? refuse('NOT_FOUND', { what: 'item', key: itemId });
  lines.forEach((line, index) => {
    if (!codes.has(line.componentId)) refuse('COMPONENT_UNKNOWN', { line: index + 1 });
    if (line.componentId === itemId) refuse('BOM_OF_ITSELF', { line: index + 1, item: code });
    if (line.qtyNum === 0n && line.qtyFixed === 0n) refuse('LINE_TAKES_NOTHING', { line: index + 1 });
    if (isBefore(line.validTo, line.validFrom)) refuse('DAYS_OUT_OF_ORDER');
  });
  return code;
}

async function requireFreeVersion(
  tx: StructureTx,
  ctx: Ctx,
  bom: { readonly id: Id; readonly itemId: Id; readonly version: string; readonly code: string },
): Promise<void> {
  const { rows } =
    await sql`select from md.bom where company_id = ${ctx.companyId} and item_id = ${bom.itemId}
    and version = ${bom.version} and id <> ${bom.id}`.execute(tx);
  if (rows.length > 0) refuse('BOM_VERSION_EXISTS', { item: bom.code, version: bom.version });
}

export const saveBom = defineCommand({
  name: 'structure.save-bom',
  right: 'structure.edit',
  input: z.object({
    bomId: zId.optional(),
    rowVersion: z.int().optional(),
    itemId: zId,
    version: zCode,
    validFrom: zDate.nullish(),
    validTo: zDate.nullish(),
    remark: zText.default(''),
    lines: z.array(zLine).max(500),
  }),
  output: z.object({ bomId: zId }),
  refusals: [
    'BOM_VERSION_EXISTS',
    'BOM_OF_ITSELF',
    'COMPONENT_UNKNOWN',
    'LINE_TAKES_NOTHING',
    'DAYS_OUT_OF_ORDER',
  ],
  run: async (tx, input, ctx) => {
    const found = input.bomId === undefined ? null : await lockBom(tx, ctx, input.bomId);
    if (found) {
      requireStep(bomStates, 'edit', found.state, found.no);
      await requireVersion(tx, ctx, 'bom', { ...found, version: found.rowVersion }, input.rowVersion);
    }
    const id = found?.id ?? newId();
    const itemId = found?.itemId ?? input.itemId;
    const lines = input.lines.map(lineOf);
    const validFrom = input.validFrom ?? EVER;
    const validTo = input.validTo ?? FOREVER;
    if (isBefore(validTo, validFrom)) refuse('DAYS_OUT_OF_ORDER');
    const code = await requireSound(tx, ctx, itemId, lines);
    await requireFreeVersion(tx, ctx, { id, itemId, version: input.version, code });
    await writeDrafts(tx, ctx, [
      { id, itemId, version: input.version, validFrom, validTo, remark: input.remark, lines },
    ]);
    if (!found) {
      await recordStep(tx, ctx, {
        documentKind: 'bom',
        documentId: id,
        verb: 'create',
        from: null,
        to: 'draft',
        note: { itemId },
      });
    }
    audit(ctx, 'bom', id, found && { itemId, version: found.version }, {
      itemId,
      version: input.version,
      rowVersion: (found?.rowVersion ?? 0) + 1,
      lines: lines.length,
    });
    return { bomId: id };
  },
});

export const copyBom = defineCommand({
  name: 'structure.copy-bom',
  right: 'structure.edit',
  input: z.object({ bomId: zId, version: zCode }),
  output: z.object({ bomId: zId }),
  refusals: ['BOM_VERSION_EXISTS'],
  run: async (tx, input, ctx) => {
    const source = await lockBom(tx, ctx, input.bomId);
    const id = newId();
    await requireFreeVersion(tx, ctx, {
      id,
      itemId: source.itemId,
      version: input.version,
      code: source.itemCode,
    });
    const stored = (await loadBomsOf(tx, ctx, [source.itemId])).get(`${source.itemId} ${source.version}`);
    await writeDrafts(tx, ctx, [
      {
        id,
        itemId: source.itemId,
        version: input.version,
        validFrom: EVER,
        validTo: FOREVER,
        remark: source.remark,
        lines: stored?.lines ?? [],
      },
    ]);
    await recordStep(tx, ctx, {
      documentKind: 'bom',
      documentId: id,
      verb: 'copy',
      from: null,
      to: 'draft',
      note: { itemId: source.itemId, copyOf: source.version },
    });
    audit(ctx, 'bom', id, null, { itemId: source.itemId, version: input.version, rowVersion: 1 });
    return { bomId: id };
  },
});
