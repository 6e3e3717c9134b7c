// SPDX-License-Identifier: Apache-2.0
// The overview as a duty manager uses it: four parties with their delay, the events behind each number, and time.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { desk, phone, sitDown, startBrowser, startPort } from './harness.mjs';

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
const ready = (page) => page.waitForFunction(() => document.querySelectorAll('.parties .panel li button').length >= 8 && document.querySelector('.mapbox .name'));

for (const [size, scheme] of [[desk, 'light'], [desk, 'dark'], [phone, 'light']]) {
  it(`is whole at ${size.width}, ${scheme}`, async () => {
    const person = await sitDown(browser, port.url, { size, scheme });
    await person.signIn('duty');
   await person.open('/');
    await person.open('/');
    await ready(person.page);
    await person.page.waitForTimeout(600);
    await person.shot('overview-live');
    await person.whole('overview-whole');
    assert.deepEqual(await person.overflow(), []);
    assert.deepEqual(person.troubles, []);
    await person.leave();
  });
}

it('shows the four parties side by side, each with how late and how silent it is, and opens its events', async () => {
  const person = await sitDown(browser, port.url);
  const { page } = person;
  await person.signIn('duty');
  await person.open('/');
  await ready(page);
  assert.deepEqual(await page.locator('.parties h3').allTextContents(), ['铁路场站', '海关', '班列平台', '多式联运中心']);
  for (let i = 0; i < 4; i++) {
    const figures = await page.locator('.parties .panel').nth(i).locator('.figure').allTextContents();
    assert.match(figures[0] ?? '', /^延迟 .*(秒|分|时|天)/);
    assert.match(figures[1] ?? '', /^静默 .*(秒|分|时|天)/);
  }
  await page.locator('.parties .panel').nth(1).locator('.figure').first().click();
  await page.waitForSelector('.el-drawer:visible .events li');
  assert.match(await page.locator('.el-drawer:visible .events .what').first().textContent(), /放行|扣留/);
  await page.keyboard.press('Escape');
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

it('opens the rows behind a number, and the events behind a row', async () => {
  const person = await sitDown(browser, port.url);
  const { page } = person;
  await person.signIn('duty');
  await person.open('/');
  await ready(page);
  const numbers = [page.locator('.mapbox .count'), page.locator('.blocks .number').first(), page.locator('td .number').first()];
  for (const number of numbers) {
    await number.click();
    const drawer = page.locator('.el-drawer:visible');
    await drawer.locator('.rows button').first().waitFor();
    if ((await drawer.locator('.events').count()) === 0) await drawer.locator('.rows button').first().click();
    await drawer.locator('.events li').first().waitFor();
    await page.keyboard.press('Escape');
    await page.waitForSelector('.el-drawer', { state: 'hidden' });
  }
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

it('reaches the trains on the map by keyboard', async () => {
  const person = await sitDown(browser, port.url);
  const { page } = person;
  await person.signIn('duty');
  await person.open('/');
  await ready(page);
  const train = page.locator('.map ul.sr-only button').first();
  const name = (await train.textContent()).trim();
  await train.focus();
  await page.waitForSelector(`.map .tip b:has-text("${name}")`);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`.mapbox .card:has-text("${name}")`);
  await person.shot('overview-train');
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

it('shows the whole port as it was: keyboard, play, and back to live', async () => {
  const person = await sitDown(browser, port.url);
  const { page } = person;
  await person.signIn('duty');
  await person.open('/');
  await ready(page);
  await page.click('.top .tool[title="查看任一时刻的港口"]');
  const facts = () => page.locator('.parties').textContent();
  const live = await facts();
  await page.focus('.slider input[type=range]');
  // Three days back, an hour at a time is not needed: the exact moment is typed.
  for (let i = 0; i < 8; i++) await page.keyboard.press('PageDown');
  // The first look back may fold a part of the journal; the bench measures those behind it.
  await page.waitForFunction(() => document.querySelector('.slider').getAttribute('aria-busy') === 'false', null, { timeout: 60_000 });
  assert.notEqual(await facts(), live);
  // No panel tells what had not happened by then.
  const now = await page.evaluate(async () => {
    const at = new URL(performance.getEntriesByType('resource').map((r) => r.name).filter((n) => n.includes('/liaison/hours') && n.includes('happened_at')).at(-1)).searchParams.get('happened_at');
    const page = await (await fetch(`/api/v1/liaison/hours?limit=200&sort=-hour&happened_at=${at}`)).json();
    return { at, latest: page.rows.flatMap((r) => r.latest.map((f) => f.happened)).sort().at(-1) };
  });
  assert.ok(now.latest <= now.at, `${now.latest} is told at ${now.at}`);
  const moment = () => page.textContent('.slider .when strong');
  const held = await moment();
  await person.shot('overview-past');
  await page.keyboard.press('Space');
  await page.waitForFunction((was) => document.querySelector('.slider .when strong').textContent !== was, held);
  await page.waitForTimeout(2200);
  await page.keyboard.press('Space');
  const paused = await moment();
  await page.waitForTimeout(1500);
  assert.equal(await moment(), paused, 'paused stands still');
  for (const clock of ['记录', '发生']) {
    await page.click(`.clocks button:has-text("${clock}")`);
    await person.settle();
  }
  await page.focus('.slider input[type=range]');
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.querySelector('.side-stands')?.textContent.includes('实时'));
  assert.deepEqual(person.troubles, []);
  await person.leave();
});
