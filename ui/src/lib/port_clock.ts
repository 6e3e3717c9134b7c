// SPDX-License-Identifier: Apache-2.0
// The port's time, as its answers tell it. A page's "now" is the port's, never that of the machine it is on: a desk's
// clock may be minutes wrong, and the time of a demonstration runs faster than any clock on a wall.
import { reactive } from 'vue';

interface Sample {
  port: number; // what the port said
  here: number; // what this machine's clock said in the middle of the exchange
  trip: number; // how long the exchange took
  pace: number;
}

// Of several answers the one that came quickest tells best; after a minute any answer is better than it.
const sample_lives_ms = 60_000;
let sample: Sample | null = null;

// Milliseconds since 1970. Until the port has answered, this machine's clock.
export const portNow = (): number => (sample ? sample.port + (Date.now() - sample.here) * sample.pace : Date.now());

// A clock for everything on the page that says "ago" or "in": one timer, not one for each.
export const clock = reactive({ now: portNow() });
const step_ms = 15_000;
function show(): void {
  if (Math.abs(portNow() - clock.now) >= step_ms) clock.now = portNow();
}
setInterval(show, 1000);

// What an answer of the port that was asked for at `asked` (of this machine's clock) and came just now says of its time.
export function hearTime(headers: Headers, asked: number): void {
  const port = Date.parse(headers.get('Landport-Time') ?? '');
  if (Number.isNaN(port)) return;
  const heard = Date.now();
  const trip = heard - asked;
  const pace = Number(headers.get('Landport-Pace')) || 1;
  if (sample && sample.pace === pace && trip >= sample.trip && heard - sample.here < sample_lives_ms) return;
  sample = { port, here: asked + trip / 2, trip, pace };
  show();
}
