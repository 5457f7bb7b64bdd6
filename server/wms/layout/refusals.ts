// Why a bin says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const layoutRefusals: RefusalCatalogue = {
  UNKNOWN_BIN: { zh: '没有仓位“{bin}”', en: 'There is no bin "{bin}"' },
  BIN_BLOCKED: { zh: '仓位 {bin} 已锁定：{reason}', en: 'Bin {bin} is blocked: {reason}' },
  BIN_NOT_FOR_THIS: { zh: '仓位 {bin} 不能用于{purpose}', en: 'Bin {bin} is not for {purpose}' },
  BIN_FULL: {
    zh: '仓位 {bin} 放不下：还能放 {room}，要放 {qty}',
    en: 'Bin {bin} is full: room for {room}, wanted {qty}',
  },
  BIN_MIXING: { zh: '仓位 {bin} 不允许混放{what}', en: 'Bin {bin} does not allow mixing {what}' },
  NO_DOCK: { zh: '仓库 {warehouse} 没有收货仓位', en: 'Warehouse {warehouse} has no receiving bin' },
  NO_STAGING: { zh: '仓库 {warehouse} 没有发货暂存仓位', en: 'Warehouse {warehouse} has no staging bin' },
  NO_TRANSIT: { zh: '公司没有在途仓位', en: 'The company has no transit bin' },
};
