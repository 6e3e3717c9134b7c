// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { legIn, plainWords } from './plain_words';

const style = {
  time: (instant: string) => `[${instant.slice(5, 16)}]`,
  place: (code: string) => ({ CNAKL: '阿拉山口', 'CDQBJ-CNAKL': '青白江 → 阿拉山口' })[code],
  field: (name: string) => ({ gross_kg: '总重' })[name],
};

describe('words of the port', () => {
  it('tell moments in the time that the page uses', () => {
    expect(plainWords('停装：节点 CNAKL，2026-11-29T16:00:00Z 至 2026-11-30T02:30:15.250Z（大雪）。', style)).toBe('停装：节点 阿拉山口，[11-29T16:00] 至 [11-30T02:30]（大雪）。');
  });

  it('name places and leave numbers of trains, units and bookings alone', () => {
    const text = '班次 CD-LOD-20261201，箱 CSQU3054383，订舱 BK0000123，CDQBJ-CNAKL 区段';
    expect(plainWords(text, style)).toBe('班次 CD-LOD-20261201，箱 CSQU3054383，订舱 BK0000123，青白江 → 阿拉山口 区段');
  });

  it('call a field what the form calls it', () => {
    expect(plainWords('缺少字段“gross_kg”。', style)).toBe('缺少字段“总重”。');
    expect(plainWords('缺少字段“other”。', style)).toBe('缺少字段“other”。');
  });
});

describe('the leg of a leg run', () => {
  it('is found in its name', () => {
    expect(legIn('P-CDQBJ-CNAKL-A-20261201', ['CNAKL-KZDOS', 'CDQBJ-CNAKL'])).toBe('CDQBJ-CNAKL');
    expect(legIn('CDQBJ-CNAKL', ['CDQBJ-CNAKL'])).toBe('CDQBJ-CNAKL');
    expect(legIn('CDQBJ', ['CDQBJ-CNAKL'])).toBeUndefined();
  });
});
