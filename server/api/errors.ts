// How the doors say no: one shape for every error, with a sentence in both languages and an id under which the log
// knows more. Nothing of the program itself, such as a stack or a statement, ever leaves.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { FieldProblem } from '../kernel/field-problems.ts';
import { type Facts, type RefusalCatalogue, sentenceOf } from '../kernel/refusal.ts';
import { Unavailable, isCurable } from '../kernel/transaction.ts';

export const doorSentences: RefusalCatalogue = {
  INVALID_INPUT: { zh: '有 {count} 处填写不正确', en: 'Not right: {count} of the fields' },
  MALFORMED: { zh: '请求无法识别', en: 'The request cannot be read' },
  MALFORMED_JSON: { zh: '请求内容不是有效的 JSON', en: 'The request body is no valid JSON' },
  NOT_JSON: { zh: '只接受 application/json', en: 'Only application/json is accepted' },
  TOO_LARGE: { zh: '请求太大，最多 {most} 字节', en: 'The request is too large; the most is {most} bytes' },
  UNKNOWN_ROUTE: { zh: '没有 {method} {path}', en: 'There is no {method} {path}' },
  HEADER_MISSING: { zh: '缺少请求头 x-tongyuan: 1', en: 'The header x-tongyuan: 1 is missing' },
  FOREIGN_ORIGIN: { zh: '不接受其他网站发来的请求', en: 'Requests from other sites are not accepted' },
  SIGN_IN_REQUIRED: { zh: '请先登录', en: 'Sign in first' },
  SIGN_IN_FAILED: { zh: '登录名或密码不对', en: 'The login or the password is not right' },
  SIGN_IN_LOCKED: {
    zh: '密码连续输错，请 {minutes} 分钟后再试，或请管理员重设密码',
    en: 'Too many wrong passwords: try again in {minutes} minutes or ask an administrator to set a new one',
  },
  NO_COMPANY: {
    zh: '您还没有加入任何账套，请联系管理员',
    en: 'You belong to no company yet; ask an administrator',
  },
  RIGHT_MISSING: { zh: '您没有权限：{name}', en: 'You lack the right: {name}' },
  TOO_MANY_REQUESTS: {
    zh: '请求太频繁，请 {seconds} 秒后再试',
    en: 'Too many requests: try again in {seconds} seconds',
  },
  TOO_MANY_STREAMS: { zh: '打开的窗口太多', en: 'Too many windows are open' },
  COMMAND_REUSED: {
    zh: '这个操作编号已用于另一项内容',
    en: 'This command id has been used with other content',
  },
  UNAVAILABLE: {
    zh: '系统正忙或正在恢复，请用同一编号稍后重试',
    en: 'Busy or recovering: try again with the same id',
  },
  EXPORT_TOO_LONG: {
    zh: '最多导出 {most} 行，请先筛选',
    en: 'At most {most} rows can be exported; filter first',
  },
  INTERNAL: { zh: '系统出错，已记录（{id}）', en: 'Something went wrong and has been recorded ({id})' },
};

export type Refused = {
  readonly status: number;
  readonly code: string;
  readonly facts?: Facts;
  readonly fields?: readonly FieldProblem[];
  /** Seconds after which another try makes sense. */
  readonly retryAfter?: number;
};

type DoorError = Error & { readonly refused: Refused };

/** Says no from anywhere behind a route. */
export function turnAway(status: number, code: string, facts: Facts = {}, retryAfter?: number): never {
  throw Object.assign(new Error(code), {
    refused: { status, code, facts, ...(retryAfter ? { retryAfter } : {}) },
  });
}

const isDoorError = (error: unknown): error is DoorError => error instanceof Error && 'refused' in error;

export function refusedByFields(fields: readonly FieldProblem[]): Refused {
  return { status: 400, code: 'INVALID_INPUT', facts: { count: fields.length }, fields };
}

/** The body of every error. */
export function errorBody(catalogue: RefusalCatalogue, refused: Refused, correlationId: string) {
  const { code, facts = {}, fields } = refused;
  const sentence = sentenceOf(catalogue, code, facts);
  return { error: { code, facts, ...sentence, ...(fields ? { fields } : {}), correlationId } };
}

export async function sendRefused(
  catalogue: RefusalCatalogue,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused,
): Promise<FastifyReply> {
  if (refused.retryAfter !== undefined) void reply.header('retry-after', String(refused.retryAfter));
  return reply.code(refused.status).send(errorBody(catalogue, refused, request.id));
}

const UNAVAILABLE: Refused = { status: 503, code: 'UNAVAILABLE', retryAfter: 1 };

/** What the web framework itself objects to. */
function ofFramework(error: FastifyError, request: FastifyRequest): Refused | null {
  const most = request.routeOptions.bodyLimit ?? 0;
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { status: 413, code: 'TOO_LARGE', facts: { most } };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { status: 415, code: 'NOT_JSON' };
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return { status: 400, code: 'MALFORMED_JSON' };
    default:
  }
  if (error instanceof SyntaxError) return { status: 400, code: 'MALFORMED_JSON' };
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500 ? { status, code: 'MALFORMED' } : null;
}

/** What an error means outside; null: we were wrong. */
export function refusedOf(error: FastifyError, request: FastifyRequest): Refused | null {
  if (isDoorError(error)) return error.refused;
  if (error instanceof Unavailable || isCurable(error)) return UNAVAILABLE;
  return ofFramework(error, request);
}
