// One task: each kind of work has its screen.
import { Link } from '@tanstack/react-router';
import type { FunctionComponent, ReactNode } from 'react';
import { useId } from '../kit/address.ts';
import { FailureBanner, failureOf } from '../kit/parts.tsx';
import { useWords } from '../kit/words.tsx';
import { Screen } from './parts.tsx';
import { Count } from './count.tsx';
import { Pick, TakeOut } from './pick.tsx';
import { BringIn, PutAway } from './put-away.tsx';
import { Receive } from './receive.tsx';
import { Ship } from './ship.tsx';
import { type Card, useTask } from './work.ts';

const SCREENS: Readonly<Record<string, FunctionComponent<{ card: Card }>>> = {
  receive: Receive,
  put_away: PutAway,
  pick: Pick,
  transfer_out: TakeOut,
  transfer_in: BringIn,
  count: Count,
  pack: ({ card }) => <Ship shipmentId={card.document_id} />,
};

const OVER: readonly string[] = ['done', 'cancelled'];

export function Task(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const task = useTask(id);
  if (task.error)
    return (
      <Screen title={t('floor.tasks')}>
        <FailureBanner failure={failureOf(task.error)} />
      </Screen>
    );
  // What was read before one came here may be of another day or device.
  if (!task.data || !task.isFetchedAfterMount) return null;
  const Work = SCREENS[task.data.kind];
  if (OVER.includes(task.data.state) && task.data.kind !== 'receive')
    return (
      <Screen
        title={`${t(`floor.${task.data.kind}` as 'floor.receive')} ${task.data.document_no}`}
        band={{ tone: 'good', text: t('floor.doneTask'), more: task.data.document_no }}
        progress={1}
        buttons={
          <Link className="button primary" to="/f">
            {t('floor.tasks')}
          </Link>
        }
      >
        {null}
      </Screen>
    );
  // A task that was worked on is shown anew, from where it stands.
  return Work ? (
    <Work key={`${id}/${task.data.qty_done}/${task.data.state === 'done'}`} card={task.data} />
  ) : null;
}
