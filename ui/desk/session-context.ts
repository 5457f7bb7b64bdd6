// The session every desk page reads.
import { createContext, useContext } from 'react';
import type { Session } from '../api-client/session.ts';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session here');
  return session;
}
