// SPDX-License-Identifier: Apache-2.0
import { hearTime } from '../lib/port_clock';
import { Problem, Unreachable, problemOf, type Refused } from './problem';

export type Scalar = string | number | boolean;
export type Params = Record<string, Scalar | Scalar[] | null | undefined>;

const root = '/api/v1/';
const patience_ms = 30_000;

// "gate.admit_unit" stands at /api/v1/gate/admit-unit.
export function pathOf(name: string): string {
  return root + name.replaceAll('.', '/').replaceAll('_', '-');
}

export function queryOf(params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null) query.append(name, String(one));
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

let signedOut: (() => void) | undefined;
export function onSignedOut(act: () => void): void {
  signedOut = act;
}

// RFC 9562 version 7: it begins with the time, which keeps the ids of one time side by side in the port's index.
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let i = 5; i >= 0; --i, time = Math.floor(time / 256)) bytes[i] = time % 256;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
}

interface Ask {
  method?: string;
  body?: unknown;
  file?: Blob;
  key?: string;
  params?: Params;
  signal?: AbortSignal;
}

async function once(url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patience_ms);
  const leave = () => patience.abort();
  signal?.addEventListener('abort', leave, { once: true });
  const asked = Date.now();
  try {
    const response = await fetch(url, { ...init, signal: patience.signal });
    hearTime(response.headers, asked);
    return response;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable();
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  }
}

// Asks the port. A state-changing call that got no answer is asked once more with the same key: the port does it once.
export async function ask<T>(path: string, how: Ask = {}): Promise<T> {
  const method = how.method ?? 'GET';
  const headers: Record<string, string> = { Accept: 'application/json' };
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (method !== 'GET') headers['X-Landport'] = '1';
  if (how.key) headers['Idempotency-Key'] = how.key;
  if (how.file) {
    headers['Content-Type'] = how.file.type || 'application/octet-stream';
    init.body = how.file;
  } else if (how.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(how.body);
  }
  const url = (path.startsWith('/') ? path : root + path) + queryOf(how.params);
  let response: Response;
  try {
    response = await once(url, init, how.signal);
  } catch (error) {
    if (!(error instanceof Unreachable) || (method !== 'GET' && !how.key)) throw error;
    response = await once(url, init, how.signal);
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401 && !path.startsWith('session')) signedOut?.();
    throw problem;
  }
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch (error) {
    // The line broke, or the page was left, while the answer was on its way.
    if (how.signal?.aborted) throw error;
    throw new Unreachable();
  }
}

export interface Answer {
  sequence: number;
  repeated: boolean;
  made: Record<string, string>;
}

// Everything that this page has done stands at or before this sequence; tables ask for `after` it, so that a person
// always sees what they have just done.
let done = 0;
export const lastDone = (): number => done;
export function noteDone(sequence: number): void {
  if (sequence > done) done = sequence;
}

export interface Order {
  dryRun?: boolean;
  happenedAt?: string;
  key?: string;
  signal?: AbortSignal;
}

export async function order(command: string, body: unknown, how: Order = {}): Promise<Answer> {
  const answer = await ask<Answer>(pathOf(command), {
    method: 'POST',
    body,
    key: how.dryRun ? undefined : (how.key ?? newKey()),
    params: { dry_run: how.dryRun || undefined, happened_at: how.happenedAt },
    signal: how.signal,
  });
  if (!how.dryRun && answer.sequence) noteDone(answer.sequence);
  return answer;
}

// All or nothing.
export async function orderAll(commands: { command: string; body: unknown }[], how: Order = {}): Promise<Answer> {
  const answer = await ask<Answer>('batch', {
    method: 'POST',
    body: { commands },
    key: how.dryRun ? undefined : (how.key ?? newKey()),
    params: { dry_run: how.dryRun || undefined, happened_at: how.happenedAt },
  });
  if (!how.dryRun && answer.sequence) noteDone(answer.sequence);
  return answer;
}

export interface Parted {
  answer: Answer | null; // of the last that were done; nothing when none was
  done: number;
  refused: Refused[]; // by their places among what was asked
}

// What is refused is left out, and asked for again when the rest is done: what stood in its way may be gone by then, as
// the unit above another one is.
export async function orderWhatCan(commands: { command: string; body: unknown }[], rounds = 6): Promise<Parted> {
  const parted: Parted = { answer: null, done: 0, refused: [] };
  let asked = commands.map((_, index) => index);
  while (asked.length) {
    try {
      parted.answer = await orderAll(asked.map((index) => commands[index]!));
      parted.done += asked.length;
      asked = rounds-- > 1 ? parted.refused.map((r) => r.index) : [];
      if (asked.length) parted.refused = [];
    } catch (error) {
      const refused = error instanceof Problem ? (error.body.refusals ?? []) : [];
      if (!refused.length) throw error;
      parted.refused.push(...refused.map((r) => ({ index: asked[r.index]!, problem: r.problem })));
      asked = asked.filter((_, i) => !refused.some((r) => r.index === i));
    }
  }
  return parted;
}

export interface Session {
  person: string;
  org: string;
  org_name_zh?: string;
  org_name_en?: string;
  roles: string[];
  language?: string;
}

export const signIn = (person: string, password: string): Promise<Session> =>
  ask<Session>('session', { method: 'POST', body: { person, password } });
export const signOut = (): Promise<void> => ask<void>('session', { method: 'DELETE' });

// Who is signed in; nothing when nobody is.
export async function whoAmI(): Promise<Session | null> {
  try {
    return await ask<Session>('session');
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}
