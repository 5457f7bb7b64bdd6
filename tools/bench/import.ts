// (e) A new company's first workbook: five thousand items and ten thousand rows of opening stock, from the upload to the
// last row, dry run and import, on a database that has never seen such rows before.
import { workOneBatch } from '../../server/kernel/import/work-batches.ts';
import { importKinds } from '../../server/main/imports.ts';
import { workbookOf } from '../../tests/support/workbook.ts';
import type { BenchHouse } from './server.ts';
import { type Company, TIME_ZONE } from './trading-company.ts';

const ITEMS = 5_000;
const STOCKS = 10_000;

export type Imports = {
  readonly items: number;
  readonly stockRows: number;
  readonly megabytes: number;
  readonly dryRunSeconds: number;
  readonly importSeconds: number;
};

type Cells = (string | number)[][];

const codeOf = (n: number): string => `BIG-${String(n).padStart(5, '0')}`;

function itemRows(): Cells {
  const rows: Cells = [
    ['物料编码', '名称', '单位', '批号管理', '存货科目', '税码', '采购含税价', '外部编号'],
  ];
  for (let n = 0; n < ITEMS; n += 1) {
    const lots = n % 3 === 0 ? '是' : '否';
    rows.push([codeOf(n), `大件 ${n} 号`, '只', lots, '1405.03', 'VAT13', 1.13 + n / 100, `EXT-${n}`]);
  }
  return rows;
}

function stockRows(): Cells {
  const rows: Cells = [['物料编码', '仓库', '仓位', '批号', '数量', '金额']];
  for (let n = 0; n < STOCKS; n += 1) {
    const item = n % ITEMS;
    const bin = `A-${String(2 + ((item + Math.floor(n / ITEMS)) % 400)).padStart(4, '0')}`;
    rows.push([codeOf(item), 'W1', bin, item % 3 === 0 ? `L${n}` : '', 10 + (n % 7), (10 + (n % 7)) * 2.5]);
  }
  return rows;
}

export async function benchImport(bench: BenchHouse, company: Company): Promise<Imports> {
  const content = workbookOf({ 物料: itemRows(), 期初库存: stockRows() });
  const bring = async (dryRun: boolean): Promise<number> => {
    const begun = performance.now();
    const uploaded = await company.act('import.upload', {
      fileName: 'stock.xlsx',
      content: Buffer.from(content).toString('base64'),
    });
    const { batchId } = uploaded;
    await company.act('import.start', { batchId, dryRun });
    const place = { companyId: company.id, timeZone: TIME_ZONE };
    await workOneBatch({ ...bench.house, kinds: importKinds }, place);
    const { rows } = await bench.owner.query<{ state: string; problems: unknown }>(
      'select state, problems from sys.import_batch where company_id = $1 and id = $2',
      [company.id, batchId],
    );
    const ended = rows[0];
    if (ended?.state !== (dryRun ? 'checked' : 'imported')) throw new Error(JSON.stringify(ended));
    return Math.round(performance.now() - begun) / 1_000;
  };
  const dryRunSeconds = await bring(true);
  const importSeconds = await bring(false);
  const megabytes = Math.round(content.length / 10_486) / 100;
  return { items: ITEMS, stockRows: STOCKS, megabytes, dryRunSeconds, importSeconds };
}
