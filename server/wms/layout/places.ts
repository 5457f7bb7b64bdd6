// Finds a place for each of several goods without reading the whole warehouse: first the bins the items are already
// at home in, then the nearest empty ones, and only when neither helps all storage bins. What is placed first is
// taken into account for what comes after.
import type { Ctx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { type Goods, type Suggestion, suggestBin, withGoods } from './decide.ts';
import { loadContents, loadEmptyBins, loadHoldingBins, loadHomeBins, loadStorageBins } from './load.ts';
import type { Bin, BinContent, WmsTx } from './types.ts';

export type ToPlace = Goods & { readonly held: boolean; readonly fixedBinCode: string };

type Ground = { bins: Bin[]; contents: Map<Id, BinContent> };

/** Enough that a document's lines do not exhaust them, with some that may be too small. */
const SPARE_BINS = 20;

async function addBins(tx: WmsTx, ctx: Ctx, ground: Ground, bins: readonly Bin[]): Promise<void> {
  const known = new Set(ground.bins.map((bin) => bin.id));
  const added = bins.filter((bin) => !known.has(bin.id));
  ground.bins.push(...added);
  const contents = await loadContents(
    tx,
    ctx,
    added.map((bin) => bin.id),
  );
  for (const [binId, content] of contents) ground.contents.set(binId, content);
}

/** One bin for each of the goods, in order; null where no bin takes them. */
export async function findPlaces(
  tx: WmsTx,
  ctx: Ctx,
  warehouseId: Id,
  wanted: readonly ToPlace[],
): Promise<(Bin | null)[]> {
  const storage: Ground = { bins: [], contents: new Map() };
  const holding: Ground = { bins: [], contents: new Map() };
  const stored = wanted.filter((goods) => !goods.held);
  if (stored.length > 0) {
    const items = [...new Set(stored.map((goods) => goods.itemId))];
    const codes = [...new Set(stored.map((goods) => goods.fixedBinCode))];
    await addBins(tx, ctx, storage, await loadHomeBins(tx, ctx, warehouseId, items, codes));
  }
  if (stored.length < wanted.length)
    await addBins(tx, ctx, holding, await loadHoldingBins(tx, ctx, warehouseId));
  // What more to read of the warehouse when what is known does not settle it, and what then counts as settled.
  const wider: { readonly load: () => Promise<Bin[]>; readonly settles: readonly Suggestion['reason'][] }[] =
    [
      { load: async () => [], settles: ['fixed', 'same_lot', 'same_item'] },
      {
        load: () => loadEmptyBins(tx, ctx, warehouseId, wanted.length + SPARE_BINS),
        settles: ['fixed', 'same_lot', 'same_item', 'empty'],
      },
      {
        load: () => loadStorageBins(tx, ctx, warehouseId),
        settles: ['fixed', 'same_lot', 'same_item', 'empty', 'room'],
      },
    ];
  let known = 0;
  const suggest = async (goods: ToPlace): Promise<Suggestion | null> => {
    if (goods.held) return suggestBin(holding.bins, holding.contents, goods, goods.fixedBinCode);
    for (const [step, { load, settles }] of wider.entries()) {
      if (step > known) {
        await addBins(tx, ctx, storage, await load());
        known = step;
      }
      const suggestion = suggestBin(storage.bins, storage.contents, goods, goods.fixedBinCode);
      if (suggestion && settles.includes(suggestion.reason)) return suggestion;
    }
    return null;
  };
  const places: (Bin | null)[] = [];
  for (const goods of wanted) {
    const suggestion = await suggest(goods);
    const { contents } = goods.held ? holding : storage;
    if (suggestion) contents.set(suggestion.bin.id, withGoods(contents.get(suggestion.bin.id), goods));
    places.push(suggestion?.bin ?? null);
  }
  return places;
}
