// SPDX-License-Identifier: Apache-2.0
// The real program, called as people call it: its command line, and a port that it serves, spoken to over HTTP.
// A trial's cases run one after the other; each is counted for ./test by itself.
import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answers, freePort, sleep } from '../serving.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const pack = join(root, 'packs/testport');
const named = [process.argv[2], process.env.LANDPORT, join(root, 'build/dev/landport')].filter(Boolean);
const program = named.find((path) => existsSync(path));
if (!program) throw new Error(`no landport program; looked for ${named.join(', ')}`);

export const room = mkdtempSync(join(tmpdir(), 'landport-trial-'));
export { sleep };

// The program with these arguments, to its end: { code, out, err, said }.
export function landport(args, { env = {}, cwd = root, wrap = [] } = {}) {
  const [command, ...rest] = [...wrap, program, ...args];
  const ran = spawnSync(command, rest, { cwd, env: { ...process.env, LANDPORT_TOKEN: '', ...env }, encoding: 'utf8', timeout: 60_000 });
  return { code: ran.status ?? -1, out: ran.stdout, err: ran.stderr, said: ran.stdout + ran.stderr };
}

const running = new Set();

// Serves `data` with the pack of trials: { url, port, said(), stop(), ended }. `wrap` goes before the program.
export async function serve(data, { wrap = [], args = [], port } = {}) {
  port ??= await freePort();
  const [command, ...rest] = [...wrap, program, 'serve', '--data', data, '--pack', pack, '--port', String(port), ...args];
  const child = spawn(command, rest, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  let code = null;
  const ended = new Promise((done) => child.once('close', (c) => (running.delete(child), done((code = c ?? -1)))));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(late);
    return code;
  };
  await answers(url, 30_000, () => code !== null);
  if (code !== null) throw new Error(`landport ended with ${code}:\n${said}`);
  return { url, port, child, stop, ended, said: () => said };
}

// An answer as { status, text, json, headers }. A body that is no text is sent as JSON.
export async function call(url, method, path, { token, body, headers = {} } = {}) {
  const raw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
  const answer = await fetch(`${url}${path.startsWith('/') ? path : `/api/v1/${path}`}`, {
    method,
    headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers },
    body: raw ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  let json = {};
  try {
    json = JSON.parse(text);
  } catch {
    // some answers are no JSON, and then have no members
  }
  return { status: answer.status, text, json, headers: answer.headers };
}

// How many events the journal of a port holds, once its views show them all.
export async function events_of(port) {
  for (let i = 0; i < 200; i++) {
    const { sequence, behind } = (await call(port.url, 'GET', '/health')).json;
    if (behind === 0) return sequence;
    await sleep(10);
  }
  throw new Error('the views do not follow the journal');
}

// A refusal that a person can act on: its status and code, what and what to do in both languages, and its place.
export function refused(answer, status, code, { place, zh, en } = {}) {
  const told = `${answer.status} ${answer.text}`;
  assert.equal(answer.status, status, told);
  assert.equal(answer.json.code, code, told);
  for (const name of ['title_zh', 'title_en', 'remedy_zh', 'remedy_en']) assert.ok(answer.json[name], `${name} is missing: ${told}`);
  assert.match(answer.json.title_zh, /[\u4e00-\u9fff]/, told);
  assert.match(answer.json.remedy_zh, /[\u4e00-\u9fff]/, told);
  for (const name of ['title_zh', 'title_en', 'remedy_zh', 'remedy_en']) assert.doesNotMatch(answer.json[name], /\{\w+\}/, told);
  if (place !== undefined) assert.equal(answer.json.place, place, told);
  if (zh) assert.ok(answer.json.title_zh.includes(zh) || answer.json.remedy_zh.includes(zh), `no “${zh}”: ${told}`);
  if (en) assert.ok(answer.json.title_en.includes(en) || answer.json.remedy_en.includes(en), `no “${en}”: ${told}`);
}

// What the command line said: its exit code, and every one of these texts.
export function says(ran, code, ...texts) {
  const told = `exit ${ran.code}\n${ran.said}`;
  assert.equal(ran.code, code, told);
  for (const text of texts) assert.ok(ran.said.includes(text), `no “${text}”: ${told}`);
}

// Somebody who may do everything that an administrator may, in a folder that was never served before.
export async function administer(port) {
  const password = /shown this once\): (\S+)/.exec(port.said())?.[1];
  assert.ok(password, port.said());
  const sign_in = await call(port.url, 'POST', 'session', { body: { person: 'admin', password }, headers: { 'X-Landport': '1' } });
  assert.equal(sign_in.status, 200, sign_in.text);
  const headers = { Cookie: sign_in.headers.get('set-cookie').split(';')[0], 'X-Landport': '1' };
  const post = async (path, body) => {
    const made = await call(port.url, 'POST', path, { body, headers });
    assert.equal(made.status, 201, made.text);
    return made.json;
  };
  return {
    organisation: (code, kind) => post('admin/organisations', { code, name_zh: code, name_en: code, kind }),
    person: (account, org, roles) => post('admin/people', { account, org, roles, language: 'zh', password: 'a long password' }),
    token: async (org, roles) => (await post('admin/tokens', { label: 'trial', org, roles, days: 2 })).secret,
  };
}

const cases = [];
export const test = (name, run) => cases.push({ name, run });

// Runs what was named with `test`, writes the counts where ./test looks for them, and ends the process.
export async function finish() {
  const results = [];
  for (const { name, run } of cases) {
    let failure;
    try {
      await run();
    } catch (error) {
      failure = error.stack ?? String(error);
    }
    console.log(`${failure ? 'FAILED' : 'ok    '} ${name}${failure ? `\n${failure}` : ''}`);
    results.push({ name, status: 'RUN', result: 'COMPLETED', ...(failure ? { failures: [{ failure }] } : {}) });
  }
  for (const child of running) child.kill('SIGKILL');
  rmSync(room, { recursive: true, force: true });
  const folder = /^json:(.*\/)$/.exec(process.env.GTEST_OUTPUT ?? '')?.[1];
  if (folder) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${basename(process.argv[1])}.json`), JSON.stringify({ testsuites: [{ testsuite: results }] }));
  }
  const failed = results.filter((r) => r.failures).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  process.exit(failed > 0 || results.length === 0 ? 1 : 0);
}
