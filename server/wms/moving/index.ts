// Free moves' public face.
import { confirmMove } from './commands/confirm-move.ts';
import { freezeStock, unfreezeStock } from './commands/freeze-stock.ts';
import { movingRefusals } from './refusals.ts';

export const moving = { commands: [confirmMove, freezeStock, unfreezeStock], refusals: movingRefusals };
