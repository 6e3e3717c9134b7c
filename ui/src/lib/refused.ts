// SPDX-License-Identifier: Apache-2.0
// The refusals of a batch as people read them: what differs only in the numbers that it names is said once. Pure.
import type { ProblemBody, Refused } from '../api/problem';

export interface RefusedGroup {
  text: string;
  remedy: string;
  indexes: number[];
}
interface Found extends RefusedGroup {
  values: Map<string, Set<string>>;
}
type Words = (zh: string | undefined, en: string | undefined) => string;

const shortest = 4; // of a number that is looked for in a sentence
const listed = 6;

// The sentence with a mark where each detail stands, so that sentences about several units are seen to be the same one.
function pattern(text: string, details: Record<string, string> | undefined): [pattern: string, values: Map<string, string>] {
  const values = new Map<string, string>();
  let out = text;
  for (const [name, value] of Object.entries(details ?? {}).sort((a, b) => b[1].length - a[1].length)) {
    if (typeof value !== 'string' || value.length < shortest || !out.includes(value)) continue;
    out = out.replaceAll(value, `{${name}}`);
    values.set(name, value);
  }
  return [out, values];
}

export function groupRefused(refused: readonly Refused[], words: Words): RefusedGroup[] {
  const groups = new Map<string, Found>();
  for (const { index, problem } of refused) {
    const [text, values] = pattern(words(problem.title_zh, problem.title_en) || problem.title || problem.code || '', problem.details);
    const [remedy, more] = pattern(words(problem.remedy_zh, problem.remedy_en), problem.details);
    const key = `${problem.code}|${text}|${remedy}`;
    const group: Found = groups.get(key) ?? { text, remedy, indexes: [], values: new Map() };
    group.indexes.push(index);
    for (const [name, value] of [...values, ...more]) group.values.set(name, (group.values.get(name) ?? new Set()).add(value));
    groups.set(key, group);
  }
  return [...groups.values()].map((g) => {
    const fill = (text: string) =>
      [...g.values].reduce((out, [name, all]) => {
        const some = [...all].slice(0, listed).join(words('、', ', '));
        return out.replaceAll(`{${name}}`, all.size > listed ? `${some}…` : some);
      }, text);
    return { text: fill(g.text), remedy: fill(g.remedy), indexes: g.indexes };
  });
}

// Whether every one of them is about a unit: then they are counted as units.
export const aboutUnits = (problem: ProblemBody): boolean => Boolean(problem.refusals?.every((r) => /^\/unit\b/.test(r.problem.place ?? '') || r.problem.details?.unit));
