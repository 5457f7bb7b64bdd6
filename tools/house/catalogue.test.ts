// Shows each rule about what must exist elsewhere refusing a bad tree and letting a good one pass.
import {
  commandNames,
  factNames,
  links,
  oneTongue,
  refusals,
  rights,
  sentences,
  words,
} from './rules/catalogue.ts';
import { testSamples } from './samples.ts';

const FILE = 'server/erp/sales/queries.ts';
const RIGHTS = "// Rights.\nexport const RIGHTS: R = { 'order.view': right(), 'price.sales': money() };";
const CATALOGUE = "// Refusals.\nexport const r: RefusalCatalogue = { TOO_LATE: { zh: '晚', en: 'late' } };";

testSamples([
  {
    rule: rights,
    says: 'a query or a column with a right that nobody can be given',
    bad: {
      [FILE]:
        "// Q.\nconst MONEY = 'price.all';\ndefineList({ right: 'order.see',\n columns: [{ right: MONEY }] });",
    },
    at: [`${FILE}:3`, `${FILE}:4`],
    good: {
      [FILE]:
        "// Q.\nconst MONEY = 'price.sales';\ndefineList({ right: 'order.view', columns: [{ right: MONEY }] });",
    },
    both: { 'server/main/rights.ts': RIGHTS },
  },
  {
    rule: refusals,
    says: 'a refusal that is thrown or declared without a sentence',
    bad: { [FILE]: "// C.\ndefineCommand({ refusals: ['TOO_LATE', 'TOO_EARLY'] });\nrefuse('NOT_NOW');" },
    at: [`${FILE}:3`, `${FILE}:2`],
    good: { [FILE]: "// C.\ndefineCommand({ refusals: ['TOO_LATE'] });\nrefuse('TOO_LATE', {});" },
    both: { 'server/erp/sales/refusals.ts': CATALOGUE },
  },
  {
    rule: oneTongue,
    says: 'a text that speaks both languages',
    bad: { [FILE]: "// R.\nrefuse('GONE', { what: '用户 user' });\nconst r = `${zh} ${en}: 3`;" },
    at: [`${FILE}:2`, `${FILE}:3`],
    good: {
      [FILE]:
        "// R. 用户 user\nrefuse('GONE', { what: 'user' });\nconst w = { zh: '必须是 IP 地址', en: 'an IP address' };",
    },
  },
  {
    rule: factNames,
    says: 'a thing that is not found and has no word',
    bad: { [FILE]: "// Q.\nrefuse('NOT_FOUND', { what: 'sales ordre', key: id });" },
    at: [`${FILE}:2`],
    good: { [FILE]: "// Q.\nrefuse('NOT_FOUND', { what: 'sales order', key: id });" },
    both: {
      'server/main/fact-words.ts':
        "// Words.\nconst THINGS: Words = { 'sales order': { zh: '销售订单', en: 'sales order' } };",
    },
  },
  {
    rule: words,
    says: 'a word that one language or the file lacks',
    bad: {
      'ui/i18n/zh-CN.json': '{\n  "a.one": "一",\n  "a.two": "二"\n}',
      'ui/i18n/en.json': '{\n  "a.one": "one",\n  "a.three": "three"\n}',
      'ui/desk/page.tsx': "// Page.\nconst Page = () => <p>{t('a.four')}</p>;",
    },
    at: ['ui/i18n/zh-CN.json:3', 'ui/i18n/en.json:3', 'ui/desk/page.tsx:2'],
    good: {
      'ui/i18n/zh-CN.json': '{\n  "a.one": "一"\n}',
      'ui/i18n/en.json': '{\n  "a.one": "one"\n}',
      'ui/desk/page.tsx': "// Page.\nconst Page = () => <p>{t('a.one')}</p>;",
    },
  },
  {
    rule: links,
    says: 'a link to a file, function, heading or line that is not a lasting place',
    bad: {
      'docs/a.md':
        '[x](gone.md)\n[y](../server/a.ts#decideAll)\n[z](b.md#no-heading)\n[l](../server/a.ts#L12)\n![p](no.png)',
    },
    at: [1, 2, 3, 4, 5].map((line) => `docs/a.md:${line}`),
    good: {
      'docs/a.md':
        '[x](b.md) [y](../server/a.ts#decide) [z](b.md#one-more-中文) [w](https://x.org)\n```\n[c](code)\n```',
    },
    both: { 'docs/b.md': '# One more 中文', 'server/a.ts': '// A.\nexport function decide() {}' },
  },
  {
    rule: sentences,
    says: 'a refusal with two sentences, or one that nobody says',
    bad: { 'server/wms/a/refusals.ts': CATALOGUE.replace('{ TOO', "{ NEVER: { zh: '', en: '' }, TOO") },
    at: ['server/wms/a/refusals.ts:2', 'server/wms/a/refusals.ts:2'],
    good: { [FILE]: "// C.\nrefuse('TOO_LATE', {});" },
    both: { 'server/erp/sales/refusals.ts': CATALOGUE, 'server/erp/b.ts': "// B.\nconst a = 'TOO_LATE';" },
  },
  {
    rule: commandNames,
    says: 'a name that is used twice or has another shape',
    bad: { [FILE]: "// Q.\ndefineQuery({ name: 'sales.get' });\ndefineCommand({\n name: 'SaveOrder' });" },
    at: [`${FILE}:2`, `${FILE}:4`],
    good: { [FILE]: "// Q.\ndefineQuery({ name: 'sales.get-order' });" },
    both: { 'server/erp/sales/get.ts': "// Q.\ndefineQuery({ name: 'sales.get' });" },
  },
]);
