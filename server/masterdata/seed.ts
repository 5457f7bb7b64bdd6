// What a new company's master data begins with: itself as the owner of its stock, the tax codes of the country, and
// the units everybody needs. Imports add to these by code.
import { sql } from 'kysely';
import type { Only, Tx } from '../kernel/ctx.ts';
import { type Id, newId } from '../kernel/ids.ts';
import { pinyinInitials } from './pinyin.ts';

const TAX_CODES = [
  ['VAT13', '增值税 13%', 'VAT 13%', '0.13'],
  ['VAT9', '增值税 9%', 'VAT 9%', '0.09'],
  ['VAT6', '增值税 6%', 'VAT 6%', '0.06'],
  ['VAT3', '小规模 3%', 'small-scale 3%', '0.03'],
  ['VAT1', '小规模 1%', 'small-scale 1%', '0.01'],
  ['VAT0', '免税', 'exempt', '0'],
] as const;

const UNITS = [
  ['只', '只', 'piece', 0],
  ['个', '个', 'piece', 0],
  ['件', '件', 'piece', 0],
  ['箱', '箱', 'carton', 0],
  ['套', '套', 'set', 0],
  ['千克', '千克', 'kg', 3],
  ['米', '米', 'metre', 3],
] as const;

export async function seedMasterdata(tx: Tx<Only<'md'>>, companyId: Id, name: string): Promise<void> {
  await tx
    .insertInto('md.partner')
    .values({
      company_id: companyId,
      id: newId(),
      code: '*',
      name,
      pinyin: pinyinInitials(name),
      is_own: true,
    })
    .execute();
  await sql`insert into md.tax_code (company_id, id, code, name_zh, name_en, rate)
    select ${companyId}, * from unnest(${TAX_CODES.map(() => newId())}::uuid[], ${TAX_CODES.map(([code]) => code)}::text[],
      ${TAX_CODES.map(([, zh]) => zh)}::text[], ${TAX_CODES.map(([, , en]) => en)}::text[],
      ${TAX_CODES.map(([, , , rate]) => rate)}::numeric[])`.execute(tx);
  await sql`insert into md.unit (company_id, id, code, name_zh, name_en, decimals)
    select ${companyId}, * from unnest(${UNITS.map(() => newId())}::uuid[], ${UNITS.map(([code]) => code)}::text[],
      ${UNITS.map(([, zh]) => zh)}::text[], ${UNITS.map(([, , en]) => en)}::text[],
      ${UNITS.map(([, , , decimals]) => decimals)}::int[])`.execute(tx);
}
