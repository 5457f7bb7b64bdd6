// The doors over a test database, without a port: requests are injected. A client keeps its cookie like a browser.
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { createServer, type ServerOptions } from '../../server/api/server.ts';
import { type Clock, systemClock } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/ids.ts';
import { hashPassword } from '../../server/kernel/password.ts';
import type { House } from '../../server/kernel/run-command.ts';
import { withTransaction } from '../../server/kernel/transaction.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { createCompany } from '../../server/main/new-company.ts';
import { readSettings } from '../../server/main/settings.ts';
import { consultOf, createKeeper } from '../../server/planning/resident/index.ts';
import type { TestDatabase } from './database.ts';

export type Answer = {
  readonly status: number;
  readonly json: unknown;
  readonly raw: LightMyRequestResponse;
};

export type Client = {
  readonly send: (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: unknown) => Promise<Answer>;
  readonly signIn: (login: string, password: string) => Promise<Answer>;
  readonly command: (name: string, input: unknown, id?: string) => Promise<Answer>;
  readonly query: (name: string, input?: unknown) => Promise<Answer>;
};

export type TestDoors = {
  readonly app: FastifyInstance;
  readonly house: House;
  readonly client: () => Client;
  readonly close: () => Promise<void>;
};

export const PASSWORD = 'correct horse battery';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export async function openDoors(
  { database }: TestDatabase,
  options: ServerOptions & {
    readonly clock?: Clock;
    /** Connections of the plan's own, as it has them in its thread: a question waits in a transaction for its answer. */
    readonly planDatabase?: TestDatabase['database'];
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<TestDoors> {
  const live = createLive();
  const keeper = createKeeper(options.planDatabase ?? database);
  const house = buildHouse(database, live, options.clock ?? systemClock, consultOf(keeper));
  const log = pino({ level: 'silent' });
  const app = await createServer(
    { house, live, settings: readSettings(options.environment ?? {}), log },
    options,
  );
  const client = (): Client => {
    let cookies: Record<string, string> = {};
    const send: Client['send'] = async (method, url, payload) => {
      const headers = { 'x-tongyuan': '1' };
      const body = payload === undefined ? {} : { payload: JSON.stringify(payload) };
      const type = payload === undefined ? {} : { 'content-type': 'application/json' };
      const raw = await app.inject({ method, url, headers: { ...headers, ...type }, cookies, ...body });
      for (const cookie of raw.cookies) cookies = { ...cookies, [cookie.name]: cookie.value };
      return { status: raw.statusCode, json: parse(raw.body), raw };
    };
    return {
      send,
      signIn: (login, password) => send('POST', '/api/session', { login, password }),
      command: (name, input, id = newId()) => send('POST', `/api/commands/${name}`, { id, input }),
      query: (name, input = {}) => send('POST', `/api/queries/${name}`, input),
    };
  };
  return { app, house, client, close: async () => void (await app.close()) };
}

export type Founded = { readonly companyId: string; readonly ownerId: string };

/** A company with an owner of the given login, as the first start makes one. */
export async function foundCompany(
  { database, owner }: TestDatabase,
  code: string,
  login: string,
): Promise<Founded> {
  const [companyId, ownerId] = [newId(), newId()];
  await owner.query('insert into sys.user_account (id, login, name, password_hash) values ($1, $2, $2, $3)', [
    ownerId,
    login,
    await hashPassword(PASSWORD),
  ]);
  const company = { id: companyId, code, name: `${code} company`, startPeriod: '2026-11' };
  await withTransaction(database, companyId, 'write', (tx) => createCompany(tx, company, ownerId));
  return { companyId, ownerId };
}

/** A further person of the company, in roles by their codes; returns the person's id. */
export async function addPerson(
  { owner }: TestDatabase,
  companyId: string,
  login: string,
  roles: readonly string[],
): Promise<string> {
  const id = newId();
  await owner.query('insert into sys.user_account (id, login, name, password_hash) values ($1, $2, $2, $3)', [
    id,
    login,
    await hashPassword(PASSWORD),
  ]);
  await owner.query('insert into sys.membership (user_id, company_id) values ($1, $2)', [id, companyId]);
  await owner.query(
    `insert into sys.user_role (company_id, user_id, role_id)
     select company_id, $2, id from sys.role where company_id = $1 and code = any($3)`,
    [companyId, id, [...roles]],
  );
  return id;
}
