// Why a free move says no. What others hold is named with its documents, never taken.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const movingRefusals: RefusalCatalogue = {
  SAME_BIN: { zh: '移出与移入是同一个仓位 {bin}', en: 'Both bins are {bin}' },
  OTHER_WAREHOUSE: {
    zh: '仓位 {bin} 在仓库 {warehouse}，跨仓请走调拨单',
    en: 'Bin {bin} is in warehouse {warehouse}; goods change warehouses by a transfer order',
  },
  LOT_NEEDED: { zh: '{item} 按批号管理，请扫批号', en: '{item} is kept by lots; scan the lot' },
};
