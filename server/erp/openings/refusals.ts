// Why an opening is not taken back.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const openingRefusals: RefusalCatalogue = {
  NOT_AN_OPENING: {
    zh: '{no} 不是期初录入的，请从它自己的单据冲销',
    en: '{no} was not brought in as an opening; take it back through its own document',
  },
  OPENING_TAKEN_BACK: { zh: '{no} 的期初已冲销', en: 'The opening {no} has been taken back already' },
  OPENING_SETTLED: {
    zh: '{no} 已收付 {settled}，请先冲销收付款',
    en: '{settled} has been paid on {no}; reverse the payments first',
  },
};
