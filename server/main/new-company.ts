// A new company 账套: its row, and what every module wants a company to begin with, in one transaction. Who creates
// it becomes its owner.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../kernel/command.ts';
import { type Tx, audit } from '../kernel/ctx.ts';
import { seedLedger } from '../erp/ledger/index.ts';
import { type Id, newId } from '../kernel/ids.ts';
import { zId } from '../kernel/schema.ts';
import { OWNER_ROLE, admit, seedRoles } from '../masterdata/people/index.ts';
import { seedMasterdata } from '../masterdata/seed.ts';
import { seedLayout } from '../wms/layout/index.ts';
import { ROLES } from './roles.ts';

export type NewCompany = {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  /** 'YYYY-MM': the first period with books. */
  readonly startPeriod: string;
  readonly taxNo?: string;
  readonly taxpayer?: 'general' | 'small_scale';
  readonly timeZone?: string;
  readonly demo?: boolean;
};

/** What each module lays down in a new company, in this order. */
const seeds: readonly ((tx: Tx, company: NewCompany) => Promise<void>)[] = [
  (tx, company) => seedRoles(tx, company.id, ROLES),
  (tx, company) => seedMasterdata(tx, company.id, company.name),
  (tx, company) => seedLayout(tx, company.id),
  (tx, company) => seedLedger(tx, company.id, company.startPeriod, company.taxpayer),
];

const enterCompany = (tx: Tx, companyId: Id) =>
  sql`select set_config('app.company', ${companyId}, true)`.execute(tx);

/** Creates a company with everything it begins with; the transaction's company is the new one afterwards. */
export async function createCompany(tx: Tx, company: NewCompany, ownerId: Id): Promise<void> {
  await enterCompany(tx, company.id);
  await tx
    .insertInto('sys.company')
    .values({
      id: company.id,
      code: company.code,
      name: company.name,
      start_period: company.startPeriod,
      tax_no: company.taxNo ?? '',
      taxpayer: company.taxpayer ?? 'general',
      time_zone: company.timeZone ?? 'Asia/Shanghai',
      demo: company.demo ?? false,
    })
    .execute();
  for (const seed of seeds) await seed(tx, company);
  await admit(tx, company.id, ownerId, [OWNER_ROLE]);
}

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const createCompanyCommand = defineCommand({
  name: 'company.create',
  right: 'company.create',
  input: z.object({
    code: z.string().trim().min(1).max(30),
    name: z.string().trim().min(1).max(100),
    startPeriod: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    taxNo: z.string().trim().max(30).default(''),
    taxpayer: z.enum(['general', 'small_scale']).default('general'),
    timeZone: z.string().max(60).refine(isTimeZone, { error: 'no such time zone' }).default('Asia/Shanghai'),
  }),
  output: z.object({ companyId: zId }),
  refusals: [],
  run: async (tx, input, ctx) => {
    const company = { id: newId(), ...input };
    await createCompany(tx, company, ctx.actor.userId);
    await enterCompany(tx, ctx.companyId);
    audit(ctx, 'company', company.id, null, input);
    ctx.topics.add('rights');
    return { companyId: company.id };
  },
});

export const companies = { commands: [createCompanyCommand] };
