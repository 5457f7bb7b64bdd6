// Imports BOMs 物料清单, a row a line. A version is its rows: a new one becomes a draft, a draft is replaced, and one
// that is active or retired may come again as it is but never changed, because orders were made by it; whoever changes
// it gives a new version. With 启用 the version becomes active from its day, and what was active ends the day before.
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { parseQty, parseRate } from '../../kernel/decimal.ts';
import {
  type ImportColumn,
  type ImportKind,
  type Imported,
  type LocatedRow,
  type RowProblem,
  rowProblem,
} from '../../kernel/import/kinds.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import {
  type BomDraft,
  type BomLine,
  EVER,
  FOREVER,
  type StoredBom,
  activateVersions,
  loadBomsOf,
  sameLines,
  writeDrafts,
} from '../structure/index.ts';
import { ITEM, lookUp, shareProblem } from './references.ts';

const columns: readonly ImportColumn[] = [
  { key: 'parent', zh: '父项编码', en: 'parent code', kind: 'code', required: true, example: 'FG-K17S' },
  { key: 'version', zh: '版本', en: 'version', kind: 'code', required: true, example: 'V1' },
  { key: 'active', zh: '启用', en: 'active', kind: 'boolean', example: '是' },
  { key: 'valid_from', zh: '生效日期', en: 'valid from', kind: 'date' },
  { key: 'line_no', zh: '行号', en: 'line no', kind: 'integer' },
  { key: 'component', zh: '子项编码', en: 'component code', kind: 'code', required: true },
  { key: 'qty_num', zh: '用量分子', en: 'numerator', kind: 'qty', example: '1' },
  { key: 'qty_den', zh: '用量分母', en: 'denominator', kind: 'qty', example: '6' },
  { key: 'qty_fixed', zh: '固定用量', en: 'fixed quantity', kind: 'qty' },
  { key: 'loss', zh: '损耗率', en: 'loss', kind: 'rate', example: '1%' },
  { key: 'by_product', zh: '联副产品', en: 'by-product', kind: 'boolean' },
  { key: 'line_from', zh: '行生效日期', en: 'line valid from', kind: 'date' },
  { key: 'line_to', zh: '行失效日期', en: 'line valid to', kind: 'date' },
  { key: 'remark', zh: '备注', en: 'remark', kind: 'text' },
];

function contradictions(row: LocatedRow): RowProblem[] {
  const { parent, component, qty_num: num, qty_den: den, qty_fixed: fixed, line_from, line_to } = row.cells;
  const problems = shareProblem(row, 'loss');
  const say = (key: string, code: string, zh: string, en: string): void => {
    problems.push(rowProblem(row.rowNo, key, code, zh, en));
  };
  if (parent === component)
    say('component', 'BOM_OF_ITSELF', '物料不能是自己的子项', 'An item is no part of itself');
  if (Number(num ?? 0) === 0 && Number(fixed ?? 0) === 0)
    say('qty_num', 'TAKES_NOTHING', '用量分子与固定用量不能都为空', 'It takes no quantity');
  if (den !== null && den !== undefined && Number(den) === 0)
    say('qty_den', 'ZERO', '须大于 0', 'Must be above 0');
  if (line_from && line_to && line_to < line_from)
    say('line_to', 'ENDS_BEFORE_IT_BEGINS', '失效日期早于生效日期', 'It ends before it begins');
  return problems;
}

type Group = {
  readonly itemId: Id;
  readonly first: LocatedRow;
  readonly rows: LocatedRow[];
};

/** The rows of each version, and the rows that say something else of their version than its first row. */
function byVersion(rows: readonly LocatedRow[], itemOf: (row: LocatedRow) => Id) {
  const groups = new Map<string, Group>();
  const problems: RowProblem[] = [];
  for (const row of rows) {
    const key = `${itemOf(row)} ${row.cells['version']}`;
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { itemId: itemOf(row), first: row, rows: [row] });
      continue;
    }
    group.rows.push(row);
    for (const column of ['active', 'valid_from'] as const) {
      if ((row.cells[column] ?? '') !== (group.first.cells[column] ?? ''))
        problems.push(
          rowProblem(
            row.rowNo,
            column,
            'DIFFERS_WITHIN_VERSION',
            `与第 ${group.first.rowNo} 行不同，同一版本须一致`,
            `Differs from row ${group.first.rowNo}, which is of the same version`,
          ),
        );
    }
  }
  return { groups, problems };
}

const lineOf = (row: LocatedRow, index: number, componentId: Id): BomLine => ({
  lineNo: row.cells['line_no'] ? Number(row.cells['line_no']) : (index + 1) * 10,
  componentId,
  qtyNum: parseQty(row.cells['qty_num'] ?? '0'),
  qtyDen: parseQty(row.cells['qty_den'] ?? '1'),
  qtyFixed: parseQty(row.cells['qty_fixed'] ?? '0'),
  loss: parseRate(row.cells['loss'] ?? '0'),
  byProduct: row.cells['by_product'] === 'true',
  validFrom: row.cells['line_from'] ?? EVER,
  validTo: row.cells['line_to'] ?? FOREVER,
  remark: row.cells['remark'] ?? '',
});

const frozen = (group: Group, stored: StoredBom): RowProblem =>
  rowProblem(
    group.first.rowNo,
    'version',
    'VERSION_FROZEN',
    `版本 ${stored.version} 已启用过，不能修改；请用新的版本号`,
    `Version ${stored.version} has been in force and does not change; give a new version`,
  );

function repeatedLines(group: Group, lines: readonly BomLine[]): RowProblem[] {
  const seen = new Set<number>();
  return group.rows.flatMap((row, index) => {
    const no = lines[index]?.lineNo ?? 0;
    const twice = seen.has(no);
    seen.add(no);
    return twice
      ? [rowProblem(row.rowNo, 'line_no', 'REPEATED', `行号 ${no} 重复`, `Line ${no} is there twice`)]
      : [];
  });
}

type Decided = { readonly drafts: BomDraft[]; readonly activate: Id[]; readonly problems: RowProblem[] };

/** Pure: what becomes of each version of the file beside what is stored. */
function decide(
  groups: Iterable<Group>,
  stored: ReadonlyMap<string, StoredBom>,
  componentOf: (row: LocatedRow) => Id,
): Decided {
  const decided: Decided = { drafts: [], activate: [], problems: [] };
  for (const group of groups) {
    const version = group.first.cells['version'] ?? '';
    const known = stored.get(`${group.itemId} ${version}`);
    const lines = group.rows.map((row, index) => lineOf(row, index, componentOf(row)));
    const twice = repeatedLines(group, lines);
    decided.problems.push(...twice);
    if (twice.length > 0) continue;
    if (known && known.state !== 'draft') {
      if (!sameLines(known.lines, lines)) decided.problems.push(frozen(group, known));
      continue;
    }
    const id = known?.id ?? newId();
    const validFrom = group.first.cells['valid_from'] ?? known?.validFrom ?? EVER;
    const same = known !== undefined && known.validFrom === validFrom && sameLines(known.lines, lines);
    if (!same)
      decided.drafts.push({
        id,
        itemId: group.itemId,
        version,
        validFrom,
        validTo: known?.validTo ?? FOREVER,
        remark: known?.remark ?? '',
        lines,
      });
    if (group.first.cells['active'] === 'true') decided.activate.push(id);
  }
  return decided;
}

async function loopProblems(
  tx: Tx,
  ctx: Ctx,
  activate: readonly Id[],
  rows: readonly LocatedRow[],
  ids: { readonly parentOf: (row: LocatedRow) => Id; readonly componentOf: (row: LocatedRow) => Id },
): Promise<RowProblem[]> {
  const loops = await activateVersions(tx, ctx, activate);
  const edges = new Set(
    loops.flatMap((loop) => loop.map((item, at) => `${item} ${loop[(at + 1) % loop.length] ?? ''}`)),
  );
  return rows
    .filter((row) => edges.has(`${ids.parentOf(row)} ${ids.componentOf(row)}`))
    .map((row) =>
      rowProblem(
        row.rowNo,
        'component',
        'LOOP',
        `“${row.cells['component'] ?? ''}”在循环里：它最终又用到“${row.cells['parent'] ?? ''}”`,
        `"${row.cells['component'] ?? ''}" closes a loop: in the end it is made of "${row.cells['parent'] ?? ''}"`,
      ),
    );
}

export const bomImport: ImportKind = {
  kind: 'bom',
  zh: '物料清单',
  en: 'bills of materials',
  right: 'structure.activate',
  order: 55,
  uniqueBy: ['parent', 'version', 'line_no', 'component', 'line_from'],
  columns,
  run: async (tx, ctx, rows): Promise<Imported> => {
    const { idOf, problems, sound } = await lookUp(tx, ctx, rows, [
      { key: 'parent', ...ITEM },
      { key: 'component', ...ITEM },
    ]);
    const parentOf = (row: LocatedRow): Id => idOf(row, 'parent') ?? '';
    const componentOf = (row: LocatedRow): Id => idOf(row, 'component') ?? '';
    const wrong = rows.flatMap(contradictions);
    const bad = new Set(wrong.map((problem) => problem.rowNo));
    const kept = sound.filter((row) => !bad.has(row.rowNo));
    const { groups, problems: differing } = byVersion(kept, parentOf);
    const stored = await loadBomsOf(tx, ctx, [...new Set(kept.map(parentOf))]);
    const { drafts, activate, problems: refused } = decide(groups.values(), stored, componentOf);
    await writeDrafts(tx, ctx, drafts);
    const loops = await loopProblems(tx, ctx, activate, kept, { parentOf, componentOf });
    const old = new Set([...stored.values()].map((bom) => bom.id));
    return {
      problems: [...problems, ...wrong, ...differing, ...refused, ...loops],
      created: drafts.filter((draft) => !old.has(draft.id)).reduce((sum, { lines }) => sum + lines.length, 0),
      changed: drafts.filter((draft) => old.has(draft.id)).reduce((sum, { lines }) => sum + lines.length, 0),
    };
  },
};
