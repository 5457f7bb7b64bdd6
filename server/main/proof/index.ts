// The proof page's doors: how the books stood when they were last proved, and proving them now.
import { z } from 'zod';
import { defineCommand, defineQuery } from '../../kernel/command.ts';
import { type Ctx, type Tx, audit } from '../../kernel/ctx.ts';
import { zMoment } from '../../kernel/schema.ts';
import { LAWS, prove } from './prove.ts';

export { prove } from './prove.ts';

const MOST_RUNS = 20;

const zLaw = z.object({
  id: z.string(),
  sentence: z.string(),
  broken: z.int(),
  rows: z.array(z.record(z.string(), z.unknown())),
});
const zFigure = z.object({
  key: z.string(),
  left: z.string(),
  right: z.string(),
  equal: z.boolean(),
  money: z.boolean(),
});

/** Money and the rows of broken laws, which may hold money, are for those who may see costs and vouchers. */
const maySeeMoney = (ctx: Ctx): boolean =>
  ctx.actor.rights.has('cost.view') && ctx.actor.rights.has('voucher.view');

async function loadRuns(tx: Tx, ctx: Ctx) {
  return tx
    .selectFrom('sys.proof_run')
    .select(['proved_at', 'holds', 'duration_ms', 'unvalued_count', 'broken', 'figures'])
    .where('company_id', '=', ctx.companyId)
    .orderBy('id', 'desc')
    .limit(MOST_RUNS)
    .execute();
}

const status = defineQuery({
  name: 'proof.status',
  right: 'proof.view',
  input: z.object({}),
  output: z.object({
    /** Null until the books were proved for the first time. */
    holds: z.boolean().nullable(),
    at: zMoment.nullable(),
    tookMs: z.int().nullable(),
    /** Movements that wait for their value. */
    unvalued: z.int(),
    laws: z.array(zLaw),
    figures: z.array(zFigure),
    runs: z.array(z.object({ at: zMoment, holds: z.boolean(), tookMs: z.int() })),
  }),
  run: async (tx, _input, ctx) => {
    const runs = await loadRuns(tx, ctx);
    const last = runs[0];
    const money = maySeeMoney(ctx);
    const broken = last === undefined ? [] : z.array(zLaw).parse(last.broken);
    const laws = LAWS.map(({ id, sentence }) => {
      const found = broken.find((law) => law.id === id);
      return { id, sentence, broken: found?.broken ?? 0, rows: money ? (found?.rows ?? []) : [] };
    });
    const figures = last === undefined ? [] : z.array(zFigure).parse(last.figures);
    return {
      holds: last?.holds ?? null,
      at: last?.proved_at ?? null,
      tookMs: last?.duration_ms ?? null,
      unvalued: last?.unvalued_count ?? 0,
      laws,
      figures: figures.filter((figure) => money || !figure.money),
      runs: runs.map((run) => ({ at: run.proved_at, holds: run.holds, tookMs: run.duration_ms })),
    };
  },
});

const run = defineCommand({
  name: 'proof.run',
  right: 'proof.view',
  input: z.object({}),
  output: z.object({ holds: z.boolean() }),
  refusals: [],
  run: async (tx, _input, ctx) => {
    const { holds } = await prove(tx, ctx);
    audit(ctx, 'proof', ctx.companyId, null, { holds });
    ctx.topics.add('proof');
    return { holds };
  },
});

export const proof = { commands: [run], queries: [status] };
