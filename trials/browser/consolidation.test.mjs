// SPDX-License-Identifier: Apache-2.0
// Consolidation at a hub: a train from Lodz stands at Malaszewicze, units that end there leave it and units that are
// booked from there join it, judged while they are chosen. What happened before is told by the parties' own programs.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { caller, people, phone, spaced, startBrowser, startPort, unitNumber } from './harness.mjs';

let port;
let browser;
const told = {};
const run = (page) => page.locator('.choice', { hasText: told.run });

before(async () => {
  port = await startPort();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await port?.stop();
});

// A try that the rules refuse is an answer.
const trying = { allowed: [409, 422] };
const sit = people('consolidation', () => ({ browser, url: port.url }));
const as = (name, work, options = {}) => sit(name, work, { ...trying, ...options });

it('a train from Lodz stands at the hub, with units that end there and units that go on', async () => {
  const carrier = await caller(port.url, 'carrier');
  const shipper = await caller(port.url, 'shipper');
  const from = new Date(Date.now() + 45 * 86_400_000).toISOString();
  await carrier('network/schedule-departures', { service: 'LOD-CD', from: from.slice(0, 10), days: 7 }).catch(() => undefined);
  await as('carrier', async (person, page) => {
    const answer = await (await page.request.get(`${port.url}/api/v1/network/departures?service=LOD-CD&departs.min=${from}&state=open&sort=departs&limit=1`)).json();
    told.departure = answer.rows[0].departure;
  });
  let n = 0;
  const book = async (of, to) => {
    const units = [unitNumber(810_000 + ++n), unitNumber(810_000 + ++n)];
    const booked = await shipper('booking/request-booking', { departure: told.departure, from: of, to, size_type: '45G1', quantity: 2, gross_kg: 18000, hs_code: '220421', description: '葡萄酒' });
    await shipper('booking/confirm-booking', { booking: booked.made.booking });
    await shipper('booking/assign-units', { booking: booked.made.booking, units });
    return units;
  };
  told.end = await book('PLLOD', 'PLMAA');
  told.further = await book('PLLOD', 'CDQBJ');
  told.join = await book('PLMAA', 'CDQBJ');
  const wagons = [1, 2].map((w) => ({ number: String(5_180_100 + w), type: 'SGGRSS80' }));
  told.run = (await carrier('train/compose-train', { departure: told.departure, wagons })).made.run;
  const units = [...told.end, ...told.further].map((unit, i) => ({ unit, size_type: '45G1', gross_kg: 18000, seal: `PL9${i}` }));
  await carrier('train/load-abroad', { run: told.run, inspected: true, units });
  await carrier('train/depart-train', { run: told.run });
});

it('the carrier sees it come, and it is chosen once it stands there', () =>
  as('carrier', async (person, page) => {
    const carrier = await caller(port.url, 'carrier');
    await person.open('/trains?tab=hubs');
    await page.locator('[data-hub=PLMAA] summary').click();
    await page.locator('[data-hub=PLMAA] li', { hasText: told.run }).waitFor();
    assert.equal(await run(page).count(), 0, 'a train that is under way is not chosen');
    await carrier('train/report-running', { run: told.run, node: 'PLMAA', what: 'arrived' });
    await run(page).locator('input').check();
    await page.locator('.drop li').nth(3).waitFor();
    await person.settle();
    await person.shot('consolidation-1-chosen');
  }));

it('units that end there leave it; one that goes further needs a reason, and the page says so while it is chosen', () =>
  as('carrier', async (person, page) => {
    await person.open('/trains?tab=hubs');
    await run(page).locator('input').check();
    const unit = (u) => page.locator('.drop li', { hasText: spaced(u) });
    await unit(told.further[0]).locator('input').check();
    await page.locator('.drop .refusal').waitFor();
    assert.ok(await page.locator('.drop button[type=submit]').isDisabled(), 'what the port would refuse cannot be pressed');
    await page.fill('#hub-reason', '封志破损');
    await page.locator('.drop .tag:has-text("核验通过")').waitFor();
    await person.shot('consolidation-2-reason');
    await unit(told.further[0]).locator('input').uncheck();
    await page.click('.drop button:has-text("选全部到站箱")');
    await page.locator('.drop .tag:has-text("核验通过")').waitFor();
    await page.click('.drop button[type=submit]');
    await page.locator(`[data-move="${told.end[0]}"]`, { hasText: '卸下' }).waitFor();
    await page.locator(`[data-move="${told.end[1]}"]`, { hasText: '卸下' }).waitFor();
    await unit(told.end[0]).waitFor({ state: 'detached' });
    await person.whole('consolidation-3-dropped');
  }));

it('units that are booked from there join it: the list is judged as it is written, and says where each would stand', () =>
  as('duty', async (person, page) => {
    await person.open('/trains?tab=hubs');
    await run(page).locator('input').check();
    await page.fill('#hub-list', `${told.further[0]} 18000`);
    await page.locator('.add .refusal').waitFor();
    await page.fill('#hub-list', `${told.join[0]} 99000 45G1`);
    await page.locator('.add .refusal:has-text("千克")').waitFor();
    await page.fill('#hub-list', 'LPTU 18000');
    await page.locator('.add .field-error').waitFor();
    await page.fill('#hub-list', '');
    for (const u of told.join) await page.locator(`[data-booked="${u}"] button`).click();
    await page.locator('.would li', { hasText: spaced(told.join[1]) }).waitFor();
    assert.equal(await page.locator('.would li').count(), 2);
    await person.whole('consolidation-4-judged');
    await page.click('.add button[type=submit]');
    for (const u of told.join) await page.locator(`[data-move="${u}"]`, { hasText: '加装' }).waitFor();
    await page.locator('.drop li', { hasText: spaced(told.join[0]) }).waitFor();
    await person.whole('consolidation-5-joined');
  }));

it('its own page says who joined and left on the way, and leads back; in English too', () =>
  as('carrier', async (person, page) => {
    await person.open(`/trains/${told.departure}`);
    await page.click('[role=tab]:has-text("运行")');
    await page.locator(`[data-move="${told.join[0]}"]`).waitFor();
    assert.equal(await page.locator('[data-move]').count(), 4);
    await person.whole('consolidation-6-run');
    await page.click('a:has-text("集拼集运")');
    await page.click('button[title="语言"], .tool:has-text("EN")');
    await run(page).locator('input').check();
    await page.locator('h2:has-text("Joined and dropped on the way")').waitFor();
    await person.whole('consolidation-7-english');
  }));

it('the same on a phone, in the dark', () =>
  as('duty', async (person, page) => {
    await person.open('/trains?tab=hubs');
    await run(page).locator('input').check();
    await page.locator(`[data-move="${told.end[0]}"]`).waitFor();
    await person.whole('consolidation-8-phone');
  }, { size: phone, scheme: 'dark' }));
