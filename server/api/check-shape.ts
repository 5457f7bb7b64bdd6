// The shape any request must have before a schema looks at it: not too deep, not too many values, and text that
// PostgreSQL can keep (no NUL, no half of a surrogate pair).
import type { FieldProblem } from '../kernel/field-problems.ts';

const DEEPEST = 20;
const MOST_VALUES = 200_000;

const DEPTH: Omit<FieldProblem, 'path'> = { code: 'too_deep', zh: '嵌套太深', en: 'is nested too deeply' };
const COUNT: Omit<FieldProblem, 'path'> = { code: 'too_many', zh: '内容太多', en: 'holds too many values' };
const TEXT: Omit<FieldProblem, 'path'> = {
  code: 'bad_text',
  zh: '含有无法保存的字符',
  en: 'holds signs that cannot be kept',
};

type Visit = { readonly value: unknown; readonly path: string; readonly depth: number };

const isSound = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** The first thing wrong, or null. Walks without recursion, so that depth cannot break it. */
export function shapeProblem(body: unknown): FieldProblem | null {
  const open: Visit[] = [{ value: body, path: '', depth: 0 }];
  let seen = 0;
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { value, path, depth } = visit;
    seen += 1;
    if (seen > MOST_VALUES) return { path: '', ...COUNT };
    if (typeof value === 'string' && !isSound(value)) return { path, ...TEXT };
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= DEEPEST) return { path: path.slice(0, 200), ...DEPTH };
    for (const [key, part] of Object.entries(value)) {
      if (!isSound(key)) return { path, ...TEXT };
      open.push({ value: part, path: path === '' ? key : `${path}.${key}`, depth: depth + 1 });
    }
  }
  return null;
}
