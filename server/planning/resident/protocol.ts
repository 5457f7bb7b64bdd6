// What travels between the program and the thread that keeps plans: questions there, answers, failures and news back.
import { z } from 'zod';
import { Refusal } from '../../kernel/refusal.ts';
import { Unavailable } from '../../kernel/transaction.ts';

export const zWorkerSettings = z.object({
  connectionString: z.string(),
  prepare: z.boolean(),
  /** Whether this process tells alerts; only those with background work do. */
  tells: z.boolean(),
});
export type WorkerSettings = z.output<typeof zWorkerSettings>;

const zPlace = z.object({ companyId: z.uuid(), today: z.iso.date() });
const zFacts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);

/** The last that a thread is told: it hands over what others wait for, and ends. */
export const END = 'end';

export const zToWorker = z.union([
  z.literal(END),
  z.object({
    id: z.int(),
    place: zPlace,
    question: z.object({ name: z.string(), told: z.unknown() }),
  }),
]);

export const zFailure = z.object({
  why: z.enum(['refused', 'unavailable', 'broken']),
  text: z.string(),
  facts: zFacts,
});
export type Failure = z.output<typeof zFailure>;

export const zFromWorker = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), id: z.int(), reply: z.unknown() }),
  zFailure.extend({ kind: z.literal('failure'), id: z.int() }),
  z.object({ kind: z.literal('trouble'), text: z.string() }),
  z.object({ kind: z.literal('told'), companyId: z.uuid(), topics: z.array(z.string()) }),
]);
export type FromWorker = z.output<typeof zFromWorker>;

/** An error as a plain value: refusals keep their code and facts. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { why: 'refused', text: error.code, facts: zFacts.parse(error.facts) };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { why: error instanceof Unavailable ? 'unavailable' : 'broken', text, facts: {} };
}

/** The error again, on the other side. */
export function errorOf({ why, text, facts }: Failure): Error {
  if (why === 'refused') return new Refusal(text, facts);
  return why === 'unavailable' ? new Unavailable(text) : new Error(text);
}
