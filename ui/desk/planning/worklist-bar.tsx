// What may be done with marked messages, many at once: given to a colleague who may plan, put off, dismissed with a
// reason, or taken back.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { Ask } from '../../kit/choices.tsx';
import { addDays } from '../../kit/days.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import type { Message } from './shapes.ts';

type Deciding = 'dismiss' | 'snooze';

/** Who may look after messages, and the names of who does. */
export const usePlanners = () =>
  useQuery({ queryKey: ['planning.planners'], queryFn: () => query('planning.planners', {}) }).data?.rows ??
  [];

function DecideDialog({
  how,
  count,
  today,
  onDecide,
  onClose,
}: {
  how: Deciding;
  count: number;
  today: string;
  onDecide: (reason: string, until: string) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <Ask
      title={t(how === 'dismiss' ? 'plan.dismissTitle' : 'plan.snoozeTitle', { count })}
      confirm={t(how === 'dismiss' ? 'plan.dismiss' : 'plan.snooze')}
      onClose={onClose}
      onConfirm={(form) => onDecide(String(form.get('reason') ?? '').trim(), String(form.get('until') ?? ''))}
    >
      <p className="dim">{t(how === 'dismiss' ? 'plan.dismissHint' : 'plan.snoozeHint')}</p>
      {how === 'snooze' && (
        <label className="field">
          <span>{t('plan.until')}</span>
          <input
            className="input"
            type="date"
            name="until"
            defaultValue={addDays(today, 7)}
            min={addDays(today, 1)}
            required
          />
        </label>
      )}
      <label className="field">
        <span>{t('app.reason')}</span>
        <input className="input" name="reason" required maxLength={200} autoFocus />
      </label>
    </Ask>
  );
}

/** Does something with messages and lets every screen look anew. */
export function useDecisions(onDone: () => void) {
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const after = (done: Promise<unknown>): void => {
    setFailure(null);
    done
      .then(() => {
        onDone();
        return client.invalidateQueries();
      })
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  return { failure, after };
}

function AssignTo({ onAssign }: { onAssign: (ownerId: string | null) => void }): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const able = usePlanners().filter(({ mayPlan }) => mayPlan);
  return (
    <select
      className="select"
      aria-label={t('plan.assignTo')}
      value=""
      onChange={(event) => onAssign(event.target.value === 'none' ? null : event.target.value)}
    >
      <option value="" disabled>
        {t('plan.assignTo')}
      </option>
      <option value={session.user.id}>{t('plan.toMyself')}</option>
      {able
        .filter(({ id }) => id !== session.user.id)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      <option value="none">{t('plan.backToPlanner')}</option>
    </select>
  );
}

export type Done = { readonly count: number; readonly keys: readonly string[] };
type BulkProps = {
  readonly keys: readonly string[];
  readonly state: Message['state'];
  /** What was put out of sight, so that it can be taken back at once. */
  readonly onDone: (done: Done | null) => void;
  readonly onClear: () => void;
};

export function BulkBar({ keys, state, onDone, onClear }: BulkProps): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const hides = deciding !== null;
  const { failure, after } = useDecisions(() => onDone(hides ? { count: keys.length, keys } : null));
  const marked = { keys: [...keys] };
  const decide = (reason: string, until: string): void => {
    setDeciding(null);
    after(
      deciding === 'dismiss'
        ? command('planning.dismiss-messages', { ...marked, reason })
        : command('planning.snooze-messages', { ...marked, reason, until }),
    );
  };
  return (
    <div className="bulk">
      <FailureBanner failure={failure} />
      <div className="row wrap">
        <b>{t('plan.marked', { count: keys.length })}</b>
        <button className="button" onClick={onClear}>
          {t('plan.unmark')} <kbd>Esc</kbd>
        </button>
        <span className="grow" />
        <AssignTo
          onAssign={(ownerId) => after(command('planning.assign-messages', { ...marked, ownerId }))}
        />
        {state !== 'open' && (
          <button
            className="button primary"
            onClick={() => after(command('planning.undo-decisions', marked))}
          >
            {t('plan.undoDecision')}
          </button>
        )}
        {state === 'open' && (
          <>
            <button className="button" onClick={() => setDeciding('snooze')}>
              {t('plan.snooze')}
            </button>
            <button className="button primary" onClick={() => setDeciding('dismiss')}>
              {t('plan.dismiss')}
            </button>
          </>
        )}
      </div>
      {deciding && (
        <DecideDialog
          how={deciding}
          count={keys.length}
          today={session.company?.today ?? ''}
          onClose={() => setDeciding(null)}
          onDecide={decide}
        />
      )}
    </div>
  );
}
