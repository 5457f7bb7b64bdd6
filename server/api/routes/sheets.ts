// What a page shows as an Excel file: the page sends its headings and cells, and gets the workbook that lists are written
// with. Nothing is read here, so nothing is told that the page did not know.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fieldProblems } from '../../kernel/field-problems.ts';
import type { Column } from '../../kernel/list.ts';
import { shapeProblem } from '../check-shape.ts';
import { type Doors, requireAsker, requireSession } from '../doors.ts';
import { refusedByFields, sendRefused } from '../errors.ts';
import { createWorkbook } from '../xlsx.ts';
import { sendWorkbook } from './lists.ts';

/** A hundred thousand rows of a plan, as they are typed out. */
const MOST_BYTES = 64 * 1024 * 1024;

const zSheet = z.object({
  title: z.string().min(1).max(100),
  columns: z
    .array(
      z.object({
        title: z.string().max(200),
        kind: z.enum(['text', 'code', 'qty', 'integer', 'amount', 'price', 'date']),
      }),
    )
    .min(1)
    .max(200),
  rows: z.array(z.array(z.string().max(4_000)).max(200)).max(100_000),
});

/** Cells by the place of their column; a date that is none stays empty. */
function workbookOf({ title, columns, rows }: z.output<typeof zSheet>, timeZone: string): Uint8Array {
  const typed: Column[] = columns.map((column, at) => ({
    key: String(at),
    kind: column.kind,
    zh: column.title,
    en: column.title,
  }));
  const workbook = createWorkbook({ title, columns: typed, language: 'zh', timeZone });
  const isSound = (cell: string, at: number): boolean =>
    columns[at]?.kind !== 'date' || z.iso.date().safeParse(cell).success;
  workbook.addRows(
    rows.map((row) => Object.fromEntries(row.map((cell, at) => [at, isSound(cell, at) ? cell : '']))),
  );
  return workbook.finish();
}

export function addSheetRoute(doors: Doors): void {
  const { app, sentences } = doors;
  // So large a body is read of nobody who has not signed in.
  const onRequest = async (request: FastifyRequest): Promise<void> => void requireSession(request);
  app.post('/api/sheets', { bodyLimit: MOST_BYTES, onRequest }, async (request, reply) => {
    const { company } = await requireAsker(doors, request);
    const shape = shapeProblem(request.body);
    const sheet = zSheet.safeParse(request.body, { reportInput: true });
    if (shape || !sheet.success) {
      const problems = shape ? [shape] : fieldProblems(sheet.error ?? new z.ZodError([]));
      return sendRefused(sentences, request, reply, refusedByFields(problems));
    }
    return sendWorkbook(reply, workbookOf(sheet.data, company.timeZone), `${sheet.data.title}.xlsx`);
  });
}
