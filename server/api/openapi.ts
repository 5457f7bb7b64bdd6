// The published description of the doors, OpenAPI 3.1, made from the same schemas that check the requests. What is not
// in the registry is described here by hand, and a test compares it with the routes there are.
import { z } from 'zod';
import type { AnyCommand, AnyQuery } from '../kernel/command.ts';
import { type RefusalCatalogue, kernelRefusals } from '../kernel/refusal.ts';
import type { Registry } from '../main/registry.ts';

type Json = Readonly<Record<string, unknown>>;

/** What travels is JSON, so both requests and answers are described before their transforms. */
function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  });
  return rest;
}

const json = (schema: Json): Json => ({ 'application/json': { schema } });
const answer = (description: string, schema: Json): Json => ({ description, content: json(schema) });
const body = (schema: Json): Json => ({ required: true, content: json(schema) });
const problem = (description: string): Json => answer(description, { $ref: '#/components/schemas/Error' });

const COMMON = {
  '400': problem('The input is not right; `fields` names what'),
  '401': problem('Nobody is signed in'),
  '403': problem('A right or the header x-tongyuan is missing'),
  '404': problem('No such thing, or not yours'),
  '413': problem('The request is too large'),
  '429': problem('Too many requests; see Retry-After'),
  '503': problem('Busy or recovering: the same request may be sent again, see Retry-After'),
};

const HEADER = { name: 'x-tongyuan', in: 'header', required: true, schema: { const: '1' } };
const tagOf = (name: string): string => name.split('.')[0] ?? name;

function describeRefusals(codes: readonly string[], catalogue: RefusalCatalogue): string {
  const lines = [...codes, ...Object.keys(kernelRefusals)].map((code) => {
    const sentence = catalogue[code];
    return sentence ? `- \`${code}\`: ${sentence.en} / ${sentence.zh}` : `- \`${code}\``;
  });
  return `Refusals:\n${lines.join('\n')}`;
}

const commandPath = (command: AnyCommand, catalogue: RefusalCatalogue): Json => ({
  post: {
    operationId: command.name,
    tags: [tagOf(command.name)],
    summary: `Command ${command.name}`,
    description: `Needs the right \`${command.right}\`. The same id with the same input always gets the same answer.`,
    'x-right': command.right,
    'x-refusals': command.refusals,
    parameters: [HEADER],
    requestBody: body({
      type: 'object',
      required: ['id', 'input'],
      properties: {
        id: { type: 'string', format: 'uuid', description: 'UUID v7, made by the sender' },
        input: schemaOf(command.input),
      },
    }),
    responses: {
      '200': {
        ...answer('Done', {
          type: 'object',
          required: ['id', 'replayed', 'result'],
          properties: {
            id: { type: 'string' },
            replayed: { type: 'boolean' },
            result: schemaOf(command.output),
          },
        }),
        headers: {
          'Idempotent-Replay': {
            description: 'true when it had been done before',
            schema: { type: 'string' },
          },
        },
      },
      ...COMMON,
      '409': problem(describeRefusals(command.refusals, catalogue)),
      '422': problem('COMMAND_REUSED: the id has been used with other content'),
    },
  },
});

const queryPath = (query: AnyQuery): Json => ({
  post: {
    operationId: query.name,
    tags: [tagOf(query.name)],
    summary: `Query ${query.name}`,
    description: `Needs the right \`${query.right}\`.`,
    'x-right': query.right,
    parameters: [HEADER],
    requestBody: body(schemaOf(query.input)),
    responses: { '200': answer('The answer', schemaOf(query.output)), ...COMMON },
  },
});

const simple = (summary: string, tag: string, more: Json = {}): Json => ({
  tags: [tag],
  summary,
  responses: { '200': { description: 'As described' }, ...COMMON },
  ...more,
});

const text = { type: 'string' };

const handmade: Readonly<Record<string, Json>> = {
  '/api/session': {
    get: simple('Who is signed in, in which company, with which rights', 'session'),
    post: simple('Sign in', 'session', {
      parameters: [HEADER],
      requestBody: body({
        type: 'object',
        required: ['login', 'password'],
        properties: { login: text, password: text, surface: { enum: ['desk', 'floor'] }, device: text },
      }),
    }),
    delete: simple('Sign out; with everywhere=true on all devices', 'session', {
      parameters: [HEADER, { name: 'everywhere', in: 'query', schema: { enum: ['true'] } }],
    }),
  },
  '/api/session/company': {
    post: simple('Enter another company', 'session', {
      parameters: [HEADER],
      requestBody: body({ type: 'object', required: ['companyId'], properties: { companyId: text } }),
    }),
  },
  '/api/commands/{id}/state': {
    get: simple('Whether one of my commands has been done: done or unknown', 'commands', {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    }),
  },
  '/api/live': { get: simple('Server-sent events: which topics have changed', 'live') },
  '/api/demo': { get: simple('The sign-ins of the demo company, if there is one', 'session') },
  '/api/openapi.json': { get: simple('This description', 'meta') },
  '/api/docs': { get: simple('This description for people', 'meta') },
  '/healthz': { get: simple('Whether the program lives', 'meta') },
  '/readyz': { get: simple('Whether the program can work', 'meta') },
};

const zProblem = z.object({ path: z.string(), code: z.string(), zh: z.string(), en: z.string() });
const zError = z.object({
  error: z.object({
    code: z.string(),
    facts: z.record(z.string(), z.unknown()),
    zh: z.string(),
    en: z.string(),
    fields: z.array(zProblem).optional(),
    correlationId: z.string(),
  }),
});

export function describeApi(registry: Registry): Json {
  const { commands, queries, lists, refusals } = registry;
  const paths = Object.fromEntries([
    ...Object.entries(handmade),
    ...commands.map((command) => [`/api/commands/${command.name}`, commandPath(command, refusals)]),
    ...queries.map((query) => [`/api/queries/${query.name}`, queryPath(query)]),
    ...lists.flatMap((list) => [
      [
        `/api/lists/${list.name}/columns`,
        { get: simple(`The columns of ${list.name} that you may see`, tagOf(list.name)) },
      ],
      [
        `/api/lists/${list.name}/export`,
        { post: simple(`${list.name} as an Excel file`, tagOf(list.name), { parameters: [HEADER] }) },
      ],
    ]),
  ]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tongyuan 同源',
      version: '1',
      description: 'Every change is a command, every read a query; lists are queries with filters and pages.',
    },
    paths,
    components: {
      schemas: { Error: schemaOf(zError) },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'tongyuan' } },
    },
    security: [{ session: [] }],
  };
}
