// The background work of the house. Every process with the role `jobs` runs all of these; what they follow lives in
// rows, so more processes only share the work.
import type { StartFollower } from './parts.ts';

export const followers: readonly StartFollower[] = [];
