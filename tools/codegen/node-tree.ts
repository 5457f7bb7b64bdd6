// Reads PostgreSQL's own text of a stored view (pg_rewrite.ev_action) into nested nodes. The parsed form is the
// server's knowledge of the view after analysis, which is the only place that tells what an outer join may null.

export type TreeNode = { readonly kind: string; readonly fields: ReadonlyMap<string, TreeValue> };
export type TreeValue = TreeNode | readonly TreeValue[] | string;

const TOKEN = /[{}()]|"(?:[^"\\]|\\.)*"|\[[^\]]*\]|(?:\\.|[^\s{}()])+/g;

export const isNode = (value: TreeValue | undefined): value is TreeNode =>
  typeof value === 'object' && 'kind' in value;

export const isList = (value: TreeValue | undefined): value is readonly TreeValue[] => Array.isArray(value);

/** Parses the text of one rule: a list with one QUERY node. */
export function parseNodeTree(text: string): TreeValue {
  const tokens = text.match(TOKEN) ?? [];
  let at = 0;
  const take = (): string => {
    const token = tokens[at];
    if (token === undefined) throw new Error('the text of a view ends too early');
    at += 1;
    return token;
  };
  const value = (): TreeValue => {
    const token = take();
    if (token === '{') return node();
    if (token !== '(') return token;
    const items: TreeValue[] = [];
    while (tokens[at] !== ')') items.push(value());
    take();
    return items;
  };
  const node = (): TreeNode => {
    const kind = take();
    const fields = new Map<string, TreeValue>();
    while (tokens[at] !== '}') {
      const name = take().slice(1);
      fields.set(name, value());
      // A few fields are written as several bare words, such as the length and bytes of a constant.
      while (tokens[at] !== '}' && !tokens[at]?.startsWith(':')) value();
    }
    take();
    return { kind, fields };
  };
  return value();
}
