// SPDX-License-Identifier: Apache-2.0
// Counts test cases for ./test out of what the test programs write. Every way of calling it prints lines of
// "passed failed skipped what"; `total` adds such lines up and ends with the one line that ./test ends with.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [, , how, ...rest] = process.argv;
const line = (passed, failed, skipped, what) => console.log(`${passed} ${failed} ${skipped} ${what}`);

function gtest_counts(file) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of JSON.parse(readFileSync(file, 'utf8')).testsuites ?? []) {
    for (const test of suite.testsuite ?? []) {
      if (test.failures?.length) counts.failed++;
      else if (test.result === 'SKIPPED' || test.status === 'NOTRUN') counts.skipped++;
      else counts.passed++;
    }
  }
  return counts;
}

// A program that ends badly though no case failed (a crash after the last case, a leak) is one failure more.
function program_line(results, name, program, ok) {
  const file = join(results, 'gtest', `${program}.json`);
  if (!existsSync(file)) return line(ok ? 1 : 0, ok ? 0 : 1, 0, name);
  const { passed, failed, skipped } = gtest_counts(file);
  line(passed, failed + (!ok && failed === 0 ? 1 : 0), skipped, name);
}

function tests_of(text) {
  return (JSON.parse(text).tests ?? []).map((test) => ({
    name: test.name,
    command: test.command?.[0] ?? '',
    labels: test.properties?.find((property) => property.name === 'LABELS')?.value ?? [],
  }));
}

function summary_of(text) {
  const plain = text.replace(/\x1b\[[0-9;]*m/g, '');
  const counts = { passed: 0, failed: 0, skipped: 0, found: false };
  for (const [, word, number] of plain.matchAll(/^(?:#|ℹ) (pass|fail|cancelled|skipped|todo) (\d+)$/gm)) {
    const key = { pass: 'passed', fail: 'failed', cancelled: 'failed' }[word] ?? 'skipped';
    counts[key] += Number(number);
    counts.found = true;
  }
  const vitest = plain.match(/^\s*Tests\s+(.*\(\d+\))\s*$/m);
  if (vitest) {
    for (const [, number, word] of vitest[1].matchAll(/(\d+) (passed|failed|skipped|todo)/g)) {
      counts[word === 'todo' ? 'skipped' : word] += Number(number);
      counts.found = true;
    }
  }
  return counts;
}

// What node's spec reporter says at its end of each test that failed.
function failures_of(text) {
  const plain = text.replace(/\x1b\[[0-9;]*m/g, '');
  const at = plain.lastIndexOf('✖ failing tests:');
  return at < 0 ? '' : plain.slice(at);
}

if (how === 'programs') {
  for (const { name, command, labels } of tests_of(readFileSync(0, 'utf8'))) {
    console.log(`${name}\t${command}\t${labels.join(' ')}`);
  }
} else if (how === 'ctest') {
  const [results] = rest;
  const commands = new Map(tests_of(readFileSync(join(results, 'ctest.json'), 'utf8')).map((t) => [t.name, t.command]));
  const report = existsSync(join(results, 'ctest.xml')) ? readFileSync(join(results, 'ctest.xml'), 'utf8') : '';
  for (const [, attributes] of report.matchAll(/<testcase ([^>]*)>/g)) {
    const name = attributes.match(/name="([^"]*)"/)[1];
    const status = attributes.match(/status="([^"]*)"/)?.[1];
    if (status === 'disabled') line(0, 0, 1, name);
    else program_line(results, name, basename(commands.get(name) || name), status === 'run');
  }
} else if (how === 'program') {
  const [results, name, program, code] = rest;
  program_line(results, name, program, code === '0');
} else if (how === 'output') {
  const [log, what, code] = rest;
  const counts = summary_of(readFileSync(log, 'utf8'));
  if (!counts.found) line(0, 1, 0, `${what}: no test ran`);
  else line(counts.passed, counts.failed + (code !== '0' && counts.failed === 0 ? 1 : 0), counts.skipped, what);
} else if (how === 'failures') {
  const text = failures_of(readFileSync(rest[0], 'utf8')) || readFileSync(rest[0], 'utf8').slice(-4000);
  console.log(text.trimEnd().split('\n').slice(0, 60).join('\n'));
} else if (how === 'ctest-failures') {
  const file = join(rest[0], 'ctest.xml');
  const report = existsSync(file) ? readFileSync(file, 'utf8') : '';
  for (const [, name, said] of report.matchAll(/<testcase name="([^"]*)"[^>]*status="fail"[^>]*>[\s\S]*?<system-out>([\s\S]*?)<\/system-out>/g)) {
    const lines = said.split('\n');
    const at = lines.findIndex((text) => /Failure|FAILED|rror/.test(text));
    console.log([`✗ ${name}`, ...lines.slice(Math.max(0, at), Math.max(0, at) + 25)].join('\n'));
  }
} else if (how === 'total') {
  const sum = [0, 0, 0];
  const bad = [];
  for (const text of readFileSync(rest[0], 'utf8').split('\n').filter(Boolean)) {
    const [, p, f, s, what] = text.match(/^(\d+) (\d+) (\d+) (.*)$/);
    [p, f, s].forEach((n, i) => (sum[i] += Number(n)));
    if (Number(f) > 0) bad.push(`  ✗ ${what}: ${f}`);
  }
  if (bad.length) console.log(`未通过 / failed:\n${bad.join('\n')}\n`);
  console.log(`${sum[0]} passed, ${sum[1]} failed${sum[2] ? `, ${sum[2]} skipped` : ''}`);
  process.exit(sum[1] > 0 || sum[0] === 0 ? 1 : 0);
} else {
  console.error(`count.mjs: there is no way of counting called ${how}`);
  process.exit(2);
}
