import { currentLanguage } from './i18n';

/** The codes of the server's errors (agenda.Code in Go) and the two that only a browser can meet. */
export type ProblemCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'closed'
  | 'too_much'
  | 'unavailable'
  | 'internal'
  | 'network'
  | 'unexpected';

const codes = new Set<string>(['invalid', 'unauthenticated', 'forbidden', 'not_found', 'conflict', 'closed', 'too_much', 'unavailable', 'internal']);

/** A sentence in both languages, as errors carry it. */
export interface Bilingual {
  vi: string;
  en: string;
}

/** What the server says when it refuses: REST bodies and `error` frames of both sockets have this form. */
export interface Refusal {
  code: ProblemCode;
  key: string;
  message: Bilingual;
  detail?: unknown;
}

/** Problem is a refusal or a failure with words for the person; `key` names it exactly, `code` says what to do next. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly key: string;
  readonly words: Bilingual | null;
  readonly detail: unknown;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;

  constructor(code: ProblemCode, key: string, words: Bilingual | null, status = 0, detail: unknown = null) {
    super(`${code} ${key}`);
    this.name = 'Problem';
    this.code = code;
    this.key = key;
    this.words = words;
    this.status = status;
    this.detail = detail;
  }
}

/** wordsFor returns what to show a person: the server's sentence in the page's language, else the general words of the code. */
export function wordsFor(error: unknown, translate: (key: `problem.${Exclude<ProblemCode, 'unexpected'>}` | 'problem.unexpected', values?: { status: number }) => string): string {
  if (!(error instanceof Problem)) return translate('problem.internal');
  const said = error.words?.[currentLanguage()];
  if (said) return said;
  if (error.code === 'unexpected') return translate('problem.unexpected', { status: error.status });
  return translate(`problem.${error.code}`);
}

/** refusalOf reads a Refusal from a body or an error frame; null when it has another form. */
export function refusalOf(value: unknown): Refusal | null {
  if (typeof value !== 'object' || value === null) return null;
  const { code, key, message, detail } = value as Record<string, unknown>;
  if (typeof code !== 'string' || !codes.has(code)) return null;
  const words = typeof message === 'object' && message !== null ? (message as Record<string, unknown>) : {};
  return {
    code: code as ProblemCode,
    key: typeof key === 'string' ? key : code,
    message: { vi: String(words['vi'] ?? ''), en: String(words['en'] ?? '') },
    detail,
  };
}

const patience = 15_000;

/** Options of call: a JSON body makes it a POST unless told otherwise. */
export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
  /** Milliseconds until a Problem of code `unavailable`; 15 s unless told. */
  timeout?: number;
  /** Seconds for which the server may keep the answer back until there is news; they are added to the timeout. */
  wait?: number;
}

/** call speaks JSON with the server and throws only Problem. The answer's form is the caller's word; an empty answer is undefined. */
export async function call<T>(path: string, { method, body, signal, timeout = patience, wait = 0 }: CallOptions = {}): Promise<T> {
  const limit = AbortSignal.timeout(timeout + wait * 1000);
  const request: RequestInit = {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(wait > 0 ? { Prefer: `wait=${wait}` } : {}),
    },
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  };
  if (body !== undefined) request.body = JSON.stringify(body);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, request);
    text = await response.text();
  } catch (error) {
    if (limit.aborted) throw new Problem('unavailable', 'timeout', null);
    if (signal?.aborted) throw error;
    throw new Problem('network', 'network', null);
  }
  const answer = parse(text);
  if (response.ok && answer !== unreadable) return answer as T;
  const refusal = refusalOf(answer);
  if (refusal) throw new Problem(refusal.code, refusal.key, refusal.message, response.status, refusal.detail);
  throw new Problem('unexpected', 'unexpected', null, response.status);
}

const unreadable = Symbol('unreadable');

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return unreadable;
  }
}

/** socketAddress is the address of one of a meeting's two sockets for a seat. */
export function socketAddress(meeting: string, seat: string, socket: 'agenda' | 'signaling'): string {
  const address = new URL(`/api/meetings/${encodeURIComponent(meeting)}/${socket}`, location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.searchParams.set('seat', seat);
  return address.href;
}
