// Signing in, on the desk and on the handheld; a demo installation offers its people at one click.
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { type DemoSignIns, type Session, readDemo, signIn } from '../api-client/session.ts';
import { type Failure, FailureBanner, failureOf } from './parts.tsx';
import { useWords } from './words.tsx';

export function SignIn({
  surface,
  onSignedIn,
}: {
  surface: 'desk' | 'floor';
  onSignedIn: (session: Session) => void;
}): ReactNode {
  const { t, language, switchLanguage } = useWords();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [demo, setDemo] = useState<DemoSignIns | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    readDemo().then(setDemo, () => undefined);
  }, []);
  const enter = (login: string, password: string): void => {
    setBusy(true);
    signIn(login, password, surface)
      .then(onSignedIn, (thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => setBusy(false));
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    enter(String(form.get('login')), String(form.get('password')));
  };
  return (
    <div className="sign-in">
      <form onSubmit={submit} className="stack">
        <div className="brand">
          <img src="/icon.svg" alt="" />
          <span>
            <strong>{t('signIn.title')}</strong>
            <small>Tongyuan</small>
          </span>
          <span className="grow" />
          <button type="button" className="button" onClick={switchLanguage}>
            {t('shell.language')}
          </button>
        </div>
        <FailureBanner failure={failure} />
        <label className="field">
          <span>{t('signIn.login')}</span>
          <input className="input" name="login" autoComplete="username" autoFocus required />
        </label>
        <label className="field">
          <span>{t('signIn.password')}</span>
          <input className="input" name="password" type="password" autoComplete="current-password" required />
        </label>
        <button className="button primary" disabled={busy}>
          {t('signIn.submit')}
        </button>
        {demo?.password && (
          <>
            <span className="dim">
              {demo.company} · {t('signIn.demo')}
            </span>
            <div className="people">
              {demo.users.map((user) => (
                <button
                  type="button"
                  className="button"
                  key={user.login}
                  onClick={() => enter(user.login, demo.password ?? '')}
                >
                  {user.name}{' '}
                  <small className="dim">
                    {(language === 'zh' ? user.zh : user.en).join(language === 'zh' ? '、' : ', ')}
                  </small>
                </button>
              ))}
            </div>
          </>
        )}
        {surface === 'desk' && <a href="/f">{t('signIn.floor')}</a>}
      </form>
    </div>
  );
}
