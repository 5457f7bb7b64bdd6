// Taking back in red what stands in the books: a voucher as a whole, or one document of the old books among those that
// an opening brought in. It is asked about first; the red voucher is shown then.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { command, query } from '../api-client/client.ts';
import { money } from '../kit/format.ts';
import { type Failure, failureOf } from '../kit/parts.tsx';
import { useWords } from '../kit/words.tsx';
import { useSession } from './session-context.ts';
import { StepDialog } from './step-dialog.tsx';

type TakeProps = {
  readonly command: string;
  /** What is taken back, as it is called. */
  readonly no: string;
  readonly take: () => Promise<{ readonly voucherId: string }>;
  readonly onFailure: (failure: Failure) => void;
};

export function TakeBack(props: TakeProps): ReactNode {
  const { say } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const action = { verb: 'reverse', command: props.command, zh: '冲销', en: 'Reverse' };
  const take = async (): Promise<void> => {
    setAsking(false);
    try {
      const red = await props.take();
      await client.invalidateQueries();
      await navigate({ to: `/voucher/${red.voucherId}` });
    } catch (thrown) {
      props.onFailure(failureOf(thrown));
    }
  };
  return (
    <>
      <button className="button" onClick={() => setAsking(true)}>
        {say(action)}
      </button>
      {asking && (
        <StepDialog
          action={action}
          no={props.no}
          onTake={() => void take()}
          onLeave={() => setAsking(false)}
        />
      )}
    </>
  );
}

type ItemsProps = { readonly voucherId: string; readonly onFailure: (failure: Failure) => void };

/** The documents of the old books that an opening voucher stands for, each with its way back. */
export function OpeningItems({ voucherId, onFailure }: ItemsProps): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const mayTake = session.rights.includes('voucher.edit');
  const items = useQuery({
    queryKey: ['opening-items', voucherId],
    enabled: session.rights.includes('invoice.view'),
    queryFn: () => query('openings.items-of-voucher', { voucherId }),
  });
  if (!items.data || items.data.length === 0) return null;
  return (
    <section className="stack no-print">
      <h2>{t('opening.items')}</h2>
      <div className="table-frame">
        <table className="grid">
          <thead>
            <tr>
              <th>{t('opening.document')}</th>
              <th>{t('opening.partner')}</th>
              <th>{t('opening.date')}</th>
              <th>{t('opening.due')}</th>
              <th className="num">{t('opening.amount')}</th>
              <th className="num">{t('opening.left')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {items.data.map((item) => (
              <tr key={item.id}>
                <td className="code">{item.no}</td>
                <td>
                  <span className="code">{item.partner_code}</span> {item.partner_name}
                </td>
                <td>{item.business_date}</td>
                <td>{item.due_date}</td>
                <td className="num">{money(item.amount)}</td>
                <td className="num">{money(item.left_open)}</td>
                <td>
                  {item.taken_back && <span className="dim">{t('voucher.reversed')}</span>}
                  {!item.taken_back && !item.untouched && <span className="dim">{t('opening.paidOn')}</span>}
                  {item.untouched && mayTake && (
                    <TakeBack
                      command="openings.reverse-item"
                      no={item.no}
                      take={() => command('openings.reverse-item', { openItemId: item.id })}
                      onFailure={onFailure}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
