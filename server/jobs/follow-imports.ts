// Works through waiting imports, one file at a time.
import { startFollower } from '../kernel/follower.ts';
import { workOneBatch } from '../kernel/import/work-batches.ts';
import { importKinds } from '../main/imports.ts';
import type { StartFollower } from '../main/parts.ts';
import { listCompanies } from './companies.ts';

export const followImports: StartFollower = ({ house, live, log }) => {
  const follower = startFollower({
    everyMs: 1_000,
    work: async () => {
      let more = false;
      for (const place of await listCompanies(house)) {
        more = (await workOneBatch({ ...house, kinds: importKinds }, place)) || more;
      }
      return more;
    },
    onError: (error) => log.error({ err: error }, 'imports could not go on'),
  });
  const unsubscribe = live.subscribe((_company, topics) => {
    if (topics.has('import_batch')) follower.wake();
  });
  return {
    wake: follower.wake,
    stop: async () => {
      unsubscribe();
      await follower.stop();
    },
  };
};
