// The doors of commands and queries: one route for each entry of the registry, so that the largest request is known
// before it is read.
import { sql } from 'kysely';
import { z } from 'zod';
import { type FieldProblem, fieldProblems } from '../../kernel/field-problems.ts';
import { runCommand, runQuery } from '../../kernel/run-command.ts';
import { zId } from '../../kernel/schema.ts';
import { withTransaction } from '../../kernel/transaction.ts';
import { shapeProblem } from '../check-shape.ts';
import { type Doors, requireAsker } from '../doors.ts';
import { refusedByFields, sendRefused } from '../errors.ts';
import { sendOutcome } from '../outcomes.ts';

const MEBIBYTE = 1_048_576;

const zCommandBody = z.object({ id: z.string().max(60), input: z.unknown() });

function bodyProblems(body: unknown): readonly FieldProblem[] {
  const problem = shapeProblem(body);
  return problem ? [problem] : [];
}

export function addCommandRoutes(doors: Doors): void {
  const { app, parts, registry, sentences } = doors;
  for (const command of registry.commands) {
    const bodyLimit = command.mostBytes ?? MEBIBYTE;
    app.post(`/api/commands/${command.name}`, { bodyLimit }, async (request, reply) => {
      const asker = await requireAsker(doors, request);
      const body = zCommandBody.safeParse(request.body, { reportInput: true });
      const problems = body.success ? bodyProblems(request.body) : fieldProblems(body.error);
      if (!body.success || problems.length > 0) {
        return sendRefused(sentences, request, reply, refusedByFields(problems));
      }
      const { id, input } = body.data;
      const outcome = await runCommand(parts.house, asker, command, id, input ?? {});
      if (outcome.kind !== 'done') return sendOutcome(doors, request, reply, outcome);
      if (outcome.replayed) void reply.header('idempotent-replay', 'true');
      return { id, replayed: outcome.replayed, result: outcome.result };
    });
  }

  /** For a sender whose connection broke: has the command been done? */
  app.get('/api/commands/:id/state', async (request, reply) => {
    const asker = await requireAsker(doors, request);
    const params = z.object({ id: zId }).safeParse(request.params, { reportInput: true });
    if (!params.success)
      return sendRefused(sentences, request, reply, refusedByFields(fieldProblems(params.error)));
    const done = await withTransaction(parts.house.database, asker.company.id, 'read', async (tx) => {
      const { rows } = await sql<{ name: string; result: unknown }>`
        select name, reply -> 'result' as result from sys.command
        where company_id = ${asker.company.id} and id = ${params.data.id} and actor_id = ${asker.actor.userId}`.execute(
        tx,
      );
      return rows[0];
    });
    return done ? { state: 'done', command: done.name, result: done.result } : { state: 'unknown' };
  });
}

export function addQueryRoutes(doors: Doors): void {
  const { app, parts, registry, sentences } = doors;
  for (const query of registry.queries) {
    app.post(`/api/queries/${query.name}`, { bodyLimit: MEBIBYTE }, async (request, reply) => {
      const asker = await requireAsker(doors, request);
      const problems = bodyProblems(request.body);
      if (problems.length > 0) return sendRefused(sentences, request, reply, refusedByFields(problems));
      const outcome = await runQuery(parts.house, asker, query, request.body ?? {});
      return outcome.kind === 'done'
        ? reply.send(outcome.result)
        : sendOutcome(doors, request, reply, outcome);
    });
  }
}
