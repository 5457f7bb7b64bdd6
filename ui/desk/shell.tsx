// The frame around every desk page: menu, work tabs that are addresses, search over everything, company, language.
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { query } from '../api-client/client.ts';
import { type Session, enterCompany, signOut } from '../api-client/session.ts';
import { type ListShape, useListShape } from '../kit/data-table.tsx';
import { datedMoment } from '../kit/format.ts';
import { useWords } from '../kit/words.tsx';
import { MENU, type MenuGroup, type MenuItem } from './menu.ts';
import { Palette } from './palette.tsx';
import { AlertBell } from './planning/alert-bell.tsx';
import { useSession } from './session-context.ts';

function MenuLink({ item }: { item: MenuItem }): ReactNode {
  const { t, say } = useWords();
  const shape = useListShape(item.list);
  const label = item.key ? t(item.key) : shape.data ? say(shape.data) : '';
  return label ? (
    <Link to={item.to} activeProps={{ className: 'active' }}>
      {label}
    </Link>
  ) : null;
}

/** With more pages than this only the group of the present page is open at first. */
const MANY = 22;
const OPEN = 'tongyuan.menu';

function Sidebar({ session, onSearch }: { session: Session; onSearch: () => void }): ReactNode {
  const { t } = useWords();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const rights = new Set(session.rights);
  const groups = MENU.map((group) => ({
    group,
    items: group.items.filter((item) => rights.has(item.right)),
  })).filter(({ items }) => items.length > 0);
  const isShort = groups.reduce((sum, { items }) => sum + items.length, 0) <= MANY;
  const [kept, setKept] = useState<Readonly<Record<string, boolean>>>(
    () => JSON.parse(localStorage.getItem(OPEN) ?? '{}') as Record<string, boolean>,
  );
  const isOpen = (group: MenuGroup): boolean => kept[group.key] ?? isShort;
  const keep = (group: MenuGroup, open: boolean): void => {
    if (open !== isOpen(group)) setKept((before) => ({ ...before, [group.key]: open }));
  };
  useEffect(() => localStorage.setItem(OPEN, JSON.stringify(kept)), [kept]);
  const here = MENU.find((group) => group.items.some((item) => item.to === path))?.key;
  useEffect(() => {
    if (here) setKept((before) => ({ ...before, [here]: true }));
  }, [here]);
  return (
    <nav className="sidebar">
      <div className="brand">
        <img src="/icon.svg" alt="" />
        <span>
          <strong>{session.company?.name ?? t('app.name')}</strong>
          {session.companies.length > 1 ? (
            <select
              aria-label={t('shell.company')}
              value={session.company?.id}
              onChange={(event) => void enterCompany(event.target.value).then(() => location.assign('/'))}
            >
              {session.companies.map((company) => (
                <option key={company.id} value={company.id}>
                  {company.code} {company.name}
                </option>
              ))}
            </select>
          ) : (
            <small>{session.company?.today}</small>
          )}
        </span>
      </div>
      <button className="button search-button" onClick={onSearch}>
        {t('shell.search')}
        <span className="grow" />
        <kbd>Ctrl K</kbd>
      </button>
      <Link to="/" activeOptions={{ exact: true }} activeProps={{ className: 'active' }}>
        {t('menu.today')}
      </Link>
      {groups.map(({ group, items }) => (
        <details
          key={group.key}
          open={isOpen(group)}
          onToggle={(event) => keep(group, event.currentTarget.open)}
        >
          <summary>{t(group.key)}</summary>
          {items.map((item) => (
            <MenuLink key={item.to} item={item} />
          ))}
        </details>
      ))}
      <a href="/f">{t('menu.floor')}</a>
    </nav>
  );
}

type Tab = { readonly path: string; readonly title: string };
const TABS = 'tongyuan.tabs';

/** Lists and pages of the menu are named in the present language, documents by their number. */
function TabName({ tab }: { tab: Tab }): ReactNode {
  const { t, say } = useWords();
  const list = tab.path.startsWith('/list/') ? tab.path.slice('/list/'.length) : undefined;
  const shape = useListShape(list);
  const page = MENU.flatMap(({ items }) => items).find((item) => item.to === tab.path && item.key);
  return shape.data ? say(shape.data) : page?.key ? t(page.key) : tab.title;
}

function WorkTabs(): ReactNode {
  const { t } = useWords();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const [tabs, setTabs] = useState<readonly Tab[]>(
    () => JSON.parse(sessionStorage.getItem(TABS) ?? '[]') as Tab[],
  );
  useEffect(() => {
    const observer = new MutationObserver(() => note());
    const note = (): void =>
      setTabs((before) => {
        const title = document.title.split(' · ')[0] ?? path;
        const next =
          path === '/' ? before : [...before.filter((tab) => tab.path !== path), { path, title }].slice(-8);
        const ordered = before.some((tab) => tab.path === path)
          ? before.map((tab) => (tab.path === path ? { path, title } : tab))
          : next;
        sessionStorage.setItem(TABS, JSON.stringify(ordered));
        return ordered;
      });
    note();
    observer.observe(document.querySelector('title') ?? document.head, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [path]);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    row.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path, tabs]);
  const close = (closing: string): void => {
    const rest = tabs.filter((tab) => tab.path !== closing);
    sessionStorage.setItem(TABS, JSON.stringify(rest));
    setTabs(rest);
    if (closing === path) void navigate({ to: rest.at(-1)?.path ?? '/' });
  };
  return (
    <div className="tabs" ref={row}>
      <Link to="/" activeOptions={{ exact: true }} activeProps={{ className: 'active' }}>
        {t('menu.today')}
      </Link>
      {tabs.map((tab) => (
        <Link key={tab.path} to={tab.path} className={tab.path === path ? 'active' : ''}>
          <TabName tab={tab} />
          <button
            aria-label="✕"
            title={t('shell.closeTab', { name: tab.title })}
            onClick={(event) => {
              event.preventDefault();
              event.stopPropagation();
              close(tab.path);
            }}
          >
            ✕
          </button>
        </Link>
      ))}
    </div>
  );
}

function ProofChip(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const proof = useQuery({
    queryKey: ['proof.status'],
    enabled: session.rights.includes('proof.view'),
    refetchInterval: 30_000,
    queryFn: () => query('proof.status', {}),
  });
  if (!proof.data) return null;
  const { holds } = proof.data;
  return (
    <Link to="/proof" className={`chip ${holds === false ? 'bad' : holds ? '' : 'waiting'}`}>
      ● {holds === false ? t('proof.broken') : holds ? t('proof.holds') : t('proof.unknown')}
    </Link>
  );
}

/** On paper only: whose page it is, who printed it and when; documents have a heading of their own. */
function PaperHead(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const [at, setAt] = useState('');
  useEffect(() => {
    const note = (): void => setAt(datedMoment(new Date().toISOString()));
    note();
    addEventListener('beforeprint', note);
    return () => removeEventListener('beforeprint', note);
  }, []);
  return (
    <div className="print-only paper-head">
      <span>{session.company?.name}</span>
      <span>{t('print.by', { name: session.user.name, at })}</span>
    </div>
  );
}

export function Shell(): ReactNode {
  const { t, switchLanguage } = useWords();
  const session = useSession();
  const [searching, setSearching] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setSearching(true);
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="shell">
      <Sidebar session={session} onSearch={() => setSearching(true)} />
      <div className="main">
        <header className="topbar">
          <button
            className="button only-narrow"
            aria-label={t('shell.search')}
            onClick={() => setSearching(true)}
          >
            ☰
          </button>
          <WorkTabs />
          <ProofChip />
          {session.rights.includes('planning.view') && <AlertBell />}
          <button className="button" onClick={switchLanguage}>
            {t('shell.language')}
          </button>
          <Link to="/account">{session.user.name}</Link>
          <button className="button" onClick={() => void signOut().then(() => location.assign('/'))}>
            {t('signIn.out')}
          </button>
        </header>
        <div className="sheet">
          <PaperHead />
          <Outlet />
        </div>
      </div>
      <Palette open={searching} onClose={() => setSearching(false)} />
    </div>
  );
}

/** Names the page in the tab bar and the browser. */
export function useTitle(title: string): void {
  useEffect(() => {
    if (title) document.title = `${title} · 同源`;
  }, [title]);
}
export type { ListShape };
