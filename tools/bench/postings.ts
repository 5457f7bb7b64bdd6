// (a) Documents per second through the real command path, each as a ratio to the minimal posting of as many lines by
// as many clients, measured right before it on the same server, so that a busy machine spoils both alike.
import { type Post, type Rate, measure, prepareMinimal } from './minimal.ts';
import type { BenchHouse } from './server.ts';
import { type Company, type Notice, announce } from './trading-company.ts';

export type Posting = {
  readonly command: string;
  readonly lines: number;
  readonly clients: number;
  readonly full: Rate;
  readonly minimal: Rate;
  /** Documents per second of the full path to those of the minimal posting. */
  readonly ratio: number;
  /** The same by processor time, which a busy machine does not change. */
  readonly cpuRatio: number;
  /** What two cores can carry at most by processor time, if they do nothing else. */
  readonly linesPerSecondOfTwoCores: number;
};

export type Tell = (text: string) => void;

const CLIENTS = [1, 16];
const WARM_MS = 1_000;
const NOTICES_PER_CLIENT = 4;
export const MOST_CLIENTS = 16;

const round = (rate: Rate): Rate => ({
  documentsPerSecond: Math.round(rate.documentsPerSecond * 10) / 10,
  linesPerSecond: Math.round(rate.linesPerSecond),
  programMs: Math.round(rate.programMs * 100) / 100,
  databaseMs: Math.round(rate.databaseMs * 100) / 100,
});

const cpuOf = ({ programMs, databaseMs }: Rate): number => programMs + databaseMs;

/** Each client has deliveries of its own, as each receiver stands at a lorry of their own. */
export const noticeFor = (notices: readonly Notice[], client: number, n: number): Notice => {
  const own = client * NOTICES_PER_CLIENT + (n % NOTICES_PER_CLIENT);
  const notice = notices[own % notices.length];
  if (!notice) throw new Error('nothing was announced');
  return notice;
};

/** Receives one unit of one line, lot named, as a scan does. */
export const receiveOne =
  (company: Company, notices: readonly Notice[]): Post =>
  async (client, n) => {
    const notice = noticeFor(notices, client, n);
    const noticeLineId = notice.lineIds[Math.floor(n / NOTICES_PER_CLIENT) % notice.lineIds.length];
    await company.act('receiving.confirm-receipt', { noticeLineId, qty: '1', lotNo: `L${client}` });
    return true;
  };

/** Receives a whole delivery, one unit of each of its lines. */
export const receiveAll =
  (company: Company, notices: readonly Notice[]): Post =>
  async (client, n) => {
    const { lineIds } = noticeFor(notices, client, n);
    const lines = lineIds.map((noticeLineId) => ({ noticeLineId, qty: '1', lotNo: `L${client}` }));
    await company.act('receiving.confirm-receipts', { lines });
    return true;
  };

type Waiting = { readonly id: string; readonly bin: string; readonly qty: string };

/** Puts away what was received, task by task, into the bin that was suggested. */
export async function putAwayOne(bench: BenchHouse, company: Company): Promise<Post> {
  const { rows } = await bench.owner.query<Waiting>(
    `select t.id, b.code as bin, trim_scale(t.qty_planned)::text as qty from wms.task t
     join wms.bin b on b.company_id = t.company_id and b.id = t.to_bin_id
     where t.company_id = $1 and t.kind = 'put_away' and t.state = 'ready' order by t.no limit 100000`,
    [company.id],
  );
  let next = 0;
  return async () => {
    const task = rows[next++];
    if (!task) return false;
    await company.act('putaway.confirm-putaway', { taskId: task.id, binCode: task.bin, qty: task.qty });
    return true;
  };
}

/** Ends what waits to be put away: no floor lets thousands of tasks for the same few bins wait. */
const clearFloor = ({ owner }: BenchHouse, { id }: Company): Promise<unknown> =>
  owner.query(
    `update wms.task set state = 'cancelled' where company_id = $1 and kind = 'put_away' and state = 'ready'`,
    [id],
  );

export async function benchPostings(
  bench: BenchHouse,
  company: Company,
  seconds: number,
  tell: Tell,
): Promise<Posting[]> {
  const yardstick = await prepareMinimal(bench.ownerUrl);
  const found: Posting[] = [];
  const compare = async (command: string, lines: number, clients: number, post: Post): Promise<void> => {
    // A server that has been at work for a while: connections open, tables known to the planner, and then statements
    // planned, because what the planner learns throws the plans away.
    await measure(clients, lines, WARM_MS, post, bench.cpu);
    await bench.owner.query('analyze');
    await measure(clients, lines, WARM_MS, post, bench.cpu);
    const minimal = await measure(clients, lines, seconds * 1_000, yardstick.post(lines), bench.cpu);
    const full = await measure(clients, lines, seconds * 1_000, post, bench.cpu);
    if (full.documentsPerSecond === 0) throw new Error(`${command}: nothing was left to post`);
    const ratio = Math.round((full.documentsPerSecond / minimal.documentsPerSecond) * 1_000) / 1_000;
    const cpuRatio = Math.round((cpuOf(minimal) / cpuOf(full)) * 1_000) / 1_000;
    const linesPerSecondOfTwoCores = Math.round((2_000 * lines) / cpuOf(full));
    const rates = { full: round(full), minimal: round(minimal) };
    found.push({ command, lines, clients, ...rates, ratio, cpuRatio, linesPerSecondOfTwoCores });
    const [passed, worked] = [full.documentsPerSecond.toFixed(0), cpuOf(full).toFixed(1)];
    tell(
      `${command}, ${lines} line(s), ${clients} client(s): ${passed}/s, ratio ${ratio}, processor ${worked} ms`,
    );
  };
  const notices = await announce(bench, company, MOST_CLIENTS * NOTICES_PER_CLIENT, 20);
  for (const clients of CLIENTS) {
    await clearFloor(bench, company);
    await compare('receiving.confirm-receipt', 1, clients, receiveOne(company, notices));
  }
  for (const clients of CLIENTS) {
    await clearFloor(bench, company);
    await compare('receiving.confirm-receipts', 20, clients, receiveAll(company, notices));
  }
  for (const clients of CLIENTS) {
    await clearFloor(bench, company);
    await measure(MOST_CLIENTS, 20, seconds * 1_000, receiveAll(company, notices), bench.cpu);
    await compare('putaway.confirm-putaway', 1, clients, await putAwayOne(bench, company));
  }
  await yardstick.close();
  return found;
}
