// The background work of the house. Every process with the role `jobs` runs all of these; what they follow lives in
// rows, so more processes only share the work.
import { followImports } from '../jobs/follow-imports.ts';
import { followBooks } from '../jobs/prove-books.ts';
import { followMovements } from '../jobs/follow-movements.ts';
import { followPlans } from '../jobs/follow-plans.ts';
import { followAudit } from '../jobs/seal-audit.ts';
import { followSessions } from '../jobs/tidy-sessions.ts';
import type { StartFollower } from './parts.ts';

export const followers: readonly StartFollower[] = [
  followMovements,
  followImports,
  followAudit,
  followSessions,
  followBooks,
  followPlans,
];
