// Small parts every screen is made of: state tags, errors with their sentence, a lookup that searches as one types.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type ApiFailure, isFailure } from '../api-client/client.ts';
import { type WordKey, type Words, useWords } from './words.tsx';

export type StateWords = Readonly<Record<string, { zh: string; en: string; tone: string }>>;

/** Shape, word and colour of a state; the word alone when nobody named it. */
export function StateTag({ value, words }: { value: string; words: StateWords | null }): ReactNode {
  const { say } = useWords();
  const word = words?.[value];
  return <span className={`tag ${word?.tone ?? ''}`}>{word ? say(word) : value}</span>;
}

export type Failure = ApiFailure['error'];
export const failureOf = (thrown: unknown): Failure =>
  isFailure(thrown)
    ? thrown.error
    : {
        code: 'SCREEN',
        zh: '页面出错了，请刷新重试',
        en: 'The page failed; refresh and try again',
        facts: { detail: String(thrown) },
      };

type Field = NonNullable<Failure['fields']>[number];

/** One problem of a field is enough to find it. */
const firstOfEach = (fields: readonly Field[]): readonly Field[] =>
  fields.filter(({ path }, at) => fields.findIndex((field) => field.path === path) === at);

/** Where a field stands: 'lines.0.qty' is the quantity of the first line. */
function placeOf(path: string, t: Words): string {
  const [, line, name = path] = /^lines\.(\d+)\.(.+)$/.exec(path) ?? [];
  const key = `field.${name}`;
  const word = t(key as WordKey);
  const field = word === key ? name : word;
  return line === undefined ? field : t('field.ofLine', { line: Number(line) + 1, field });
}

/** What went wrong, in the user's words, with every bad field named. */
export function FailureBanner({ failure }: { failure: Failure | null }): ReactNode {
  const { t, say, language } = useWords();
  if (!failure) return null;
  return (
    <div className="banner" role="alert">
      <span>
        <strong>{say(failure)}</strong>
        {firstOfEach(failure.fields ?? []).map((field) => (
          <div key={field.path}>
            {placeOf(field.path, t)}: {(language === 'zh' ? field.zh : field.en) ?? field.code}
          </div>
        ))}
      </span>
    </div>
  );
}

export type Choice = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly hint?: string;
};

type LookupProps<T extends Choice> = {
  readonly label: string;
  readonly value: T | null;
  readonly search: (text: string) => Promise<readonly T[]>;
  readonly onChoose: (choice: T) => void;
  readonly autoFocus?: boolean;
};

/** Types, searches by code, name or pinyin, chooses by arrows and Enter. */
export function Lookup<T extends Choice>({
  label,
  value,
  search,
  onChoose,
  autoFocus,
}: LookupProps<T>): ReactNode {
  const [text, setText] = useState<string | null>(null);
  const [choices, setChoices] = useState<readonly T[]>([]);
  const [at, setAt] = useState(0);
  const asked = useRef(0);
  const listId = useId();
  useEffect(() => {
    if (text === null) return undefined;
    const turn = (asked.current += 1);
    const timer = setTimeout(() => {
      search(text).then(
        (found) => {
          if (turn === asked.current) {
            setChoices(found);
            setAt(0);
          }
        },
        () => undefined,
      );
    }, 120);
    return () => clearTimeout(timer);
  }, [text, search]);
  const choose = (choice: T | undefined): void => {
    if (!choice) return;
    onChoose(choice);
    setText(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt((now) => Math.min(now + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setAt((now) => Math.max(now - 1, 0));
    else if (event.key === 'Enter' && text !== null) choose(choices[at]);
    else if (event.key === 'Escape') setText(null);
    else return;
    if (text !== null) event.preventDefault();
  };
  return (
    <span className="lookup">
      <input
        className="input"
        aria-label={label}
        role="combobox"
        aria-expanded={text !== null}
        aria-controls={listId}
        autoFocus={autoFocus ?? false}
        value={text ?? (value ? `${value.code} ${value.name}` : '')}
        placeholder={label}
        onFocus={(event) => {
          event.target.select();
          setText('');
        }}
        onBlur={() => setTimeout(() => setText(null), 150)}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        style={{ width: '100%' }}
      />
      {text !== null && choices.length > 0 && (
        <ul id={listId} role="listbox">
          {choices.map((choice, index) => (
            <li
              key={choice.id}
              role="option"
              aria-selected={index === at}
              className={index === at ? 'active' : ''}
              onMouseDown={() => choose(choice)}
            >
              <span className="code">{choice.code}</span>
              <span className="grow">{choice.name}</span>
              <span className="dim">{choice.hint}</span>
            </li>
          ))}
        </ul>
      )}
    </span>
  );
}

/** An empty place says why it is empty. */
export function Empty({ title, hint }: { title: string; hint?: string | undefined }): ReactNode {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {hint}
    </div>
  );
}
