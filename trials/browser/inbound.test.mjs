// SPDX-License-Identifier: Apache-2.0
// A train from abroad: stripped by the yard at its screen, a box fetched at the gate by phone, the empty brought back
// into the pool. What happens abroad is told by the parties' own programs.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { caller, people, phone, startBrowser, startPort } from './harness.mjs';

const units = ['CSQU3054383', 'TRHU4307252'];
let port;
let browser;
const told = {};

before(async () => {
  port = await startPort();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await port?.stop();
});

const as = people('inbound', () => ({ browser, url: port.url }));

it('two boxes come from Lodz by train', async () => {
  const carrier = await caller(port.url, 'carrier');
  const shipper = await caller(port.url, 'shipper');
  // The first day from the fifth on which the service leaves; the demo may have put it on sale already.
  const christmas = (d) => d.getUTCMonth() === 11 && [25, 26].includes(d.getUTCDate()); // the calendar drops them
  const days = [4, 5, 6, 7, 8, 9].map((n) => new Date(Date.now() + n * 86_400_000)).filter((d) => [0, 1, 3, 5].includes(d.getUTCDay()) && !christmas(d));
  const from = days[0].toISOString().slice(0, 10);
  await carrier('network/schedule-departures', { service: 'LOD-CD', from, days: 1 });
  told.departure = `LOD-CD-${from.replaceAll('-', '')}`;
  const booked = await shipper('booking/request-booking', { departure: told.departure, size_type: '45G1', quantity: 2, gross_kg: 18000, hs_code: '220421', description: '葡萄酒' });
  told.booking = booked.made.booking;
  await shipper('booking/confirm-booking', { booking: told.booking });
  await shipper('booking/assign-units', { booking: told.booking, units });
  const run = (await carrier('train/compose-train', { departure: told.departure, wagons: [{ number: '5100001', type: 'SGGRSS80' }] })).made.run;
  await carrier('train/load-abroad', { run, inspected: true, units: units.map((unit, i) => ({ unit, size_type: '45G1', gross_kg: 18000, seal: `PL88${i}` })) });
  const types = ['', '13-7024', 'X70', 'X70'];
  let at = run;
  await carrier('train/depart-train', { run: at });
  for (let n = 2; n <= 3; n++) {
    await carrier('train/reach-border', { run: at });
    const wagons = n === 2 ? [{ number: '5100011', type: types[1] }] : [{ number: '5100021', type: types[2] }, { number: '5100022', type: types[3] }];
    const next = (await carrier('train/transfer-units', { run: at, wagons })).made.run;
    for (const w of wagons) await carrier('train/pass-inspection', { run: next, number: w.number });
    await carrier('train/depart-train', { run: next });
    at = next;
  }
  await carrier('train/arrive-train', { run: at });
  told.run = at;
});

it('the yard orders the whole train off, and the machines do it', () =>
  as('terminal', async (person, page) => {
    await person.open('/yard');
    await page.click('[role=tab]:has-text("卸车")');
    // Other trains may have arrived before it.
    await page.click(`button:has-text("${told.run}")`);
    await page.waitForSelector(`h2:has-text("${told.run}")`);
    await person.shot('inbound-1-strip');
    await page.click('button:has-text("下达全部（2）")');
    await page.waitForSelector('text=将卸至');
    await person.settle();
    await person.shot('inbound-2-ordered');
    await page.click('[role=tab]:has-text("作业队列")');
    for (const _ of units) {
      await page.locator('li', { hasText: told.run }).locator('button:has-text("开始")').first().click();
      await page.locator('li.started', { hasText: told.run }).locator('button:has-text("完成")').first().click();
      await page.waitForTimeout(700);
    }
    await person.open(`/trains/${told.departure}`);
    await page.waitForSelector('text=已卸 2 / 2 箱');
    await person.shot('inbound-3-stripped');
  }));

it('the gate lets a box go by phone once customs has released it', async () => {
  const shipper = await caller(port.url, 'shipper');
  const terminal = await caller(port.url, 'terminal');
  const customs = await caller(port.url, 'customs');
  const gate = await caller(port.url, 'gate');
  const announced = await shipper('gate/book-appointment', { booking: told.booking, direction: 'pick_up', hour: new Date().toISOString(), plate: '川A8P210', unit: units[0] });
  told.visit = (await gate('gate/open-visit', { plate: '川A8P210', direction: 'pick_up', appointment: announced.made.appointment })).made.visit;
  await as('gate', async (person, page) => {
    await person.open('/gate');
    await page.click('.trucks button:has-text("川A8P210")');
    await page.waitForSelector('.check >> text=没有进口放行');
    await page.waitForSelector('.check >> text=免费');
    await person.whole('inbound-4-to-load');
  }, { size: phone });
  const work = await terminal('yard/order-move', { unit: units[0], visit: told.visit });
  await terminal('yard/complete-work', { work: work.made.work });
  await as('gate', async (person, page) => {
    await person.open('/gate');
    await page.click(`.trucks button:has-text("川A8P210")`);
    await page.waitForSelector('text=没有进口放行');
    await person.shot('inbound-5-not-released');
    await customs('customs/record-release', { unit: units[0], purpose: 'import', reference: 'I20261124' });
    await page.click('button:has-text("交接单")');
    await page.waitForSelector('.slip >> text=PL880');
    await person.shot('inbound-6-slip');
    await page.click('.el-dialog:visible button:has-text("完成")');
    await page.click('.truck button.main.large');
    await page.waitForSelector('.truck button.main:has-text("离开")');
  }, { size: phone });
});

it('the empty comes back and joins the pool', async () => {
  const gate = await caller(port.url, 'gate');
  const terminal = await caller(port.url, 'terminal');
  const back = await gate('gate/admit-unit', { unit: units[0], plate: '川A8P210', full: false });
  assert.ok(back.made.visit);
  await as('terminal', async (person, page) => {
    const get = async (path) => (await page.request.get(`${port.url}/api/v1/${path}`)).json();
    const best = (await get(`yard/positions?unit=${units[0]}&limit=1`)).positions[0].position;
    const work = await terminal('yard/order-move', { unit: units[0], position: best });
    await terminal('yard/complete-work', { work: work.made.work });
    await terminal('pool/take-in', { unit: units[0], owner: 'CRCT' });
    await person.open('/yard');
    await page.click('[role=tab]:has-text("空箱池")');
    await page.waitForSelector('text=CRCT');
    await person.shot('inbound-7-pool');
  });
});

it('what was told late is on the list of back-dating', async () => {
  await as('duty', async (person, page) => {
    const earlier = new Date(Date.now() - 3 * 3_600_000).toISOString();
    const answer = await page.request.post(`${port.url}/api/v1/container/place-hold?happened_at=${earlier}`, { headers: { 'X-Landport': '1' }, data: { unit: units[1], hold: 'paper', forbids: ['gate_out'], reason: '夜间断网，纸面记录', keeper: 'duty' } });
    assert.ok(answer.ok(), await answer.text());
    await person.open('/admin');
    await page.click('[role=tab]:has-text("补录审计")');
    await page.waitForSelector('text=夜间断网');
    await person.shot('inbound-8-back-dating');
  });
});
