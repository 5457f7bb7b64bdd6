// Why so much is to be ordered of one material: what is asked for less what covers it, the supplier's minimum and
// multiple, and what is left over afterwards.
import type { ReactNode } from 'react';
import { compare, grouped, minus, plus } from '../../kit/format.ts';
import { type Words, useWords } from '../../kit/words.tsx';
import type { PreviewLine, ShortageMaterial } from './shapes.ts';

function rules(t: Words, { supplier, minimumQty, multipleQty, qty }: PreviewLine): string {
  const parts = [
    ...(compare(minimumQty, '0') > 0 ? [t('bench.minimum', { qty: grouped(minimumQty) })] : []),
    ...(compare(multipleQty, '0') > 0 ? [t('bench.multiple', { qty: grouped(multipleQty) })] : []),
  ];
  return t('bench.whyRules', { supplier, rules: parts.join(t('bench.comma')), qty: grouped(qty) });
}

export function WhyBuy({
  material,
  lines,
  within,
}: {
  material: ShortageMaterial;
  lines: readonly PreviewLine[];
  /** Needs are looked at up to some day only; then what is asked beyond it does not count. */
  within: boolean;
}): ReactNode {
  const { t } = useWords();
  const [first] = lines;
  if (!first) return null;
  const sum = (parts: readonly { readonly qty: string }[]): string =>
    parts.reduce((total, { qty }) => plus(total, qty), '0');
  const net = first.wantedQty;
  const wanted = sum(material.asked.filter(({ track }) => track === first.track));
  const over = minus(sum(lines), net);
  return (
    <div className="why" role="note">
      {t('bench.why', { qty: grouped(sum(lines)) })}
      {within || compare(wanted, net) < 0
        ? t('bench.whyNet', { net: grouped(net) })
        : t('bench.whyGap', {
            wanted: grouped(wanted),
            covered: grouped(minus(wanted, net)),
            net: grouped(net),
          })}
      {t('plan.and')}
      {lines.map((line) => rules(t, line)).join(t('plan.and'))}
      {t('plan.and')}
      {compare(over, '0') > 0 ? t('bench.whyOver', { over: grouped(over) }) : t('bench.whyExact')}
    </div>
  );
}
