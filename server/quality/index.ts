// Quality's public face: the third trade. It rules; it neither moves goods nor books them.
import { getInspection, inspectionList, listPending } from './queries.ts';
import { qualityRefusals } from './refusals.ts';
import { ruleLot } from './rule-lot.ts';

export { hearGoodsReceived } from './hear-goods-received.ts';

export const quality = {
  commands: [ruleLot],
  queries: [getInspection, listPending],
  lists: [inspectionList],
  refusals: qualityRefusals,
};
