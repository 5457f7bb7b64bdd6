// Scanning's public face: what a code is.
import { resolveScan } from './resolve.ts';

export { readScan } from './gs1.ts';
export const scanning = { queries: [resolveScan] };
