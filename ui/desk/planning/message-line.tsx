// An exception message as a sentence: which document, from when to when, from how much to how much.
import type { ReactNode } from 'react';
import { grouped } from '../../kit/format.ts';
import { StateTag } from '../../kit/parts.tsx';
import { type Words, useWords } from '../../kit/words.tsx';
import { FaceLink } from './peg-tree.tsx';
import { MESSAGE_WORDS } from './plan-words.ts';
import type { Message } from './shapes.ts';

/** What a message says should be done. */
export function messageSentence(t: Words, message: Message): string {
  const facts = {
    date: message.date,
    toDate: message.toDate,
    qty: grouped(message.qty),
    toQty: grouped(message.toQty),
    unit: message.item.unit,
  };
  return t(`planMessage.${message.kind}` as 'planMessage.order', facts);
}

export function MessageLine({ message }: { message: Message }): ReactNode {
  const { t } = useWords();
  const calm = ['order', 'make'].includes(message.kind);
  return (
    <div className={`banner ${calm ? 'plain' : 'warn'}`}>
      <StateTag value={message.kind} words={MESSAGE_WORDS} />
      <FaceLink face={message.document} />
      <span className="grow">{messageSentence(t, message)}</span>
      {message.state !== 'open' && (
        <span className="dim">
          {t(message.state === 'snoozed' ? 'plan.snoozed' : 'plan.dismissed')} {message.until}{' '}
          {message.reason}
        </span>
      )}
    </div>
  );
}
