// SPDX-License-Identifier: Apache-2.0
// The border: three trains from Lodz stand at the gauge break, and become one of the other gauge at the screen. What
// happened before is told by the parties' own programs.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { caller, people, phone, startBrowser, startPort, unitNumber } from './harness.mjs';

let port;
let browser;
const told = { departures: [], units: [] };

before(async () => {
  port = await startPort();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await port?.stop();
});

const as = people('border', () => ({ browser, url: port.url }));

it('three trains come from Lodz to the gauge break', async () => {
  const carrier = await caller(port.url, 'carrier');
  const shipper = await caller(port.url, 'shipper');
  // Days that the demonstration's world has not filled yet. It may have put some of them on sale already: then the port
  // says so, and they are there.
  const from = new Date(Date.now() + 30 * 86_400_000).toISOString();
  await carrier('network/schedule-departures', { service: 'LOD-CD', from: from.slice(0, 10), days: 14 }).catch(() => undefined);
  await as('carrier', async (person, page) => {
    const answer = await (await page.request.get(`${port.url}/api/v1/network/departures?service=LOD-CD&departs.min=${from}&state=open&sort=departs&limit=3`)).json();
    told.departures = answer.rows.map((r) => r.departure);
  });
  assert.equal(told.departures.length, 3);
  let n = 0;
  for (const [i, departure] of told.departures.entries()) {
    const units = Array.from({ length: 4 }, () => unitNumber(700_000 + ++n));
    told.units.push(units);
    const booked = await shipper('booking/request-booking', { departure, size_type: '45G1', quantity: 4, gross_kg: 18000, hs_code: '220421', description: '葡萄酒' });
    await shipper('booking/confirm-booking', { booking: booked.made.booking });
    await shipper('booking/assign-units', { booking: booked.made.booking, units });
    const wagons = [1, 2].map((w) => ({ number: String(5_100_100 + i * 10 + w), type: 'SGGRSS80' }));
    const run = (await carrier('train/compose-train', { departure, wagons })).made.run;
    await carrier('train/load-abroad', { run, inspected: true, units: units.map((unit, u) => ({ unit, size_type: '45G1', gross_kg: 18000, seal: `PL7${i}${u}` })) });
    await carrier('train/depart-train', { run });
    if (i < 2) await carrier('train/reach-border', { run });
  }
});

it('the carrier sees them stand there and come, looks what it would make of two, and does it', async () => {
  const duty = await caller(port.url, 'duty');
  await duty('container/place-hold', { unit: told.units[0][0], hold: 'seal', forbids: ['move'], reason: '封志破损' });
  await as('carrier', async (person, page) => {
    await person.open('/trains');
    await page.click('[role=tab]:has-text("口岸")');
    await page.waitForSelector(`li.near:has-text("${told.departures[2]}")`);
    for (const departure of told.departures.slice(0, 2)) await page.check(`.choice:has-text("${departure}") input`);
    await page.fill('#border-wagons', '54080122\n54080130\n54080148\n54080155\n54080163\n54080171');
    await page.click('#border-type');
    await page.click('.el-select-dropdown__item:visible:has-text("13-7024")');
    await person.shot('border-1-chosen');
    await page.click('button:has-text("试算")');
    await page.waitForSelector('.preview svg .box');
    assert.match(await page.textContent('.preview'), /2 列变 1 列/);
    assert.match(await page.textContent('.preview'), /被扣留/);
    assert.equal(await page.locator('.preview svg .line').count(), 2);
    await person.whole('border-2-preview');
    await page.click('button.do');
    await page.waitForSelector(`li:has-text("${told.departures[0]}") .tag:has-text("落下的箱")`);
    await person.settle();
    await person.shot('border-3-done');
    await person.open(`/trains/${told.departures[0]}`);
    await page.waitForSelector('.lineage svg .box');
    assert.equal(await page.locator('.lineage svg .line').count(), 2, 'both parents stand before the merged train');
    await page.waitForSelector(`.run:has-text("${told.departures[1]}-2")`);
    await person.whole('border-4-lineage');
  });
});

it('what was left behind goes with the next train', async () => {
  const duty = await caller(port.url, 'duty');
  const carrier = await caller(port.url, 'carrier');
  await duty('container/release-hold', { unit: told.units[0][0], hold: 'seal', reason: '已换封' });
  await carrier('train/reach-border', { run: told.departures[2] });
  await as('duty', async (person, page) => {
    await person.open('/trains?tab=border');
    for (const departure of [told.departures[0], told.departures[2]]) await page.check(`.choice:has-text("${departure}") input`);
    await page.click('[role=tab]:has-text("逐列给车")');
    await page.fill('#border-wagons', '54080205\n\n54080213\n54080221');
    await page.click('#border-type');
    await page.click('.el-select-dropdown__item:visible:has-text("13-7024")');
    await page.click('button:has-text("试算")');
    await page.waitForSelector('.preview svg .box');
    await person.whole('border-5-phone');
    await page.click('button.do');
    await page.waitForSelector('.preview', { state: 'detached' });
    await page.waitForSelector(`li:has-text("${told.departures[0]}") .tag:has-text("落下的箱")`, { state: 'detached' });
  }, { size: phone });
});

it('and in English', () =>
  as('carrier', async (person, page) => {
    await person.open(`/trains/${told.departures[2]}`);
    await page.waitForSelector('.lineage svg .box');
    await page.click('button[title="语言"], .tool:has-text("EN")');
    await page.waitForSelector('h2:has-text("which train became which")');
    await page.waitForSelector('.lineage svg .box');
    await person.whole('border-6-three');
  }));
