// SPDX-License-Identifier: Apache-2.0
// Milestones of a journey in the order in which they are shown: by when they were, or are expected; of one moment in the
// order in which things are done at a place (in, off, on, out), as the port's own answer to the public page has them.

export interface Told {
  code?: string;
  actual?: string;
  expected?: string;
}

const rank: Record<string, number> = { ARRI: 0, DISC: 1, LOAD: 2, DEPA: 3 };
const when = (m: Told) => Date.parse(m.actual ?? m.expected ?? '');

export const inOrder = (a: Told, b: Told): number => when(a) - when(b) || (rank[a.code ?? ''] ?? 1) - (rank[b.code ?? ''] ?? 1);

// Whether a journey is over: what nobody reported is expected no more.
export const isOver = (state: string | undefined): boolean => state === 'arrived' || state === 'delivered';
