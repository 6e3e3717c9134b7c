// SPDX-License-Identifier: Apache-2.0
// Places of the network to choose from, found by their names in both languages and by their codes. Pure.
import type { Choice } from '../components/FieldInput.vue';

interface Named {
  code: string;
  name_zh: string;
  name_en: string;
}
interface Way {
  code: string;
  from: string;
  to: string;
}
type Names = ReadonlyMap<string, Named>;

const both = (...named: (Named | undefined)[]) => named.map((n) => (n ? `${n.name_zh} ${n.name_en}` : '')).join(' ');
const called = (n: Named, zh: boolean) => (zh ? n.name_zh : n.name_en);
const inOrder = (list: Choice[], lang: string) => list.sort((a, b) => a.label.localeCompare(b.label, lang));

export const namedChoices = (list: Iterable<Named>, zh: boolean): Choice[] =>
  inOrder([...list].map((n) => ({ value: n.code, label: called(n, zh), note: n.code, seek: both(n) })), zh ? 'zh' : 'en');

export const wayChoices = (list: Iterable<Way>, nodes: Names, zh: boolean): Choice[] => {
  const end = (code: string) => {
    const n = nodes.get(code);
    return n ? called(n, zh) : code;
  };
  return inOrder([...list].map((l) => ({ value: l.code, label: `${end(l.from)} → ${end(l.to)}`, note: l.code, seek: both(nodes.get(l.from), nodes.get(l.to)) })), zh ? 'zh' : 'en');
};
