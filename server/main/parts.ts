// What the running program is made of, built once at start and handed to its doors and followers.
import type { Logger } from 'pino';
import type { Follower } from '../kernel/follower.ts';
import type { House } from '../kernel/run-command.ts';
import type { Live } from './live.ts';
import type { Settings } from './settings.ts';

export type Parts = {
  readonly house: House;
  readonly live: Live;
  readonly settings: Settings;
  readonly log: Logger;
};

/** Something that works behind the requests for as long as the program runs. */
export type StartFollower = (parts: Parts) => Follower;
