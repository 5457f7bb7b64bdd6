// The settings of an installation: read from the environment once, checked, and refused with one clear sentence.
// docs/settings.md describes each of them; a test compares the two.
import { isIP } from 'node:net';
import { z } from 'zod';
import { problem } from '../kernel/problem.ts';

const ROLES = ['web', 'jobs'] as const;

export type Role = (typeof ROLES)[number];

type Environment = Readonly<Record<string, string | undefined>>;

type Setting<T> = {
  /** Names in the environment; the first that is set counts. */
  readonly names: readonly [string, ...string[]];
  readonly standard: string | null;
  readonly schema: z.ZodType<T, string | null>;
  readonly zh: string;
  readonly en: string;
};

const setting = <T>(
  names: Setting<T>['names'],
  standard: string | null,
  schema: Setting<T>['schema'],
  zh: string,
  en: string,
): Setting<T> => ({ names, standard, schema, zh, en });

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most);

const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');

const listOf = <T extends z.ZodType<string, string>>(element: T) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(element));

const isAddress = (text: string): boolean => text === 'localhost' || isIP(text) !== 0;

export const SETTINGS = {
  dataFolder: setting(
    ['TONGYUAN_DATA'],
    './data',
    z.string().min(1),
    '必须是目录路径',
    'must be the path of a folder',
  ),
  databaseUrl: setting(
    ['DATABASE_URL'],
    null,
    z
      .string()
      .regex(/^postgres(ql)?:\/\/\S+$/)
      .nullable(),
    '必须以 postgresql:// 开头',
    'must start with postgresql://',
  ),
  port: setting(
    ['TONGYUAN_PORT', 'PORT'],
    '8080',
    wholeNumber(0, 65_535),
    '必须是 0 到 65535 的整数',
    'must be a whole number from 0 to 65535',
  ),
  host: setting(
    ['TONGYUAN_HOST'],
    '127.0.0.1',
    z.string().refine(isAddress),
    '必须是 IP 地址或 localhost',
    'must be an IP address or localhost',
  ),
  roles: setting(
    ['TONGYUAN_ROLES'],
    'web,jobs',
    listOf(z.enum(ROLES)).refine((roles) => roles.length > 0),
    '只能是 web、jobs，用逗号分隔',
    'may name web and jobs, separated by a comma',
  ),
  logLevel: setting(
    ['TONGYUAN_LOG'],
    'info',
    z.enum(['silent', 'error', 'warn', 'info', 'debug']),
    '必须是 silent、error、warn、info 或 debug',
    'must be silent, error, warn, info or debug',
  ),
  connections: setting(
    ['TONGYUAN_CONNECTIONS'],
    '20',
    wholeNumber(4, 200),
    '必须是 4 到 200 的整数',
    'must be a whole number from 4 to 200',
  ),
  preparedStatements: setting(['TONGYUAN_PREPARE'], 'on', onOff, '必须是 on 或 off', 'must be on or off'),
  trustedProxies: setting(
    ['TONGYUAN_TRUSTED_PROXIES'],
    '',
    listOf(z.string().refine((text) => isAddress(text.split('/')[0] ?? ''))),
    '必须是 IP 地址或网段，用逗号分隔',
    'must be IP addresses or networks, separated by commas',
  ),
  demo: setting(['TONGYUAN_DEMO'], 'on', onOff, '必须是 on 或 off', 'must be on or off'),
} as const;

type Read<T> = T extends Setting<infer Value> ? Value : never;

export type Settings = { readonly [Key in keyof typeof SETTINGS]: Read<(typeof SETTINGS)[Key]> };

function readSetting<T>(environment: Environment, { names, standard, schema, zh, en }: Setting<T>): T {
  const name = names.find((candidate) => environment[candidate]?.trim());
  const text = name === undefined ? standard : (environment[name]?.trim() ?? standard);
  const read = schema.safeParse(text);
  if (read.success) return read.data;
  // An address may hold a password, so it is never repeated.
  const shown = name === 'DATABASE_URL' ? '' : ` "${text}"`;
  throw problem(
    `设置 ${name ?? names[0]}${shown} 无效：${zh}。`,
    `Setting ${name ?? names[0]}${shown} is wrong: it ${en}.`,
  );
}

/** Reads every setting, or throws a sentence about the first wrong one. */
export function readSettings(environment: Environment): Settings {
  const { dataFolder, databaseUrl, port, host, roles } = SETTINGS;
  const { logLevel, connections, preparedStatements, trustedProxies, demo } = SETTINGS;
  return {
    dataFolder: readSetting(environment, dataFolder),
    databaseUrl: readSetting(environment, databaseUrl),
    port: readSetting(environment, port),
    host: readSetting(environment, host),
    roles: readSetting(environment, roles),
    logLevel: readSetting(environment, logLevel),
    connections: readSetting(environment, connections),
    preparedStatements: readSetting(environment, preparedStatements),
    trustedProxies: readSetting(environment, trustedProxies),
    demo: readSetting(environment, demo),
  };
}

const KNOWN = new Set<string>(Object.values(SETTINGS).flatMap(({ names }) => names));
/** Set by the test runner and the bench for their own use. */
const OF_THE_TESTS = /^TONGYUAN_(TEST|BENCH|SEED|OPERATIONS)/;

/** Names that look like settings and are none: most likely misspelt. */
export const unknownSettings = (environment: Environment): string[] =>
  Object.keys(environment).filter(
    (name) => name.startsWith('TONGYUAN_') && !KNOWN.has(name) && !OF_THE_TESTS.test(name),
  );
