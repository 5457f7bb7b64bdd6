// A person of the company: name, roles, warehouses, password, devices. A new one is entered on the same page.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { moment } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useTitle } from '../shell.tsx';

const chosenOf = (form: FormData, name: string): string[] => form.getAll(name).map(String);

export function UserPage(): ReactNode {
  const { t, say } = useWords();
  const id = useId();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState('');
  const user = useQuery({
    queryKey: ['user', id],
    enabled: id !== '',
    queryFn: () => query('people.get-user', { userId: id }),
  });
  const roles = useQuery({ queryKey: ['roles'], queryFn: () => query('people.list-roles', {}) });
  const warehouses = useQuery({
    queryKey: ['all-warehouses'],
    queryFn: () => query('masterdata.lookup-warehouses', { text: '' }),
  });
  useTitle(user.data?.name ?? t('user.new'));
  const run = async (step: () => Promise<unknown>, word: string): Promise<void> => {
    setFailure(null);
    setDone('');
    await step().then(
      () => setDone(word),
      (thrown: unknown) => setFailure(failureOf(thrown)),
    );
    await client.invalidateQueries();
  };
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const access = { roleIds: chosenOf(form, 'role'), warehouseIds: chosenOf(form, 'warehouse') };
    const name = String(form.get('name'));
    const password = String(form.get('password'));
    void run(async () => {
      if (id === '') {
        const login = String(form.get('login'));
        const made = await command('people.create-user', {
          login,
          name,
          ...access,
          ...(password ? { password } : {}),
        });
        return navigate({ to: `/user/${made.userId}` });
      }
      await command('people.edit-user', {
        userId: id,
        name,
        locale: form.get('locale') === 'en' ? 'en' : 'zh-CN',
        active: form.has('active'),
      });
      await command('people.assign-roles', { userId: id, ...access });
      if (password) await command('people.set-password', { userId: id, password });
      return undefined;
    }, t('app.saved'));
  };
  if (id !== '' && !user.data)
    return (
      <div className="page">
        <FailureBanner failure={user.error ? failureOf(user.error) : null} />
      </div>
    );
  const person = user.data;
  return (
    <form className="page" onSubmit={save} key={person?.id ?? 'new'}>
      <div className="row wrap">
        <h1 className="grow">{person?.name ?? t('user.new')}</h1>
        {person && (
          <button
            type="button"
            className="button"
            onClick={() => void run(() => command('people.end-sessions', { userId: id }), t('app.done'))}
          >
            {t('user.endSessions')}
          </button>
        )}
        <button className="button primary">{t('list.keep')}</button>
      </div>
      <FailureBanner failure={failure} />
      {done && (
        <div className="banner ok" role="status">
          {done}
        </div>
      )}
      <div className="row wrap" style={{ alignItems: 'flex-end' }}>
        {!person && (
          <label className="field">
            <span>{t('signIn.login')}</span>
            <input className="input" name="login" required maxLength={60} autoFocus />
          </label>
        )}
        <label className="field">
          <span>{t('user.name')}</span>
          <input className="input" name="name" required maxLength={100} defaultValue={person?.name} />
        </label>
        <label className="field">
          <span>{t(person ? 'user.newPassword' : 'signIn.password')}</span>
          <input className="input" name="password" type="password" autoComplete="new-password" />
        </label>
        {person && (
          <>
            <label className="field">
              <span>{t('user.language')}</span>
              <select className="select" name="locale" defaultValue={person.locale}>
                <option value="zh-CN">中文</option>
                <option value="en">English</option>
              </select>
            </label>
            <label className="row">
              <input type="checkbox" name="active" defaultChecked={person.active} /> {t('user.active')}
            </label>
          </>
        )}
      </div>
      <h2>{t('user.roles')}</h2>
      <div className="cards">
        {(roles.data ?? []).map((role) => (
          <label key={role.id} className="row">
            <input
              type="checkbox"
              name="role"
              value={role.id}
              defaultChecked={person?.roleIds.includes(role.id)}
            />{' '}
            {say(role)}
          </label>
        ))}
      </div>
      <h2>{t('user.warehouses')}</h2>
      <div className="cards">
        {(warehouses.data ?? []).map((warehouse) => (
          <label key={warehouse.id} className="row">
            <input
              type="checkbox"
              name="warehouse"
              value={warehouse.id}
              defaultChecked={person?.warehouseIds.includes(warehouse.id)}
            />
            {warehouse.code} {warehouse.name}
          </label>
        ))}
      </div>
      {person && person.devices.length > 0 && <h2>{t('user.devices')}</h2>}
      {person?.devices.map((device) => (
        <div key={`${device.device}${device.since}`} className="row dim">
          <span className="grow">{device.device}</span>
          {moment(device.lastSeen)}
        </div>
      ))}
    </form>
  );
}
