// Passwords: argon2id with its costs in the hash, and an honest minimum of rules: a length, nothing that is tried
// first, no forced mixtures and no expiry.
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { type RefusalCatalogue, refuse } from './refusal.ts';

/** 19 MiB, two passes, one lane; argon2id is the library's standard. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 128;

export const hashPassword = (password: string): Promise<string> => hash(password, COSTS);

export const passwordFits = (stored: string, password: string): Promise<boolean> => verify(stored, password);

/** True when the hash was made with other costs than those of today. */
export function isOutdated(stored: string): boolean {
  const made = parseOptions(stored);
  return made.memoryCost !== COSTS.memoryCost || made.timeCost !== COSTS.timeCost || made.parallelism !== 1;
}

/** What everybody tries first; together with the rules below it covers the top of the published lists. */
const COMMON = new Set(
  `password passw0rd password1 password12 password123 p@ssw0rd p@ssword qwertyuiop qwerty123 qwerty12 1q2w3e4r
  1q2w3e4r5t 1qaz2wsx q1w2e3r4 zaq12wsx asdfghjkl zxcvbnm123 iloveyou sunshine princess football baseball superman
  trustno1 welcome1 letmein1 admin123 admin1234 administrator changeme abcd1234 abc12345 abc123456 a1234567 a12345678
  a123456789 aa123456 aa12345678 qq123456 qq123456789 woaini1314 woaini520 5201314520 1314520 wang1234 zhang123
  li123456 asd123456 qwe123456 zxc123456 1234qwer 123qweasd 123456abc 123456aa 123456qq 147258369 123321123
  112233445566 11223344 12341234 12344321 123123123 88888888a 1234abcd test1234 user1234 guest123 warehouse`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const isRun = (text: string): boolean => {
  const steps = new Set([...text].slice(1).map((sign, at) => sign.charCodeAt(0) - text.charCodeAt(at)));
  return steps.size <= 1 && [...steps].every((step) => Math.abs(step) <= 1);
};

export const passwordRefusals: RefusalCatalogue = {
  PASSWORD_LENGTH: {
    zh: '密码需要 {least} 到 {most} 个字符',
    en: 'A password has {least} to {most} characters',
  },
  PASSWORD_GUESSABLE: {
    zh: '这个密码太容易猜到，请换一个',
    en: 'This password is too easy to guess; choose another',
  },
};

/** Refuses what an outsider would try; `words` are those close at hand: the login, names, the product. */
export function requireGoodPassword(password: string, words: readonly string[]): void {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
    refuse('PASSWORD_LENGTH', { least: SHORTEST_PASSWORD, most: LONGEST_PASSWORD });
  }
  const plain = password.toLowerCase();
  const near = [...words, 'tongyuan', '同源'].filter((word) => [...word].length > 1);
  const guessable =
    COMMON.has(plain) ||
    isRun(plain) ||
    new Set(plain).size < 4 ||
    /^(19|20)\d{6}$/.test(plain) ||
    near.some((word) => plain.replaceAll(word.toLowerCase(), '').length < 5);
  if (guessable) refuse('PASSWORD_GUESSABLE');
}
