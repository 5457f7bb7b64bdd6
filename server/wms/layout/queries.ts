// What the desk sees of the ground: the bins of a warehouse zone by zone, to say where a count looks.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { requireWarehouse } from '../../kernel/ctx.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zId } from '../../kernel/schema.ts';

const zZone = z.object({
  code: z.string(),
  name: z.string(),
  bins: z.array(z.object({ code: z.string(), filled: z.boolean() })),
});

export const binsByZone = defineQuery({
  name: 'layout.bins-by-zone',
  right: 'warehouse.view',
  input: z.object({ warehouseId: zId }),
  output: z.array(zZone),
  run: async (tx, { warehouseId }, ctx) => {
    const { rows: warehouses } = await sql<{ code: string }>`select code from md.warehouse
      where company_id = ${ctx.companyId} and id = ${warehouseId}`.execute(tx);
    const warehouse = warehouses[0] ?? refuse('NOT_FOUND', { what: 'warehouse', key: warehouseId });
    requireWarehouse(ctx, warehouseId, warehouse.code);
    const { rows } = await sql<z.output<typeof zZone>>`
      select coalesce(z.code, '') as code, coalesce(z.name, '') as name,
        json_agg(json_build_object('code', n.code, 'filled', exists (select from wms.balance b
          where b.company_id = n.company_id and b.bin_id = n.id and b.on_hand > 0)) order by n.code) as bins
      from wms.bin n
      join wms.bin_profile p on p.company_id = n.company_id and p.id = n.profile_id and p.counted
      left join wms.zone z on z.company_id = n.company_id and z.id = n.zone_id
      where n.company_id = ${ctx.companyId} and n.warehouse_id = ${warehouseId} and n.active
      group by z.code, z.name order by z.code nulls last`.execute(tx);
    return rows;
  },
});
