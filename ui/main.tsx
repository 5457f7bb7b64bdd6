// The web's one entry: the desk and the handheld are loaded apart, so that a scanner never waits for the office.
import { StrictMode, Suspense, lazy } from 'react';
import { createRoot } from 'react-dom/client';
import './kit/app.css';
import './kit/words.tsx';

const Desk = lazy(() => import('./desk/desk.tsx').then((module) => ({ default: module.Desk })));
const Floor = lazy(() => import('./floor/floor.tsx').then((module) => ({ default: module.Floor })));

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Suspense fallback={null}>{/^\/f(\/|$)/.test(location.pathname) ? <Floor /> : <Desk />}</Suspense>
    </StrictMode>,
  );
}
