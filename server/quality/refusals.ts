// Why quality says no.
import type { RefusalCatalogue } from '../kernel/refusal.ts';

export const qualityRefusals: RefusalCatalogue = {
  VERDICT_TOO_LARGE: {
    zh: '{no} 报检 {qty}，已判 {ruled}，这次判 {now} 超过了',
    en: '{no}: {qty} to inspect, {ruled} ruled, {now} more is too much',
  },
  VERDICT_EMPTY: { zh: '请填写合格、让步或判退的数量', en: 'Give a quantity to accept, concede or reject' },
  REASON_REQUIRED: { zh: '让步接收或判退须写明原因', en: 'A concession or rejection needs its reason' },
};
