// SPDX-License-Identifier: Apache-2.0
// The stops of a departure with their three times: planned by the timetable, actual as reported, expected by the delay. Pure.

interface Leg {
  from?: string;
  to?: string;
  departs?: string;
  arrives?: string;
}
export interface WayRun {
  from?: string;
  to?: string;
  stage?: string;
  departed?: string;
  arrived?: string;
  node?: string;
  node_at?: string;
  position_to?: string;
  next_node?: string;
  next_expected?: string;
}
export interface Report {
  node: string;
  what: 'arrived' | 'departed' | 'passed';
  at: string;
}
export interface StopTime {
  planned?: string;
  actual?: string;
  expected?: string;
}
export interface Stop {
  node: string;
  arrives: StopTime;
  departs: StopTime;
  state: 'past' | 'here' | 'ahead';
  seen?: string; // passed, at that time
}

interface Told {
  type: string;
  happened: string;
  data: Record<string, unknown>;
}
export const reportsIn = (events: readonly Told[]): Report[] =>
  events.flatMap((e) => (e.type.startsWith('train.train_reported.') ? [{ node: String(e.data.node), what: e.data.what as Report['what'], at: e.happened }] : []));

function plannedStops(legs: readonly Leg[]): Stop[] {
  const stops: Stop[] = [];
  for (const leg of legs) {
    const before = stops.at(-1);
    if (before && before.node === leg.from) before.departs.planned = leg.departs;
    else stops.push({ node: leg.from ?? '', arrives: {}, departs: { planned: leg.departs }, state: 'ahead' });
    stops.push({ node: leg.to ?? '', arrives: { planned: leg.arrives }, departs: {}, state: 'ahead' });
  }
  return stops;
}

// Of several reports about the same thing the last one holds.
function note(stops: Stop[], report: Report): void {
  const stop = stops.find((s) => s.node === report.node);
  if (!stop) return;
  if (report.what === 'passed') stop.seen = report.at;
  else stop[report.what === 'arrived' ? 'arrives' : 'departs'].actual = report.at;
}

// `late` is the delay of the train that is under way, in minutes; nothing is expected of one that has not left.
export function wayOf(legs: readonly Leg[], runs: readonly WayRun[], reports: readonly Report[], late: number, now: number): Stop[] {
  const stops = plannedStops(legs);
  for (const report of [...reports].sort((a, b) => (a.at < b.at ? -1 : 1))) note(stops, report);
  for (const run of runs) {
    if (run.departed) note(stops, { node: run.from ?? '', what: 'departed', at: run.departed });
    if (run.arrived) note(stops, { node: run.to ?? '', what: 'arrived', at: run.arrived });
    const last = run.departed && run.node !== run.from ? stops.find((s) => s.node === run.node) : undefined;
    if (last && run.node_at && !last.arrives.actual && !last.departs.actual && !last.seen) last.seen = run.node_at;
  }
  const reached = stops.map((s) => Boolean(s.arrives.actual || s.departs.actual || s.seen)).lastIndexOf(true);
  const under = runs.find((r) => r.stage === 'departed' || r.stage === 'at_border');
  const on = Boolean(under && reached >= 0 && (stops[reached]!.departs.actual || (stops[reached]!.seen && under.position_to !== stops[reached]!.node)));
  stops.forEach((stop, i) => {
    stop.state = i < reached || (i === reached && on) ? 'past' : i === reached ? 'here' : 'ahead';
    if (!under || stop.state === 'past') return;
    // Nothing that has not happened is expected for a time that is over.
    const shifted = (planned: string | undefined) => planned && new Date(Math.max(now, Date.parse(planned) + Math.max(0, late) * 60_000)).toISOString();
    if (stop.state === 'ahead') {
      const next = under.next_node === stop.node && under.next_expected ? new Date(Math.max(now, Date.parse(under.next_expected))).toISOString() : undefined;
      stop.arrives.expected = next ?? shifted(stop.arrives.planned);
    }
    stop.departs.expected = shifted(stop.departs.planned);
  });
  return stops;
}
