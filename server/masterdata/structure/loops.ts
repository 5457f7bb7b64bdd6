// Whether a structure runs in a circle, and which: pure, over edges from a parent to what it is made of.

export type Edge = { readonly parent: string; readonly child: string };

const childrenOf = (edges: readonly Edge[]): Map<string, string[]> => {
  const children = new Map<string, string[]>();
  for (const { parent, child } of edges) {
    const known = children.get(parent);
    if (known) known.push(child);
    else children.set(parent, [child]);
  }
  return children;
};

/** Every loop that a walk through the edges runs into, each as its items in order, every item walked once. */
export function findLoops(edges: readonly Edge[]): string[][] {
  const children = childrenOf(edges);
  const done = new Set<string>();
  const loops: string[][] = [];
  for (const start of children.keys()) {
    if (done.has(start)) continue;
    // The path from the start to here, and how many children of each of its items have been walked.
    const path = [start];
    const at = [0];
    const onPath = new Map([[start, 0]]);
    while (path.length > 0) {
      const item = path.at(-1) ?? '';
      const next = children.get(item)?.[at.at(-1) ?? 0];
      if (next === undefined) {
        done.add(item);
        onPath.delete(item);
        path.pop();
        at.pop();
        continue;
      }
      at[at.length - 1] = (at.at(-1) ?? 0) + 1;
      const from = onPath.get(next);
      if (from !== undefined) loops.push(path.slice(from));
      else if (!done.has(next)) {
        onPath.set(next, path.length);
        path.push(next);
        at.push(0);
      }
    }
  }
  return loops;
}
