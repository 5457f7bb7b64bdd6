// One task: each kind of work has its screen.
import type { FunctionComponent, ReactNode } from 'react';
import { useId } from '../kit/address.ts';
import { FailureBanner, failureOf } from '../kit/parts.tsx';
import { useWords } from '../kit/words.tsx';
import { Screen } from './parts.tsx';
import { Pick } from './pick.tsx';
import { PutAway } from './put-away.tsx';
import { Receive } from './receive.tsx';
import { Ship } from './ship.tsx';
import { type Card, useTask } from './work.ts';

const SCREENS: Readonly<Record<string, FunctionComponent<{ card: Card }>>> = {
  receive: Receive,
  put_away: PutAway,
  pick: Pick,
  pack: ({ card }) => <Ship shipmentId={card.document_id} />,
};

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
  if (!task.data) return null;
  const Work = SCREENS[task.data.kind];
  // A task that another device moved on is shown anew, from where it stands there.
  return Work ? <Work key={`${id}/${task.data.state}`} card={task.data} /> : null;
}
