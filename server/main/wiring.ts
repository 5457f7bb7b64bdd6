// Who hears what: the only place that knows all three trades. A listener runs in the transaction of the message.
import * as count from '../erp/count/index.ts';
import * as purchase from '../erp/purchase/index.ts';
import * as sales from '../erp/sales/index.ts';
import * as transfer from '../erp/transfer/index.ts';
import type { Bus } from '../kernel/ctx.ts';
import type { Listeners, Message } from '../contract/index.ts';
import * as quality from '../quality/index.ts';
import * as counting from '../wms/counting/index.ts';
import * as receiving from '../wms/receiving/index.ts';
import * as shipping from '../wms/shipping/index.ts';
import * as transferring from '../wms/transferring/index.ts';

export const listeners: Listeners = {
  receive: [receiving.hearReceive],
  ship: [shipping.hearShip],
  transfer: [transferring.hearTransfer],
  count: [counting.hearCount],
  adjust: [counting.hearAdjust],
  goods_received: [purchase.hearGoodsReceived, quality.hearGoodsReceived],
  ownership_changed: [purchase.hearOwnershipChanged],
  goods_shipped: [sales.hearGoodsShipped],
  goods_dispatched: [transfer.hearGoodsDispatched],
  goods_arrived: [transfer.hearGoodsArrived],
  count_result: [count.hearCountResult],
  stock_adjusted: [count.hearStockAdjusted, transfer.hearLostInTransit],
  lot_ruled: [receiving.hearRuling, purchase.hearRuling],
};

/** Tells a message to its listeners, one after the other, in the order written above. */
export const bus: Bus = {
  publish: async (tx, ctx, message) => {
    // The message's kind picks listeners of exactly that kind; the map's type has guaranteed it.
    const hearers = listeners[message.kind as Message['kind']] ?? [];
    for (const hear of hearers) await hear(tx, ctx, message as never);
  },
};
