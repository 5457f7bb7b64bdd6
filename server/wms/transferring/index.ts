// Transferring's public face.
import { confirmArrival } from './commands/confirm-arrival.ts';
import { confirmDispatch } from './commands/confirm-dispatch.ts';
import { cancelRest, closeTransferShort, releaseTransfer } from './commands/release-transfer.ts';
import { seekAgain, shortArrival, writeOff } from './commands/short-arrival.ts';
import { shortDispatch } from './commands/short-dispatch.ts';
import { getTransfer, transferLists } from './queries.ts';
import { transferringRefusals } from './refusals.ts';

export { hearTransfer } from './hear-transfer.ts';

export const transferring = {
  commands: [
    releaseTransfer,
    closeTransferShort,
    cancelRest,
    confirmDispatch,
    shortDispatch,
    confirmArrival,
    shortArrival,
    seekAgain,
    writeOff,
  ],
  queries: [getTransfer],
  lists: transferLists,
  refusals: transferringRefusals,
};
