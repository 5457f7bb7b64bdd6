// `npm run mrp -- <folder>`: plans the problem in the folder, writes orders.csv and pegs.csv beside it (or into
// the folder named second) and prints one JSON line that says how long loading, planning, pegging and writing took and
// how much memory it needed.
import { accessSync, closeSync, constants, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { buildModel } from '../../server/planning/engine/build.ts';
import {
  namesInRows,
  ORDER_COLUMNS,
  orderRows,
  PEG_COLUMNS,
  pegRows,
} from '../../server/planning/engine/csv-plan.ts';
import { messagesOf } from '../../server/planning/engine/exceptions.ts';
import { pegAll } from '../../server/planning/engine/peg.ts';
import type { Plan } from '../../server/planning/engine/plan.ts';
import { orderKeys } from '../../server/planning/engine/plan.ts';
import { netAll } from '../../server/planning/engine/run.ts';
import { readFolder } from './folder.ts';

const ROWS_AT_ONCE = 50_000;

function writeRows(path: string, heading: string, rows: Iterable<string>): void {
  const file = openSync(path, 'w');
  let some = [heading];
  for (const row of rows) {
    some.push(row);
    if (some.length === ROWS_AT_ONCE) {
      writeSync(file, `${some.join('\n')}\n`);
      some = [];
    }
  }
  if (some.length > 0) writeSync(file, `${some.join('\n')}\n`);
  closeSync(file);
}

/** A problem may lie where nothing may be written; its plan then goes to the working directory. */
function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function* allPegRows(plan: Plan): Generator<string> {
  const keys = orderKeys(plan);
  const inRow = namesInRows(plan);
  for (let node = 0; node < plan.model.nodes.count; node++) yield* pegRows(plan, keys, node, inRow);
}

/** What cannot be planned as it is written is told in a line; anything else is our own mistake and says where. */
function orSayWhy<T>(step: () => T): T {
  try {
    return step();
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    console.error(thrown.message);
    process.exit(2);
  }
}

const [folder, wanted] = process.argv.slice(2);
if (folder === undefined) {
  console.error('name the folder of the problem: npm run mrp -- <folder> [into]');
  process.exit(2);
}
const times: number[] = [performance.now()];
const lap = (): void => void times.push(performance.now());
const model = orSayWhy(() => buildModel(readFolder(folder)));
lap();
const before = process.cpuUsage();
const plan = orSayWhy(() => netAll(model));
lap();
pegAll(plan);
lap();
const messages = messagesOf(plan);
lap();
const cpu = process.cpuUsage(before);
const into = wanted ?? (mayWrite(folder) ? folder : process.cwd());
mkdirSync(into, { recursive: true });
writeRows(join(into, 'orders.csv'), ORDER_COLUMNS, orderRows(plan));
writeRows(join(into, 'pegs.csv'), PEG_COLUMNS, allPegRows(plan));
lap();
const took = (step: number): number => Math.round((times[step + 1]! - times[step]!) * 10) / 10;
const report = {
  folder,
  into,
  items: model.items.count,
  demands: model.demands.count,
  orders: plan.orders.slices.used,
  pegs: plan.pegs.slices.used,
  messages: messages.count,
  /** Structures that contain themselves; the line that closes each is not followed. */
  loops: model.items.loops.map((loop) =>
    [...loop, loop[0]!].map((item) => model.items.codes[item]!).join(' > '),
  ),
  loadMs: took(0),
  planMs: took(1),
  pegMs: took(2),
  messageMs: took(3),
  /** Of plan, pegs and messages; on a busy machine what to believe. */
  cpuMs: Math.round((cpu.user + cpu.system) / 1_000),
  writeMs: took(4),
  peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
};
console.log(JSON.stringify(report));
