// Imports bins 仓位 with their zone and profile; zones that are named and missing are created on the way.
import { sql } from 'kysely';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/ids.ts';
import {
  type ImportKind,
  type LocatedRow,
  type RowProblem,
  unknownReference,
} from '../../kernel/import/kinds.ts';
import { idsByCode, keepRows } from '../../kernel/import/keep-rows.ts';

async function loadProfiles(tx: Tx, ctx: Ctx): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('wms.bin_profile')
    .select(['id', 'code', 'name_zh', 'name_en'])
    .where('company_id', '=', ctx.companyId)
    .where('counted', '=', true)
    .limit(200)
    .execute();
  return new Map(
    rows.flatMap((row) =>
      [row.code, row.name_zh, row.name_en].map((word): [string, string] => [word, row.id]),
    ),
  );
}

/** Creates the zones that rows name; returns ids by 'warehouse zone'. */
async function ensureZones(
  tx: Tx,
  ctx: Ctx,
  wanted: ReadonlyMap<string, { warehouseId: string; code: string }>,
) {
  const zones = [...wanted.values()];
  await sql`insert into wms.zone (company_id, id, warehouse_id, code)
    select ${ctx.companyId}, id, warehouse_id, code
    from unnest(${zones.map(() => newId())}::uuid[], ${zones.map((zone) => zone.warehouseId)}::uuid[],
      ${zones.map((zone) => zone.code)}::text[]) as z (id, warehouse_id, code)
    on conflict (company_id, warehouse_id, code) do nothing`.execute(tx);
  const { rows } = await sql<{ id: string; warehouse_id: string; code: string }>`
    select id, warehouse_id, code from wms.zone where company_id = ${ctx.companyId}
      and warehouse_id = any(${zones.map((zone) => zone.warehouseId)}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [`${row.warehouse_id} ${row.code}`, row.id]));
}

export const binImport: ImportKind = {
  kind: 'bin',
  zh: '仓位',
  en: 'bins',
  right: 'warehouse.edit',
  order: 25,
  uniqueBy: ['code'],
  columns: [
    {
      key: 'code',
      zh: '编码',
      en: 'code',
      kind: 'code',
      required: true,
      aliases: ['仓位编码'],
      example: 'A-01-01-1',
    },
    { key: 'warehouse', zh: '仓库', en: 'warehouse', kind: 'code', required: true, example: 'YL' },
    { key: 'zone', zh: '库区', en: 'zone', kind: 'code' },
    {
      key: 'profile',
      zh: '用途',
      en: 'profile',
      kind: 'code',
      required: true,
      aliases: ['仓位类型'],
      example: '存储',
    },
    { key: 'putaway_sequence', zh: '上架次序', en: 'put-away sequence', kind: 'integer' },
    { key: 'pick_sequence', zh: '拣货次序', en: 'pick sequence', kind: 'integer' },
    { key: 'capacity_qty', zh: '容量', en: 'capacity', kind: 'qty' },
  ],
  run: async (tx, ctx, rows) => {
    const warehouses = await idsByCode(
      tx,
      ctx,
      'md.warehouse',
      rows.map((row) => row.cells['warehouse']),
    );
    const profiles = await loadProfiles(tx, ctx);
    const problems: RowProblem[] = [];
    const sound: LocatedRow[] = [];
    for (const row of rows) {
      if (!warehouses.has(row.cells['warehouse'] ?? '')) {
        problems.push(unknownReference(row, 'warehouse', { zh: '仓库', en: 'warehouse' }));
      } else if (!profiles.has(row.cells['profile'] ?? '')) {
        problems.push(unknownReference(row, 'profile', { zh: '仓位用途', en: 'bin profile' }));
      } else sound.push(row);
    }
    const wanted = new Map(
      sound
        .filter((row) => row.cells['zone'])
        .map((row) => {
          const warehouseId = warehouses.get(row.cells['warehouse'] ?? '') ?? '';
          return [`${warehouseId} ${row.cells['zone']}`, { warehouseId, code: row.cells['zone'] ?? '' }];
        }),
    );
    const zones = await ensureZones(tx, ctx, wanted);
    const { created, changed } = await keepRows(tx, ctx, {
      table: 'wms.bin',
      columns: [
        'code',
        'warehouse_id',
        'zone_id',
        'profile_id',
        'putaway_sequence',
        'pick_sequence',
        'capacity_qty',
      ],
      known: await idsByCode(
        tx,
        ctx,
        'wms.bin',
        sound.map((row) => row.cells['code']?.toUpperCase()),
      ),
      keyOf: (row) => String(row['code']),
      defaults: { putaway_sequence: 0, pick_sequence: 0 },
      rows: sound.map(({ cells }) => {
        const warehouseId = warehouses.get(cells['warehouse'] ?? '');
        return {
          code: cells['code']?.toUpperCase(),
          warehouse_id: warehouseId,
          zone_id: zones.get(`${warehouseId} ${cells['zone']}`) ?? null,
          profile_id: profiles.get(cells['profile'] ?? ''),
          putaway_sequence: cells['putaway_sequence'] ?? null,
          pick_sequence: cells['pick_sequence'] ?? null,
          capacity_qty: cells['capacity_qty'] ?? null,
        };
      }),
    });
    return { problems, created, changed };
  },
};
