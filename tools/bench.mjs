// SPDX-License-Identifier: Apache-2.0
// Runs the benchmarks and prints the table of ./bench.
//
// A benchmark is `benchmarks/s1_commands.mjs` (run with node) or a program `build/bench/benchmarks/s3_replay`. It gets
// `--quick` when asked for and LANDPORT in its environment, and prints one JSON object a line:
//
//   {"goal":"S1","work":"durable commands, 64 connections","size":1000,"figure":9120,"unit":"commands/s","seconds":0.11,
//    "rival":"PostgreSQL, pgbench","rival_figure":890,"higher_is_better":true,"target":"10 × rival","met":true,
//    "note":"p99 9.1 ms"}
//
// or {"goal":"S1","work":"…","rival":"…","skipped":"pgbench is not installed"}. LANDPORT_YEAR in its environment is the data
// folder of a port that has lived over a year (ten million events), to be copied and not changed. Of rows with the same goal and work at
// several sizes, the exponent of `seconds` against `size` is printed: 1.00 is cost that grows exactly with the work.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';

const words = process.argv.slice(2);
const quick = words.includes('--quick');
const without_year = quick || words.includes('--no-year');
const names = words.filter((word) => !word.startsWith('-'));
const wants_year = ['s1', 's3', 's6', 's9', 's10'];
const days_of_year = 440; // in which the world does what makes ten million events

function benchmarks() {
  const found = [];
  for (const file of readdirSync('benchmarks')) {
    if (/^s\d+_\w+\.mjs$/.test(file)) found.push({ name: file.slice(0, -4), command: ['node', join('benchmarks', file)] });
  }
  const built = 'build/bench/benchmarks';
  for (const file of existsSync(built) ? readdirSync(built) : []) {
    if (/^s\d+_\w+$/.test(file)) found.push({ name: file, command: [join(built, file)] });
  }
  const number = (name) => Number(name.match(/^s(\d+)/)[1]);
  return found
    .filter(({ name }) => names.length === 0 || names.some((word) => name === word || name.startsWith(`${word}_`)))
    .sort((a, b) => number(a.name) - number(b.name));
}

function rows_of({ name, command }) {
  process.stderr.write(`▸ ${name}\n`);
  const [program, ...rest] = [...command, ...(quick ? ['--quick'] : [])];
  const run = spawnSync(program, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 45 * 60_000 });
  const rows = [];
  for (const text of (run.stdout ?? '').split('\n')) {
    if (text.startsWith('{')) rows.push({ benchmark: name, ...JSON.parse(text) });
    else if (text.trim()) process.stderr.write(`  ${text}\n`);
  }
  if (run.status !== 0) rows.push({ benchmark: name, goal: name, work: 'did not finish', skipped: `exit ${run.status ?? run.signal}` });
  return rows;
}

// Least squares of log(seconds) on log(size).
function exponent(rows) {
  const points = rows.filter((r) => r.size > 0 && r.seconds > 0).map((r) => [Math.log(r.size), Math.log(r.seconds)]);
  if (new Set(points.map(([x]) => x)).size < 2) return undefined;
  const mean = (i) => points.reduce((sum, p) => sum + p[i], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  return points.reduce((s, [x, y]) => s + (x - mx) * (y - my), 0) / points.reduce((s, [x]) => s + (x - mx) ** 2, 0);
}

const plain = (n) => (n === undefined ? '' : Math.abs(n) >= 100 ? Math.round(n).toLocaleString('en') : Number(n.toPrecision(3)).toString());

function ratio(row) {
  if (!row.figure || !row.rival_figure) return '';
  const times = row.higher_is_better === false ? row.rival_figure / row.figure : row.figure / row.rival_figure;
  return `${times.toPrecision(3)} ×`;
}

const width = (text) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0) > 0x2e80 ? 2 : 1), 0);

function print_table(head, body) {
  const widths = head.map((_, i) => Math.max(...[head, ...body].map((line) => width(line[i]))));
  const line = (cells) => cells.map((cell, i) => cell + ' '.repeat(widths[i] - width(cell))).join('  ').trimEnd();
  console.log(line(head));
  console.log(widths.map((w) => '-'.repeat(w)).join('  '));
  for (const cells of body) console.log(line(cells));
}

// The port that has lived a year: made once for a program, which takes some ten minutes.
async function year() {
  const program = process.env.LANDPORT, folder = 'build/bench-year', whole = `${folder}.whole`;
  if (existsSync(whole) && statSync(whole).mtimeMs > statSync(program).mtimeMs) return folder;
  process.stderr.write(`▸ ${days_of_year} 天的港口（约十分钟，只生成一次）/ a port of ${days_of_year} days (some ten minutes, once)\n`);
  rmSync(folder, { recursive: true, force: true });
  rmSync(whole, { force: true });
  const server = spawn(program, ['serve', '--data', folder, '--port', '8610', '--demo', '--past', String(days_of_year)], { stdio: 'ignore' });
  const ended = new Promise((done) => server.once('exit', done));
  while (server.exitCode === null && !(await fetch('http://127.0.0.1:8610/health').then((r) => r.ok, () => false))) await new Promise((done) => setTimeout(done, 500));
  if (server.exitCode !== null) throw new Error(`landport ended with ${server.exitCode}`);
  server.kill('SIGINT');
  await ended;
  writeFileSync(whole, `${days_of_year}\n`);
  return folder;
}

const chosen = benchmarks();
if (chosen.length === 0) {
  console.error(`没有这样的基准测试 / there is no benchmark called ${names.join(' ') || 's1, s2 …'}`);
  process.exit(1);
}
if (!without_year && chosen.some(({ name }) => wants_year.includes(name.split('_')[0]))) process.env.LANDPORT_YEAR = await year();
const rows = chosen.flatMap(rows_of);
const body = rows.map((row) =>
  row.skipped
    ? [row.goal, row.work, plain(row.size), '', row.rival ?? '', `略过 / skipped: ${row.skipped}`, '', '', row.note ?? '']
    : [row.goal, row.work, plain(row.size), `${plain(row.figure)} ${row.unit ?? ''}`, row.rival ?? '',
       plain(row.rival_figure), ratio(row), `${row.target ?? ''} ${row.met === undefined ? '' : row.met ? '✓' : '✗'}`.trim(), row.note ?? '']);
console.log();
print_table(['goal', 'work', 'size', 'Landport', 'rival', 'rival figure', 'ratio', 'target', 'note'], body);

const groups = new Map();
for (const row of rows) groups.set(`${row.goal} ${row.work}`, [...(groups.get(`${row.goal} ${row.work}`) ?? []), row]);
console.log();
for (const [name, group] of groups) {
  const slope = exponent(group);
  if (slope !== undefined) console.log(`${name}: cost grows with size to the power of ${slope.toFixed(2)}`);
}

if (!quick) {
  mkdirSync('benchmarks/results', { recursive: true });
  const git = (...args) => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim();
  const about = { at: new Date().toISOString(), commit: git('rev-parse', '--short', 'HEAD'), cores: cpus().length, processor: cpus()[0]?.model };
  const file = join('benchmarks/results', `${about.at.slice(0, 19).replaceAll(':', '')}.json`);
  writeFileSync(file, `${JSON.stringify({ ...about, rows }, null, 1)}\n`);
  console.log(`\n${basename(file)} → benchmarks/results`);
}
process.exit(rows.some((row) => row.work === 'did not finish') ? 1 : 0);
