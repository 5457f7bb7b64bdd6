// Keeps the plans of companies that ask for them, opened when first asked, and answers questions about them. One
// company's questions are worked one after the other; before each answer the plan follows what has been committed. A
// plan that could not follow is forgotten and made anew by the next question.
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../kernel/db.gen.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { Consult } from '../../kernel/run-command.ts';
import { withTransaction } from '../../kernel/transaction.ts';
import { systemClock } from '../../kernel/clock.ts';
import { causeOf } from './alert-cause.ts';
import type { Tell } from './alerts.ts';
import { type Followed, type Kept, NOTHING, follow, openKept } from './follow.ts';
import { type Question, answer } from './questions.ts';
import { type Resident, type Standings, noteStandings } from './resident.ts';
import { wholeRun } from './whole-run.ts';

/** A company on its calendar day. */
export type Place = { readonly companyId: Id; readonly today: string };

export type Keeper = {
  /** Answers as of what is committed now. KEEP_UP is no question: the plan only follows. */
  readonly ask: (place: Place, question: Question) => Promise<unknown>;
};

/**
 * Told of each step of a plan before it may be asked again; `before` is null when the plan was not kept before, `begun`
 * a moment before the step's snapshot, by performance.now().
 */
export type Hear = (
  place: Place,
  before: Standings | null,
  followed: Followed,
  begun: number,
) => Promise<void>;

type Desk = { kept: Kept | null; queue: Promise<unknown>; lastAsked: number };

/** More plans than this are not kept at once; whoever was not asked for longest makes room. */
const MOST_PLANS = 50;

/** Asked by the background work that lets plans follow what is committed, so that their alerts are told. */
export const KEEP_UP = 'keepUp';

/** Asked by the background work for each whole run that somebody wants. */
export const RUN = 'run';

const zRun = z.object({ runId: z.uuid() });
const zQuestion = z.object({ name: z.string(), told: z.unknown() });

/** As the kernel asks: what comes is one of our questions, as `askPlan` has made it. */
export const consultOf =
  (keeper: Keeper): Consult =>
  (place, question) => {
    const { name, told } = zQuestion.parse(question);
    return keeper.ask(place, { name, told });
  };

export type KeeperOptions = {
  readonly hear?: Hear;
  /** Tells screens how far a whole run has come. */
  readonly tell?: Tell;
};

export function createKeeper(database: Kysely<Db>, { hear, tell }: KeeperOptions = {}): Keeper {
  const desks = new Map<Id, Desk>();
  let turn = 0;
  const deskOf = (companyId: Id): Desk => {
    const known = desks.get(companyId);
    if (known) return known;
    const desk: Desk = { kept: null, queue: Promise.resolve(), lastAsked: 0 };
    desks.set(companyId, desk);
    return desk;
  };
  const makeRoom = (): void => {
    const held = [...desks.values()].filter(({ kept }) => kept !== null);
    if (held.length <= MOST_PLANS) return;
    const [oldest] = held.sort((a, b) => a.lastAsked - b.lastAsked);
    if (oldest) oldest.kept = null;
  };
  const bringUp = async (desk: Desk, place: Place): Promise<Resident> => {
    desk.lastAsked = ++turn;
    const kept = desk.kept;
    desk.kept = null;
    const before = kept === null || hear === undefined ? null : noteStandings(kept.resident);
    const started = performance.now();
    const followed = await stepOn(database, kept, place);
    const milliseconds = performance.now() - started;
    desk.kept = followed.kept;
    makeRoom();
    if (hear !== undefined) await hear(place, before, followed, started);
    noteChange(followed, milliseconds);
    return followed.kept.resident;
  };
  const inTurn = <T>(place: Place, work: (resident: Resident) => T | Promise<T>): Promise<T> => {
    const desk = deskOf(place.companyId);
    const done = desk.queue.then(async () => work(await bringUp(desk, place)));
    desk.queue = done.catch(() => undefined);
    return done;
  };
  /** The plan that a whole run makes becomes the one that is kept. */
  const runWhole = (place: Place, runId: Id): Promise<unknown> =>
    inTurn(place, async (resident) => {
      const before = hear === undefined ? null : noteStandings(resident);
      const started = performance.now();
      const made = await wholeRun(database, place, runId, tell);
      if (made === null) return false;
      const followed = { ...NOTHING, kept: made, anew: true };
      deskOf(place.companyId).kept = made;
      if (hear !== undefined) await hear(place, before, followed, started);
      noteChange(followed, performance.now() - started);
      return true;
    });
  return {
    ask: async (place, question) => {
      if (question.name === RUN) return runWhole(place, zRun.parse(question.told).runId);
      if (question.name !== KEEP_UP)
        return inTurn(place, (resident) => exactly(() => answer(resident, question)));
      // Nobody waits for this company: it makes no other plan give way.
      const isFull = [...desks.values()].filter(({ kept }) => kept !== null).length >= MOST_PLANS;
      if (isFull && deskOf(place.companyId).kept === null) return null;
      return inTurn(place, () => null);
    },
  };
}

/** Remembers what moved the plan last; a look at the logs that changed nothing is no change. */
function noteChange(followed: Followed, milliseconds: number): void {
  const { kept, changes, anew, netted } = followed;
  if (!anew && changes.length === 0) return;
  const cause = causeOf(followed);
  const at = cause.at ?? systemClock.now().toISOString();
  kept.resident.lastChange = { at, milliseconds: Math.round(milliseconds), anew, netted, cause };
}

/** What cannot be planned exactly, such as a quantity of twelve digits, is told as what it is, not as our failure. */
async function exactly<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) refuse('PLAN_IMPOSSIBLE', { why: error.message });
    throw error;
  }
}

/** One step in one snapshot. */
async function stepOn(
  database: Kysely<Db>,
  kept: Kept | null,
  { companyId, today }: Place,
): Promise<Followed> {
  return exactly(() =>
    withTransaction(database, companyId, 'snapshot', async (tx) =>
      kept === null
        ? { ...NOTHING, kept: await openKept(tx, companyId, today), anew: true }
        : follow(tx, kept, today),
    ),
  );
}
