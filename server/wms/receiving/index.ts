// Receiving's public face.
import { closeShort } from './commands/close-short.ts';
import { confirmReceipt, confirmReceipts } from './commands/confirm-receipt.ts';
import { getNotice, noticeList } from './queries.ts';
import { receivingRefusals } from './refusals.ts';

export { hearReceive } from './hear-receive.ts';
export { hearRuling } from './hear-ruling.ts';

export const receiving = {
  commands: [confirmReceipt, confirmReceipts, closeShort],
  queries: [getNotice],
  lists: [noticeList],
  refusals: receivingRefusals,
};
