// Put-away's public face.
import { confirmPutaway } from './commands/confirm-putaway.ts';
import { putawayRefusals } from './refusals.ts';

export const putaway = { commands: [confirmPutaway], refusals: putawayRefusals };
