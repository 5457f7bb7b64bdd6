// Why shipping says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const shippingRefusals: RefusalCatalogue = {
  NOTHING_TO_RELEASE: {
    zh: '{no} 没有可分配的库存：{shortages}',
    en: '{no}: no stock can be allocated: {shortages}',
  },
  NOT_ALL_PICKED: {
    zh: '{no} 还有 {left} 未拣，请先拣完或记短缺',
    en: '{no} has {left} not picked; pick it or declare it short',
  },
  NOT_ALL_PACKED: { zh: '{no} 还有 {left} 未装箱', en: '{no} has {left} not packed' },
  NOTHING_PICKED: { zh: '{no} 没有拣到货，不能发运', en: '{no} has nothing picked to ship' },
  PACK_TOO_MUCH: {
    zh: '{item} 已拣未装 {left}，不能装 {qty}',
    en: '{item}: {left} picked and not packed, not {qty}',
  },
  NOTHING_SHORT_HERE: { zh: '{no} 没有未分配的数量', en: '{no} has nothing left unallocated' },
};
