// Numbers stay decimal text from the database to the screen: grouping is done on the digits, never through a float.

/** '1234.5' -> '1,234.5'; a minus sign people can see; '' for nothing. */
export function grouped(text: unknown): string {
  if (text === null || text === undefined || text === '') return '';
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(String(text)) ?? [];
  if (whole === '') return String(text);
  return `${sign === '-' ? '−' : ''}${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}${rest}`;
}

/** Two decimals at least, grouped: money as people write it. */
export function money(text: unknown): string {
  if (text === null || text === undefined || text === '') return '';
  const [whole = '0', rest = ''] = String(text).split('.');
  return grouped(`${whole}.${rest.padEnd(2, '0')}`);
}

/** '0.13' -> '13%', exactly. */
export function percent(text: unknown): string {
  if (text === null || text === undefined || text === '') return '';
  const [whole = '0', rest = ''] = String(text).split('.');
  const digits = `${whole}${rest.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
  const decimals = Math.max(rest.length - 2, 0);
  const moved = decimals === 0 ? digits : `${digits.slice(0, -decimals) || '0'}.${digits.slice(-decimals)}`;
  return `${moved.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')}%`;
}

let clock = clockOf('Asia/Shanghai');

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit';
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    hourCycle: 'h23',
  });
}

/** Shows moments in the company's time zone from now on, wherever the reader sits. */
export function showTimesOf(timeZone: string): void {
  clock = clockOf(timeZone);
}

const partsOf = (text: string): Partial<Record<string, string>> =>
  Object.fromEntries(clock.formatToParts(new Date(text)).map(({ type, value }) => [type, value]));

/** A moment for paper, which is read in other years too: '2026-11-24 14:32'. */
export function datedMoment(text: string): string {
  const part = partsOf(text);
  return `${part['year']}-${moment(text)}`;
}

/** A moment in the company's time: '11-24 14:32'. */
export function moment(text: unknown): string {
  if (typeof text !== 'string' || text === '') return '';
  const part = partsOf(text);
  return `${part['month']}-${part['day']} ${part['hour']}:${part['minute']}`;
}

/** a - b on decimal text with up to six decimals, for what is left of a quantity. */
export function minus(a: string, b: string): string {
  const left = scaled(a) - scaled(b);
  return plain(left);
}

export function plus(a: string, b: string): string {
  return plain(scaled(a) + scaled(b));
}

/** A quantity in another unit, exactly: text × numerator ÷ denominator; null when that has more than six decimals. */
export function converted(text: string, numerator: string, denominator: string): string | null {
  const whole = scaled(text) * BigInt(numerator);
  const by = BigInt(denominator);
  return by === 0n || whole % by !== 0n ? null : plain(whole / by);
}

/** Compares decimal text: negative, zero or positive. */
export const compare = (a: string, b: string): number => {
  const difference = scaled(a) - scaled(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** True for what may be typed as a quantity above zero. */
export const isQty = (text: string): boolean => /^\d{1,14}(\.\d{1,6})?$/.test(text) && /[1-9]/.test(text);

function scaled(text: string): bigint {
  const [, sign = '', whole = '0', rest = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(text.trim()) ?? [];
  const value = BigInt(`${whole || '0'}${rest.slice(0, 6).padEnd(6, '0')}`);
  return sign === '-' ? -value : value;
}

function plain(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(7, '0');
  const rest = digits.slice(-6).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -6)}${rest ? `.${rest}` : ''}`;
}

/** How much of the whole a part is, as a width: '45.5%'; never more than all of it. */
export function share(part: string, whole: string): string {
  const all = scaled(whole);
  if (all <= 0n) return '0%';
  const thousandths = (scaled(part) * 1_000n) / all;
  const text = (thousandths > 1_000n ? 1_000n : thousandths < 0n ? 0n : thousandths)
    .toString()
    .padStart(2, '0');
  return `${text.slice(0, -1)}.${text.slice(-1)}%`;
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const SMALL = ['', '拾', '佰', '仟'];
const LARGE = ['', '万', '亿', '万亿'];

/** An amount in capitals 金额大写, as vouchers and receipts carry it. */
export function inCapitals(amount: string): string {
  const [, sign = '', whole = '0', cents = ''] = /^(-?)(\d+)(?:\.(\d{0,2}))?$/.exec(amount) ?? [];
  const [jiao = '0', fen = '0'] = cents.padEnd(2, '0');
  const yuan = wholeInCapitals(whole);
  const parts = yuan === '' ? '' : `${yuan}元`;
  if (jiao === '0' && fen === '0') return `${sign ? '负' : ''}${parts || '零元'}整`;
  const tenths = jiao === '0' ? (parts ? '零' : '') : `${DIGITS[Number(jiao)]}角`;
  const last = fen === '0' ? '' : `${DIGITS[Number(fen)]}分`;
  return `${sign ? '负' : ''}${parts}${tenths}${last}`;
}

function wholeInCapitals(whole: string): string {
  const digits = whole.replace(/^0+/, '');
  let text = '';
  let zero = false;
  for (let at = 0; at < digits.length; at += 1) {
    const place = digits.length - 1 - at;
    const digit = Number(digits[at]);
    if (digit === 0) zero = text !== '';
    else {
      text += `${zero ? '零' : ''}${DIGITS[digit]}${SMALL[place % 4]}`;
      zero = false;
    }
    const group = place / 4;
    if (place % 4 === 0 && group > 0 && /[1-9]/.test(digits.slice(Math.max(0, at - 3), at + 1))) {
      text += LARGE[group];
      zero = false;
    }
  }
  return text;
}

/** '1.5%' or '1.5' -> '0.015', exactly; '' for nothing and null for what is no percentage. */
export function rateOf(text: string): string | null {
  const typed = text.normalize('NFKC').replace(/[\s%]/g, '');
  if (typed === '') return '';
  const [, whole, rest = ''] = /^(\d{1,3})(?:\.(\d{1,6}))?$/.exec(typed) ?? [];
  if (whole === undefined) return null;
  const digits = whole.padStart(3, '0') + rest;
  const at = digits.length - rest.length - 2;
  return `${digits.slice(0, at)}.${digits.slice(at)}`.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '') || '0';
}
