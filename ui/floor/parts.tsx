// The fixed zones of a handheld screen: header, result band, target, prompt, thumb zone. Targets are large, colour is
// never the only sign, and the red band stays until the next scan.
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, lazy, Suspense, useLayoutEffect, useState } from 'react';
import type { Failure } from '../kit/parts.tsx';
import { useWords } from '../kit/words.tsx';
import { type PadKey, press } from './pad-keys.ts';
import { forgetScans, useScanner } from './scan.ts';
import { type Signal, signal } from './signals.ts';

const Camera = lazy(() => import('./camera.tsx').then((module) => ({ default: module.Camera })));

export type Band = { readonly tone: 'good' | 'wrong' | 'ask'; readonly text: string; readonly more?: string };

const CARRIED_MS = 2_500;
let onScreen: ((band: Band | null) => void) | null = null;
let lastGood: { readonly band: Band; readonly at: number } | null = null;

/** What went well a moment ago on the screen before, so that a step that ends its screen is seen too. */
const carried = (): Band | null =>
  lastGood !== null && performance.now() - lastGood.at < CARRIED_MS ? lastGood.band : null;

export type Bandage = {
  readonly band: Band | null;
  readonly good: (text: string, more?: string, kind?: Signal) => void;
  readonly wrong: (text: string, more?: string) => void;
  readonly ask: (text: string, more?: string) => void;
  readonly refused: (failure: Failure) => void;
  readonly clear: () => void;
};

/** The band of a screen, and how to fill it: each filling is heard. */
export function useBand(): Bandage {
  const { say } = useWords();
  const [band, setBand] = useState<Band | null>(carried);
  useLayoutEffect(() => {
    onScreen = setBand;
  }, []);
  const show = (tone: Band['tone'], text: string, more: string | undefined, kind: Signal): void => {
    const next = { tone, text, ...(more === undefined ? {} : { more }) };
    setBand(next);
    // A screen that was made anew while the step was on its way shows how the step went.
    if (onScreen !== setBand) onScreen?.(next);
    lastGood = tone === 'good' ? { band: next, at: performance.now() } : null;
    signal(kind);
    if (tone !== 'good' || kind === 'done') forgetScans();
  };
  const wrong = (text: string, more?: string): void => show('wrong', text, more, 'wrong');
  return {
    band,
    good: (text, more, kind = 'good') => show('good', text, more, kind),
    wrong,
    ask: (text, more) => show('ask', text, more, 'ask'),
    clear: () => setBand(null),
    refused: (failure) => wrong(say(failure), failure.fields?.map((field) => field.path).join('、')),
  };
}

const CODE = /([A-Z0-9]+(?:-[A-Za-z0-9]+)+)/;

/** A sentence whose codes stay in one piece. */
const Unbroken = ({ text }: { text: string }): ReactNode =>
  text.split(CODE).map((piece, at) =>
    at % 2 === 0 ? (
      piece
    ) : (
      <span key={at} className="unbroken">
        {piece}
      </span>
    ),
  );

const MARKS = { good: '✓', wrong: '✕', ask: '?' } as const;

export function ResultBand({ band }: { band: Band | null }): ReactNode {
  return (
    <div aria-live="assertive" className="band-place">
      {band && (
        <div className={`band ${band.tone}`} data-band={band.tone}>
          <b aria-hidden="true">{MARKS[band.tone]}</b>
          <span>
            <strong>
              <Unbroken text={band.text} />
            </strong>
            {band.more && <small>{band.more}</small>}
          </span>
        </div>
      )}
    </div>
  );
}

type ScreenProps = {
  readonly title: string;
  readonly subtitle?: string | undefined;
  /** Share of the task that is done, 0 to 1. */
  readonly progress?: number;
  readonly band?: Band | null;
  readonly back?: string | null;
  readonly children: ReactNode;
  readonly buttons?: ReactNode;
};

/** A screen with its zones; only the middle may scroll. */
export function Screen({
  title,
  subtitle,
  progress,
  band,
  back = '/f',
  children,
  buttons,
}: ScreenProps): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <div className="floor">
      <header>
        {back !== null && (
          <button className="back" aria-label={t('floor.back')} onClick={() => void navigate({ to: back })}>
            ‹
          </button>
        )}
        <span className="grow">
          <h1>{title}</h1>
          {subtitle && <small>{subtitle}</small>}
        </span>
        <NetworkChip />
      </header>
      <div className="progress" role="presentation">
        <i style={{ width: `${Math.round((progress ?? 0) * 100)}%` }} />
      </div>
      <main>
        <ResultBand band={band ?? null} />
        {children}
      </main>
      {buttons && <footer>{buttons}</footer>}
    </div>
  );
}

function NetworkChip(): ReactNode {
  const { t } = useWords();
  return (
    <span className="net">
      <i />
      {navigator.onLine ? t('floor.online') : t('floor.offline')}
    </span>
  );
}

/** The camera as a scanner: opens over whatever asks for a scan. */
export function CameraButton({ onScan }: { onScan: (code: string) => void }): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)} aria-label={t('floor.camera')}>
        ▣
      </button>
      {open && (
        <Suspense fallback={null}>
          <Camera
            onCode={(code) => {
              setOpen(false);
              onScan(code);
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** Says what to scan; takes the scanner, a typed code and the camera alike. A quiet one stands below a question. */
export function ScanPrompt({
  text,
  hint,
  quiet = false,
  onScan,
}: {
  text: string;
  hint?: string;
  quiet?: boolean;
  onScan: (code: string) => void;
}): ReactNode {
  const { t } = useWords();
  useScanner(onScan);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const field = event.currentTarget.elements.namedItem('code');
    if (!(field instanceof HTMLInputElement) || field.value.trim() === '') return;
    const code = field.value.trim();
    field.value = '';
    field.blur();
    onScan(code);
  };
  return (
    <form className={`prompt ${quiet ? 'quiet' : ''}`} onSubmit={submit}>
      {!quiet && <strong>{text}</strong>}
      {hint && <small>{hint}</small>}
      <span className="row">
        <input
          name="code"
          className="input grow"
          placeholder={quiet ? text : t('floor.typeHere')}
          aria-label={text}
          autoComplete="off"
          autoCapitalize="characters"
          enterKeyHint="go"
        />
        <CameraButton onScan={onScan} />
      </span>
    </form>
  );
}

const KEYS = ['1', '2', '3', '⌫', '4', '5', '6', '.', '7', '8', '9', '0'] as const;

/** The keys of a pad: a figure that came from elsewhere is a proposal, which the first key replaces. */
export function usePad(
  value: string,
  onChange: (value: string) => void,
): { proposed: boolean; tap: (key: PadKey) => void } {
  const [typed, setTyped] = useState<string | null>(null);
  const proposed = value !== '' && value !== typed;
  const tap = (key: PadKey): void => {
    const next = press(value, key, proposed);
    setTyped(next);
    onChange(next);
  };
  return { proposed, tap };
}

/** Asks for a quantity with its own keys, so that no system keyboard hides the screen. */
export function QtyPad({
  value,
  unit,
  max,
  onChange,
  onConfirm,
  label,
}: {
  value: string;
  unit: string;
  max?: string;
  onChange: (value: string) => void;
  onConfirm: () => void;
  label: string;
}): ReactNode {
  const { proposed, tap } = usePad(value, onChange);
  return (
    <form
      className="pad"
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm();
      }}
    >
      <label className="amount">
        <span>{label}</span>
        <input
          inputMode="none"
          className={proposed ? 'proposed' : ''}
          value={value}
          aria-label={label}
          onChange={(event) =>
            /^\d{0,14}(\.\d{0,6})?$/.test(event.target.value) && onChange(event.target.value)
          }
        />
        <em>
          {unit}
          {max !== undefined && ` / ${max}`}
        </em>
      </label>
      <div className="keys">
        {KEYS.map((key) => (
          <button type="button" key={key} onClick={() => tap(key)}>
            {key}
          </button>
        ))}
      </div>
    </form>
  );
}

/** A fact with its label, in the middle of a screen. */
export function Fact({
  label,
  children,
  big = false,
  code = false,
}: {
  label: string;
  children: ReactNode;
  big?: boolean;
  code?: boolean;
}): ReactNode {
  return (
    <div className={`fact ${big ? 'big' : ''}`}>
      <span>{label}</span>
      <b className={code ? 'code' : ''}>{children}</b>
    </div>
  );
}

/** What the work is about: item, name, lot. */
export function Goods({
  code,
  name,
  spec,
  lot,
  expiry,
}: {
  code: string;
  name: string;
  spec?: string | null;
  lot?: string | null;
  expiry?: string | null;
}): ReactNode {
  const { t } = useWords();
  return (
    <div className="goods">
      <span className="code">{code}</span>
      <strong>{name}</strong>
      {spec && <small>{spec}</small>}
      {lot && (
        <small>
          {t('floor.lot')} <b className="code">{lot}</b>
          {expiry && ` · ${t('floor.expiryDate')} ${expiry}`}
        </small>
      )}
    </div>
  );
}

const REASONS = ['missing', 'damaged', 'not_found', 'label'] as const;
export type ShortReason = (typeof REASONS)[number];

/** Why less is there than asked for. */
export function ShortReasons({
  busy,
  onChoose,
  onCancel,
}: {
  busy: boolean;
  onChoose: (reason: ShortReason) => void;
  onCancel: () => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <>
      {REASONS.map((reason) => (
        <button className="button danger half" key={reason} disabled={busy} onClick={() => onChoose(reason)}>
          {t(`floor.short.${reason}`)}
        </button>
      ))}
      <button className="button wide" onClick={onCancel}>
        {t('app.cancel')}
      </button>
    </>
  );
}
