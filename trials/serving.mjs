// SPDX-License-Identifier: Apache-2.0
// What every trial needs that starts the real program: a port that is free, and the moment from which it answers.
import { createServer } from 'node:net';

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export const freePort = () =>
  new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

// Whether the program at `url` answers within so many milliseconds; not waited for any longer once `ended()` is true.
export async function answers(url, ms, ended) {
  for (const until = Date.now() + ms; Date.now() < until && !ended(); await sleep(50)) {
    if (await fetch(`${url}/health`).then((r) => r.ok, () => false)) return true;
  }
  return false;
}
