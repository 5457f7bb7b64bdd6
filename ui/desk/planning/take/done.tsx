// What was done about a shortage, newest first: the document it led to, how the order stands now, and the way back.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { query } from '../../../api-client/client.ts';
import { type Failure, FailureBanner, StateTag, failureOf } from '../../../kit/parts.tsx';
import { pathOf } from '../../../kit/paths.ts';
import { useWords } from '../../../kit/words.tsx';
import { Lateness } from '../changed-orders.tsx';
import { FaceLink } from '../peg-tree.tsx';
import { STANDING_WORDS } from '../plan-words.ts';
import type { Face } from '../shapes.ts';
import type { Done } from './frame.tsx';

/** One thing done, for one line of an order. */
export type DoneFor = Done & { readonly key: number; readonly need: string; readonly order: Face | null };

const AT_MOST = 2;

/** How the line stands after it. */
function StandsNow({ need, order }: { need: string; order: Face }): ReactNode {
  const { t } = useWords();
  const documentId = order.documentId ?? '';
  const standing = useQuery({
    queryKey: ['shortage.standing', documentId],
    queryFn: () => query('shortage.standing', { documentId }),
  });
  const line = standing.data?.lines.find(({ id }) => id === need);
  if (!line || !standing.data) return null;
  return (
    <span className="row wrap">
      <FaceLink face={order} /> {t('way.standsNow')}
      <StateTag value={line.status} words={STANDING_WORDS} />
      <Lateness days={line.lateDays} date={line.readyDate} today={standing.data.today} />
    </span>
  );
}

function DoneLine({ done, onClose }: { done: DoneFor; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [undone, setUndone] = useState(false);
  const { document, undo, order } = done;
  const path = document ? pathOf(document.kind, document.id) : null;
  const goBack = (): void => {
    setFailure(null);
    undo?.()
      .then(() => {
        setUndone(true);
        return client.invalidateQueries();
      })
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  return (
    <div className={`banner done-way ${undone ? 'plain' : 'ok'}`} role="status">
      <span className="row wrap">
        <strong>
          {undone && `${t('way.undone')} `}
          {done.text}
        </strong>
        {document && path && (
          <Link className="code" to={path}>
            {document.no}
          </Link>
        )}
        {undo && !undone && (
          <button className="button small" onClick={goBack}>
            {t('way.undo')}
          </button>
        )}
        <button className="close" aria-label={t('way.close')} onClick={onClose}>
          ✕
        </button>
      </span>
      {order?.kind === 'sales_order' && <StandsNow need={done.need} order={order} />}
      <FailureBanner failure={failure} />
    </div>
  );
}

type DoneWaysProps = {
  readonly done: readonly DoneFor[];
  readonly onClose: (done: DoneFor) => void;
};

/** What was done last; it stays in sight while its way is looked at. */
export function DoneWays({ done, onClose }: DoneWaysProps): ReactNode {
  return (
    done.length > 0 && (
      <div className="done-ways">
        {done.slice(0, AT_MOST).map((one) => (
          <DoneLine key={one.key} done={one} onClose={() => onClose(one)} />
        ))}
      </div>
    )
  );
}
