// Signing in and out, and which company one works in. The token lives in a cookie that no script can read.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dateIn } from '../../kernel/clock.ts';
import { fieldProblems } from '../../kernel/field-problems.ts';
import { zId } from '../../kernel/schema.ts';
import { shapeProblem } from '../check-shape.ts';
import { createPasswordCheck } from '../auth/password-check.ts';
import { createSignIn } from '../auth/sign-in.ts';
import {
  type Session,
  closeSessions,
  companiesOf,
  enterCompany,
  findSession,
  hashToken,
  openSession,
} from '../auth/sessions.ts';
import { type Doors, requireSession } from '../doors.ts';
import { refusedByFields, sendRefused, turnAway } from '../errors.ts';

/** Over https the name itself binds the cookie to this host; over http browsers refuse such a name. */
export const cookieName = (request: FastifyRequest): string =>
  request.protocol === 'https' ? '__Host-tongyuan' : 'tongyuan';

const zSignIn = z.object({
  login: z.string().max(200),
  password: z.string().max(1_000),
  surface: z.enum(['desk', 'floor']).default('desk'),
  device: z.string().trim().max(60).optional(),
});

const cookieOptions = (request: FastifyRequest) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: request.protocol === 'https',
});

/** What a screen needs to know about who uses it. */
async function describeSession(doors: Doors, session: Session) {
  const { database, clock } = doors.parts.house;
  const companies = await companiesOf(database, session.userId);
  const { company } = session;
  const actor = company ? await doors.actors.find(company.id, session.userId) : null;
  return {
    user: { id: session.userId, login: session.login, name: session.name, locale: session.locale },
    device: session.device,
    companies,
    company: company ? { ...company, today: dateIn(company.timeZone, clock.now()) } : null,
    rights: actor ? [...actor.rights].sort() : [],
    warehouses: actor?.warehouseIds ? [...actor.warehouseIds] : null,
  };
}

function parsed<T extends z.ZodType>(schema: T, body: unknown) {
  const shape = shapeProblem(body);
  const result = schema.safeParse(body, { reportInput: true });
  return shape || !result.success
    ? { problems: shape ? [shape] : fieldProblems(result.error ?? new z.ZodError([])) }
    : { input: result.data };
}

export function addSessionRoutes(doors: Doors): void {
  const { app, parts, sentences, limits } = doors;
  const { database, clock } = parts.house;
  const signIn = createSignIn(database, createPasswordCheck());
  const perAddress = app.createRateLimit({
    max: limits.signInsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => `sign-in ${request.ip}`,
  });

  const welcome = async (
    request: FastifyRequest,
    reply: FastifyReply,
    userId: string,
    input: z.output<typeof zSignIn>,
  ) => {
    const device = input.device || (request.headers['user-agent'] ?? '').slice(0, 60);
    const { token, maxAge } = await openSession(database, clock.now(), {
      userId,
      device,
      surface: input.surface,
    });
    void reply.setCookie(cookieName(request), token, { ...cookieOptions(request), maxAge });
    const session = await findSession(database, hashToken(token), clock.now());
    return describeSession(doors, session ?? turnAway(401, 'SIGN_IN_REQUIRED'));
  };

  app.post('/api/session', async (request, reply) => {
    const { problems, input } = parsed(zSignIn, request.body);
    if (!input) return sendRefused(sentences, request, reply, refusedByFields(problems));
    const limit = await perAddress(request);
    if (!limit.isAllowed && limit.isExceeded) {
      turnAway(429, 'TOO_MANY_REQUESTS', { seconds: limit.ttlInSeconds }, limit.ttlInSeconds);
    }
    const outcome = await signIn(input.login, input.password, clock.now());
    parts.log.info({
      event: 'sign-in',
      login: input.login.slice(0, 60),
      outcome: outcome.kind,
      address: request.ip,
    });
    if (outcome.kind === 'wrong') return turnAway(401, 'SIGN_IN_FAILED');
    if (outcome.kind === 'locked') {
      return turnAway(429, 'SIGN_IN_LOCKED', { minutes: outcome.minutes }, outcome.minutes * 60);
    }
    return welcome(request, reply, outcome.userId, input);
  });

  app.get('/api/session', async (request) => describeSession(doors, requireSession(request)));

  app.delete('/api/session', async (request, reply) => {
    const { everywhere } = z.object({ everywhere: z.string().optional() }).catch({}).parse(request.query);
    const session = requireSession(request);
    await closeSessions(database, clock.now(), session, everywhere === 'true');
    parts.log.info({ event: 'sign-out', login: session.login, everywhere: everywhere === 'true' });
    void reply.clearCookie(cookieName(request), cookieOptions(request));
    return { signedOut: true };
  });

  app.post('/api/session/company', async (request, reply) => {
    const session = requireSession(request);
    const { problems, input } = parsed(z.object({ companyId: zId }), request.body);
    if (!input) return sendRefused(sentences, request, reply, refusedByFields(problems));
    if (!(await enterCompany(database, session, input.companyId))) {
      turnAway(404, 'NOT_FOUND', { what: 'company', key: input.companyId });
    }
    const entered = await findSession(database, session.tokenHash, clock.now());
    return describeSession(doors, entered ?? turnAway(401, 'SIGN_IN_REQUIRED'));
  });
}
