// SPDX-License-Identifier: Apache-2.0
// A port of its own with demo data, and people at its screens: every console error and failed request is kept.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { answers, freePort, sleep } from '../serving.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shots = join(root, 'build/screenshots');
export const password = 'landport-demo';

function program() {
  const named = [process.env.LANDPORT, join(root, 'build/release/landport'), join(root, 'build/dev/landport')].filter(Boolean);
  const found = named.find((path) => existsSync(path));
  if (!found) throw new Error(`no landport program; looked for ${named.join(', ')}`);
  return found;
}

const serve = (data, port, more) => spawn(program(), ['serve', '--data', data, '--port', String(port), ...more], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
const demo = ['--demo', '--past', '12'];
const past_lives_ms = 15 * 60_000;

// The demo's past is made once for the files of trials that follow each other, and each begins on a copy. It is made anew
// for another program, and when it is so long ago that the port would seem to have stood still.
async function demoPast() {
  const past = join(root, 'build/browser-past');
  const made = join(past, 'made');
  const since = existsSync(made) ? statSync(made).mtimeMs : 0;
  if (since > statSync(program()).mtimeMs && Date.now() - since < past_lives_ms) return past;
  rmSync(past, { recursive: true, force: true });
  const port = await freePort();
  const child = serve(past, port, demo);
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  const end = new Promise((done) => child.once('exit', done));
  const answered = await answers(`http://127.0.0.1:${port}`, 120_000, () => child.exitCode !== null);
  child.kill('SIGINT');
  await end;
  if (!answered) throw new Error(`the demo's past could not be made:\n${said}`);
  writeFileSync(made, '');
  return past;
}

// Starts the port; LANDPORT_URL names one that runs already. With a `pack` it is that place, empty, and `admin` is the
// password of its one person.
export async function startPort({ pack } = {}) {
  if (process.env.LANDPORT_URL && !pack) return { url: process.env.LANDPORT_URL.replace(/\/$/, ''), stop: async () => undefined };
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'landport-browser-'));
  if (!pack) cpSync(await demoPast(), data, { recursive: true });
  const child = serve(data, port, pack ? ['--pack', join(root, 'packs', pack)] : demo);
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  let ended = null;
  const end = new Promise((done) => child.once('exit', (code) => done((ended = code ?? -1))));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGINT');
    await Promise.race([end, sleep(15_000).then(() => child.kill('SIGKILL'))]);
    rmSync(data, { recursive: true, force: true });
  };
  if (await answers(url, 120_000, () => ended !== null)) return { url, stop, admin: () => /password \(shown this once\): (\S+)/.exec(said)?.[1] };
  if (ended !== null) throw new Error(`landport ended with ${ended}:\n${said}`);
  await stop();
  throw new Error(`landport did not answer in two minutes:\n${said}`);
}

export async function startBrowser() {
  mkdirSync(shots, { recursive: true });
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });
}

export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

// A person at a screen. `allowed` are answers that the story means to get (a refusal is an answer, not a failure).
export async function sitDown(browser, url, { size = desk, scheme = 'light', language = 'zh', allowed = [] } = {}) {
  const context = await browser.newContext({
    viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme: scheme, reducedMotion: 'reduce', hasTouch: size.width < 600, isMobile: size.width < 600,
  });
  if (language !== 'zh') await context.addInitScript((chosen) => localStorage.setItem('landport.settings', JSON.stringify({ language: chosen })), language);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const troubles = [];
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = message.text();
    const status = /status of (\d+)/.exec(text)?.[1];
    if (status && allowed.includes(Number(status))) return;
    troubles.push(`console: ${text} (${message.location().url})`);
  });
  page.on('pageerror', (error) => troubles.push(`page: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // What a page that was left had still asked for, and its event stream.
    if (why.includes('ERR_ABORTED')) return;
    troubles.push(`request: ${request.url()} ${why}`);
  });
  page.on('request', (request) => {
    const to = new URL(request.url());
    if (!['data:', 'blob:'].includes(to.protocol) && to.origin !== new URL(url).origin) troubles.push(`outside: ${request.url()}`);
  });
  const person = {
    page,
    context,
    troubles,
    url,
    // Signed in, and on no page yet: the trials of the shell go through the form.
    async signIn(name, word = password) {
      await context.addCookies([{ ...(await session(url, name, word)), url }]);
      await context.addInitScript(() => localStorage.setItem('landport.signed-in', '1'));
    },
    async open(path) {
      await page.goto(`${url}${path}`);
      await page.waitForSelector('h1');
      await person.settle();
    },
    // Until nothing that is loading is left and the stream follows.
    async settle() {
      await page.waitForFunction(() => !document.body.innerText.includes('正在载入…'), null, { timeout: 15_000 });
      await page.waitForTimeout(350);
    },
    async shot(name) {
      await page.screenshot({ path: join(shots, `${name}-${size.width}${scheme === 'dark' ? '-dark' : ''}.png`), fullPage: false });
    },
    async whole(name) {
      await page.screenshot({ path: join(shots, `${name}-${size.width}${scheme === 'dark' ? '-dark' : ''}.png`), fullPage: true });
    },
    // Nothing stands outside the screen from side to side, and no text is cut without a sign of it.
    overflow: () =>
      page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        const found = [];
        if (document.documentElement.scrollWidth > width) found.push(`page is ${document.documentElement.scrollWidth} wide of ${width}`);
        for (const el of document.querySelectorAll('h1, h2, h3, button, .btn, .tag, label, dt')) {
          const box = el.getBoundingClientRect();
          if (!box.width || !box.height || getComputedStyle(el).visibility === 'hidden') continue;
          const style = getComputedStyle(el);
          const scrolls = el.closest('.scroll, .tabs, .train, .wide, [data-scrolls], .over, .sr-only, .skip, .el-popper');
          if (!scrolls && (box.left < -1 || box.right > width + 1)) found.push(`${el.tagName} “${el.textContent.trim().slice(0, 40)}” from ${Math.round(box.left)} to ${Math.round(box.right)} of ${width}`);
          if (style.overflow === 'hidden' && style.textOverflow !== 'ellipsis' && el.scrollWidth > el.clientWidth + 1 && !scrolls) found.push(`${el.tagName} cuts “${el.textContent.trim().slice(0, 40)}”`);
        }
        return found;
      }),
    leave: () => context.close(),
  };
  return person;
}

// The people of a trial: `as(name, work, options)` sits one down, signed in, and has them do `work(person, page)`. At the
// end nothing stands outside the screen and nothing went wrong on the way; a failure keeps the whole page as it was.
// `at` says where: { browser, url }, once they are there.
export const people = (trial, at) => async (name, work, options = {}) => {
  const { browser, url } = at();
  const person = await sitDown(browser, url, options);
  try {
    await person.signIn(name);
    await work(person, person.page);
    assert.deepEqual(await person.overflow(), [], `${name}: nothing stands outside the screen`);
    assert.deepEqual(person.troubles, [], `${name}: nothing went wrong on the way`);
  } catch (error) {
    await person.whole(`failed-${trial}-${name}`).catch(() => undefined);
    throw error;
  } finally {
    await person.leave();
  }
};

// The session cookie of a person, opened once for the trials of a file.
const sessions = new Map();
function session(url, person, word) {
  const key = `${url} ${person}`;
  if (!sessions.has(key)) {
    sessions.set(key, (async () => {
      const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Landport': '1' }, body: JSON.stringify({ person, password: word }) });
      if (!answer.ok) throw new Error(`${person} cannot sign in: ${answer.status}`);
      const [name, value] = answer.headers.get('set-cookie').split(';')[0].split('=');
      return { name, value };
    })());
  }
  return sessions.get(key);
}

// A caller of the API who is signed in.
export async function caller(url, person, word = password) {
  const { name, value } = await session(url, person, word);
  const cookie = `${name}=${value}`;
  return async (path, body) => {
    const reply = await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Landport': '1', cookie }, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };
}

// LPTU and a serial number of six digits with its check digit (ISO 6346: letters count from 10 without the multiples of
// 11, each sign twice the one before), and as the screens write a number.
export function unitNumber(serial) {
  const ten = `LPTU${String(serial).padStart(6, '0')}`;
  const value = (c) => (c <= '9' ? Number(c) : [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].indexOf(c) + 10 + (c > 'A') + (c > 'K') + (c > 'U'));
  const sum = [...ten].reduce((total, c, i) => total + value(c) * 2 ** i, 0);
  return `${ten}${(sum % 11) % 10}`;
}
export const spaced = (unit) => `${unit.slice(0, 4)} ${unit.slice(4, 10)} ${unit.slice(10)}`;
