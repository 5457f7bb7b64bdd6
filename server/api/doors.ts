// What all routes share: the parts of the running program, the registry, and who is asking.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/ctx.ts';
import type { RefusalCatalogue, Sentence } from '../kernel/refusal.ts';
import type { Asker } from '../kernel/run-command.ts';
import type { Parts } from '../main/parts.ts';
import type { Registry } from '../main/registry.ts';
import type { Actors } from './auth/rights-cache.ts';
import type { Session, SessionCompany } from './auth/sessions.ts';
import { turnAway } from './errors.ts';

export type Limits = {
  /** Requests of one session. */
  readonly perMinute: number;
  /** Requests from one address, signed in or not; a whole plant may share one. */
  readonly perAddressPerMinute: number;
  readonly signInsPerMinute: number;
};

export type Doors = {
  readonly app: FastifyInstance;
  readonly parts: Parts;
  readonly registry: Registry;
  readonly rights: Readonly<Record<string, Sentence>>;
  readonly sentences: RefusalCatalogue;
  readonly actors: Actors;
  readonly limits: Limits;
};

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null;
  }
}

export function requireSession(request: FastifyRequest): Session {
  return request.session ?? turnAway(401, 'SIGN_IN_REQUIRED');
}

export type Present = { readonly session: Session; readonly company: SessionCompany; readonly actor: Actor };

/** Somebody signed in, in a company, with the rights they hold there now. */
export async function requirePresent(doors: Doors, request: FastifyRequest): Promise<Present> {
  const session = requireSession(request);
  const company = session.company ?? turnAway(403, 'NO_COMPANY');
  return { session, company, actor: await doors.actors.find(company.id, session.userId) };
}

export async function requireAsker(doors: Doors, request: FastifyRequest): Promise<Asker> {
  const { session, company, actor } = await requirePresent(doors, request);
  // Names may have changed since the rights were remembered.
  const { login, name } = session;
  return {
    company: { id: company.id, timeZone: company.timeZone },
    actor: { ...actor, login, name },
    device: session.device,
  };
}
