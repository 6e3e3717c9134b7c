// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { aboutUnits, groupRefused } from './refused';

const english = (_: string | undefined, en: string | undefined) => en ?? '';
const under = (index: number, above: string) => ({
  index,
  problem: { status: 409, code: 'yard.under_another', place: '/unit', title_zh: `上面还压着箱 ${above}`, title_en: `Unit ${above} stands on it`, remedy_zh: '请先移开。', remedy_en: 'Move it first.', details: { above } },
});

describe('the refusals of a batch', () => {
  it('that say the same of several units are said once, with the numbers together', () => {
    const groups = groupRefused([under(2, 'CRXU2256941'), under(6, 'TGLU6214284')], english);
    expect(groups).toEqual([{ text: 'Unit CRXU2256941, TGLU6214284 stands on it', remedy: 'Move it first.', indexes: [2, 6] }]);
  });
  it('name six at most', () => {
    const many = Array.from({ length: 9 }, (_, i) => under(i, `CRXU225694${i}`));
    expect(groupRefused(many, english)[0]!.text).toMatch(/CRXU2256945… stands/);
  });
  it('that say other things stand apart, and a title alone is better than nothing', () => {
    const groups = groupRefused([under(0, 'CRXU2256941'), { index: 1, problem: { status: 409, title: 'No' } }], english);
    expect(groups.map((g) => [g.text, g.indexes])).toEqual([['Unit CRXU2256941 stands on it', [0]], ['No', [1]]]);
  });
  it('are counted as units only when all are about one', () => {
    expect(aboutUnits({ status: 422, refusals: [under(0, 'CRXU2256941')] })).toBe(true);
    expect(aboutUnits({ status: 422, refusals: [under(0, 'CRXU2256941'), { index: 1, problem: { status: 409, place: '/number' } }] })).toBe(false);
    expect(aboutUnits({ status: 422 })).toBe(false);
  });
});
