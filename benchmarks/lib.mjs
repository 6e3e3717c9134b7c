// SPDX-License-Identifier: Apache-2.0
// What the benchmarks over HTTP share: a port of their own in a temporary folder, its API, and wrk.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const quick = process.argv.includes('--quick');
export const landport = process.env.LANDPORT ?? 'build/release/landport';
export const row = (values) => console.log(JSON.stringify(values));
export const has = (program) => spawnSync('which', [program]).status === 0;

// The data folder of a port that has lived a year (see tools/bench.mjs); undefined when this run does without.
export const year = process.env.LANDPORT_YEAR;

// An empty port, or one that goes on from a copy of `past`.
export async function open_port(number, past) {
  const folder = mkdtempSync(join(tmpdir(), 'landport-bench-'));
  if (past) cpSync(past, folder, { recursive: true });
  const token = (role) => {
    const made = spawnSync(landport, ['token', '--data', folder, '--role', role], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    return made.stdout.trim();
  };
  const tokens = { carrier: token('carrier'), shipper: token('shipper'), terminal: token('terminal') };
  const server = spawn(landport, ['serve', '--data', folder, '--port', String(number)], { stdio: ['ignore', 'ignore', 'ignore'] });
  const url = `http://127.0.0.1:${number}`;
  for (let i = 0; i < 3_000; ++i) {
    try {
      if ((await fetch(`${url}/health`)).ok) break;
    } catch {
      // not listening yet
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  const post = async (path, role, body) => {
    const answer = await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers: { Authorization: `Bearer ${tokens[role]}` }, body: JSON.stringify(body) });
    const json = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(json).slice(0, 400)}`);
    return json;
  };
  const close = async () => {
    const gone = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  // Events in its journal.
  const events = async () => (await (await fetch(`${url}/health`)).json()).sequence;
  return { folder, url, tokens, post, close, events, past: Boolean(past) };
}

// Days from today, as the API writes them.
export const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

// So many daily departures to Lodz, none of which anybody else has put on sale; a command schedules a year at the most.
export async function departures(port, count) {
  const first = port.past ? 40 : 5;
  const names = [];
  for (let from = 0; from < count; from += 360) {
    const { made } = await port.post('network/schedule-departures', 'carrier', { service: 'CD-LOD', from: day(first + from), days: Math.min(360, count - from) });
    names.push(...[made.departure].flat());
  }
  return names;
}

// Runs wrk with a Lua script; requests a second, the 99th percentile and how many answers were no success.
export function wrk({ url, script, seconds, connections = 64, threads = 1 }) {
  const folder = mkdtempSync(join(tmpdir(), 'landport-wrk-'));
  const file = join(folder, 'script.lua');
  writeFileSync(file, `${script}
function done(summary, latency, requests)
  io.write(string.format("FIGURES %d %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(99), summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.timeout))
end`);
  const run = spawnSync('wrk', ['-t', String(threads), '-c', String(connections), '-d', `${seconds}s`, '--timeout', '10s', '-s', file, url], { encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  const found = run.stdout?.match(/FIGURES (\d+) (\d+) (\d+) (\d+) (\d+)/);
  if (!found) throw new Error(`wrk: ${run.stderr} ${run.stdout}`);
  const [requests, micros, p99, refused, broken] = found.slice(1).map(Number);
  return { requests, seconds: micros / 1e6, rate: requests / (micros / 1e6), p99_ms: p99 / 1000, refused, broken };
}
