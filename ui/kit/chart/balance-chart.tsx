// What will be there of one thing, day by day: a step line over zero, red and hatched below it, receipts and needs where
// they fall, the safety stock, a receipt that moved, and dashed what would be. The same figures stand in a table beside.
import { type ReactNode, useId, useState } from 'react';
import { daysBetween, daysFrom, shortDay } from '../days.ts';
import { grouped } from '../format.ts';
import './chart.css';
import { type Label, type Scale, fromTop, scaleOf, standing } from './scale.ts';
import { useWidth } from './use-width.ts';

export type BalancePoint = {
  readonly day: string;
  /** What is left at the end of the day. */
  readonly balance: string;
  readonly need?: string;
  readonly receipt?: string;
};
export type Moved = { readonly from: string; readonly to: string; readonly label: string };

type BalanceProps = {
  /** In the order of days; a day without an entry keeps what was left before. */
  readonly points: readonly BalancePoint[];
  readonly whatIf?: readonly BalancePoint[] | undefined;
  readonly whatIfLabel?: string;
  readonly opening: string;
  readonly first: string;
  readonly last: string;
  readonly safety?: string | undefined;
  readonly safetyLabel?: string;
  readonly moved?: readonly Moved[];
  readonly todayLabel: string;
  /** The chart as a sentence. */
  readonly label: string;
  readonly height?: number;
  readonly readout: (point: BalancePoint) => string;
};

/** Room for a date below the axis, or for the word that stands for the first. */
const LABEL_WIDTH = 54;
const LEFT = 52;
const TOP = 26;
const BOTTOM = 22;

/** What is left on each day. */
function filled(
  days: readonly string[],
  opening: string,
  points: readonly BalancePoint[],
): readonly BalancePoint[] {
  const byDay = new Map(points.map((point) => [point.day, point]));
  let before = opening;
  return days.map((day) => {
    const point = byDay.get(day) ?? { day, balance: before };
    before = point.balance;
    return point;
  });
}

type Frame = { readonly step: number; readonly height: number; readonly scale: Scale };
const yOf = ({ scale, height }: Frame, figure: string | number): number =>
  TOP + fromTop(scale, figure) * (height - TOP - BOTTOM);
const stepLine = (frame: Frame, points: readonly BalancePoint[]): string =>
  points
    .map(
      ({ balance }, at) =>
        `${at === 0 ? 'M' : 'V'}${at === 0 ? `${LEFT} ` : ''}${yOf(frame, balance)}H${LEFT + (at + 1) * frame.step}`,
    )
    .join('');

function Axes({
  frame,
  days,
  width,
  todayLabel,
}: {
  frame: Frame;
  days: readonly string[];
  width: number;
  todayLabel: string;
}): ReactNode {
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / frame.step));
  return (
    <>
      {frame.scale.ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? 'zero' : 'tick'}
            x1={LEFT}
            x2={width}
            y1={yOf(frame, tick)}
            y2={yOf(frame, tick)}
          />
          <text className="axis" x={LEFT - 6} y={yOf(frame, tick) + 4} textAnchor="end">
            {grouped(String(tick))}
          </text>
        </g>
      ))}
      {days.map(
        (day, at) =>
          at % every === 0 && (
            <text
              key={day}
              className={at === 0 ? 'axis now' : 'axis'}
              x={LEFT + (at + 0.5) * frame.step}
              y={frame.height - 6}
              textAnchor={at === 0 ? 'start' : 'middle'}
              dx={at === 0 ? -frame.step / 2 : 0}
            >
              {at === 0 ? todayLabel : shortDay(day)}
            </text>
          ),
      )}
    </>
  );
}

function Marks({
  frame,
  points,
  width,
  roof,
}: {
  frame: Frame;
  points: readonly BalancePoint[];
  width: number;
  /** No mark stands above this: what has moved is said there. */
  roof: number;
}): ReactNode {
  const marks = points.flatMap((point, at) => {
    const { need, receipt } = point;
    const both = [
      ...(receipt && Number(receipt) > 0
        ? [{ text: `+${grouped(receipt)}`, tone: 'in', below: false, size: Number(receipt) }]
        : []),
      ...(need && Number(need) > 0
        ? [{ text: `−${grouped(need)}`, tone: 'out', below: true, size: Number(need) }]
        : []),
    ];
    return both.map((one) => ({ ...one, at, y: yOf(frame, point.balance) + (one.below ? 14 : -12) }));
  });
  const labels: Label[] = marks.map(({ text, at, y, size }) => ({
    x: LEFT + (at + 0.5) * frame.step,
    y,
    width: text.length * 7 + 10,
    weight: size,
  }));
  const stand = standing(labels, 17);
  return marks.map(({ text, tone }, index) => {
    const label = labels[index];
    if (!label || !stand.has(index)) return null;
    const y = Math.min(Math.max(label.y, roof), frame.height - BOTTOM - 9);
    const x = Math.min(Math.max(label.x, LEFT + label.width / 2), width - label.width / 2 - 1);
    return (
      <g key={`${text}${label.x}`} className={`mark ${tone}`}>
        <rect x={x - label.width / 2} y={y - 9} width={label.width} height={18} rx={5} />
        <text x={x} y={y + 4} textAnchor="middle">
          {text}
        </text>
      </g>
    );
  });
}

function MovedReceipts({
  moved,
  first,
  frame,
  width,
}: {
  moved: readonly Moved[];
  first: string;
  frame: Frame;
  width: number;
}): ReactNode {
  return moved.slice(0, 2).map(({ from, to, label }, at) => {
    const x = (day: string): number =>
      Math.min(Math.max(LEFT + (daysBetween(first, day) + 0.5) * frame.step, LEFT), width - 4);
    const y = 10 + at * 14;
    const [start, end] = [x(from), x(to)];
    const late = end >= start;
    const beside = Math.max(start, end) < width * 0.6;
    return (
      <g key={`${from}${to}${label}`} className="moved">
        <line x1={start} x2={start} y1={y} y2={yOf(frame, 0)} strokeDasharray="2 2" />
        <path
          d={`M${start} ${y}H${end}M${end + (late ? -4 : 4)} ${y - 4}L${end} ${y}L${end + (late ? -4 : 4)} ${y + 4}`}
        />
        <text
          x={beside ? Math.max(start, end) + 8 : Math.min(start, end) - 8}
          y={y + 4}
          textAnchor={beside ? 'start' : 'end'}
        >
          {label}
        </text>
      </g>
    );
  });
}

export function BalanceChart(props: BalanceProps): ReactNode {
  const { points, whatIf, opening, first, last, safety, label, height = 250, readout } = props;
  const { frame: box, width } = useWidth<HTMLElement>(640);
  const [over, setOver] = useState<number | null>(null);
  const id = useId();
  const days = daysFrom(first, last);
  const line = filled(days, opening, points);
  const dashed = whatIf ? filled(days, opening, whatIf) : null;
  const figures = [...line, ...(dashed ?? [])].map((point) => point.balance);
  const frame: Frame = {
    step: (width - LEFT) / Math.max(days.length, 1),
    height,
    scale: scaleOf(safety ? [...figures, safety] : figures),
  };
  const zero = yOf(frame, 0);
  const path = stepLine(frame, line);
  const shown = over === null ? null : line[over];
  return (
    <figure className="chart" ref={box}>
      <svg width={width} height={height} role="img" aria-label={label}>
        <defs>
          <clipPath id={`${id}up`}>
            <rect x={LEFT} y={0} width={width} height={zero} />
          </clipPath>
          <clipPath id={`${id}down`}>
            <rect x={LEFT} y={zero} width={width} height={height} />
          </clipPath>
          <pattern
            id={`${id}hatch`}
            width={7}
            height={7}
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect className="hatch-ground" width={7} height={7} />
            <rect className="hatch-line" width={2} height={7} />
          </pattern>
        </defs>
        <Axes frame={frame} days={days} width={width} todayLabel={props.todayLabel} />
        <path className="area" d={`${path}V${zero}H${LEFT}Z`} clipPath={`url(#${id}up)`} />
        <path d={`${path}V${zero}H${LEFT}Z`} clipPath={`url(#${id}down)`} fill={`url(#${id}hatch)`} />
        {safety && Number(safety) > 0 && (
          <g className="safety">
            <line x1={LEFT} x2={width} y1={yOf(frame, safety)} y2={yOf(frame, safety)} />
            <text x={LEFT + 4} y={yOf(frame, safety) - 4}>
              {props.safetyLabel} {grouped(safety)}
            </text>
          </g>
        )}
        <path className="line" d={path} clipPath={`url(#${id}up)`} />
        <path className="line short" d={path} clipPath={`url(#${id}down)`} />
        {dashed && (
          <g className="what-if">
            <path d={stepLine(frame, dashed)} />
            <text x={width - 4} y={yOf(frame, dashed.at(-1)?.balance ?? '0') - 6} textAnchor="end">
              {props.whatIfLabel}
            </text>
          </g>
        )}
        <MovedReceipts moved={props.moved ?? []} first={first} frame={frame} width={width} />
        <Marks frame={frame} points={line} width={width} roof={TOP + (props.moved?.length ? 8 : -8)} />
        {over !== null && (
          <line
            className="cross"
            x1={LEFT + (over + 0.5) * frame.step}
            x2={LEFT + (over + 0.5) * frame.step}
            y1={TOP - 8}
            y2={height - BOTTOM}
          />
        )}
        {days.map((day, at) => (
          <rect
            key={day}
            fill="transparent"
            x={LEFT + at * frame.step}
            y={0}
            width={frame.step}
            height={height}
            onPointerEnter={() => setOver(at)}
            onPointerLeave={() => setOver(null)}
          />
        ))}
      </svg>
      <figcaption aria-hidden="true">{shown ? readout(shown) : ' '}</figcaption>
    </figure>
  );
}
