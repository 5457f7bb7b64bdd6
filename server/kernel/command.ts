// Commands change, queries read, lists are queries with filters and pages. Each is declared as one constant;
// the HTTP doors, the published description and the web client are made from these declarations.
import type { z } from 'zod';
import type { Ctx, Tx } from './ctx.ts';

export type Command<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  /** '<module>.<verb-noun>'. */
  readonly name: string;
  /** The right an actor needs. */
  readonly right: string;
  readonly input: Input;
  readonly output: Output;
  /** Codes this command may refuse with, besides the kernel's own. */
  readonly refusals: readonly string[];
  /** Fields of the input that are secrets: they take no part in the hash that the command log keeps. */
  readonly secrets?: readonly string[];
  /** The largest request; a mebibyte unless said otherwise. */
  readonly mostBytes?: number;
  readonly run: (tx: Tx, input: z.output<Input>, ctx: Ctx) => Promise<z.input<Output>>;
};

export type Query<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  readonly name: string;
  readonly right: string;
  readonly input: Input;
  readonly output: Output;
  /** Sees one moment of the books from its first statement to its last. */
  readonly snapshot?: boolean;
  readonly run: (tx: Tx, input: z.output<Input>, ctx: Ctx) => Promise<z.input<Output>>;
};

/** A command with its types forgotten, as registries hold it; the runner parses before it runs. */
export type AnyCommand = Omit<Command, 'run'> & {
  // The registry holds commands of every shape: only the runner, which has just parsed the input, calls this.
  readonly run: (tx: Tx, input: never, ctx: Ctx) => Promise<unknown>;
};
export type AnyQuery = Omit<Query, 'run'> & {
  readonly run: (tx: Tx, input: never, ctx: Ctx) => Promise<unknown>;
};

export const defineCommand = <Input extends z.ZodType, Output extends z.ZodType>(
  command: Command<Input, Output>,
): Command<Input, Output> => command;

export const defineQuery = <Input extends z.ZodType, Output extends z.ZodType>(
  query: Query<Input, Output>,
): Query<Input, Output> => query;
