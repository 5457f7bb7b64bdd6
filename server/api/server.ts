// The doors: everything that reaches the house from outside comes in here, and nothing comes in that is not checked:
// header against foreign sites, session, rate, size, shape. Errors leave in one shape.
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { jsonText } from '../kernel/json.ts';
import { withTransaction } from '../kernel/transaction.ts';
import { DEMO_PASSWORD } from '../main/demo/load.ts';
import type { Parts } from '../main/parts.ts';
import { type Registry, registry as wholeRegistry } from '../main/registry.ts';
import { RIGHTS } from '../main/rights.ts';
import { loadActor } from '../masterdata/people/index.ts';
import { createActors } from './auth/rights-cache.ts';
import { findSession, hashToken } from './auth/sessions.ts';
import { compressAnswers } from './compress.ts';
import { docsPage } from './docs-page.ts';
import type { Doors, Limits } from './doors.ts';
import { doorSentences, errorBody, refusedOf, sendRefused, turnAway } from './errors.ts';
import { describeApi } from './openapi.ts';
import { addCommandRoutes, addQueryRoutes } from './routes/commands.ts';
import { addHealthRoutes } from './routes/health.ts';
import { addListRoutes } from './routes/lists.ts';
import { addLiveRoute } from './routes/live.ts';
import { addSheetRoute } from './routes/sheets.ts';
import { addSessionRoutes, cookieName } from './routes/session.ts';
import { addWebRoutes } from './routes/web.ts';
import { securityHeaders } from './security-headers.ts';

const LIMITS: Limits = { perMinute: 3_000, perAddressPerMinute: 30_000, signInsPerMinute: 30 };
const WEB = resolve(import.meta.dirname, '../../ui/dist');
const MEBIBYTE = 1_048_576;

export type ServerOptions = {
  readonly registry?: Registry;
  readonly limits?: Partial<Limits>;
  readonly webFolder?: string;
  /** The password of the demo company's people, shown to whoever asks; null shows none. */
  readonly demoPassword?: string | null;
};

const isApi = (request: FastifyRequest): boolean => request.url.startsWith('/api/');
const isSafe = (request: FastifyRequest): boolean => request.method === 'GET' || request.method === 'HEAD';

/** An address the router itself cannot read. */
const refuseUnreadable = (_: Error, request: FastifyRequest, reply: FastifyReply): void => {
  void reply.code(400).send(errorBody(doorSentences, { status: 400, code: 'MALFORMED' }, request.id));
};

function openApp({ settings, log }: Parts): FastifyInstance {
  const logger: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    bodyLimit: MEBIBYTE,
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: (error, socket) => {
      if ('code' in error && error.code === 'ECONNRESET') return;
      const body = jsonText(errorBody(doorSentences, { status: 400, code: 'MALFORMED' }, randomUUID()));
      const head = `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}`;
      if (socket.writable) socket.end(`${head}\r\nconnection: close\r\n\r\n${body}`);
    },
    frameworkErrors: refuseUnreadable,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );
  app.setReplySerializer(jsonText);
  return app;
}

/** Every error in its shape; what we did wrong goes to the log under the id that the person is told. */
function answerErrors({ app, parts, sentences }: Doors): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const refused = refusedOf(error, request);
    if (refused) return sendRefused(sentences, request, reply, refused);
    parts.log.error(
      { err: error, correlationId: request.id, route: request.routeOptions.url },
      'a request failed',
    );
    return sendRefused(sentences, request, reply, {
      status: 500,
      code: 'INTERNAL',
      facts: { id: request.id },
    });
  });
  app.addHook('onSend', async (request, reply, payload) => {
    void reply.header('x-correlation-id', request.id);
    if (isApi(request) && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    return payload;
  });
}

/** Before anything is read: no foreign site, not too often, and who it is. */
function guardRequests(doors: Doors): void {
  const { app, parts, limits } = doors;
  const { database, clock } = parts.house;
  const perSession = app.createRateLimit({
    max: limits.perMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => `session ${request.session?.tokenHash ?? ''}`,
  });
  app.addHook('onRequest', async (request) => {
    if (!isApi(request)) return;
    if (!isSafe(request)) {
      if (request.headers['x-tongyuan'] !== '1') turnAway(403, 'HEADER_MISSING');
      if (request.headers['sec-fetch-site'] === 'cross-site') turnAway(403, 'FOREIGN_ORIGIN');
    }
    const token = request.cookies[cookieName(request)];
    if (!token) return;
    request.session = await findSession(database, hashToken(token), clock.now());
    if (!request.session) return;
    const limit = await perSession(request);
    if (!limit.isAllowed && limit.isExceeded) {
      turnAway(429, 'TOO_MANY_REQUESTS', { seconds: limit.ttlInSeconds }, limit.ttlInSeconds);
    }
  });
}

function addDescriptionRoutes({ app, registry, rights }: Doors): void {
  let described: ReturnType<typeof describeApi> | undefined;
  const describe = () => (described ??= describeApi(registry));
  app.get('/api/openapi.json', async () => describe());
  app.get('/api/docs', async (_, reply) => {
    const page = docsPage(registry, rights, { paths: Object(describe()['paths']) });
    return reply.type('text/html; charset=utf-8').send(page);
  });
}

export async function createServer(parts: Parts, options: ServerOptions = {}): Promise<FastifyInstance> {
  const registry = options.registry ?? wholeRegistry;
  const limits = { ...LIMITS, ...options.limits };
  const { database } = parts.house;
  const everyRight = Object.keys(RIGHTS);
  const actors = createActors((companyId, userId) =>
    withTransaction(database, companyId, 'read', (tx) =>
      loadActor(tx, companyId, { id: userId, login: '', name: '' }, everyRight),
    ),
  );
  const app = openApp(parts);
  const sentences = { ...registry.refusals, ...doorSentences };
  const doors: Doors = { app, parts, registry, rights: RIGHTS, sentences, actors, limits };
  const stopHearing = parts.live.subscribe((_, topics) => {
    if (topics.has('rights')) actors.forget();
  });
  app.addHook('preClose', async () => stopHearing());
  app.decorateRequest('session', null);
  answerErrors(doors);
  await app.register(helmet, securityHeaders);
  await app.register(cookie);
  // Whoever has gone already has no address any more, and waits for no answer.
  app.addHook('onRequest', async ({ socket }, reply) => {
    if (socket.remoteAddress === undefined) reply.hijack();
  });
  await app.register(rateLimit, {
    global: true,
    max: limits.perAddressPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_, { ttl }) => {
      const seconds = Math.ceil(ttl / 1_000);
      return Object.assign(new Error('too many requests'), {
        refused: { status: 429, code: 'TOO_MANY_REQUESTS', facts: { seconds }, retryAfter: seconds },
      });
    },
  });
  compressAnswers(app);
  guardRequests(doors);
  addHealthRoutes(doors, options.demoPassword === undefined ? DEMO_PASSWORD : options.demoPassword);
  addSessionRoutes(doors);
  addCommandRoutes(doors);
  addQueryRoutes(doors);
  addListRoutes(doors);
  addSheetRoute(doors);
  addLiveRoute(doors);
  addDescriptionRoutes(doors);
  await addWebRoutes(doors, options.webFolder ?? WEB);
  return app;
}
