// Picking's public face.
import { confirmPick } from './commands/confirm-pick.ts';
import { shortPick } from './commands/short-pick.ts';
import { pickingRefusals } from './refusals.ts';

export { type Expected, type Scanned, checkPick } from './decide.ts';
export { type PickTask, loadAllocation, loadExpected, requirePick } from './load.ts';
export const picking = { commands: [confirmPick, shortPick], refusals: pickingRefusals };
