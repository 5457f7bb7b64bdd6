// The border's public face: the messages, their delivery and their published pages.
import { adjustPage } from './instructions/adjust.v1.ts';
import { countPage } from './instructions/count.v1.ts';
import { receivePage } from './instructions/receive.v1.ts';
import { shipPage } from './instructions/ship.v1.ts';
import { transferPage } from './instructions/transfer.v1.ts';
import { countResultPage } from './reports/count-result.v1.ts';
import { floorReportPages } from './reports/floor-reports.v1.ts';
import { goodsReceivedPage } from './reports/goods-received.v1.ts';
import { goodsShippedPage } from './reports/goods-shipped.v1.ts';
import { ownershipChangedPage } from './reports/ownership-changed.v1.ts';
import { stockAdjustedPage } from './reports/stock-adjusted.v1.ts';
import { lotRuledPage } from './rulings/lot-ruled.v1.ts';
import type { MessagePage } from './envelope.ts';

export { deliver } from './deliver.ts';
export type { Instruction, Listener, Listeners, Message, Report, Ruling } from './deliver.ts';
export type { Adjust } from './instructions/adjust.v1.ts';
export type { Count } from './instructions/count.v1.ts';
export type { Receive } from './instructions/receive.v1.ts';
export type { Ship } from './instructions/ship.v1.ts';
export type { Transfer } from './instructions/transfer.v1.ts';
export type { CountResult } from './reports/count-result.v1.ts';
export type {
  GoodsArrived,
  GoodsDispatched,
  GoodsPutAway,
  GoodsReturned,
} from './reports/floor-reports.v1.ts';
export type { GoodsReceived } from './reports/goods-received.v1.ts';
export type { GoodsShipped } from './reports/goods-shipped.v1.ts';
export type { OwnershipChanged } from './reports/ownership-changed.v1.ts';
export type { StockAdjusted } from './reports/stock-adjusted.v1.ts';
export type { LotRuled } from './rulings/lot-ruled.v1.ts';

/** Every published message, for the protocol pages. */
export const messagePages: readonly MessagePage[] = [
  receivePage,
  shipPage,
  transferPage,
  countPage,
  adjustPage,
  goodsReceivedPage,
  ownershipChangedPage,
  ...floorReportPages,
  goodsShippedPage,
  countResultPage,
  stockAdjustedPage,
  lotRuledPage,
];
