// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { placeOf, sizeOf, spotOf, type SpaceBlock } from './yard_space';

const block: SpaceBlock = { code: 'A1', bays: 30, rows: 6, tiers: 4, x_mm: 20_000, y_mm: 40_000, heading_deg: 0, slot_length_mm: 6500, slot_width_mm: 2900 };

describe('the yard in space', () => {
  it('reads positions as they are written', () => {
    expect(placeOf('A1-03-02-1')).toEqual({ block: 'A1', bay: 3, row: 2, tier: 1 });
    expect(placeOf('train')).toBeNull();
  });
  it('puts 20 feet in the middle of a slot, and 40 feet between its two', () => {
    expect(spotOf(block, { block: 'A1', bay: 1, row: 1, tier: 1 })).toMatchObject({ x: 23.25, z: -41.45 });
    expect(spotOf(block, { block: 'A1', bay: 3, row: 1, tier: 1 }).x).toBeCloseTo(29.75);
    expect(spotOf(block, { block: 'A1', bay: 2, row: 1, tier: 1 }).x).toBeCloseTo(26.5);
  });
  it('stands each tier on the one below it', () => {
    const tier = (n: number) => spotOf(block, { block: 'A1', bay: 1, row: 1, tier: n }).y;
    expect(tier(1)).toBeCloseTo(1.2955);
    expect(tier(3) - tier(2)).toBeCloseTo(2.62);
  });
  it('turns with its block', () => {
    const turned = spotOf({ ...block, heading_deg: 90 }, { block: 'A1', bay: 1, row: 1, tier: 1 });
    expect(turned.x).toBeCloseTo(18.55);
    expect(turned.z).toBeCloseTo(-43.25);
  });
  it('knows lengths and heights from the code', () => {
    expect(sizeOf('22G1')).toEqual({ length: 6.058, height: 2.591 });
    expect(sizeOf('45G1')).toEqual({ length: 12.192, height: 2.896 });
    expect(sizeOf('L5R1').length).toBeCloseTo(13.716);
  });
});
