// The program: settings, database, migration, background work, HTTP, and an orderly end. Whatever stands in the way
// of starting is told in one sentence.
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { createServer } from '../api/server.ts';
import { systemClock } from '../kernel/clock.ts';
import { openDatabase, openPool } from '../kernel/database.ts';
import type { Follower } from '../kernel/follower.ts';
import { isProblem, problem } from '../kernel/problem.ts';
import { createHost } from '../planning/resident/index.ts';
import { prepareFirstStart } from './first-start.ts';
import { followers } from './followers.ts';
import { buildHouse } from './house.ts';
import { createLive } from './live.ts';
import { type OpenDatabase, openDatabaseOf } from './open-database.ts';
import type { Parts } from './parts.ts';
import { type Settings, readSettings, unknownSettings } from './settings.ts';

const END_LIMIT_MS = 25_000;

const say = (zh: string, en: string): void => void process.stdout.write(`${zh} / ${en}\n`);

function buildParts(
  settings: Settings,
  opened: OpenDatabase,
): Parts & { readonly close: () => Promise<void> } {
  const log = pino({ level: settings.logLevel });
  const pool = openPool({
    connectionString: opened.appUrl,
    max: settings.connections,
    applicationName: 'tongyuan',
    prepare: settings.preparedStatements,
    onError: (error) => log.warn({ reason: error.message }, 'a database connection was lost'),
  });
  const database = openDatabase(pool);
  const live = createLive();
  const plan = createHost(
    {
      connectionString: opened.appUrl,
      prepare: settings.preparedStatements,
      tells: settings.roles.includes('jobs'),
    },
    live.tell,
    (error) =>
      log.error(
        { err: error },
        'the planning thread is in trouble; a dead one starts again with the next question',
      ),
  );
  const house = buildHouse(database, live, systemClock, plan.consult);
  const close = async (): Promise<void> => {
    await plan.stop();
    await database.destroy();
  };
  return { house, live, settings, log, close };
}

async function listen(http: FastifyInstance, settings: Settings): Promise<string> {
  const { host, port } = settings;
  try {
    await http.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw problem(
      `无法在 ${host}:${port} 上提供服务（${code}）；可用 TONGYUAN_PORT 另选端口。`,
      `Cannot serve at ${host}:${port} (${code}); choose another port by TONGYUAN_PORT.`,
      error,
    );
  }
  // The port may have been left to the system to choose.
  const address = http.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${bound}`;
}

/** Runs `end` once, on a signal or when the process that started this one is gone. */
function endWith(end: () => Promise<void>): void {
  let ending = false;
  const once = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), END_LIMIT_MS).unref();
    end().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const event of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect']) process.on(event, once);
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  for (const name of unknownSettings(process.env))
    say(`忽略未知设置 ${name}`, `Unknown setting ${name} is ignored`);
  const undo: (() => Promise<void>)[] = [];
  const end = async (): Promise<void> => {
    for (const step of undo.toReversed()) await step().catch(() => undefined);
  };
  endWith(end);
  try {
    const opened = await openDatabaseOf(settings, (event) => say('数据库正在恢复', event));
    undo.push(opened.stop);
    if (opened.applied.length > 0) say('数据库已升级', `Migrated: ${opened.applied.join(', ')}`);
    const parts = buildParts(settings, opened);
    undo.push(parts.close);
    await prepareFirstStart(parts.house, settings.demo, say);
    const working: Follower[] = settings.roles.includes('jobs') ? followers.map((start) => start(parts)) : [];
    undo.push(...working.map((follower) => follower.stop));
    if (!settings.roles.includes('web')) return say('后台任务已启动', 'Background work has started');
    const http = await createServer(parts);
    undo.push(async () => void (await http.close()));
    say('同源已启动', `Tongyuan is ready: ${await listen(http, settings)}`);
  } catch (error) {
    await end();
    throw error;
  }
}

main().catch((error: unknown) => {
  if (isProblem(error)) say(error.sentence.zh, error.sentence.en);
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
