// Who may know whom. A part of the server imports downwards or inside itself; the three trades never import each
// other; between modules of one trade the order below holds. Whoever adds a module writes it in here.

/** The parts of the server and what each may import besides itself. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  masterdata: ['kernel'],
  contract: ['kernel'],
  wms: ['kernel', 'masterdata', 'contract'],
  erp: ['kernel', 'masterdata', 'contract'],
  quality: ['kernel', 'masterdata', 'contract'],
  planning: ['kernel', 'masterdata', 'contract', 'erp'],
  api: ['kernel', 'masterdata', 'contract', 'main'],
  jobs: ['kernel', 'masterdata', 'contract', 'wms', 'erp', 'quality', 'planning', 'main'],
  main: ['kernel', 'masterdata', 'contract', 'wms', 'erp', 'quality', 'planning', 'api', 'jobs'],
};

/** The modules of each part from the lowest to the highest: a module imports only those before it. */
export const ORDER: Readonly<Record<string, readonly string[]>> = {
  masterdata: ['structure', 'imports', 'browse', 'people', 'workplace'],
  wms: [
    'stock',
    'layout',
    'tasks',
    'scanning',
    'receiving',
    'putaway',
    'shipping',
    'picking',
    'transferring',
    'counting',
    'moving',
  ],
  erp: ['ledger', 'costing', 'orders', 'purchase', 'sales', 'transfer', 'count', 'settlement', 'openings'],
  planning: ['engine', 'settings', 'forecast', 'inputs', 'resident', 'orders', 'shortage', 'screens'],
};

/** The tables a part may change; whoever is not listed here changes only its own. */
export const SCHEMA_OF: Readonly<Record<string, readonly string[]>> = {
  wms: ['wms'],
  erp: ['erp', 'fin'],
  quality: ['qms'],
  planning: ['plan'],
};

/** Tables with one writer, and where it lives. */
export const WRITERS: Readonly<Record<string, string>> = {
  'wms.movement': 'server/wms/stock/',
  'wms.balance': 'server/wms/stock/',
  'wms.allocation': 'server/wms/stock/',
  'fin.cost_row': 'server/erp/costing/',
  'fin.cost_pool': 'server/erp/costing/',
  'fin.cost_turnover': 'server/erp/costing/',
  'fin.voucher': 'server/erp/ledger/',
  'fin.voucher_line': 'server/erp/ledger/',
  'fin.account_balance': 'server/erp/ledger/',
  'contract.instruction': 'server/contract/',
  'contract.report': 'server/contract/',
  'contract.ruling': 'server/contract/',
  'sys.command': 'server/kernel/',
  'sys.audit': 'server/kernel/',
};

/** `server/wms/stock` of `server/wms/stock/load.ts`, `server/kernel` of `server/kernel/ids.ts`. */
export function moduleOf(path: string): string {
  const [top = '', part = '', name = '', ...rest] = path.split('/');
  return ORDER[part] !== undefined && rest.length > 0 ? `${top}/${part}/${name}` : `${top}/${part}`;
}

export const partOf = (path: string): string => path.split('/')[1] ?? '';
