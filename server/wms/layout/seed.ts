// What every company's ground begins with: bin profiles, the places outside, the none lot.
import { sql } from 'kysely';
import { type Id, NONE_ID, newId } from '../../kernel/ids.ts';
import type { WmsTx } from './types.ts';

const PROFILES = [
  { code: 'receive', name_zh: '收货待检', name_en: 'receiving dock', receivable: true },
  { code: 'storage', name_zh: '存储', name_en: 'storage', storable: true, pickable: true },
  { code: 'pick', name_zh: '拣货', name_en: 'pick face', storable: true, pickable: true },
  { code: 'staging', name_zh: '发货暂存', name_en: 'staging', staging: true },
  { code: 'hold', name_zh: '不良品', name_en: 'holding', holding: true },
  { code: 'line_side', name_zh: '线边', name_en: 'line side' },
  { code: 'subcontractor', name_zh: '委外', name_en: 'subcontractor' },
  { code: 'transit', name_zh: '在途', name_en: 'in transit' },
  { code: 'outside', name_zh: '外部', name_en: 'outside', counted: false },
];

const OUTSIDE = ['*SUPPLIER', '*CUSTOMER', '*LOSS', '*OPENING', '*PRODUCTION'];

/** Creates profiles, the outside places and the none lot of a new company. */
export async function seedLayout(tx: WmsTx, companyId: Id): Promise<void> {
  const profiles = PROFILES.map((profile) => ({
    counted: true,
    receivable: false,
    storable: false,
    pickable: false,
    holding: false,
    staging: false,
    ...profile,
    id: newId(),
    company_id: companyId,
    mix_items: 'allow',
    mix_lots: 'allow',
  }));
  await sql`insert into wms.bin_profile (company_id, id, code, name_zh, name_en, counted, receivable, storable,
      pickable, holding, staging, mix_items, mix_lots)
    select company_id, id, code, name_zh, name_en, counted, receivable, storable, pickable, holding, staging,
      mix_items, mix_lots
    from jsonb_populate_recordset(null::wms.bin_profile, ${JSON.stringify(profiles)}::jsonb)`.execute(tx);
  await tx.insertInto('wms.lot').values({ company_id: companyId, id: NONE_ID, lot_no: '' }).execute();
  const warehouseId = newId();
  await tx
    .insertInto('md.warehouse')
    .values({ company_id: companyId, id: warehouseId, code: '*', name: '外部', purpose: 'virtual' })
    .execute();
  const outside = profiles.find((profile) => profile.code === 'outside')?.id ?? '';
  await sql`insert into wms.bin (company_id, id, warehouse_id, profile_id, code)
    select ${companyId}, id, ${warehouseId}, ${outside}, code
    from unnest(${OUTSIDE.map(() => newId())}::uuid[], ${OUTSIDE}::text[]) as b (id, code)`.execute(tx);
}
