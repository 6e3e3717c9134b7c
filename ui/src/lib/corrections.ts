// SPDX-License-Identifier: Apache-2.0
// Events that a new one can put right: the command that does it, and what it starts from.
interface Told {
  type: string;
  sequence: number;
  data: Record<string, unknown>;
}
export interface Correction {
  command: string;
  preset: Record<string, unknown>;
  lock: string[];
  dated: boolean; // the time that it happened is what may be wrong
}

export function correctionOf(event: Told): Correction | null {
  const { data } = event;
  const of = (command: string, subject: string, preset: Record<string, unknown>, dated = false): Correction => ({
    command, dated, lock: [subject, 'corrects', 'what'], preset: { [subject]: data[subject], corrects: event.sequence, ...preset },
  });
  switch (event.type) {
    case 'gate.visit_opened.v1':
    case 'gate.visit_corrected.v1':
      return of('gate.correct_visit', 'visit', { plate: data.plate, direction: data.direction }, true);
    case 'train.train_arrived.v1':
    case 'train.border_reached.v1':
      return of('train.correct_arrival', 'run', { arrived: true }, true);
    case 'train.arrival_corrected.v1':
      // Where it turned out that the train has not arrived, there is no arrival left to correct.
      return data.arrived_at === undefined ? null : of('train.correct_arrival', 'run', { arrived: true }, true);
    case 'container.mass_verified.v1':
      return of('container.correct_fact', 'unit', { what: 'mass', gross_kg: data.gross_kg });
    case 'container.unit_sealed.v1':
      return of('container.correct_fact', 'unit', { what: 'seal' });
    case 'container.unit_placed.v1':
      return (data.to as { kind?: string } | undefined)?.kind === 'truck' ? of('container.correct_fact', 'unit', { what: 'place' }) : null;
    default:
      return null;
  }
}

// What each event that has not been put right yet can be corrected with, by its sequence.
export function correctionsOf(events: Told[]): Map<number, Correction> {
  const done = new Set(events.map((e) => e.data.corrects));
  return new Map(events.filter((e) => !done.has(e.sequence)).flatMap((e) => { const c = correctionOf(e); return c ? [[e.sequence, c] as const] : []; }));
}
