// Keeps the plans of companies that ask for them, opened when first asked, and answers questions about them. One
// company's questions are worked one after the other; before each answer the plan follows what has been committed.
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../kernel/db.gen.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Consult } from '../../kernel/run-command.ts';
import { withTransaction } from '../../kernel/transaction.ts';
import { type Question, answer } from './questions.ts';
import { openResident } from './resident.ts';

export type Keeper = {
  /** Answers as of what is committed now; `today` is the company's day. */
  readonly ask: (
    place: { readonly companyId: Id; readonly today: string },
    question: Question,
  ) => Promise<unknown>;
};

/** As the kernel asks: what comes is one of our questions, as `askPlan` has made it. */
export const consultOf =
  (keeper: Keeper): Consult =>
  (place, question) => {
    const { name, told } = zQuestion.parse(question);
    return keeper.ask(place, { name, told });
  };

const zQuestion = z.object({ name: z.string(), told: z.unknown() });

export function createKeeper(database: Kysely<Db>): Keeper {
  return {
    ask: async ({ companyId, today }, question) => {
      const resident = await withTransaction(database, companyId, 'snapshot', (tx) =>
        openResident(tx, companyId, today),
      );
      return answer(resident, question);
    },
  };
}
