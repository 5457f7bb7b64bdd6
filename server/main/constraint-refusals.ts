// Violations that the database reports, in words people understand: constraint name -> refusal. Only those that a
// person can cause belong here; any other is a mistake of ours and stays an error.
import type { RefusalCatalogue } from '../kernel/refusal.ts';

export const constraintSentences: RefusalCatalogue = {
  CODE_TAKEN: { zh: '编码已存在', en: 'The code exists already' },
  EXTERNAL_KEY_TAKEN: { zh: '外部标识已被另一条记录使用', en: 'The external key belongs to another record' },
  BARCODE_TAKEN: { zh: '条码已属于另一个物料', en: 'The barcode belongs to another item' },
  PRICE_TAKEN: {
    zh: '该单位与物料已有此起订量的价格',
    en: 'There is a price for this partner, item and quantity already',
  },
  PACK_UNIT_TAKEN: { zh: '该物料已有此包装单位', en: 'The item has this pack unit already' },
  INVOICE_NUMBER_TAKEN: {
    zh: '该供应商的这张发票已录入',
    en: 'This invoice of the supplier has been entered already',
  },
  EXPIRY_NEEDS_LOT: { zh: '保质期管理需要先启用批号', en: 'Expiry needs lots' },
  SPECIFIC_COST_NEEDS_LOT: { zh: '个别计价需要先启用批号', en: 'Specific cost needs lots' },
  SAME_WAREHOUSE: { zh: '调出仓与调入仓不能相同', en: 'A transfer needs two different warehouses' },
  LOGIN_SHAPE: { zh: '登录名只能用小写', en: 'A login is written in lower case' },
};

const all = (code: string, ...names: string[]): [string, string][] => names.map((name) => [name, code]);

export const constraintRefusals: Readonly<Record<string, string>> = Object.fromEntries([
  ...all(
    'CODE_TAKEN',
    'company_code_unique',
    'unit_code_unique',
    'tax_code_code_unique',
    'partner_code_unique',
    'warehouse_code_unique',
    'item_code_unique',
    'bin_profile_code_unique',
    'zone_code_unique',
    'bin_code_unique',
    'account_code_unique',
    'role_code_unique',
    'work_calendar_code_unique',
    'work_centre_code_unique',
  ),
  ...all(
    'EXTERNAL_KEY_TAKEN',
    'partner_external_key_unique',
    'warehouse_external_key_unique',
    'item_external_key_unique',
  ),
  ...all('BARCODE_TAKEN', 'item_barcode_pkey'),
  ...all('PACK_UNIT_TAKEN', 'item_pack_unit_unique'),
  ...all('PRICE_TAKEN', 'item_price_unique'),
  ...all('INVOICE_NUMBER_TAKEN', 'purchase_invoice_number_once'),
  ...all('VOUCHER_REVERSED', 'voucher_reversed_once'),
  ...all('EXPIRY_NEEDS_LOT', 'item_expiry_needs_lot'),
  ...all('SPECIFIC_COST_NEEDS_LOT', 'item_specific_cost_needs_lot'),
  ...all('SAME_WAREHOUSE', 'transfer_order_between_two'),
  ...all('LOGIN_SHAPE', 'user_account_login_lower'),
]);
