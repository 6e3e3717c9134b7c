// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it, vi } from 'vitest';

const told = (time: string, pace?: number) => new Headers({ 'Landport-Time': time, ...(pace ? { 'Landport-Pace': String(pace) } : {}) });
const wall = Date.parse('2026-11-29T04:00:00Z');

describe("the port's clock", () => {
  beforeEach(() => {
    vi.resetModules();
    vi.useFakeTimers();
    vi.setSystemTime(wall);
  });

  it('is the machine’s until the port has answered', async () => {
    const { portNow } = await import('./port_clock');
    expect(portNow()).toBe(wall);
  });

  it('goes on from what the port said, as fast as the port does', async () => {
    const { clock, hearTime, portNow } = await import('./port_clock');
    hearTime(told('2026-12-01T00:00:00Z', 6), wall);
    expect(new Date(portNow()).toISOString()).toBe('2026-12-01T00:00:00.000Z');
    expect(clock.now).toBe(portNow());
    vi.advanceTimersByTime(10_000);
    expect(new Date(portNow()).toISOString()).toBe('2026-12-01T00:01:00.000Z');
    expect(portNow() - clock.now).toBeLessThan(15_000);
  });

  it('believes the quickest answer of a minute, and any after it', async () => {
    const { hearTime, portNow } = await import('./port_clock');
    hearTime(told('2026-11-29T05:00:00Z'), wall - 200);
    expect(portNow()).toBe(Date.parse('2026-11-29T05:00:00.100Z'));
    hearTime(told('2026-11-29T05:00:05Z'), wall - 8000);
    expect(portNow()).toBe(Date.parse('2026-11-29T05:00:00.100Z'));
    vi.setSystemTime(wall + 61_000);
    hearTime(told('2026-11-29T05:02:00Z'), wall + 61_000 - 2000);
    expect(portNow()).toBe(Date.parse('2026-11-29T05:02:01Z'));
  });

  it('leaves the clock alone when an answer tells no time', async () => {
    const { hearTime, portNow } = await import('./port_clock');
    hearTime(new Headers(), wall);
    expect(portNow()).toBe(wall);
  });
});
