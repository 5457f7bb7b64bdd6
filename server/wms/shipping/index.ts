// Shipping's public face; picking builds on it.
import { closeShipmentShort } from './commands/close-short.ts';
import { confirmPackage } from './commands/confirm-package.ts';
import { confirmShipment } from './commands/confirm-shipment.ts';
import { releaseShipment } from './commands/release-shipment.ts';
import { getShipment, shipmentList } from './queries.ts';
import { shippingRefusals } from './refusals.ts';

export { releaseShipment } from './commands/release-shipment.ts';
export { hearShip } from './hear-ship.ts';
export { type Want, chooseStock, lotUsableOn } from './decide.ts';
export { lockCandidates, lockShipment, lockShipmentLines } from './load.ts';
export { shipmentStates } from './states.ts';
export { allocateElsewhere, moveSlices, setShipmentState, settlePickState } from './write.ts';

export const shipping = {
  commands: [releaseShipment, closeShipmentShort, confirmPackage, confirmShipment],
  queries: [getShipment],
  lists: [shipmentList],
  refusals: shippingRefusals,
};
