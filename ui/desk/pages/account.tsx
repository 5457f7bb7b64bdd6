// What a person does for themselves: another password, signing out everywhere, another company, a new empty company.
import { type FormEvent, type ReactNode, useState } from 'react';
import { command } from '../../api-client/client.ts';
import { enterCompany, signOut } from '../../api-client/session.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

function NewCompany(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const [failure, setFailure] = useState<Failure | null>(null);
  const create = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    command('company.create', {
      code: text(form, 'code'),
      name: text(form, 'name'),
      taxNo: text(form, 'taxNo'),
      startPeriod: text(form, 'startPeriod'),
      taxpayer: form.get('taxpayer') === 'small_scale' ? 'small_scale' : 'general',
    })
      .then(({ companyId }) => enterCompany(companyId))
      .then(
        () => location.assign('/'),
        (thrown: unknown) => setFailure(failureOf(thrown)),
      );
  };
  return (
    <form className="stack" onSubmit={create}>
      <h2>{t('account.newCompany')}</h2>
      <FailureBanner failure={failure} />
      <div className="row wrap" style={{ alignItems: 'flex-end' }}>
        <label className="field">
          <span>{t('account.companyCode')}</span>
          <input className="input" name="code" required maxLength={30} />
        </label>
        <label className="field">
          <span>{t('account.companyName')}</span>
          <input className="input" name="name" required maxLength={100} />
        </label>
        <label className="field">
          <span>{t('account.taxNo')}</span>
          <input className="input" name="taxNo" maxLength={30} />
        </label>
        <label className="field">
          <span>{t('account.startPeriod')}</span>
          <input
            className="input"
            name="startPeriod"
            type="month"
            required
            defaultValue={session.company?.today.slice(0, 7)}
          />
        </label>
        <label className="field">
          <span>{t('account.taxpayer')}</span>
          <select className="select" name="taxpayer">
            <option value="general">{t('account.general')}</option>
            <option value="small_scale">{t('account.smallScale')}</option>
          </select>
        </label>
        <button className="button primary">{t('account.create')}</button>
      </div>
    </form>
  );
}

function Password(): ReactNode {
  const { t } = useWords();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState(false);
  const change = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const target = event.currentTarget;
    const form = new FormData(target);
    setDone(false);
    command('people.change-own-password', {
      present: text(form, 'present'),
      password: text(form, 'password'),
    }).then(
      () => {
        setFailure(null);
        setDone(true);
        target.reset();
      },
      (thrown: unknown) => setFailure(failureOf(thrown)),
    );
  };
  return (
    <form className="stack" onSubmit={change}>
      <h2>{t('account.password')}</h2>
      <FailureBanner failure={failure} />
      {done && (
        <div className="banner ok" role="status">
          {t('app.saved')}
        </div>
      )}
      <div className="row wrap" style={{ alignItems: 'flex-end' }}>
        <label className="field">
          <span>{t('account.present')}</span>
          <input className="input" type="password" name="present" autoComplete="current-password" required />
        </label>
        <label className="field">
          <span>{t('user.newPassword')}</span>
          <input className="input" type="password" name="password" autoComplete="new-password" required />
        </label>
        <button className="button">{t('list.keep')}</button>
      </div>
    </form>
  );
}

export function Account(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  useTitle(session.user.name);
  return (
    <div className="page">
      <div className="row">
        <h1 className="grow">
          {session.user.name} <small className="dim code">{session.user.login}</small>
        </h1>
        <button className="button" onClick={() => void signOut(true).then(() => location.assign('/'))}>
          {t('signIn.outEverywhere')}
        </button>
      </div>
      <Password />
      {session.rights.includes('company.create') && <NewCompany />}
    </div>
  );
}
