// SPDX-License-Identifier: Apache-2.0
// What got in the way of a person who walked the whole chain, each once more.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { caller, people, phone, startBrowser, startPort } from './harness.mjs';

let port;
let browser;
let booking; // of one 40-foot unit to Lodz, laden, confirmed
before(async () => {
  port = await startPort();
  browser = await startBrowser();
  const carrier = await caller(port.url, 'carrier');
  await carrier('network/schedule-departures', { service: 'CD-LOD', from: new Date().toISOString().slice(0, 10), days: 14 }).catch(() => undefined);
  const shipper = await caller(port.url, 'shipper');
  const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const made = await shipper('booking/request-booking', { departure: `CD-LOD-${day}`, from: 'CDQBJ', to: 'PLLOD', size_type: '45G1', quantity: 1, gross_kg: 22_000, laden: true, hs_code: '854140', description: '光伏组件' });
  booking = made.made.booking;
  await shipper('booking/confirm-booking', { booking });
});
after(async () => {
  await browser?.close();
  await port?.stop();
});
const as = people('walk', () => ({ browser, url: port.url }));
const dialog = (page) => page.locator('.el-dialog:visible');
const field = (page, label) => dialog(page).locator('.field', { hasText: label });
// Numbers by which rows are told apart, of which only a part is seen.
const cut = (page) => page.evaluate(() => [...document.querySelectorAll('.all .row .lead')].filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.textContent));
const sideways = (page) => page.evaluate(() => [...document.querySelectorAll('.scroll[role=grid]')].map((e) => e.scrollWidth - e.clientWidth));

it('a refusal about one item of a list stands at the list, and a wrong digit is told before it is sent', () =>
  as('shipper', async (person, page) => {
    await person.open(`/booking/${booking}`);
    await page.click('.call button:has-text("指定箱号")');
    await dialog(page).locator('textarea').fill('CSQU3054384');
    await dialog(page).locator('textarea').blur();
    assert.match(await dialog(page).locator('.field-note').textContent(), /CSQU3054384/);
    await dialog(page).locator('button[type=submit]').click();
    await dialog(page).locator('.field-error').waitFor();
    assert.match(await dialog(page).locator('.field-error').textContent(), /CSQU3054384.*应为 3。/);
  }, { allowed: [422] }));

it('the form that changes a booking begins with what it is', () =>
  as('shipper', async (person, page) => {
    await person.open(`/booking/${booking}`);
    await page.click('button:has-text("变更订舱")');
    assert.equal(await field(page, '单箱总重').locator('input').inputValue(), '22000');
    assert.equal(await field(page, '品名').locator('input').inputValue(), '光伏组件');
    assert.equal(await field(page, '重箱').locator('input').isChecked(), true);
  }));

it('an appointment is chosen among the hours that have room, on a phone too', () =>
  as('shipper', async (person, page) => {
    await person.open(`/booking/${booking}`);
    await page.click('button:has-text("预约")');
    await field(page, '时段').locator('.el-select').click();
    await page.waitForSelector('.el-select-dropdown__item:visible:has-text("余")');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await field(page, '车牌').locator('input').fill('川A7K392');
    await person.shot('walk-appointment');
    await dialog(page).locator('button[type=submit]').click();
    await page.waitForSelector('.done-note');
    assert.deepEqual(await person.overflow(), []);
  }, { size: phone }));

it('rows are found by the name of a place, and tables of runs and bookings fit a desk', () =>
  as('duty', async (person, page) => {
    await person.open('/trains');
    await page.click('role=tab[name="列车运行"]');
    await person.settle();
    assert.deepEqual(await sideways(page), [0]);
    assert.deepEqual(await cut(page), []);
    const all = await page.locator('.all .row').count();
    await page.fill('.find input', '罗兹');
    await page.waitForFunction((n) => document.querySelectorAll('.all .row').length < n, all);
    const rows = await page.locator('.all .row').allTextContents();
    assert.ok(rows.length > 0 && rows.every((r) => r.includes('罗兹') || r.includes('LOD')), rows.join('\n'));
    await person.shot('walk-runs-lodz');
    await person.open('/booking');
    assert.equal(await page.locator('[role=tab][aria-selected=true]').textContent(), '全部订舱');
    assert.deepEqual(await sideways(page), [0]);
    assert.deepEqual(await cut(page), []);
    await person.shot('walk-bookings');
  }));

it('the table of one\'s own bookings fits a desk too, with its prices', () =>
  as('shipper', async (person, page) => {
    await person.open('/booking');
    await page.click('role=tab[name="我的订舱"]');
    await page.waitForSelector('.all .row:has-text("CNY")');
    assert.deepEqual(await sideways(page), [0]);
    assert.deepEqual(await cut(page), []);
    await person.shot('walk-own-bookings');
  }));

it('what differs at the gate is told in words', async () => {
  const shipper = await caller(port.url, 'shipper');
  await shipper('booking/assign-units', { booking, units: ['CSQU3054383'] });
  const gate = await caller(port.url, 'gate');
  await gate('gate/admit-unit', { unit: 'CSQU3054383', plate: '川B00001', size_type: '45G1', full: true, gross_kg: 15_000, condition: 'sound' });
  await as('gate', async (person, page) => {
    await person.open('/gate');
    await page.click('.trucks button:has-text("川B00001")');
    await page.waitForSelector('.flag');
    assert.match(await page.textContent('.flag'), /CSQU 305438 3 无封、重量与申报不同/);
  }, { size: phone });
});
