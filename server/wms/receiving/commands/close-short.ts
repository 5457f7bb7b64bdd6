// Closes a line that will not be filled: the rest is short, with its reason; nothing more is expected of it.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { requireWarehouse } from '../../../kernel/ctx.ts';
import { qtyText, subQty } from '../../../kernel/decimal.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { endTasks, lockOpenTasks } from '../../tasks/index.ts';
import { lockNoticeLine, lockNoticeOfLine } from '../load.ts';
import { noticeStates } from '../states.ts';
import { advanceNotice } from '../write.ts';

export const closeShort = defineCommand({
  name: 'receiving.close-short',
  right: 'receiving.execute',
  input: z.object({ noticeLineId: zId, reason: z.string().trim().min(1).max(200) }),
  output: z.object({ short: z.string(), noticeState: z.string() }),
  refusals: ['NOTHING_SHORT'],
  run: async (tx, input, ctx) => {
    const notice = await lockNoticeOfLine(tx, ctx, input.noticeLineId);
    requireWarehouse(ctx, notice.warehouseId, notice.warehouseCode);
    requireStep(noticeStates, 'receive', notice.state, notice.no);
    const line = await lockNoticeLine(tx, ctx, input.noticeLineId);
    const short = subQty(line.qtyExpected, line.qtyReceived);
    if (short <= 0n) refuse('NOTHING_SHORT', { no: notice.no });
    await sql`update wms.receiving_notice_line set closed_short_reason = ${input.reason}
      where company_id = ${ctx.companyId} and id = ${line.id}`.execute(tx);
    const noticeState = await advanceNotice(tx, ctx, notice.id);
    if (noticeState === 'received') {
      const tasks = await lockOpenTasks(tx, ctx, notice.id, 'receive');
      await endTasks(
        tx,
        ctx,
        tasks.map((task) => task.id),
        'done',
      );
    }
    await recordStep(tx, ctx, {
      documentKind: 'receiving_notice',
      documentId: notice.id,
      verb: 'close_short',
      from: notice.state,
      to: noticeState,
      note: { item: line.itemCode, short: qtyText(short), reason: input.reason },
    });
    return { short: qtyText(short), noticeState };
  },
});
