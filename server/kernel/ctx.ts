// What every command and query is told about its surroundings: who asks, for which company, when, and where
// to leave the traces (audit, live topics) that the runner writes in the same transaction.
import type { Kysely } from 'kysely';
import type { Db } from './db.gen.ts';
import type { Id } from './ids.ts';
import { refuse } from './refusal.ts';

/** The part of the database that the named schemas hold, so that a trade cannot see another trade's tables. */
export type Only<Schema extends string> = {
  [Table in keyof Db as Table extends `${Schema}.${string}` ? Table : never]: Db[Table];
};

/** A transaction typed by the tables it may see. */
export type Tx<Tables = Db> = Kysely<Tables>;

export type Actor = {
  readonly userId: Id;
  readonly login: string;
  readonly name: string;
  readonly rights: ReadonlySet<string>;
  /** null means every warehouse. */
  readonly warehouseIds: ReadonlySet<Id> | null;
};

export type Change = {
  readonly entity: string;
  readonly entityId: string;
  readonly before: unknown;
  readonly after: unknown;
};

/** A step a document took, and a link between two documents, as rows to be. */
export type StepRow = {
  readonly document_kind: string;
  readonly document_id: Id;
  readonly verb: string;
  readonly from_state: string | null;
  readonly to_state: string | null;
  readonly note: Readonly<Record<string, unknown>>;
};
export type LinkRow = {
  readonly from_kind: string;
  readonly from_id: Id;
  readonly to_kind: string;
  readonly to_id: Id;
  readonly qty: string | null;
  readonly amount: string | null;
};
export type Traces = { readonly steps: StepRow[]; readonly links: LinkRow[] };

/** Carries a message of the contract to whoever listens; main wires it. */
export type Bus = { publish(tx: Tx, ctx: Ctx, message: { kind: string }): Promise<void> };

export type Ctx = {
  readonly companyId: Id;
  readonly commandId: Id;
  readonly command: string;
  readonly actor: Actor;
  readonly device: string;
  /** ISO moment of the command. */
  readonly now: string;
  /** The company's calendar day 'YYYY-MM-DD'. */
  readonly today: string;
  readonly bus: Bus;
  /** Asks what the house keeps in memory beside the books, as of all that is committed; absent where nobody keeps it. */
  readonly consult?: <Answer>(question: unknown) => Promise<Answer>;
  /** Collects what changed; written as one statement before commit. */
  readonly changes: Change[];
  /** Collects steps and links of documents likewise; absent where nobody writes them at the end. */
  readonly traces?: Traces;
  /** Topics told to live screens after commit. */
  readonly topics: Set<string>;
};

export function audit(ctx: Ctx, entity: string, entityId: string, before: unknown, after: unknown): void {
  ctx.changes.push({ entity, entityId, before, after });
  ctx.topics.add(entity);
}

/** Refuses unless the actor may work in the warehouse. */
export function requireWarehouse(ctx: Ctx, warehouseId: Id, warehouseCode: string): void {
  const { warehouseIds } = ctx.actor;
  if (warehouseIds && !warehouseIds.has(warehouseId))
    refuse('WAREHOUSE_NOT_YOURS', { warehouse: warehouseCode });
}
