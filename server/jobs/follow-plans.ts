// Lets every company's plan follow what is committed, so that whoever is hit by a change is told at once: wakes after
// each commit, and looks by itself besides, because other processes commit too.
import { startFollower } from '../kernel/follower.ts';
import { dateIn } from '../kernel/clock.ts';
import { KEEP_UP, RUN, waitingRun } from '../planning/resident/index.ts';
import type { StartFollower } from '../main/parts.ts';
import { listCompanies } from './companies.ts';

export const followPlans: StartFollower = ({ house, live, log }) => {
  const follower = startFollower({
    everyMs: 1_000,
    work: async () => {
      for (const { companyId, timeZone } of await listCompanies(house)) {
        const today = dateIn(timeZone, house.clock.now());
        const place = { companyId, today };
        await house.consult?.(place, { name: KEEP_UP, told: null });
        const runId = await waitingRun(house.database, companyId);
        if (runId !== null) await house.consult?.(place, { name: RUN, told: { runId } });
      }
      return false;
    },
    onError: (error) => log.error({ err: error }, 'a plan could not follow'),
  });
  const unsubscribe = live.subscribe((_company, topics) => {
    // Its own news wake nobody; a run that is asked for does.
    if (!topics.has('plan_alert') && !topics.has('plan_progress')) follower.wake();
  });
  return {
    wake: follower.wake,
    stop: async () => {
      unsubscribe();
      await follower.stop();
    },
  };
};
