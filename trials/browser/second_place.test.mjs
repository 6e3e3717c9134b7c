// SPDX-License-Identifier: Apache-2.0
// Another place on the same screens: a dry port in Kenya, from its pack alone, started as a stranger would start it.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sleep } from '../serving.mjs';
import { caller, desk, password, people, phone, sitDown, startBrowser, startPort } from './harness.mjs';

const units = ['CSQU3054383', 'TRHU4307252'];
const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
let port;
let browser;
let given_up; // a booking that was cancelled

// The password stands in what the program says, which may come after its first answer.
async function adminWord() {
  for (const until = Date.now() + 15_000; Date.now() < until; await sleep(50)) if (port.admin()) return port.admin();
  throw new Error('the port did not say the password of its administrator');
}

before(async () => {
  port = await startPort({ pack: 'naivasha' });
  browser = await startBrowser();
  const admin = await caller(port.url, 'admin', await adminWord());
  for (const [code, name_en, kind] of [['KR', 'Kenya Railways', 'carrier'], ['FWD', 'Rift Forwarding', 'forwarder']])
    await admin('admin/organisations', { code, name_zh: name_en, name_en, kind });
  for (const [account, org, roles] of [['duty', 'PORT', ['duty', 'terminal', 'gate']], ['rail', 'KR', ['carrier']], ['amina', 'FWD', ['shipper']]])
    await admin('admin/people', { account, org, password, roles, language: 'zh' });
  const duty = await caller(port.url, 'duty');
  const rail = await caller(port.url, 'rail');
  const shipper = await caller(port.url, 'amina');
  // The metre gauge train to Kisumu and Kampala, and the one from Mombasa that becomes one of the metre gauge here.
  for (const service of ['MBA-NVS', 'NVS-MBA', 'NVS-KLA', 'KLA-NVS', 'MBA-KLA', 'NVS-KIS']) await rail('network/schedule-departures', { service, from: day(1), days: 8 });
  const departure = `NVS-MBA-${day(4).replaceAll('-', '')}`;
  const booked = await shipper('booking/request-booking', { departure, size_type: '22G1', quantity: 2, gross_kg: 18000, hs_code: '090240', description: '红茶' });
  const booking = booked.made.booking;
  await shipper('booking/confirm-booking', { booking });
  await shipper('booking/assign-units', { booking, units });
  given_up = (await shipper('booking/request-booking', { departure, size_type: '22G1', quantity: 1, gross_kg: 18000, hs_code: '090240', description: '红茶' })).made.booking;
  await shipper('booking/confirm-booking', { booking: given_up });
  await shipper('booking/cancel-booking', { booking: given_up, reason: '货未备齐' });
  for (const unit of units) {
    await shipper('container/register-unit', { unit, size_type: '22G1', tare_kg: 2200, owner: 'FWD' });
    await shipper('container/verify-mass', { unit, gross_kg: 18000, method: 'SM2', by: 'scales' });
    const visit = (await duty('gate/open-visit', { plate: `KDA-${unit.slice(7, 10)}`, direction: 'deliver', lane: 'IN1' })).made.visit;
    await duty('gate/admit-unit', { unit, visit, gross_kg: 18000, seal: 'KE-1' });
    const at = await duty('yard/order-move', { unit, position: unit === units[0] ? 'B1-01-01-1' : 'B1-01-02-1' });
    await duty('yard/complete-work', { work: at.made.work });
  }
  const run = (await rail('train/compose-train', { departure, wagons: [{ number: '5000011', type: 'KE-FLAT' }] })).made.run;
  await rail('train/propose-plan', { run, units });
});
after(async () => {
  await browser?.close();
  await port?.stop();
});

const as = people('second-place', () => ({ browser, url: port.url }));
const foreign = /青白江|成都|Qingbaijiang|Chengdu|CNY/;

for (const size of [desk, phone]) {
  it(`its screens know their own place and no other (${size.width} wide)`, async () => {
    await as('duty', async (person, page) => {
      for (const [path, word] of [['/', '蒙巴萨'], ['/yard', '在场 2 箱'], ['/trains', '奈瓦沙'], ['/gate', 'KDA'], ['/indicators', '列']]) {
        await person.open(path);
        await page.waitForFunction((w) => document.body.innerText.includes(w), word, { timeout: 20_000 });
        await person.shot(`second-place-${path.slice(1) || 'overview'}`);
        assert.doesNotMatch(await page.innerText('body'), foreign, path);
        assert.deepEqual(await person.overflow(), [], `${path}: nothing stands outside the screen`);
      }
    }, { size });
  });
}

it('the door says whose it is, and times are those of its clock', async () => {
  const person = await sitDown(browser, port.url, {});
  try {
    await person.page.goto(`${port.url}/sign-in`);
    await person.page.waitForSelector('text=奈瓦沙内陆集装箱港');
    await person.shot('second-place-door');
    const place = await (await fetch(`${port.url}/api/v1/network/place`)).json();
    assert.equal(place.time_zone, 'Africa/Nairobi');
    assert.deepEqual(person.troubles, []);
  } finally {
    await person.leave();
  }
});

it('prices are in dollars and fees in shillings, each named', async () => {
  await as('amina', async (person, page) => {
    await person.open(`/booking/${given_up}`);
    await page.waitForFunction(() => /USD 255/.test(document.body.innerText) && /KES 5,000/.test(document.body.innerText), null, { timeout: 20_000 });
    await person.shot('second-place-booking');
    assert.doesNotMatch(await page.innerText('body'), foreign);
  });
});
