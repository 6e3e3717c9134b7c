// SPDX-License-Identifier: Apache-2.0
// A duty manager asks why a figure is what it is, down to the train and its boxes.
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

const card = (person, name) => person.page.locator('.card', { has: person.page.locator('.name', { hasText: new RegExp(`^${name}$`) }) });

it('opens the events of a figure, its train and its boxes', async () => {
  const person = await sitDown(browser, port.url, { size: desk });
  await person.signIn('duty');
  await person.open('/indicators');
  await card(person, '开行列数').click();
  const count = Number((await card(person, '开行列数').locator('.value').textContent()).replace(/[^\d]/g, ''));
  assert.ok(count > 0, 'the demo ran trains this month');
  await person.page.waitForSelector('.detail tbody .btn');
  // Fifty at a time.
  const more = person.page.locator('.detail .more button');
  for (let page = 0; page < 9 && (await more.count()) > 0; page++) await more.click();
  const rows = await person.page.locator('.detail .scroll').last().locator('tbody tr').count();
  assert.equal(rows, count, 'as many rows as the figure says');
  await person.page.click('.published summary');
  assert.match(await person.page.textContent('.published'), /China-Europe/);
  await person.shot('indicators-published');
  await person.page.locator('.detail .scroll').last().locator('.btn').first().click();
  await person.page.waitForSelector('.inside .events li');
  await person.page.waitForSelector('.inside .units a[href^="/track/"]');
  await person.shot('indicators-events');
  await person.page.click('.inside a[href^="/trains/"]');
  await person.page.waitForURL(/\/trains\//);
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

it('tells a corridor, a day and a formula in English, and what is not measured yet', async () => {
  const person = await sitDown(browser, port.url, { size: phone, language: 'en' });
  await person.signIn('admin');
  await person.open('/indicators');
  await card(person, 'Laden rate').click();
  await person.page.locator('.tabs button', { hasText: 'By day' }).click();
  await person.page.waitForFunction(() => /20\d\d-\d\d-\d\d/.test(document.querySelector('.detail header')?.textContent ?? ''));
  assert.match(await person.page.textContent('.card.missing'), /letters of credit/);
  assert.match(await person.page.textContent('.detail .facts'), /Laden TEU \/ TEU carried/);
  await person.shot('indicators-english');
  assert.deepEqual(await person.overflow(), []);
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

it('is not for a shipper', async () => {
  const person = await sitDown(browser, port.url, { allowed: [403] });
  await person.signIn('shipper');
  await person.open('/data');
  assert.equal(await person.page.locator('.side a[href="/indicators"]').count(), 0);
  const status = await person.page.evaluate(async () => (await fetch('/api/v1/indicator/figures')).status);
  assert.equal(status, 403);
  await person.leave();
});
