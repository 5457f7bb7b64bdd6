// Small bars: how a balance runs, in the room of a word; what a need is met from; how loaded each week is.
import type { ReactNode } from 'react';
import { grouped } from '../format.ts';
import './chart.css';
import { fromTop, scaleOf } from './scale.ts';

/** The run of a balance in the room of a word: above zero calm, below it red. */
export function Sparkline({ values, label }: { values: readonly string[]; label: string }): ReactNode {
  const [width, height] = [72, 26];
  const figures = values.map(Number);
  const most = Math.max(0, ...figures);
  const least = Math.min(0, ...figures);
  const span = most - least || 1;
  const zero = (most / span) * (height - 2) + 1;
  const step = width / Math.max(values.length, 1);
  return (
    <svg className="spark" width={width} height={height} role="img" aria-label={label}>
      {figures.map((figure, at) => {
        const size = Math.max((Math.abs(figure) / span) * (height - 2), figure === 0 ? 0 : 1);
        return (
          <rect
            key={at}
            className={figure < 0 ? 'short' : ''}
            x={at * step}
            width={Math.max(step - 1, 1)}
            y={figure < 0 ? zero : zero - size}
            height={size}
          />
        );
      })}
      <line x1={0} x2={width} y1={zero} y2={zero} />
    </svg>
  );
}

export type Share = {
  readonly kind: 'done' | 'held' | 'coming' | 'short';
  readonly qty: string;
  readonly label: string;
};

/** What a need is met from: happened solid, held tinted, coming hatched blue, missing hatched red; in words below. */
export function ShareBar({ shares, words = true }: { shares: readonly Share[]; words?: boolean }): ReactNode {
  const some = shares.filter((share) => Number(share.qty) > 0);
  const sentence = some.map((share) => `${share.label} ${grouped(share.qty)}`).join(' · ');
  return (
    <span className="share">
      <span className="share-bar" role="img" aria-label={sentence} title={sentence}>
        {some.map((share) => (
          <i
            key={`${share.kind}${share.label}`}
            className={share.kind}
            style={{ flexGrow: Number(share.qty) }}
          />
        ))}
      </span>
      {words && <small>{sentence}</small>}
    </span>
  );
}

export type Week = {
  readonly week: string;
  readonly label: string;
  readonly load: string;
  readonly limit: string;
};

type LoadProps = {
  readonly weeks: readonly Week[];
  readonly chosen: string | null;
  readonly onChoose: (week: string) => void;
  readonly sentence: (week: Week) => string;
  readonly width: number;
};

/** Load by week: what fits solid, what does not hatched red above the limit; each bar is a button. */
export function LoadBars({ weeks, chosen, onChoose, sentence, width }: LoadProps): ReactNode {
  const [left, top, bottom, height] = [44, 20, 22, 190];
  const scale = scaleOf(
    weeks.flatMap(({ load, limit }) => [load, limit]),
    4,
  );
  const y = (figure: string | number): number => top + fromTop(scale, figure) * (height - top - bottom);
  const step = (width - left) / Math.max(weeks.length, 1);
  const every = Math.max(1, Math.ceil(44 / step));
  const percent = ({ load, limit }: Week): string =>
    Number(limit) > 0 ? `${Math.round((Number(load) / Number(limit)) * 100)}%` : '';
  return (
    <div className="chart load" role="group">
      <svg width={width} height={height} aria-hidden="true">
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line className={tick === 0 ? 'zero' : 'tick'} x1={left} x2={width} y1={y(tick)} y2={y(tick)} />
            <text className="axis" x={left - 6} y={y(tick) + 4} textAnchor="end">
              {grouped(String(tick))}
            </text>
          </g>
        ))}
        <defs>
          <pattern
            id="load-hatch"
            width={7}
            height={7}
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect className="hatch-ground" width={7} height={7} />
            <rect className="hatch-line" width={2} height={7} />
          </pattern>
        </defs>
        {weeks.map((week, at) => {
          const fits = Math.min(Number(week.load), Number(week.limit));
          const over = Number(week.load) > Number(week.limit);
          const [x, wide] = [left + at * step + step * 0.18, step * 0.64];
          return (
            <g key={week.week} className={week.week === chosen ? 'chosen' : ''}>
              <rect className="fits" x={x} width={wide} y={y(fits)} height={Math.max(y(0) - y(fits), 0)} />
              {over && (
                <rect
                  className="over"
                  fill="url(#load-hatch)"
                  x={x}
                  width={wide}
                  y={y(week.load)}
                  height={y(fits) - y(week.load)}
                />
              )}
              <line
                className="limit"
                x1={left + at * step + 2}
                x2={left + (at + 1) * step - 2}
                y1={y(week.limit)}
                y2={y(week.limit)}
              />
              {step > 30 && Number(week.load) > 0 && (
                <text
                  className={over ? 'percent over' : 'percent'}
                  x={x + wide / 2}
                  y={y(week.load) - 5}
                  textAnchor="middle"
                >
                  {percent(week)}
                </text>
              )}
              {at % every === 0 && (
                <text className="axis" x={x + wide / 2} y={height - 6} textAnchor="middle">
                  {week.label}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {weeks.map((week, at) => (
        <button
          key={week.week}
          className="bar-button"
          style={{ left: left + at * step, width: step, height: height - bottom }}
          aria-pressed={week.week === chosen}
          aria-label={sentence(week)}
          title={sentence(week)}
          onClick={() => onChoose(week.week)}
        />
      ))}
    </div>
  );
}
