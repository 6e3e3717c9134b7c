// SPDX-License-Identifier: Apache-2.0
// Every screen as its user opens it, in Chinese, at a desk and on a phone.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { desk, password, phone, sitDown, startBrowser, startPort } from './harness.mjs';

const screens = [
  { name: 'overview', path: '/', person: 'duty', title: '总览' },
  { name: 'booking', path: '/booking', person: 'shipper', title: '订舱' },
  { name: 'trains', path: '/trains', person: 'carrier', title: '班列' },
  { name: 'trains-tracks', path: '/trains?tab=tracks', person: 'duty', title: '班列', tab: '轨道' },
  { name: 'trains-plans', path: '/trains?tab=plans', person: 'duty', title: '班列', tab: '计划与停限装' },
  { name: 'yard', path: '/yard', person: 'terminal', title: '堆场' },
  { name: 'gate', path: '/gate', person: 'gate', title: '闸口' },
  { name: 'customs', path: '/customs', person: 'customs', title: '关务' },
  { name: 'track', path: '/track', person: 'shipper', title: '追踪' },
  { name: 'indicators', path: '/indicators', person: 'duty', title: '指标' },
  { name: 'data', path: '/data', person: 'duty', title: '数据' },
  { name: 'data-table', path: '/data/container/units', person: 'duty', title: '数据' },
  { name: 'admin', path: '/admin', person: 'admin', title: '系统' },
];

let port;
let browser;
before(async () => {
  port = await startPort();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await port?.stop();
});

// Contrast of every text against what is behind it, by WCAG 2: 4.5 to 1, or 3 to 1 when it is large.
const contrast = () => {
  const read = (text) => {
    const m = /rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)/.exec(text) ?? /color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)/.exec(text);
    if (!m) return null;
    const by = text.startsWith('color') ? 255 : 1;
    return [m[1] * by, m[2] * by, m[3] * by, m[4] === undefined ? 1 : +m[4]];
  };
  const light = ([r, g, b]) => {
    const f = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const behind = (el) => {
    for (let e = el; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.backgroundImage !== 'none') return null;
      const c = read(style.backgroundColor);
      if (c && c[3] > 0.98) return c;
    }
    return [255, 255, 255, 1];
  };
  const found = [];
  const walker = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const el = walker.currentNode.parentElement;
    if (!text || !el || el.closest('.over, svg, :disabled, .sr-only, .is-disabled')) continue;
    const box = el.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const style = getComputedStyle(el);
    const ink = read(style.color);
    const paper = behind(el);
    if (!ink || !paper || style.visibility === 'hidden') continue;
    const [a, b] = [light(ink), light(paper)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push(`“${text.slice(0, 30)}” ${ratio.toFixed(2)}`);
  }
  return [...new Set(found)];
};

for (const size of [desk, phone]) {
  describe(`at ${size.width} wide`, () => {
    for (const screen of screens) {
      it(`${screen.title} (${screen.name}) is whole`, async () => {
        const person = await sitDown(browser, port.url, { size });
        try {
          await person.signIn(screen.person);
          await person.open(screen.path);
          assert.equal((await person.page.textContent('h1')).trim(), screen.title);
          if (screen.tab) assert.equal(await person.page.textContent('[role=tab][aria-selected=true]'), screen.tab);
          await person.page.waitForTimeout(screen.name === 'overview' ? 1500 : 200);
          await person.shot(screen.name);
          assert.deepEqual(await person.overflow(), []);
          assert.deepEqual(await person.page.evaluate(contrast), []);
          assert.deepEqual(person.troubles, []);
        } finally {
          await person.leave();
        }
      });
    }
  });
}

describe('the shell', () => {
  it('shows the sequence and time that it stands at, live', async () => {
    const person = await sitDown(browser, port.url);
    await person.signIn('duty');
    await person.open('/yard');
    await person.page.waitForFunction(() => document.querySelector('.side-stands')?.textContent.includes('实时'));
    assert.match(await person.page.textContent('.side-stands'), /序号\s*[\d,]+/);
    await person.leave();
  });

  it('changes to English without a word of Chinese left in its navigation, and keeps it', async () => {
    const person = await sitDown(browser, port.url);
    await person.signIn('duty');
    await person.open('/');
    await person.page.click('.top .tool:has(.lang)');
    await person.page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Overview');
    await person.page.reload();
    await person.page.waitForSelector('h1');
    assert.equal(await person.page.textContent('h1'), 'Overview');
    assert.doesNotMatch((await person.page.textContent('.side')).replace('陆港', ''), /[\u4e00-\u9fff]/);
    await person.shot('english');
    await person.leave();
  });

  it('is dark when asked, with contrast', async () => {
    const person = await sitDown(browser, port.url, { scheme: 'dark' });
    for (const screen of screens.filter((s) => ['duty', 'carrier', 'terminal'].includes(s.person))) {
      await person.signIn(screen.person);
      await person.open(screen.path);
      await person.shot(screen.name);
      assert.deepEqual(await person.page.evaluate(contrast), [], screen.name);
      await person.context.clearCookies();
      await person.page.evaluate(() => localStorage.clear());
    }
    await person.leave();
  });

  it('has a wall mode with larger type that fits', async () => {
    const person = await sitDown(browser, port.url);
    await person.signIn('duty');
    await person.open('/');
    await person.page.click('.top .tool[title="大屏模式"]');
    await person.settle();
    await person.shot('wall');
    assert.equal(await person.page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '18px');
    assert.deepEqual(await person.overflow(), []);
    assert.equal(await person.page.locator('nav').count(), 0, 'a wall has no navigation');
    assert.deepEqual(await person.page.evaluate(contrast), []);
    for (const [screen, title] of [['班列', '班列'], ['堆场', '堆场']]) {
      await person.page.click(`.wallbar .screens button:has-text("${screen}")`);
      await person.page.waitForSelector(`h1:has-text("${title}")`);
      await person.settle();
      await person.shot(`wall-${screen === '班列' ? 'trains' : 'yard'}`);
      assert.deepEqual(await person.overflow(), []);
    }
    // It goes round by itself: from the yard to the overview.
    await person.page.clock.install();
    await person.page.click('.wallbar button:has-text("轮播")');
    await person.page.clock.runFor(31_000);
    await person.page.waitForSelector('h1:has-text("总览")');
    await person.page.keyboard.press('Escape');
    await person.page.waitForSelector('nav.side');
    assert.deepEqual(person.troubles, []);
    await person.leave();
  });

  it('is reached by keyboard: to the page, through a table, into a row and out', async () => {
    const person = await sitDown(browser, port.url);
    await person.signIn('duty');
    await person.open('/data/network/departures');
    await person.page.focus('.scroll[role=grid]');
    // Tab goes on to the headings: Enter sorts there, and opens no row.
    await person.page.keyboard.press('Tab');
    await person.page.keyboard.press('Enter');
    await person.page.waitForSelector('[role=columnheader][aria-sort=ascending]');
    assert.equal(await person.page.locator('.el-drawer:visible').count(), 0);
    await person.settle();
    await person.page.focus('.scroll[role=grid]');
    await person.page.keyboard.press('ArrowDown');
    await person.page.keyboard.press('Enter');
    await person.page.waitForSelector('.el-drawer .events li');
    await person.page.keyboard.press('Escape');
    await person.page.waitForSelector('.el-drawer', { state: 'hidden' });
    assert.deepEqual(person.troubles, []);
    await person.leave();
  });

  it('tells each time of a train in the zone of its place, and the place by its name', async () => {
    const person = await sitDown(browser, port.url);
    await person.signIn('carrier');
    await person.open('/trains');
    await person.page.fill('.find input', 'VTE-CD');
    await person.page.waitForSelector('.all .row:has-text("VTE-CD"):has-text("UTC+7")');
    await person.page.click('role=tab[name="列车运行"]');
    await person.page.waitForSelector('.all .row:has-text("青白江")');
    assert.deepEqual(await person.overflow(), []);
    assert.deepEqual(person.troubles, []);
    await person.leave();
  });

  it('looks at a past moment, marks it, and comes back', async () => {
    const person = await sitDown(browser, port.url);
    await person.signIn('duty');
    await person.open('/yard');
    await person.page.click('.top .tool[title="查看任一时刻的港口"]');
    await person.page.click('button[title="退后 15 分钟"]');
    await person.page.waitForFunction(() => document.querySelector('.side-stands')?.textContent.includes('历史时刻'));
    await person.settle();
    // The moment is one, to the second, wherever it is told.
    const told = (await person.page.textContent('.slider .when strong')).trim();
    assert.ok((await person.page.textContent('.side-stands')).includes(told), told);
    await person.shot('time-travel');
    await person.page.click('text=回到现在');
    await person.page.waitForFunction(() => document.querySelector('.side-stands')?.textContent.includes('实时'));
    assert.deepEqual(person.troubles, []);
    await person.leave();
  });

  it('refuses a wrong password in words and lets nobody past, and with the right one leads to the page that was asked for', async () => {
    const person = await sitDown(browser, port.url, { allowed: [401] });
    await person.page.goto(`${port.url}/yard`);
    await person.page.waitForSelector('#person');
    await person.shot('sign-in');
    await person.page.fill('#person', 'duty');
    await person.page.fill('#password', 'not this');
    await person.page.press('#password', 'Enter');
    await person.page.waitForSelector('.refusal');
    assert.match(await person.page.textContent('.refusal'), /账号或密码不正确/);
    await person.page.fill('#password', password);
    await person.page.press('#password', 'Enter');
    await person.page.waitForSelector('h1:has-text("堆场")');
    assert.deepEqual(person.troubles, []);
    await person.leave();
  });
});
