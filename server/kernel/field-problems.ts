// What is wrong with a request, field by field, in words for people in both languages. The codes are zod's own, so
// that programs can rely on them.
import type { z } from 'zod';
import type { Sentence } from './refusal.ts';

export type FieldProblem = Sentence & { readonly path: string; readonly code: string };

const MOST_PROBLEMS = 20;

const TYPES: Readonly<Record<string, Sentence>> = {
  string: { zh: '文本', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
};

const FORMATS: Readonly<Record<string, Sentence>> = {
  uuid: { zh: '不是有效的标识', en: 'is no valid id' },
  date: { zh: '不是有效的日期（如 2026-11-24）', en: 'is no valid date (such as 2026-11-24)' },
  datetime: { zh: '不是有效的时间', en: 'is no valid moment' },
  base64: { zh: '不是有效的文件内容', en: 'is no valid file content' },
  regex: { zh: '格式不对', en: 'does not have the right form' },
};

/** What the kernel's own schemas say of a value, by what they say in English. */
const CUSTOM: Readonly<Record<string, Sentence>> = {
  'must be more than zero': { zh: '必须大于零', en: 'must be more than zero' },
};

const UNITS: Readonly<Record<string, Sentence>> = {
  string: { zh: '个字符', en: ' characters' },
  array: { zh: '项', en: ' entries' },
};

type Issue = z.core.$ZodIssue;
type Limit = Extract<Issue, { code: 'too_small' | 'too_big' }>;

function limitSentence(issue: Limit): Sentence {
  const unit = UNITS[issue.origin] ?? { zh: '', en: '' };
  if (issue.code === 'too_small') {
    if (issue.origin === 'string' && Number(issue.minimum) === 1) return { zh: '必填', en: 'is required' };
    return {
      zh: `至少 ${issue.minimum} ${unit.zh}`.trim(),
      en: `must be at least ${issue.minimum}${unit.en}`,
    };
  }
  return { zh: `最多 ${issue.maximum} ${unit.zh}`.trim(), en: `must be at most ${issue.maximum}${unit.en}` };
}

function sentenceOfIssue(issue: Issue): Sentence {
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return { zh: '必填', en: 'is required' };
      const type = TYPES[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      return { zh: `应为${type.zh}`, en: `must be ${type.en}` };
    }
    case 'too_small':
    case 'too_big':
      return limitSentence(issue);
    case 'invalid_format':
      if (issue.input === '') return { zh: '必填', en: 'is required' };
      return FORMATS[issue.format] ?? { zh: '格式不对', en: 'does not have the right form' };
    case 'invalid_value': {
      const values = issue.values.slice(0, 12).map(String).join(', ');
      return { zh: `只能是：${values}`, en: `must be one of: ${values}` };
    }
    case 'unrecognized_keys': {
      const keys = issue.keys.slice(0, 12).join(', ');
      return { zh: `没有这些字段：${keys}`, en: `has unknown fields: ${keys}` };
    }
    case 'custom':
      return CUSTOM[issue.message] ?? { zh: `不符合要求：${issue.message}`, en: issue.message };
    case 'invalid_union':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return { zh: '不符合要求', en: 'does not fit' };
  }
}

/** At most 20 problems, each naming its field; parse with `reportInput` so that missing fields are known. */
export const fieldProblems = (error: z.ZodError): FieldProblem[] =>
  error.issues.slice(0, MOST_PROBLEMS).map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code,
    ...sentenceOfIssue(issue),
  }));
