// SPDX-License-Identifier: Apache-2.0
// S1: confirming bookings over HTTP, durable before the answer, 64 connections; beside it the same booking as a
// PostgreSQL transaction by pgbench with as many clients. Each confirmation moves the slots of five leg runs.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { departures, has, open_port, quick, row, wrk, year } from './lib.mjs';

const legs = 5, connections = 64;
// So many options wait that the measured seconds do not use them up: `size / 30,000` seconds.
const sizes = quick ? [30_000] : [30_000, 60_000, 120_000];
const cases = [...sizes.map((size) => ({ size })), ...(year ? [{ size: 60_000, past: year }] : [])];

// Options waiting to be confirmed: `count` bookings of one 20-foot unit each, on daily departures to Lodz.
async function options(port, count) {
  const trains = await departures(port, Math.ceil(count / 80) + 1);
  const ids = [];
  for (let i = 0; i < count; i += 2_000) {
    const commands = [];
    for (let n = i; n < Math.min(count, i + 2_000); ++n) {
      commands.push({ command: 'booking.request_booking', body: { departure: trains[Math.floor(n / 80)], size_type: '22G1', quantity: 1, gross_kg: 9_000, hs_code: '847130', description: '笔记本电脑', hold_hours: 24 } });
    }
    ids.push(...[(await port.post('batch', 'shipper', { commands })).made.booking].flat());
  }
  return ids;
}

function confirm_script(ids, token) {
  const half = ids.map((id) => `"${id}"`).join(',');
  return `local ids = {${half}}
local at = 0
function request()
  at = at + 1
  if at > #ids then return wrk.format("GET", "/health") end
  return wrk.format("POST", "/api/v1/booking/confirm-booking", {["Authorization"]="Bearer ${token}"}, '{"booking":"' .. ids[at] .. '"}')
end`;
}

// A PostgreSQL of our own with its defaults (fsync and synchronous_commit on), reached by a socket.
function postgres() {
  const bin = spawnSync('sh', ['-c', 'ls -d /usr/lib/postgresql/*/bin | tail -1'], { encoding: 'utf8' }).stdout.trim();
  if (!bin || !has('pgbench')) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'landport-pg-'));
  const root = process.getuid() === 0;
  const as = (command) => spawnSync('sh', ['-c', root ? `su postgres -s /bin/sh -c '${command}'` : command], { encoding: 'utf8', cwd: '/' });
  if (root) spawnSync('chown', ['postgres', folder]);
  const must = (command) => {
    const run = as(command);
    if (run.status !== 0) throw new Error(run.stderr || run.stdout);
    return run.stdout;
  };
  must(`${bin}/initdb -D ${folder}/data -A trust -U postgres --no-sync >/dev/null`);
  must(`${bin}/pg_ctl -w -D ${folder}/data -o "-k ${folder} -c listen_addresses= -c max_connections=100" -l ${folder}/log start >/dev/null`);
  return { folder, must, pg: `-h ${folder} -U postgres postgres`, stop: () => { as(`${bin}/pg_ctl -m fast -D ${folder}/data stop`); rmSync(folder, { recursive: true, force: true }); } };
}

function rival(count) {
  const pg = postgres();
  if (!pg) return undefined;
  try {
    const runs = Math.ceil(count / 100) * legs;
    writeFileSync(join(pg.folder, 'schema.sql'), `CREATE TABLE leg_run(id int primary key, length_free int, mass_free int, plugs_free int);
INSERT INTO leg_run SELECT n, 1000000000, 1000000000, 1000000 FROM generate_series(0, ${runs}) n;
CREATE TABLE booking(id bigint primary key, state text, data text);
CREATE TABLE slot(booking bigint, leg_run int, length int, mass int, primary key(booking, leg_run));
CREATE SEQUENCE booking_id;`);
    writeFileSync(join(pg.folder, 'book.sql'), `\\set first random(0, ${Math.ceil(count / 100) - 1})
BEGIN;
SELECT id, length_free FROM leg_run WHERE id BETWEEN :first * ${legs} AND :first * ${legs} + ${legs - 1} ORDER BY id FOR UPDATE;
UPDATE leg_run SET length_free = length_free - 6096, mass_free = mass_free - 9000 WHERE id BETWEEN :first * ${legs} AND :first * ${legs} + ${legs - 1};
WITH b AS (INSERT INTO booking VALUES (nextval('booking_id'), 'CONFIRMED', repeat('x', 200)) RETURNING id)
INSERT INTO slot SELECT b.id, leg, 6096, 9000 FROM b, generate_series(:first * ${legs}, :first * ${legs} + ${legs - 1}) leg;
COMMIT;`);
    spawnSync('chmod', ['-R', 'a+rX', pg.folder]);
    pg.must(`psql -q ${pg.pg.replace('postgres postgres', 'postgres -d postgres')} -f ${pg.folder}/schema.sql`);
    const out = pg.must(`pgbench -n -M prepared -c ${connections} -j 2 -T ${quick ? 2 : 8} -f ${pg.folder}/book.sql ${pg.pg}`);
    return Number(out.match(/tps = ([\d.]+)/)[1]);
  } finally {
    pg.stop();
  }
}

if (!has('wrk')) {
  row({ goal: 'S1', work: 'durable commands over HTTP', skipped: 'wrk is not installed' });
} else {
  for (const { size, past } of cases) {
    const port = await open_port(8611, past);
    try {
      const behind = past ? await port.events() : 0;
      const ids = await options(port, size);
      const before = (await (await fetch(`${port.url}/metrics`)).text()).match(/landport_commands_total (\d+)/)[1];
      const loading = wrk({ url: port.url, script: confirm_script(ids, port.tokens.shipper), seconds: size / 30_000, connections });
      const seconds = loading.seconds;
      const after = (await (await fetch(`${port.url}/metrics`)).text()).match(/landport_commands_total (\d+)/)[1];
      const done = Number(after) - Number(before);
      const rate = done / seconds;
      const beside = rival(size);
      row({ goal: 'S1', work: `durable commands over HTTP, 64 connections${past ? ', a year behind them' : ''}`, size: past ? behind : size, figure: rate, unit: 'commands/s', seconds,
            rival: beside ? 'PostgreSQL, pgbench' : 'PostgreSQL', rival_figure: beside, target: '10 × rival, p99 < 15 ms',
            met: beside ? rate >= 10 * beside && loading.p99_ms < 15 : undefined,
            note: `p99 ${loading.p99_ms.toFixed(1)} ms, ${done} of ${size} confirmed${beside ? '' : '; pgbench is not installed'}` });
    } finally {
      await port.close();
    }
  }
}
