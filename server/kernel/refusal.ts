// A refusal is data: a code of a closed catalogue, the facts, and a sentence people understand in both languages.
// It rolls the command back and becomes the answer; the same id may be asked again when the world has changed.

export type Sentence = { readonly zh: string; readonly en: string };

/** A fact is a figure, a name, a code that has a word (`factWords`), or something called one thing in each language. */
type Fact = string | number | boolean | null | readonly string[] | Sentence | readonly Sentence[];
export type Facts = Readonly<Record<string, Fact>>;
/** Sentences may name facts in braces: 'only {available} available'. */
export type RefusalCatalogue = Readonly<Record<string, Sentence>>;

export class Refusal extends Error {
  readonly code: string;
  readonly facts: Facts;
  constructor(code: string, facts: Facts) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** Says no: throws, so that the transaction rolls back and the code and facts become the answer. */
export function refuse(code: string, facts: Facts = {}): never {
  throw new Refusal(code, facts);
}

/** A fact in one language; a code is looked up among the words as 'name code': 'what item'. */
function factIn(words: RefusalCatalogue, name: string, fact: Fact, language: keyof Sentence): string {
  const said = (one: string | Sentence): string =>
    typeof one === 'string' ? (words[`${name} ${one}`]?.[language] ?? one) : one[language];
  if (Array.isArray(fact)) return fact.map(said).join(language === 'zh' ? '、' : ', ');
  return typeof fact === 'string' || isSentence(fact) ? said(fact) : String(fact);
}

const isSentence = (fact: Fact): fact is Sentence =>
  typeof fact === 'object' && fact !== null && !Array.isArray(fact);

/** The sentences of a refusal with its facts filled in, each in its own language. */
export function sentenceOf(catalogue: RefusalCatalogue, code: string, facts: Facts): Sentence {
  const sentence = catalogue[code] ?? { zh: `操作未被接受（${code}）`, en: `Not accepted (${code})` };
  const fill = (language: keyof Sentence): string =>
    sentence[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const fact = facts[name];
      return fact === undefined ? whole : factIn(catalogue, name, fact, language);
    });
  return { zh: fill('zh'), en: fill('en') };
}

/** We were wrong: names the broken law, rolls back, answers 500 and raises the alarm. */
export function assertLaw(condition: boolean, law: string, facts: Facts = {}): asserts condition {
  if (!condition) throw new Error(`law ${law} would be broken: ${JSON.stringify(facts)}`);
}

/** Refusals every command may answer with, whatever its module. */
export const kernelRefusals: RefusalCatalogue = {
  NOT_FOUND: { zh: '找不到{what} {key}', en: 'No such {what}: {key}' },
  STATE_CHANGED: {
    zh: '{no} 现在是“{found}”，不能执行该操作；请刷新后再看',
    en: '{no} is now "{found}", so this cannot be done; refresh and look again',
  },
  VERSION_CHANGED: {
    zh: '{no} 已被 {by} 改过（{at}），请载入最新内容后再改',
    en: '{no} was changed by {by} ({at}); load the latest before changing it',
  },
  WAREHOUSE_NOT_YOURS: {
    zh: '您没有仓库 {warehouse} 的权限',
    en: 'You have no right to warehouse {warehouse}',
  },
};
