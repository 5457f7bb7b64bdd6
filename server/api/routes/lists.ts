// Lists beyond their rows: which columns the asker may see, and the whole list as an Excel file with the same filters
// and the same rights.
import { setImmediate as pause } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type AnyQuery, defineQuery } from '../../kernel/command.ts';
import { type List, inputOfList, visibleColumns } from '../../kernel/list.ts';
import { readRows } from '../../kernel/list-page.ts';
import { refuse } from '../../kernel/refusal.ts';
import { runQuery } from '../../kernel/run-command.ts';
import { shapeProblem } from '../check-shape.ts';
import { type Doors, requireAsker, requirePresent } from '../doors.ts';
import { refusedByFields, sendRefused } from '../errors.ts';
import { sendOutcome } from '../outcomes.ts';
import { type Workbook, createWorkbook } from '../xlsx.ts';

const PAGE = 1_000;
const MOST_ROWS = 50_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A list as its screen sees it. */
const describeList = (list: List, rights: ReadonlySet<string>) => ({
  name: list.name,
  zh: list.zh,
  en: list.en,
  key: list.key,
  searchable: list.search.length > 0,
  sort: list.sort,
  totals: list.totals ?? [],
  columns: visibleColumns(list, rights).map((column) => ({
    key: column.key,
    kind: column.kind,
    zh: column.zh,
    en: column.en,
    filterable: true,
    sortable: column.sortable ?? false,
    hidden: column.hidden ?? column.kind === 'id',
    link: column.link ?? null,
    words: column.words ?? null,
  })),
});

/** The list as a file: all its pages of one moment. */
function exportQuery(list: List): AnyQuery {
  return defineQuery({
    name: `${list.name}.export`,
    right: list.right,
    snapshot: true,
    input: z.object({
      filters: inputOfList(list).shape.filters,
      search: inputOfList(list).shape.search,
      sort: inputOfList(list).shape.sort,
      keys: inputOfList(list).shape.keys,
      /** Which columns, in which order; all visible ones when absent. */
      columns: z.array(z.string().max(60)).max(200).optional(),
      language: z.enum(['zh', 'en']).default('zh'),
      timeZone: z.string().max(60).default('Asia/Shanghai'),
    }),
    output: z.instanceof(Uint8Array),
    run: async (tx, input, ctx) => {
      const visible = visibleColumns(list, ctx.actor.rights).filter((column) => column.kind !== 'id');
      const chosen = input.columns?.flatMap((key) => visible.find((column) => column.key === key) ?? []);
      const columns = chosen?.length ? chosen : visible.filter((column) => !column.hidden);
      const { language, timeZone } = input;
      const workbook: Workbook = createWorkbook({ title: list[language], columns, language, timeZone });
      let rows = 0;
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof readRows>> = await readRows(
          tx,
          list,
          { ...input, after, limit: PAGE },
          ctx,
        );
        rows += page.rows.length;
        after = page.next;
        if (rows > MOST_ROWS || (rows === MOST_ROWS && after)) refuse('EXPORT_TOO_LONG', { most: MOST_ROWS });
        workbook.addRows(page.rows);
        // Others are served between two pages.
        await pause();
      } while (after !== null);
      return workbook.finish();
    },
  });
}

/** Hands a workbook over under a name that any language may spell. */
export const sendWorkbook = (reply: FastifyReply, workbook: unknown, name: string): FastifyReply =>
  reply
    .header('content-type', XLSX)
    .header(
      'content-disposition',
      `attachment; filename="export.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    .send(workbook);

export function addListRoutes(doors: Doors): void {
  const { app, parts, registry, sentences } = doors;
  for (const list of registry.lists) {
    const query = exportQuery(list);

    app.get(`/api/lists/${list.name}/columns`, async (request, reply) => {
      const { actor } = await requirePresent(doors, request);
      return actor.rights.has(list.right)
        ? describeList(list, actor.rights)
        : sendOutcome(doors, request, reply, { kind: 'forbidden', right: list.right });
    });

    app.post(`/api/lists/${list.name}/export`, async (request, reply) => {
      const asker = await requireAsker(doors, request);
      const problem = shapeProblem(request.body);
      if (problem) return sendRefused(sentences, request, reply, refusedByFields([problem]));
      const body = z.record(z.string(), z.unknown()).catch({}).parse(request.body);
      const input = { ...body, timeZone: asker.company.timeZone };
      const outcome = await runQuery(parts.house, asker, query, input);
      if (outcome.kind !== 'done') return sendOutcome(doors, request, reply, outcome);
      const name = `${body['language'] === 'en' ? list.en : list.zh}.xlsx`;
      parts.log.info({ event: 'export', login: asker.actor.login, list: list.name });
      return sendWorkbook(reply, outcome.result, name);
    });
  }
}
