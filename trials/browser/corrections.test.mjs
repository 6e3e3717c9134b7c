// SPDX-License-Identifier: Apache-2.0
// What was recorded wrongly is put right where its events are listed: how a truck came, and a train's arrival.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { caller, people, phone, startBrowser, startPort } from './harness.mjs';

let port;
let browser;
const told = {};
const dialog = (page) => page.locator('.el-dialog:visible');
const fieldOf = (page, label) => dialog(page).locator('.field', { has: page.locator('label', { hasText: new RegExp(`^${label}`) }) });
// What the clock of the port says, as a field of date and time wants it.
const local = (at) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);

before(async () => {
  port = await startPort();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await port?.stop();
});

const as = people('corrections', () => ({ browser, url: port.url }));

// Opens the event in the list and the form of its correction.
async function correct(page, what) {
  const event = page.locator('.events li', { hasText: what }).first();
  await event.locator('summary').click();
  await event.locator('button:has-text("更正")').click();
  await dialog(page).locator('button[type=submit]').waitFor();
}
async function submit(page) {
  await dialog(page).locator('button[type=submit]').click();
  await dialog(page).waitFor({ state: 'hidden' });
}

for (const size of [undefined, phone]) {
  it(`a truck that came an hour earlier, with another plate and to fetch${size ? ', on a phone' : ''}`, async () => {
    const gate = await caller(port.url, 'gate');
    const [wrong, right] = size ? ['川A0C003', '川A0C004'] : ['川A0C001', '川A0C002'];
    const { visit } = (await gate('gate/open-visit', { plate: wrong, direction: 'deliver' })).made;
    await as('gate', async (person, page) => {
      await person.open('/gate');
      await page.locator('.trucks button', { hasText: wrong }).click();
      await page.locator('details summary', { hasText: '事件' }).click();
      await correct(page, '车辆到达');
      await fieldOf(page, '车牌').locator('input').fill(right);
      await fieldOf(page, '方向').locator('.el-select').click();
      await page.locator('.el-select-dropdown__item:visible', { hasText: '提箱' }).click();
      await fieldOf(page, '原因').locator('input, textarea').first().fill('登记有误');
      await dialog(page).locator('input[type=datetime-local]').fill(local(new Date(Date.now() - 3_600_000)));
      await person.shot('corrections-1-visit');
      await submit(page);
      await page.locator('h2.plate', { hasText: right }).waitFor();
      await page.locator('.tag.on', { hasText: '待装箱' }).waitFor();
      await page.locator('.events li', { hasText: '到访更正' }).waitFor();
      await person.whole('corrections-2-visit-corrected');
    }, size ? { size } : {});
    await as('duty', async (person, page) => {
      const row = (await (await page.request.get(`${port.url}/api/v1/gate/visits?visit=${visit}`)).json()).rows[0];
      const minutes = (Date.now() - Date.parse(row.arrived_at)) / 60_000;
      assert.ok(minutes > 58 && minutes < 66, `it came about an hour ago: ${minutes} minutes`);
      const audit = (await (await page.request.get(`${port.url}/api/v1/audit/back-dated?command=gate.correct_visit&sort=-sequence`)).json()).rows;
      assert.equal(audit[0]?.subject, visit, 'what was told late is in the audit');
      assert.equal(audit[0]?.reason, '登记有误');
    });
  });
}

it('another train was meant: this one is under way again', async () => {
  const carrier = await caller(port.url, 'carrier');
  const shipper = await caller(port.url, 'shipper');
  const from = new Date(Date.now() + 60 * 86_400_000).toISOString();
  await carrier('network/schedule-departures', { service: 'LOD-CD', from: from.slice(0, 10), days: 7 }).catch(() => undefined);
  await as('carrier', async (person, page) => {
    const answer = await (await page.request.get(`${port.url}/api/v1/network/departures?service=LOD-CD&departs.min=${from}&state=open&sort=departs&limit=1`)).json();
    told.departure = answer.rows[0].departure;
    const booked = await shipper('booking/request-booking', { departure: told.departure, size_type: '45G1', quantity: 1, gross_kg: 18000, hs_code: '220421', description: '葡萄酒' });
    await shipper('booking/confirm-booking', { booking: booked.made.booking });
    await shipper('booking/assign-units', { booking: booked.made.booking, units: ['LPTU8300015'] });
    const { run } = (await carrier('train/compose-train', { departure: told.departure, wagons: [{ number: '5183001', type: 'SGGRSS80' }] })).made;
    await carrier('train/load-abroad', { run, inspected: true, units: [{ unit: 'LPTU8300015', size_type: '45G1', gross_kg: 18000, seal: 'PL83' }] });
    await carrier('train/depart-train', { run });
    await carrier('train/reach-border', { run });
    await person.open(`/trains/${told.departure}`);
    await page.click('[role=tab]:has-text("运行")');
    await correct(page, '到达口岸');
    await dialog(page).locator('label.switch', { hasText: '本列确已到达' }).locator('.el-switch').click();
    await fieldOf(page, '原因').locator('input, textarea').first().fill('报点错列');
    await person.shot('corrections-3-arrival');
    await submit(page);
    await page.locator('.run .tag', { hasText: '运行中' }).waitFor();
    await page.locator('.events li', { hasText: '到达更正' }).waitFor();
    await person.whole('corrections-4-under-way');
  });
});
