// What a run proposes otherwise than another: new, gone, on other days, in other quantities; each opens its item.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Sheet, query } from '../../api-client/client.ts';
import { Chips } from '../../kit/choices.tsx';
import { grouped, moment } from '../../kit/format.ts';
import { MoreRows } from '../../kit/more-rows.tsx';
import { Empty, FailureBanner, StateTag, type StateWords, failureOf } from '../../kit/parts.tsx';
import { type Words, useWords } from '../../kit/words.tsx';
import { ItemLink } from './peg-tree.tsx';
import type { Run, RunChange } from './shapes.ts';
import { SheetButtons } from './sheet-buttons.tsx';

const KINDS = ['new', 'gone', 'moved', 'changed'] as const;
export const CHANGE_WORDS: StateWords = {
  new: { zh: '新增', en: 'new', tone: 'ok' },
  gone: { zh: '消除', en: 'gone', tone: 'off' },
  moved: { zh: '改期', en: 'moved', tone: 'warn' },
  changed: { zh: '改量', en: 'changed', tone: 'info' },
};

/** Before and after, the part that differs strong. */
function Sides({ row }: { row: RunChange }): ReactNode {
  const { before, after } = row;
  const sides = [before, after].flatMap((side) => (side ? [side] : []));
  const text = (key: 'qty' | 'startDate' | 'endDate'): ReactNode => {
    const values = [...new Set(sides.map((side) => (key === 'qty' ? grouped(side[key]) : side[key])))];
    return values.length > 1 ? <b>{values.join(' → ')}</b> : values[0];
  };
  return (
    <>
      <td className="num">
        {text('qty')} <small className="dim">{row.unit}</small>
      </td>
      <td>{text('startDate')}</td>
      <td>{text('endDate')}</td>
    </>
  );
}

/** All that differs, not only what is on the screen. */
async function readAll(
  read: (after: number) => Promise<{ readonly rows: readonly RunChange[]; readonly next: number | null }>,
): Promise<RunChange[]> {
  const rows: RunChange[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const page: { readonly rows: readonly RunChange[]; readonly next: number | null } = await read(after);
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

const FACTS = ['qty', 'startDate', 'endDate'] as const;

/** What differs, before and after beside each other. */
function sheetOf(
  t: Words,
  say: (both: { zh: string; en: string }) => string,
  rows: readonly RunChange[],
): Sheet {
  const kinds = { qty: 'qty', startDate: 'date', endDate: 'date' } as const;
  const titles = { qty: 'order.qty', startDate: 'plan.start', endDate: 'plan.end' } as const;
  const sides = ['before', 'after'] as const;
  return {
    title: t('run.compared'),
    columns: [
      { title: t('plan.kind'), kind: 'text' },
      { title: t('order.item'), kind: 'code' },
      { title: t('forecast.name'), kind: 'text' },
      ...sides.flatMap((side) =>
        FACTS.map((fact) => ({ title: `${t(titles[fact])} ${t(`run.${side}`)}`, kind: kinds[fact] })),
      ),
      { title: t('forecast.unit'), kind: 'text' },
      { title: t('plan.track'), kind: 'text' },
    ],
    rows: rows.map((row) => [
      say(CHANGE_WORDS[row.change] ?? { zh: row.change, en: row.change }),
      row.itemCode,
      row.itemName,
      ...sides.flatMap((side) => FACTS.map((fact) => row[side]?.[fact] ?? '')),
      row.unit,
      row.track,
    ]),
  };
}

export function RunDifferences({ run, runs }: { run: Run; runs: readonly Run[] }): ReactNode {
  const { t, say } = useWords();
  const [beforeId, setBeforeId] = useState('');
  const [off, setOff] = useState<ReadonlySet<RunChange['change']>>(new Set());
  const [text, setText] = useState('');
  const input = {
    runId: run.id,
    changes: KINDS.filter((kind) => !off.has(kind)),
    search: text.trim(),
    ...(beforeId === '' ? {} : { beforeId }),
  };
  const compared = useInfiniteQuery({
    queryKey: ['planning.compare-runs', input],
    initialPageParam: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => query('planning.compare-runs', { ...input, after: pageParam }),
    getNextPageParam: (page) => page.next,
  });
  if (compared.error) return <FailureBanner failure={failureOf(compared.error)} />;
  const answer = compared.data?.pages[0];
  if (!answer) return <span className="dim">{t('app.loading')}</span>;
  if (answer.beforeId === null)
    return <Empty title={t('run.nothingBefore')} hint={t('run.nothingBeforeHint')} />;
  const rows = compared.data?.pages.flatMap((page) => page.rows) ?? [];
  const others = runs.filter((one) => one.id !== run.id && one.comparable);
  return (
    <>
      <div className="row wrap">
        <h2>{t('run.compared')}</h2>
        <select
          className="select"
          aria-label={t('run.with')}
          value={beforeId || answer.beforeId}
          onChange={(event) => setBeforeId(event.target.value)}
        >
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {moment(one.startedAt)} {one.askedBy}
            </option>
          ))}
        </select>
        <Chips
          label={t('plan.kind')}
          chosen={new Set(KINDS.filter((kind) => !off.has(kind)))}
          onToggle={(kind) =>
            setOff(
              (before) =>
                new Set(before.has(kind) ? [...before].filter((one) => one !== kind) : [...before, kind]),
            )
          }
          options={KINDS.map((key) => ({
            key,
            label: say(CHANGE_WORDS[key] ?? { zh: key, en: key }),
            count: answer.counts[key],
          }))}
        />
        <input
          className="input"
          type="search"
          aria-label={t('plan.searchMaterial')}
          placeholder={t('plan.searchMaterial')}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="grow" />
        {rows.length > 0 && (
          <SheetButtons
            pages={compared}
            sheet={async () =>
              sheetOf(t, say, await readAll((after) => query('planning.compare-runs', { ...input, after })))
            }
          />
        )}
      </div>
      {rows.length === 0 ? (
        <Empty title={t('run.same')} />
      ) : (
        <div className="table-frame lines">
          <table className="grid">
            <thead>
              <tr>
                <th>{t('plan.kind')}</th>
                <th>{t('order.item')}</th>
                <th className="num">{t('order.qty')}</th>
                <th>{t('plan.start')}</th>
                <th>{t('plan.end')}</th>
                <th>{t('plan.track')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={at}>
                  <td>
                    <StateTag value={row.change} words={CHANGE_WORDS} />
                  </td>
                  <td>
                    <ItemLink item={{ id: row.itemId, code: row.itemCode }} /> {row.itemName}
                  </td>
                  <Sides row={row} />
                  <td className="code">{row.track}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <MoreRows pages={compared} shown={rows.length} total={answer.total} />
        </div>
      )}
    </>
  );
}
