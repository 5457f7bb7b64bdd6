// Why a forecast says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const forecastRefusals: RefusalCatalogue = {
  BUCKETS_OVERLAP: {
    zh: '{item} 的预测 {from} 至 {to} 与 {otherFrom} 至 {otherTo} 重叠',
    en: 'The forecast of {item} from {from} to {to} overlaps the one from {otherFrom} to {otherTo}',
  },
};
