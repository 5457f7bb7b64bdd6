// Lets every company's plan follow what is committed, so that whoever is hit by a change is told at once: wakes after
// each commit, and looks by itself besides, because other processes commit too.
import { startFollower } from '../kernel/follower.ts';
import { dateIn } from '../kernel/clock.ts';
import { KEEP_UP } from '../planning/resident/index.ts';
import type { StartFollower } from '../main/parts.ts';
import { listCompanies } from './companies.ts';

export const followPlans: StartFollower = ({ house, live, log }) => {
  const follower = startFollower({
    everyMs: 1_000,
    work: async () => {
      for (const { companyId, timeZone } of await listCompanies(house)) {
        const today = dateIn(timeZone, house.clock.now());
        await house.consult?.({ companyId, today }, { name: KEEP_UP, told: null });
      }
      return false;
    },
    onError: (error) => log.error({ err: error }, 'a plan could not follow'),
  });
  const unsubscribe = live.subscribe((_company, topics) => {
    if (!topics.has('plan_alert')) follower.wake();
  });
  return {
    wake: follower.wake,
    stop: async () => {
      unsubscribe();
      await follower.stop();
    },
  };
};
