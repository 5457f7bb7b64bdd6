// How queries and commands ask the plan: by the name of the question, typed from end to end.
import type { Ctx } from '../../kernel/ctx.ts';
import type { Answered, Asked, QuestionName } from './questions.ts';

export async function askPlan<Name extends QuestionName>(
  ctx: Ctx,
  name: Name,
  ...[told]: Asked<Name> extends undefined ? [] : [Asked<Name>]
): Promise<Answered<Name>> {
  if (ctx.consult === undefined) throw new Error('nobody keeps a plan here');
  // The name decides the type of the answer; in between it is a plain value.
  return ctx.consult<Answered<Name>>({ name, told });
}
