// SPDX-License-Identifier: Apache-2.0
// Where the units of a wagon that is cut out are set down. Pure.

export interface Standing {
  unit?: string;
  wagon?: string;
  loaded?: boolean;
}

export const loadedOn = (placements: readonly Standing[], wagon: string): string[] => placements.filter((p) => p.wagon === wagon && p.loaded && p.unit).map((p) => p.unit!);
export const plannedOn = (placements: readonly Standing[], wagon: string): string[] => placements.filter((p) => p.wagon === wagon && !p.loaded && p.unit).map((p) => p.unit!);

// "A1-50-03-1" without its tier.
const stackOf = (position: string): string => position.slice(0, Math.max(0, position.lastIndexOf('-')));

// A row for each unit with the best of its positions in a stack that none of the others was given: each needs its own.
export function rowsOf(units: readonly string[], proposed: ReadonlyMap<string, readonly string[]>): { unit: string; position?: string }[] {
  const taken = new Set<string>();
  return units.map((unit) => {
    const position = proposed.get(unit)?.find((p) => !taken.has(stackOf(p)));
    if (position === undefined) return { unit };
    taken.add(stackOf(position));
    return { unit, position };
  });
}
