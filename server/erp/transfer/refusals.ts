// Why a transfer order says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const transferRefusals: RefusalCatalogue = {
  TRANSFER_STILL_RUNNING: {
    zh: '{no} 还有 {waiting} 未调出、{inTransit} 在途，不能关闭',
    en: '{no} has {waiting} not dispatched and {inTransit} in transit; it cannot be closed',
  },
};
