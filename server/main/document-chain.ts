// The chain of a document across both halves and the books: what it stems from and what came of it, with numbers and
// states, in one query. Here because only main may look into all trades.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../kernel/command.ts';
import { zId } from '../kernel/schema.ts';

const zNode = z.object({
  kind: z.string(),
  id: zId,
  no: z.string(),
  state: z.string(),
  lane: z.string(),
  at: z.string().nullable(),
  /** What it is about, and how much of that is done; absent where there is no quantity. */
  qty: z.string().nullable(),
  qty_done: z.string().nullable(),
});
const MOST_STEPS = 8;

const chain = defineQuery({
  name: 'document.chain',
  right: 'workplace.use',
  input: z.object({ kind: z.string().max(40), id: zId }),
  output: z.object({ nodes: z.array(zNode), edges: z.array(z.object({ from: z.string(), to: z.string() })) }),
  run: async (tx, input, ctx) => {
    const { rows: edges } = await sql<{ from_kind: string; from_id: string; to_kind: string; to_id: string }>`
      with recursive up as (
        select ${input.kind}::text as kind, ${input.id}::uuid as id, 0 as depth
        union select l.from_kind, l.from_id, up.depth + 1 from up join sys.document_link l
          on l.company_id = ${ctx.companyId} and l.to_kind = up.kind and l.to_id = up.id where up.depth < ${MOST_STEPS}
      ), down as (
        select ${input.kind}::text as kind, ${input.id}::uuid as id, 0 as depth
        union select from_kind, from_id, 0 from sys.document_link where ${input.kind} = 'inspection'
          and company_id = ${ctx.companyId} and to_kind = 'inspection' and to_id = ${input.id}::uuid
        union select l.to_kind, l.to_id, down.depth + 1 from down join sys.document_link l
          on l.company_id = ${ctx.companyId} and l.from_kind = down.kind and l.from_id = down.id where down.depth < ${MOST_STEPS}
      )
      select distinct l.from_kind, l.from_id, l.to_kind, l.to_id from sys.document_link l
      where l.company_id = ${ctx.companyId} and (
        ((l.to_kind, l.to_id) in (select kind, id from up)) or ((l.from_kind, l.from_id) in (select kind, id from down)))
      limit 200`.execute(tx);
    const keys = new Map<string, { kind: string; id: string }>([[`${input.kind}/${input.id}`, input]]);
    for (const edge of edges) {
      keys.set(`${edge.from_kind}/${edge.from_id}`, { kind: edge.from_kind, id: edge.from_id });
      keys.set(`${edge.to_kind}/${edge.to_id}`, { kind: edge.to_kind, id: edge.to_id });
    }
    const wanted = [...keys.values()];
    const { rows: nodes } = await sql<z.output<typeof zNode>>`
      select n.kind, n.id, n.no, n.state, n.lane, n.at, trim_scale(n.qty)::text as qty,
        trim_scale(n.qty_done)::text as qty_done
      from sys.document_node n
      join unnest(${wanted.map((key) => key.kind)}::text[], ${wanted.map((key) => key.id)}::uuid[]) as w (kind, id)
        on w.kind = n.kind and w.id = n.id
      where n.company_id = ${ctx.companyId} limit 200`.execute(tx);
    return {
      nodes,
      edges: edges.map((edge) => ({
        from: `${edge.from_kind}/${edge.from_id}`,
        to: `${edge.to_kind}/${edge.to_id}`,
      })),
    };
  },
});

const timeline = defineQuery({
  name: 'document.timeline',
  right: 'workplace.use',
  input: z.object({ ids: z.array(zId).min(1).max(200) }),
  output: z.array(
    z.object({
      at: z.string(),
      id: zId,
      kind: z.string(),
      verb: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      by: z.string(),
      note: z.record(z.string(), z.unknown()),
    }),
  ),
  run: async (tx, input, ctx) => {
    const { rows } = await sql<{
      at: string;
      id: string;
      kind: string;
      verb: string;
      from: string | null;
      to: string | null;
      by: string;
      note: Record<string, unknown>;
    }>`
      select e.occurred_at as at, e.document_id as id, e.document_kind as kind, e.verb, e.from_state as from, e.to_state as to,
        coalesce(u.name, '') as by, e.note - 'amount' - 'taxAmount' - 'total' as note
      from sys.document_event e left join sys.user_account u on u.id = e.actor_id
      where e.company_id = ${ctx.companyId} and e.document_id = any(${input.ids}::uuid[])
      order by e.id desc limit 200`.execute(tx);
    return rows;
  },
});

export const documents = { queries: [chain, timeline] };
