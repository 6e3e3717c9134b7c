// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import en from './en';
import zh from './zh';

type Tree = { [key: string]: string | Tree };
function leaves(tree: Tree, at = ''): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') out.set(at + key, value);
    else for (const [k, v] of leaves(value, `${at}${key}.`)) out.set(k, v);
  }
  return out;
}
const chinese = leaves(zh as Tree);
const english = leaves(en as Tree);
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(root, { recursive: true })
  .map(String)
  .filter((f) => /\.(vue|ts)$/.test(f) && !f.includes('i18n') && !f.endsWith('.test.ts') && !f.endsWith('.d.ts'))
  .map((f) => ({ file: f, text: readFileSync(`${root}/${f}`, 'utf8') }));

describe('the catalogues', () => {
  it('have the same keys', () => expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort()));
  it('leave nothing empty', () => {
    for (const [key, text] of [...chinese, ...english]) expect(text.trim(), key).not.toBe('');
  });
  it('fill the same names', () => {
    // English has a form for one and a form for many; each fills what the Chinese does.
    for (const [key, text] of chinese) for (const form of (english.get(key) ?? '').split(' | ')) expect(names(form), key).toEqual(names(text));
  });
  it('have no English sentence in Chinese and no Chinese in English', () => {
    for (const [key, text] of english) if (key !== 'shell.language') expect(/[\u4e00-\u9fff]/.test(text), key).toBe(false);
    for (const [key, text] of chinese) expect(/[\u4e00-\u9fff]|^[A-Z0-9 /·:{}%.-]+$/.test(text), key).toBe(true);
  });
  it('have every key that a page names', () => {
    for (const { file, text } of sources) {
      for (const [, key] of text.matchAll(/\bt\(\s*'([a-zA-Z0-9_.]+)'/g)) expect(chinese.has(key!), `${file}: ${key}`).toBe(true);
    }
  });
  it('hold every Chinese word of the pages', () => {
    for (const { file, text } of sources) {
      const bare = text.replace(/<!--[\s\S]*?-->|\/\/.*|\/\*[\s\S]*?\*\//g, '').replaceAll('陆港', '').replaceAll('中文', '').replaceAll("'中'", '');
      const found = [...bare.matchAll(/[\u4e00-\u9fff]+/g)].map((m) => m[0]);
      if (!['lib/format.ts', 'state/settings.ts'].includes(file)) expect(found, file).toEqual([]);
    }
  });
});
