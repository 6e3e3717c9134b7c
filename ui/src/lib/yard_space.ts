// SPDX-License-Identifier: Apache-2.0
// Where a unit of the yard stands in space, in metres: x east, y up, z south, as the pack draws the blocks. Pure.

export interface SpaceBlock {
  code: string;
  bays: number;
  rows: number;
  tiers: number;
  x_mm: number;
  y_mm: number;
  heading_deg: number;
  slot_length_mm: number;
  slot_width_mm: number;
}
export interface Place {
  block: string;
  bay: number;
  row: number;
  tier: number;
}
export interface Spot {
  x: number;
  y: number; // of its middle
  z: number;
  turn: number; // about the upright, radians
}

// Outside measures of ISO 668; a stack is as high as that many standard boxes and the castings between them.
export const box_width = 2.438;
export const tier_height = 2.62;
const lengths: Record<string, number> = { '2': 6.058, '3': 9.125, '4': 12.192, L: 13.716, M: 14.63 };

// From the size and type code (ISO 6346): its length and height in metres.
export function sizeOf(size_type: string): { length: number; height: number } {
  const high = ['4', '5', '6', 'E', 'F'].includes(size_type[1] ?? '');
  return { length: lengths[size_type[0] ?? ''] ?? 6.058, height: high ? 2.896 : 2.591 };
}

// "A1-03-02-1": block, bay, row, tier. Nothing when it is no position.
export function placeOf(text: string): Place | null {
  const m = /^(.+)-(\d+)-(\d+)-(\d+)$/.exec(text);
  return m ? { block: m[1]!, bay: +m[2]!, row: +m[3]!, tier: +m[4]! } : null;
}

// A point of a block, `along` and `across` it in mm from its corner, on the ground.
export function groundOf(b: SpaceBlock, along: number, across: number): { x: number; z: number } {
  const turn = (b.heading_deg * Math.PI) / 180;
  return { x: (b.x_mm + along * Math.cos(turn) - across * Math.sin(turn)) / 1000, z: -(b.y_mm + along * Math.sin(turn) + across * Math.cos(turn)) / 1000 };
}

// Odd bays are one slot; an even bay is the two slots beside it, for 40 feet.
export function spotOf(b: SpaceBlock, at: Place, height = 2.591): Spot {
  const { x, z } = groundOf(b, (at.bay / 2) * b.slot_length_mm, (at.row - 0.5) * b.slot_width_mm);
  return { x, y: (at.tier - 1) * tier_height + height / 2, z, turn: (b.heading_deg * Math.PI) / 180 };
}
