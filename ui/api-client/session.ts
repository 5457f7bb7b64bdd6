// Who uses this screen, for which company, with which rights.
import { get, send } from './client.ts';

export type Session = {
  readonly user: {
    readonly id: string;
    readonly login: string;
    readonly name: string;
    readonly locale: string;
  };
  readonly companies: readonly { id: string; code: string; name: string; demo: boolean }[];
  readonly company: {
    id: string;
    code: string;
    name: string;
    demo: boolean;
    today: string;
    timeZone: string;
  } | null;
  readonly rights: readonly string[];
};

export type DemoSignIns = {
  readonly company: string | null;
  readonly password: string | null;
  readonly users: readonly { login: string; name: string; zh: string[]; en: string[] }[];
};

export const readSession = (): Promise<Session> => get<Session>('/api/session');
export const signIn = (login: string, password: string, surface: 'desk' | 'floor'): Promise<Session> =>
  send<Session>('POST', '/api/session', { login, password, surface });
export const signOut = (everywhere = false): Promise<unknown> =>
  send('DELETE', `/api/session${everywhere ? '?everywhere=true' : ''}`);
export const enterCompany = (companyId: string): Promise<Session> =>
  send<Session>('POST', '/api/session/company', { companyId });
export const readDemo = (): Promise<DemoSignIns> => get<DemoSignIns>('/api/demo');
