// A step on the floor is sent under an id that is written down on the device before it leaves. When no answer comes, the
// same step sent again carries the same id, and happens once; a different step waits until the first is answered for,
// also after the page was closed.
import { type CommandName, command as send, isFailure, newCommandId } from '../api-client/client.ts';
import type { Commands } from '../api-client/api.gen.ts';
import { type Kept, idFor, readKept } from './kept-step.ts';

const LATE = {
  kind: 'failure',
  status: 409,
  error: {
    code: 'SENT_LATE',
    zh: '上一步刚刚补传，请看清现在的状态，再做这一步',
    en: 'The step before has only now been sent; look at where things stand, then do this again',
  },
} as const;

let place = '';

/** Whose steps are written down from now on. */
export function keepStepsOf(userId: string): void {
  place = `tongyuan.unanswered.${userId}`;
}

/** Sends a step and takes it off the device once there is an answer, whatever it says. */
async function deliver<N extends CommandName>(step: Kept<N>): Promise<Commands[N]['output']> {
  localStorage.setItem(place, JSON.stringify(step));
  try {
    const done = await send(step.name, step.input, step.id);
    localStorage.removeItem(place);
    return done;
  } catch (thrown) {
    const answered = isFailure(thrown) && thrown.status !== 0 && thrown.status !== 503;
    if (answered) localStorage.removeItem(place);
    throw thrown;
  }
}

/** Does something on the floor, decided upon what the screen had `seen`. Throws ApiFailure. */
export async function command<N extends CommandName>(
  name: N,
  input: Commands[N]['input'],
  seen = '',
): Promise<Commands[N]['output']> {
  const kept = readKept(localStorage.getItem(place));
  const id = idFor(kept, { name, input, seen }, newCommandId);
  if (id !== null) return deliver({ id, name, input, seen });
  await sendKept();
  throw LATE;
}

/** Sends what was left without an answer. Throws when there is still none. */
export async function sendKept(): Promise<void> {
  const kept = readKept(localStorage.getItem(place));
  if (!kept) return;
  await deliver(kept).catch((thrown: unknown) => {
    if (localStorage.getItem(place) !== null) throw thrown;
  });
}
