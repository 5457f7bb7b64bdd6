// Which columns of a view can never be null. The catalogue says "nullable" for every column of a view; here the
// stored query is followed down to the base columns, through outer joins, coalesce, case, counts and arithmetic.
// Whatever is not understood counts as nullable, so a wrong answer is only ever the careful one.
import { type TreeNode, type TreeValue, isList, isNode } from './node-tree.ts';

/** Tells whether a column of a table or of an earlier view is never null. */
export type BaseColumn = (relation: number, column: number) => boolean;

const COUNTS = new Set(['2147', '2803']);
const ROW_NUMBERS = new Set(['3100', '3101', '3102']);
const RANGE = { relation: '0', subquery: '1', values: '5', cte: '6', group: '9' };
const TEXT_CONCATENATION = '654';
/** Strict arithmetic and comparison yield null only for null: boolean, bigint, integer, date, moment, numeric. */
const PLAIN_RESULTS = new Set(['16', '20', '21', '23', '1082', '1184', '1700']);

type Scope = { readonly query: TreeNode; readonly outer: Scope | null };

const text = (node: TreeNode, field: string): string => {
  const found = node.fields.get(field);
  return typeof found === 'string' ? found : '';
};
const nodes = (node: TreeNode, field: string): readonly TreeNode[] => {
  const found = node.fields.get(field);
  return isList(found) ? found.filter(isNode) : [];
};
const child = (node: TreeNode, field: string): TreeNode | null => {
  const found = node.fields.get(field);
  return isNode(found) ? found : null;
};

function scopeAt(scope: Scope, levels: number): Scope | null {
  let found: Scope | null = scope;
  for (let level = 0; level < levels && found; level += 1) found = found.outer;
  return found;
}

function isEmptySet(value: TreeValue | undefined): boolean {
  return isList(value) && value.length === 1 && value[0] === 'b';
}

/** Output columns of a query in order, true where never null. */
export function neverNullColumns(tree: TreeValue, base: BaseColumn): boolean[] {
  const query = isList(tree) ? tree.find(isNode) : tree;
  return isNode(query) ? columnsOf({ query, outer: null }, base) : [];
}

function columnsOf(scope: Scope, base: BaseColumn): boolean[] {
  const targets = nodes(scope.query, 'targetList').filter((target) => text(target, 'resjunk') !== 'true');
  const branches = child(scope.query, 'setOperations');
  if (!branches) return targets.map((target) => isNeverNull(child(target, 'expr'), scope, base));
  const parts = leavesOf(branches).map((index) => columnsOfRange(scope, index, base));
  return targets.map((_, column) => parts.length > 0 && parts.every((part) => part[column] === true));
}

/** The range table entries that a union, intersection or difference is made of. */
function leavesOf(operation: TreeNode): number[] {
  if (operation.kind === 'RANGETBLREF') return [Number(text(operation, 'rtindex'))];
  return ['larg', 'rarg'].flatMap((side) => {
    const part = child(operation, side);
    return part ? leavesOf(part) : [];
  });
}

function columnsOfRange(scope: Scope, index: number, base: BaseColumn): boolean[] {
  const range = nodes(scope.query, 'rtable')[index - 1];
  if (!range) return [];
  const kind = text(range, 'rtekind');
  if (kind === RANGE.subquery) {
    const query = child(range, 'subquery');
    return query ? columnsOf({ query, outer: scope }, base) : [];
  }
  if (kind !== RANGE.cte || text(range, 'self_reference') === 'true') return [];
  const home = scopeAt(scope, Number(text(range, 'ctelevelsup')));
  const name = text(range, 'ctename');
  const cte = home && nodes(home.query, 'cteList').find((entry) => text(entry, 'ctename') === name);
  const query = cte && child(cte, 'ctequery');
  // A recursive part refers to itself, which cannot be followed here.
  if (!query || text(cte, 'cterecursive') === 'true') return [];
  return columnsOf({ query, outer: home }, base);
}

function isNeverNullVariable(variable: TreeNode, from: Scope, base: BaseColumn): boolean {
  if (!isEmptySet(variable.fields.get('varnullingrels'))) return false;
  const scope = scopeAt(from, Number(text(variable, 'varlevelsup')));
  const index = Number(text(variable, 'varno'));
  const column = Number(text(variable, 'varattno'));
  const range = scope && nodes(scope.query, 'rtable')[index - 1];
  if (!scope || !range) return false;
  const kind = text(range, 'rtekind');
  if (kind === RANGE.relation) return base(Number(text(range, 'relid')), column);
  if (kind === RANGE.group) {
    if (nodes(scope.query, 'groupingSets').length > 0) return false;
    return isNeverNull(nodes(range, 'groupexprs')[column - 1] ?? null, scope, base);
  }
  return columnsOfRange(scope, index, base)[column - 1] ?? false;
}

function isNeverNull(expression: TreeNode | null, scope: Scope, base: BaseColumn): boolean {
  if (!expression) return false;
  const never = (part: TreeNode | null): boolean => isNeverNull(part, scope, base);
  switch (expression.kind) {
    case 'VAR':
      return isNeverNullVariable(expression, scope, base);
    case 'CONST':
      return text(expression, 'constisnull') === 'false';
    case 'NULLTEST':
    case 'BOOLEANTEST':
    case 'DISTINCTEXPR':
      return true;
    case 'AGGREF':
      return COUNTS.has(text(expression, 'aggfnoid'));
    case 'WINDOWFUNC':
      return ROW_NUMBERS.has(text(expression, 'winfnoid'));
    case 'SUBLINK':
      return text(expression, 'subLinkType') === '0';
    case 'COALESCEEXPR':
    case 'COALESCE':
    case 'MINMAXEXPR':
    case 'MINMAX':
      return nodes(expression, 'args').some(never);
    case 'RELABELTYPE':
    case 'COERCETODOMAIN':
    case 'COERCEVIAIO':
      return never(child(expression, 'arg'));
    case 'BOOLEXPR':
      return nodes(expression, 'args').every(never);
    case 'CASEEXPR':
    case 'CASE':
      return (
        never(child(expression, 'defresult')) &&
        nodes(expression, 'args').every((branch) => never(child(branch, 'result')))
      );
    case 'OPEXPR':
    case 'SCALARARRAYOPEXPR':
    case 'FUNCEXPR':
      return isStrictAndPlain(expression) && nodes(expression, 'args').every(never);
    default:
      return false;
  }
}

function isStrictAndPlain(call: TreeNode): boolean {
  if (call.kind === 'SCALARARRAYOPEXPR' || text(call, 'opno') === TEXT_CONCATENATION) return true;
  const args = nodes(call, 'args');
  if (call.kind === 'FUNCEXPR' && text(call, 'funcformat') === '0') return false;
  return args.length > 0 && PLAIN_RESULTS.has(text(call, 'opresulttype') || text(call, 'funcresulttype'));
}
