// Where a figure or a day lies on a chart. A place on the screen is a pixel, so that here, and only here, decimal text
// becomes a number; what is written beside it stays the text that the server said.

export type Scale = { readonly low: number; readonly high: number; readonly ticks: readonly number[] };

/** A step of 1, 2 or 5 times a power of ten that makes about so many lines. */
function stepOf(span: number, lines: number): number {
  const rough = span / Math.max(lines, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

/** A scale that holds every figure and zero, with round lines. */
export function scaleOf(figures: readonly string[], lines = 6): Scale {
  const places = figures.map(Number).filter(Number.isFinite);
  const least = Math.min(0, ...places);
  const most = Math.max(0, ...places);
  const step = stepOf(most - least || 1, lines);
  const first = Math.floor(least / step);
  const last = Math.max(Math.ceil(most / step), first + 1);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const ticks = Array.from({ length: last - first + 1 }, (_, at) =>
    Number(((first + at) * step).toFixed(decimals)),
  );
  return { low: first * step, high: last * step, ticks };
}

/** How far from the top a figure lies, as a share of the height. */
export const fromTop = (scale: Scale, figure: string | number): number =>
  (scale.high - Number(figure)) / (scale.high - scale.low);

export type Label = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly weight: number;
};

/** Which labels can stand without covering one another, the weightiest first. */
export function standing(labels: readonly Label[], height: number): ReadonlySet<number> {
  const stand = new Set<number>();
  const order = labels.map((_, at) => at).sort((a, b) => labels[b]!.weight - labels[a]!.weight);
  for (const at of order) {
    const one = labels[at]!;
    const covered = [...stand].some((other) => {
      const { x, y, width } = labels[other]!;
      return Math.abs(x - one.x) < (width + one.width) / 2 + 2 && Math.abs(y - one.y) < height + 1;
    });
    if (!covered) stand.add(at);
  }
  return stand;
}
