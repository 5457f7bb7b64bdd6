// The fields at the head of an entry page, in one row, each under its word.
import type { ReactNode } from 'react';
import { type Choice, Lookup } from '../../kit/parts.tsx';

type Typed = {
  readonly title: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

export const HeadFields = ({ children }: { children: ReactNode }): ReactNode => (
  <div className="row wrap" style={{ alignItems: 'flex-end' }}>
    {children}
  </div>
);

export const DayField = ({ title, value, onChange }: Typed): ReactNode => (
  <label className="field">
    <span>{title}</span>
    <input className="input" type="date" value={value} onChange={(event) => onChange(event.target.value)} />
  </label>
);

export const TextField = ({ title, value, onChange }: Typed): ReactNode => (
  <label className="field grow">
    <span>{title}</span>
    <input className="input" value={value} onChange={(event) => onChange(event.target.value)} />
  </label>
);

type Chosen = {
  readonly title: string;
  readonly width: number;
  readonly value: Choice | null;
  readonly search: (text: string) => Promise<readonly Choice[]>;
  readonly onChoose: (chosen: Choice) => void;
  readonly autoFocus?: boolean;
};

export const ChoiceField = ({ title, width, ...lookup }: Chosen): ReactNode => (
  <label className="field" style={{ width }}>
    <span>{title}</span>
    <Lookup label={title} {...lookup} />
  </label>
);
