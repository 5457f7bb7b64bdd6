// A card of master data: every field that a file may bring in, with the same checks. One page for all kinds.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { command, query } from '../../api-client/client.ts';
import { useId, usePart } from '../../kit/address.ts';
import { type Row, useListShape } from '../../kit/data-table.tsx';
import { Empty, type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { BackTo } from '../document.tsx';
import { LineTable } from '../line-table.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';
import { whyOf } from '../why.ts';

type Column = Queries['card.get']['output']['columns'][number];

const plainNumber = (text: string): string =>
  /^-?\d+\.\d+$/.test(text) ? text.replace(/0+$/, '').replace(/\.$/, '') : text;

function Field({ column, value, locked }: { column: Column; value: string; locked: boolean }): ReactNode {
  const { t, say } = useWords();
  const label = (
    <span>
      {say(column)}
      {column.required && ' *'}
    </span>
  );
  const choices =
    column.kind === 'boolean'
      ? [
          { value: 'true', label: t('app.yes') },
          { value: 'false', label: t('app.no') },
        ]
      : column.choices.map((choice) => ({ value: choice.value, label: say(choice) }));
  return (
    <label className="field">
      {label}
      {choices.length > 0 ? (
        <select className="select" name={column.key} defaultValue={value}>
          <option value="" />
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          className="input"
          name={column.key}
          defaultValue={plainNumber(value)}
          readOnly={locked}
          required={column.required}
          type={column.kind === 'date' ? 'date' : 'text'}
          inputMode={['qty', 'price', 'amount', 'rate', 'integer'].includes(column.kind) ? 'decimal' : 'text'}
        />
      )}
    </label>
  );
}

const LISTS: Readonly<Record<string, string>> = {
  item: 'masterdata.list-items',
  partner: 'masterdata.list-partners',
  warehouse: 'masterdata.list-warehouses',
};

export function CardPage(): ReactNode {
  const { t, say } = useWords();
  const kind = usePart('kind');
  const id = useId();
  const navigate = useNavigate();
  const session = useSession();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState(false);
  const card = useQuery({
    queryKey: ['card', kind, id],
    queryFn: () => query('card.get', { kind, ...(id === '' ? {} : { id }) }),
  });
  const data = card.data;
  useTitle(data ? (data.cells['code'] ?? `${t('app.new')} ${say(data)}`) : '');
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const cells = Object.fromEntries(
      (data?.columns ?? []).map(({ key }) => [key, String(form.get(key) ?? '').trim()]),
    );
    setDone(false);
    setFailure(null);
    command('card.save', { kind, cells, ...(id === '' ? {} : { id }) })
      .then(async (saved) => {
        setDone(true);
        await client.invalidateQueries();
        if (id === '') await navigate({ to: `/card/${kind}/${saved.id}` });
      })
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  if (!data)
    return (
      <div className="page">
        <FailureBanner failure={card.error ? failureOf(card.error) : null} />
      </div>
    );
  return (
    <form className="page" onSubmit={save} key={`${kind}${id}`}>
      {LISTS[kind] && <BackTo list={LISTS[kind]} name={say(data)} />}
      <div className="row wrap">
        <h1 className="grow">
          {id === '' ? t('app.new') : <span className="code">{data.cells['code']}</span>} {say(data)}{' '}
          {data.cells['name']}
        </h1>
        {kind === 'item' && id !== '' && session.rights.includes('planning.view') && (
          <Link className="button" to="/planning/item/$id" params={{ id }}>
            {t('plan.itemPlan')}
          </Link>
        )}
        {kind === 'item' && id !== '' && session.rights.includes('structure.view') && (
          <Link className="button" to="/item-planning/$id" params={{ id }}>
            {t('planData.title')}
          </Link>
        )}
        {data.mayEdit && <button className="button primary">{t('list.keep')}</button>}
      </div>
      <FailureBanner failure={failure} />
      {done && (
        <div className="banner ok" role="status">
          {t('app.saved')}
        </div>
      )}
      <div className="cards">
        {data.columns.map((column) => (
          <Field
            key={column.key}
            column={column}
            value={data.cells[column.key] ?? ''}
            locked={!data.mayEdit || (column.key === 'code' && id !== '')}
          />
        ))}
      </div>
      {kind === 'item' && id !== '' && session.rights.includes('stock.view') && (
        <ItemStock code={data.cells['code'] ?? ''} />
      )}
    </form>
  );
}

/** Where the item lies now, each figure opening into what makes it, and the way to its movements. */
function ItemStock({ code }: { code: string }): ReactNode {
  const { t, say } = useWords();
  const name = 'stock.list-stock';
  const shape = useListShape(name);
  const filters = [{ column: 'item_code' as const, op: 'eq' as const, value: code }];
  const stock = useQuery({
    queryKey: ['list', name, filters],
    queryFn: () => query(name, { filters, limit: 50 }),
  });
  const rows = (stock.data?.rows ?? []) as Row[];
  const origin = whyOf(name);
  const columns = (shape.data?.columns ?? []).filter((column) => STOCK_COLUMNS.includes(column.key));
  return (
    <section className="stack">
      <div className="row">
        <h2>{shape.data ? say(shape.data) : ''}</h2>
        <span className="grow" />
        <Link to="/list/$name" params={{ name: 'stock.list-movements' }} search={{ f: filters }}>
          {t('why.movements')}
        </Link>
      </div>
      {stock.data && rows.length === 0 ? (
        <Empty title={t('card.noStock')} />
      ) : (
        <LineTable columns={columns} lines={rows} why={(line, column) => origin(column, line)} />
      )}
    </section>
  );
}

const STOCK_COLUMNS = [
  'warehouse_name',
  'bin_code',
  'lot_no',
  'expiry_date',
  'status',
  'owner_name',
  'on_hand',
  'allocated',
  'free',
  'unit',
];
