// Readings of a scanner, by table.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readScan } from './gs1.ts';

const GS = '\u001d';
const NONE = { lotNo: null, productionDate: null, expiryDate: null, count: null };

const CASES: readonly (readonly [string, string, Partial<ReturnType<typeof readScan>>])[] = [
  ['a plain code', ' 6901234567892 ', { text: '6901234567892', itemCodes: ['6901234567892'], ...NONE }],
  ['a bin', 'A-01-02-03', { itemCodes: ['A-01-02-03'], ...NONE }],
  ['nothing', '  ', { text: '', itemCodes: [], ...NONE }],
  [
    'item, expiry and lot, announced',
    `]C101069012345678921727063010L2611A`,
    { itemCodes: ['06901234567892', '6901234567892'], lotNo: 'L2611A', expiryDate: '2027-06-30' },
  ],
  [
    'a lot in the middle ends at the separator',
    `]d20106901234567892${GS}10AB-7${GS}11261101`,
    { lotNo: 'AB-7', productionDate: '2026-11-01', expiryDate: null },
  ],
  ['a box and its count', `]C1021690123456789937120`, { itemCodes: ['16901234567899'], count: '120' }],
  ['day 00 is the end of the month', ']C1010690123456789217280200', { expiryDate: '2028-02-29' }],
  ['written with brackets', '(01)06901234567892(10)L1(17)270101', { lotNo: 'L1', expiryDate: '2027-01-01' }],
  ['a year of the last century', ']C1010690123456789211990101', { productionDate: '1999-01-01' }],
  ['an impossible month stays out', ']C1010690123456789217271301', { expiryDate: null }],
  ['a measure is passed over', `]C10106901234567892310200125010L9`, { lotNo: 'L9' }],
  ['broken content is a plain code', ']C1019', { text: '019', itemCodes: ['019'], ...NONE }],
];

for (const [name, raw, expected] of CASES) {
  test(`a scan: ${name}`, () => {
    const reading = readScan(raw, '2026-11-24');
    assert.deepEqual({ ...reading, ...expected }, reading);
  });
}
