// SPDX-License-Identifier: Apache-2.0
// The first start: an empty folder, `serve --demo` with so many days behind it, until the port answers.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { landport, quick, row } from './lib.mjs';

async function first_start(days) {
  const folder = mkdtempSync(join(tmpdir(), 'landport-bench-'));
  const begun = performance.now();
  const server = spawn(landport, ['serve', '--data', folder, '--port', '8613', '--demo', '--past', String(days)], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((done) => server.once('exit', done));
  let said = '';
  server.stdout.on('data', (text) => (said += text));
  try {
    for (;;) {
      if (server.exitCode !== null) throw new Error(`landport ended with ${server.exitCode}`);
      const answer = await fetch('http://127.0.0.1:8613/health').catch(() => null);
      if (answer?.ok) break;
      await new Promise((done) => setTimeout(done, 50));
    }
    const seconds = (performance.now() - begun) / 1_000;
    return { seconds, events: Number(/(\d+) events/.exec(said)?.[1] ?? 0) };
  } finally {
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const days of quick ? [4] : [8, 16, 32]) {
  const { seconds, events } = await first_start(days);
  row({ goal: 'start', work: 'first start of the demo, days of past', size: days, figure: seconds, unit: 's', seconds, higher_is_better: false,
        target: 'a month under 20 s', met: days < 30 || seconds < 20, note: `${events.toLocaleString('en')} events` });
}
