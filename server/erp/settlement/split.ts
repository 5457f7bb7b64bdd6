// Splits the price differences of matched lines by what their cost pools still hold, under the pools' locks.
import type { Ctx } from '../../kernel/ctx.ts';
import { type Parts, type Pool, lockPools, poolKeyText, poolOf, splitDifferences } from '../costing/index.ts';
import type { FinTx } from '../ledger/index.ts';
import type { Matched } from './match.ts';

type Differing = Pick<Matched, 'costArea' | 'qty' | 'difference'> & {
  readonly line: Pick<Matched['line'], 'itemId' | 'lotId' | 'method'>;
};

export type SplitLine<Line> = Line & { readonly parts: Parts; readonly pool: Pool };

/** Locks the pools of the lines and splits each difference between what is on hand and what is gone. */
export async function splitByPools<Line extends Differing>(
  tx: FinTx,
  ctx: Ctx,
  lines: readonly Line[],
): Promise<SplitLine<Line>[]> {
  const keys = lines.map(({ line, costArea }) => poolOf(line, costArea));
  const pools = await lockPools(tx, ctx, keys);
  const differences = lines.map(({ difference, qty }, index) => {
    const key = keys[index];
    return { key: key ? poolKeyText(key) : '', difference, matched: qty };
  });
  const parts = splitDifferences(differences, pools);
  return lines.map((line, index) => {
    const pool = pools.get(differences[index]?.key ?? '');
    const split = parts[index];
    if (!pool || !split) throw new Error('the pool was not locked');
    return { ...line, pool, parts: split };
  });
}
