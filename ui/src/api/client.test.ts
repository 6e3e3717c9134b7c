// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, lastDone, order, orderAll, orderWhatCan, pathOf, queryOf } from './client';
import { Problem, Unreachable } from './problem';

type Call = { url: string; init: RequestInit };
let calls: Call[];
let replies: (Response | Error)[];
const json = (body: unknown, status = 200, type = 'application/json') => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } });
const header = (call: Call | undefined, name: string) => (call?.init.headers as Record<string, string>)[name];

beforeEach(() => {
  calls = [];
  replies = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    calls.push({ url, init });
    const reply = replies.shift();
    return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply ?? json({}));
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('addresses', () => {
  it('ask for what is empty when that is asked', () => expect(queryOf({ customs_export: '' })).toBe('?customs_export='));
  it('turn dots into steps and underscores into hyphens', () => {
    expect(pathOf('gate.admit_unit')).toBe('/api/v1/gate/admit-unit');
    expect(pathOf('yard.stock')).toBe('/api/v1/yard/stock');
  });
  it('leave out what is not asked and escape what is', () => {
    expect(queryOf({ block: 'A1', q: null, held: undefined, 'since.min': '2026-12-01T08:00:00+08:00' })).toBe('?block=A1&since.min=2026-12-01T08%3A00%3A00%2B08%3A00');
    expect(queryOf({})).toBe('');
    expect(queryOf({ plugs: 0, full: false })).toBe('?plugs=0&full=false');
  });
});

describe('a command', () => {
  it('is sent with a key of its own, and what it did is remembered for later reads', async () => {
    replies = [json({ sequence: 41, repeated: false, made: {} }), json({ sequence: 42, repeated: false, made: { booking: 'BK1' } })];
    await order('gate.admit_unit', { unit: 'CSQU3054383' });
    const answer = await order('gate.admit_unit', { unit: 'CSQU3054383' });
    expect(answer.made.booking).toBe('BK1');
    expect(calls[0]!.url).toBe('/api/v1/gate/admit-unit');
    expect(calls[0]!.init.method).toBe('POST');
    expect(header(calls[0], 'X-Landport')).toBe('1');
    expect(header(calls[0], 'Idempotency-Key')).not.toBe(header(calls[1], 'Idempotency-Key'));
    expect(lastDone()).toBe(42);
  });
  it('that got no answer is sent once more with the same key', async () => {
    replies = [new TypeError('network'), json({ sequence: 50, repeated: true, made: {} })];
    const answer = await order('yard.start_work', { work: 'W1' }, { key: 'k-1' });
    expect(answer.repeated).toBe(true);
    expect(calls.map((c) => header(c, 'Idempotency-Key'))).toEqual(['k-1', 'k-1']);
  });
  it('that twice got no answer is reported as unreachable', async () => {
    replies = [new TypeError('network'), new TypeError('network')];
    await expect(order('yard.start_work', {})).rejects.toBeInstanceOf(Unreachable);
  });
  it('tried out writes nothing: no key, nothing remembered', async () => {
    const before = lastDone();
    replies = [json({ sequence: 9_999, repeated: false, made: {} })];
    await order('train.plan_unit', {}, { dryRun: true });
    expect(calls[0]!.url).toBe('/api/v1/train/plan-unit?dry_run=true');
    expect(header(calls[0], 'Idempotency-Key')).toBeUndefined();
    expect(lastDone()).toBe(before);
  });
  it('carries the time it happened', async () => {
    replies = [json({ sequence: 1, repeated: false, made: {} })];
    await order('gate.open_visit', {}, { happenedAt: '2026-12-01T00:00:00Z' });
    expect(calls[0]!.url).toContain('happened_at=2026-12-01T00%3A00%3A00Z');
  });
  it('of many is one request, all or nothing', async () => {
    replies = [json({ sequence: 60, repeated: false, made: {} })];
    await orderAll([{ command: 'gate.admit_unit', body: { a: 1 } }]);
    expect(calls[0]!.url).toBe('/api/v1/batch');
    expect(JSON.parse(String(calls[0]!.init.body))).toEqual({ commands: [{ command: 'gate.admit_unit', body: { a: 1 } }] });
  });
});

describe('of many commands those that can be done', () => {
  const load = (unit: string) => ({ command: 'train.load_unit', body: { unit } });
  const no = (...indexes: number[]) => json({ status: 422, refusals: indexes.map((index) => ({ index, problem: { status: 409, code: 'yard.under_another' } })) }, 422);
  const sent = () => calls.map((c) => (JSON.parse(String(c.init.body)) as { commands: { body: { unit: string } }[] }).commands.map((x) => x.body.unit).join(''));
  it('are done, and what was refused is tried again behind them', async () => {
    replies = [no(0, 2), json({ sequence: 70, made: {} }), json({ sequence: 71, made: {} })];
    const parted = await orderWhatCan([load('a'), load('b'), load('c'), load('d')]);
    expect(sent()).toEqual(['abcd', 'bd', 'ac']);
    expect([parted.done, parted.refused]).toEqual([4, []]);
  });
  it('leave those that are refused still, by their places in what was asked', async () => {
    replies = [no(1), json({ sequence: 72, made: {} }), no(0)];
    const parted = await orderWhatCan([load('a'), load('b'), load('c')]);
    expect([parted.done, parted.refused.map((r) => r.index), parted.answer?.sequence]).toEqual([2, [1], 72]);
  });
  it('may be none', async () => {
    replies = [no(0, 1)];
    const parted = await orderWhatCan([load('a'), load('b')]);
    expect([parted.done, parted.answer, parted.refused.length]).toEqual([0, null, 2]);
  });
  it('are not looked for behind a refusal of the whole', async () => {
    replies = [json({ status: 422, code: 'malformed.list_too_long' }, 422)];
    await expect(orderWhatCan([load('a')])).rejects.toBeInstanceOf(Problem);
  });
});

describe('an answer that breaks off', () => {
  it('is told as a port that cannot be reached, not in the words of the browser', async () => {
    replies = [new Response('{"rows":[', { status: 200 })];
    await expect(ask('yard/stock')).rejects.toBeInstanceOf(Unreachable);
  });
});

describe('a refusal', () => {
  it('keeps its code, place and words', async () => {
    replies = [json({ type: 'about:blank', status: 422, code: 'booking.leg_full', place: '/items/0/quantity', title_zh: '区段已满', title_en: 'Leg full' }, 422, 'application/problem+json')];
    const problem = await order('booking.hold', {}).catch((e: unknown) => e);
    expect(problem).toBeInstanceOf(Problem);
    expect((problem as Problem).code).toBe('booking.leg_full');
    expect((problem as Problem).body.place).toBe('/items/0/quantity');
    expect((problem as Problem).status).toBe(422);
  });
  it('that is not JSON is still a problem with its status', async () => {
    replies = [new Response('<html>bad gateway</html>', { status: 502 })];
    const problem = await ask('yard/stock').catch((e: unknown) => e);
    expect((problem as Problem).status).toBe(502);
  });
});
