// An outcome of the runner as an answer of HTTP.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Outcome } from '../kernel/run-command.ts';
import type { Doors } from './doors.ts';
import { type Refused, refusedByFields, sendRefused } from './errors.ts';

type NotDone = Exclude<Outcome, { kind: 'done' }>;

export function refusedByOutcome(doors: Doors, outcome: NotDone): Refused {
  switch (outcome.kind) {
    case 'refused':
      return { status: outcome.code === 'NOT_FOUND' ? 404 : 409, code: outcome.code, facts: outcome.facts };
    case 'invalid':
      return refusedByFields(outcome.problems);
    case 'reused':
      return { status: 422, code: 'COMMAND_REUSED' };
    case 'forbidden': {
      const right = doors.rights[outcome.right];
      const name = right ? { zh: right.zh, en: right.en } : outcome.right;
      return { status: 403, code: 'RIGHT_MISSING', facts: { right: outcome.right, name } };
    }
  }
}

export const sendOutcome = (
  doors: Doors,
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: NotDone,
): Promise<FastifyReply> => sendRefused(doors.sentences, request, reply, refusedByOutcome(doors, outcome));
