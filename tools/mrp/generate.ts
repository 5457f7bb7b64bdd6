// Planning problems to measure with, made by rule: the same size and seed give the same files to the last byte. The
// mixture (levels, lots, lead times, stock, open supply, skewed demand) is that of a small manufacturer; S, M and L
// differ in size and depth only.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dateText, dayNumber } from '../../server/planning/engine/csv.ts';

type Size = {
  readonly levels: readonly number[];
  readonly demands: number;
  readonly resources: number;
  readonly skew: number;
};

export const SIZES: Readonly<Record<string, Size>> = {
  S: { levels: [200, 300, 500], demands: 5_000, resources: 10, skew: 2 },
  M: { levels: [1_000, 2_000, 2_000, 2_000, 3_000], demands: 100_000, resources: 40, skew: 4 },
  L: { levels: [8_000, 14_000, 16_000, 18_000, 20_000, 24_000], demands: 1_000_000, resources: 200, skew: 6 },
};

const CURRENT = '2026-01-05';
const HORIZON = 360;

/** Whole numbers below 2^32, one after the other (xorshift). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

type Item = {
  readonly code: string;
  readonly level: number;
  readonly make: boolean;
  readonly lead: number;
  readonly least: number;
  readonly multiple: number;
  readonly safety: number;
};

export type Generated = Readonly<Record<string, string>>;

/** The files of one problem by name. */
export function generate(name: string, seed = 20260105): Generated {
  const size = SIZES[name];
  if (size === undefined) throw new RangeError(`sizes are ${Object.keys(SIZES).join(', ')}: ${name}`);
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)]!;
  const items = makeItems(size, random, pick);
  const text = (heading: string, rows: readonly string[]): string => `${[heading, ...rows].join('\n')}\n`;
  const [stock, open] = makeStock(items, random);
  const resources = Array.from({ length: size.resources }, (_, at) => `W${pad(at, 3)},${40 + random(80)}`);
  const routings = items
    .filter((item) => item.make)
    .map(
      (item) =>
        `${item.code},W${pad(random(size.resources), 3)},${pick(['0.02', '0.05', '0.1', '0.2', '0.5'])}`,
    );
  return {
    'items.csv': text(
      'item,make_buy,design_level',
      items.map((item) => `${item.code},${item.make ? 'make' : 'buy'},${item.level}`),
    ),
    'boms.csv': text('parent,component,qty,scrap', makeLines(size, items, random, pick)),
    'supply.csv': text(
      'item,make_buy,lead_time_days,min_lot,multiple,safety_stock',
      items.map(
        (item) =>
          `${item.code},${item.make ? 'make' : 'buy'},${item.lead},${item.least},${item.multiple},${item.safety}`,
      ),
    ),
    'stock.csv': text('item,qty', stock),
    'open_supply.csv': text('id,item,kind,qty,receipt_date', open),
    'demand.csv': text('id,item,due_date,qty,priority', makeDemands(size, items, random)),
    'resources.csv': text('resource,hours_per_week', resources),
    'routings.csv': text('item,resource,hours_per_unit', routings),
    'meta.json': `${JSON.stringify({ size: name, seed, current: CURRENT, horizon_days: HORIZON }, null, 1)}\n`,
  };
}

const pad = (number: number, width: number): string => String(number).padStart(width, '0');

function makeItems(
  size: Size,
  random: (below: number) => number,
  pick: <T>(from: readonly T[]) => T,
): Item[] {
  const items: Item[] = [];
  const deepest = size.levels.length - 1;
  for (const [level, count] of size.levels.entries()) {
    for (let one = 0; one < count; one++) {
      const make = level === 0 || (level < deepest && random(100) < 90);
      const base = lotBase(level, make, pick);
      const multiple = pick([1, base, Math.max(1, base / 10), Math.max(1, base / 10)]);
      items.push({
        code: `I${pad(items.length, 6)}`,
        level,
        make,
        lead: make ? pick([1, 2, 3, 5]) : pick([3, 5, 7, 7, 10, 10, 14, 21, 30]),
        least: base,
        multiple: Math.ceil(multiple),
        safety: random(100) < 67 ? 0 : pick(make ? [1, 2, 5, 10] : [5, 10, 20, 50]),
      });
    }
  }
  return items;
}

/** Lots grow down the structure, as they do where setting up costs more than keeping. */
function lotBase(level: number, make: boolean, pick: <T>(from: readonly T[]) => T): number {
  if (!make) return pick([1, 50, 100, 200, 500, 1000].map((lot) => lot * level));
  if (level === 0) return pick([1, 1, 1, 1, 5, 10]);
  if (level === 1) return pick([1, 5, 10, 20, 50, 100]);
  return pick([20, 50, 100, 200, 500, 1000].map((lot) => lot * level));
}

/** Mostly from the next level, sometimes from deeper; never the same component twice. */
function makeLines(
  size: Size,
  items: readonly Item[],
  random: (below: number) => number,
  pick: <T>(from: readonly T[]) => T,
): string[] {
  const firsts = size.levels.map((_, level) =>
    size.levels.slice(0, level).reduce((sum, count) => sum + count, 0),
  );
  const rows: string[] = [];
  for (const item of items) {
    if (!item.make) continue;
    const used = new Set<number>();
    const count = pick([1, 2, 3, 3, 4, 4, 5, 5, 6, 8]);
    for (let one = 0; one < count; one++) {
      const deeper = random(100) < 80 ? 1 : 2;
      const level = Math.min(size.levels.length - 1, item.level + deeper);
      const component = firsts[level]! + random(size.levels[level]!);
      if (used.has(component)) continue;
      used.add(component);
      const qty = pick(['1', '1', '1', '1', '1', '1', '2', '2', '3', '4', '0.5']);
      const scrap = pick(['0', '0', '0', '0', '0', '0', '0', '0.02', '0.02', '0.05']);
      rows.push(`${item.code},${items[component]!.code},${qty},${scrap}`);
    }
  }
  return rows;
}

function makeStock(items: readonly Item[], random: (below: number) => number): [string[], string[]] {
  const stock: string[] = [];
  const open: string[] = [];
  const zero = dayNumber(CURRENT);
  for (const item of items) {
    const usual = Math.max(10, item.least);
    if (random(100) < 58) stock.push(`${item.code},${1 + random(usual * 2)}`);
    const orders = Math.max(0, random(100) < 60 ? 0 : 1 + random(2));
    for (let one = 0; one < orders; one++) {
      const lot = Math.ceil(usual / item.multiple) * item.multiple;
      const date = dateText(zero + 1 + random(item.lead + 2));
      open.push(`O${pad(open.length, 7)},${item.code},${item.make ? 'MO' : 'PO'},${lot},${date}`);
    }
  }
  return [stock, open];
}

/** A power by multiplication alone, the same on every machine. */
function skew(share: number, power: number): number {
  let product = 1;
  for (let one = 0; one < power; one++) product *= share;
  return product;
}

/** Finished items by a skewed choice: a few sell every day, most now and then. Some spare parts below. */
function makeDemands(size: Size, items: readonly Item[], random: (below: number) => number): string[] {
  const zero = dayNumber(CURRENT);
  const dates = Array.from({ length: HORIZON }, (_, day) => dateText(zero + day + 1));
  const rows: string[] = [];
  const finished = size.levels[0]!;
  for (let one = 0; one < size.demands; one++) {
    const skewed = Math.floor(finished * skew(random(1_000_000) / 1_000_000, size.skew));
    const item = random(100) < 97 ? skewed : random(items.length);
    const qty = 1 + Math.min(random(12), random(12)) + (random(10) === 0 ? random(30) : 0);
    const kind = random(10);
    const priority = kind === 0 ? 1 : kind < 7 ? 2 : 3;
    rows.push(`D${pad(one, 7)},${items[item]!.code},${dates[random(HORIZON)]},${qty},${priority}`);
  }
  return rows;
}

/** `node tools/mrp/generate.ts M folder [seed]` writes the files. */
if (import.meta.main) {
  const [name, folder, seed] = process.argv.slice(2);
  if (name === undefined || folder === undefined) throw new RangeError('give a size (S, M, L) and a folder');
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(generate(name, seed === undefined ? undefined : Number(seed)))) {
    writeFileSync(join(folder, file), text);
  }
}
