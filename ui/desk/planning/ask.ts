// Asks the plan.
import { type QueryName, query } from '../../api-client/client.ts';

export const askPlan = <T>(name: string, input: Record<string, unknown>): Promise<T> =>
  query(name as QueryName, input as never) as Promise<T>;
