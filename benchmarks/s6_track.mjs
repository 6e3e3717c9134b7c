// SPDX-License-Identifier: Apache-2.0
// S6: one unit's full track over HTTP, 64 connections, beside the same server's smallest answer (/health).
import { departures, has, open_port, quick, row, wrk, year } from './lib.mjs';

const sizes = quick ? [100] : [1_000, 10_000, 40_000];

// A number with its check digit (ISO 6346).
function unit_number(n) {
  const text = `LPTU${String(n).padStart(6, '0')}`;
  const value = (c) => (c <= '9' ? Number(c) : ((v) => v + Math.floor((v - 1) / 10))(c.charCodeAt(0) - 55));
  const sum = [...text].reduce((s, c, i) => s + value(c) * 2 ** i, 0);
  return text + ((sum % 11) % 10);
}

// Every unit travels under a booking of its own to Lodz, eighty a departure: its track has all five legs.
async function booked(port, size) {
  const units = Array.from({ length: size }, (_, n) => unit_number(n));
  const trains = await departures(port, Math.ceil(size / 80));
  for (let i = 0; i < size; i += 1_000) {
    const part = units.slice(i, i + 1_000);
    const asked = await port.post('batch', 'shipper', {
      commands: part.map((_, n) => ({ command: 'booking.request_booking', body: { departure: trains[Math.floor((i + n) / 80)], size_type: '22G1', quantity: 1, gross_kg: 9_000, hs_code: '847130', description: '笔记本电脑' } })),
    });
    const bookings = [asked.made.booking].flat();
    await port.post('batch', 'shipper', {
      commands: part.flatMap((unit, n) => [
        { command: 'booking.confirm_booking', body: { booking: bookings[n] } },
        { command: 'booking.assign_unit', body: { booking: bookings[n], unit } },
      ]),
    });
  }
  return units;
}

// Units of a port that has lived, those that arrived and those on their way alike.
async function travelled(port) {
  const answer = await fetch(`${port.url}/api/v1/tracking/numbers?format=csv`, { headers: { Authorization: `Bearer ${port.tokens.terminal}` } });
  return (await answer.text()).split('\n').flatMap((line) => line.match(/[A-Z]{4}\d{7}/)?.[0] ?? []);
}

// A thousand of them, one after another.
function asking(port, units, token) {
  const list = units.filter((_, i) => i % Math.ceil(units.length / 1_000) === 0).map((u) => `"${u}"`).join(',');
  const script = (path) => `local units = {${list}}
local at = 0
function request()
  at = at % #units + 1
  return wrk.format("GET", ${path}, {["Authorization"]="Bearer ${token}"})
end`;
  const seconds = quick ? 2 : 6;
  const rounds = [1, 2, 3].slice(0, quick ? 1 : 3).map(() => ({
    track: wrk({ url: port.url, script: script('"/api/v1/tracking/track?number=" .. units[at]'), seconds }),
    empty: wrk({ url: port.url, script: script('"/health"'), seconds }),
  }));
  return rounds.sort((a, b) => a.track.rate / a.empty.rate - b.track.rate / b.empty.rate)[Math.floor(rounds.length / 2)];
}

if (!has('wrk')) {
  row({ goal: 'S6', work: "one unit's track over HTTP", skipped: 'wrk is not installed' });
} else {
  for (const { size, past } of [...sizes.map((each) => ({ size: each })), ...(year ? [{ past: year }] : [])]) {
    const port = await open_port(8612, past);
    try {
      const units = past ? await travelled(port) : await booked(port, size);
      const middle = asking(port, units, past ? port.tokens.terminal : port.tokens.shipper);
      row({ goal: 'S6', work: `one unit's track over HTTP, 64 connections${past ? ', a year behind it' : ''}`, size: past ? await port.events() : size, figure: middle.track.rate, unit: 'answers/s', seconds: 1 / middle.track.rate,
            rival: 'the same server, /health', rival_figure: middle.empty.rate, target: '70 % of it, p99 < 5 ms',
            met: middle.track.rate >= 0.7 * middle.empty.rate && middle.track.p99_ms < 5,
            note: `p99 ${middle.track.p99_ms.toFixed(1)} ms${past ? `, ${units.length.toLocaleString('en')} units` : ''}${middle.track.refused ? `, ${middle.track.refused} refused` : ''}` });
    } finally {
      await port.close();
    }
  }
}
