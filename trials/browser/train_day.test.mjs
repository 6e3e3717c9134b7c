// SPDX-License-Identifier: Apache-2.0
// The train's day at its screens: the railway's plan, an embargo and whom it meets, a train on a track, a bad-order
// wagon cut out; and the same on a phone.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { caller, people, phone, startBrowser, startPort } from './harness.mjs';

let port;
let browser;
const told = {};
const dialog = (page) => page.locator('.el-dialog:visible');
const fieldOf = (page, label) => dialog(page).locator('.field', { has: page.locator('label', { hasText: new RegExp(`^${label}`) }) });
const inDialog = (page, label) => fieldOf(page, label).locator('input, textarea').first();
async function choose(page, label, option) {
  await fieldOf(page, label).locator('.el-select').click();
  await page.locator('.el-select-dropdown__item:visible', { hasText: option }).first().click();
}

before(async () => {
  port = await startPort();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await port?.stop();
});

const as = people('train-day', () => ({ browser, url: port.url }));

async function submit(page) {
  await dialog(page).locator('button[type=submit]').click();
  await dialog(page).waitFor({ state: 'hidden' });
}

it('a train is composed for a departure of the coming days', () =>
  as('duty', async (person, page) => {
    const from = new Date(Date.now() + 2 * 86_400_000).toISOString();
    const list = await (await page.request.get(`${port.url}/api/v1/network/departures?from=CDQBJ&state=open&sort=departs&limit=200&departs.min=${from}`)).json();
    const carrier = await caller(port.url, 'carrier');
    for (const row of list.rows) {
      try {
        told.run = (await carrier('train/compose-train', { departure: row.departure, wagons: [{ number: '5190001', type: 'X70' }, { number: '5190002', type: 'X70' }] })).made.run;
        told.departure = row.departure;
        told.leg = row.legs[0].leg;
        told.leaves = Date.parse(row.legs[0].departs);
        break;
      } catch {
        // one that is composed already, or begins with another gauge
      }
    }
    assert.ok(told.run, 'one of the departures takes a train');
  }));

it('the railway is asked for a plan and answers', () =>
  as('duty', async (person, page) => {
    await person.open(`/trains/${told.departure}`);
    await page.click('[role=tab]:has-text("计划与补轴")');
    await page.waitForSelector('text=未向铁路提报');
    await page.click('button:has-text("提报日班计划")');
    await submit(page);
    await page.waitForSelector('.tag:has-text("待批复")');
    await page.click('button:has-text("批复日班计划")');
    const number = inDialog(page, '计划号');
    if (!(await number.isVisible())) await dialog(page).locator('summary').first().click();
    await number.fill('CD-1129-07');
    await submit(page);
    await page.waitForSelector('.tag:has-text("已批准")');
    await page.waitForSelector('text=CD-1129-07');
    await person.settle();
    await person.shot('train-day-1-plan');
  }));

it('an embargo lists the departures that it meets, and is lifted with a reason', () =>
  as('duty', async (person, page) => {
    const duty = await caller(port.url, 'duty');
    const made = await duty('network/impose-embargo', { at: 'leg', place: told.leg, kind: 'stop', from: new Date(told.leaves).toISOString(), until: new Date(told.leaves + 3_600_000).toISOString(), reason: '线路水害', source: '铁电〔2026〕118 号' });
    told.embargo = made.made.embargo;
    const mine = page.locator(`li[data-embargo="${told.embargo}"]`);
    await person.open('/trains');
    await page.click('[role=tab]:has-text("计划与停限装")');
    await mine.locator('button:has-text("只看此项")').click();
    await mine.locator('button[aria-pressed=true]').waitFor();
    await page.locator(`[data-meets="${told.embargo}"]`, { hasText: told.departure }).first().waitFor();
    await person.settle();
    await person.shot('train-day-2-embargo');
    await person.open(`/trains/${told.departure}`);
    await page.click('[role=tab]:has-text("计划与补轴")');
    await mine.locator('text=线路水害').waitFor();
    await person.shot('train-day-3-departure-embargoed');
    await person.open('/trains');
    await page.click('[role=tab]:has-text("计划与停限装")');
    await mine.locator('button:has-text("解除停限装")').click();
    // Without a reason it is not lifted, and the field says so.
    await dialog(page).locator('button[type=submit]').click();
    await fieldOf(page, '原因').locator('.field-error').waitFor();
    await inDialog(page, '原因').fill('线路恢复');
    await submit(page);
    await mine.waitFor({ state: 'detached' });
    await person.open(`/trains/${told.departure}`);
    await page.click('[role=tab]:has-text("计划与补轴")');
    await page.locator('.tag:has-text("已批准")').waitFor();
    await person.settle();
    assert.equal(await mine.count(), 0, 'the departure is free of it');
  }, { allowed: [422] }));

it('the train stands on a track and is inspected there', () =>
  as('duty', async (person, page) => {
    const duty = await caller(port.url, 'duty');
    const hour = 3_600_000;
    let refused;
    for (const track of ['L1', 'L2', 'L3', 'L4', 'D1', 'D2']) {
      try {
        await duty('train/plan-track', { run: told.run, track, from: new Date(Date.now() + 0.1 * hour).toISOString(), until: new Date(Date.now() + 5 * hour).toISOString() });
        told.track = track;
        break;
      } catch (problem) {
        refused = problem; // another train has it in that time
      }
    }
    assert.ok(told.track, `one of the tracks is free: ${refused}`);
    const bar = (kinds) => page.locator(`[data-track="${told.track}"] [data-run="${told.run}"]${kinds}`);
    await person.open('/trains');
    await page.click('[role=tab]:has-text("轨道")');
    await bar('.planned.stay').click();
    await page.locator('.detail h2', { hasText: told.run }).waitFor();
    await page.locator('.detail button:has-text("占用股道")').click();
    await submit(page);
    await bar('.actual.stay').waitFor();
    await page.locator('.detail button:has-text("开始列车作业")').click();
    await choose(page, '作业', '技检');
    await submit(page);
    await bar('.actual.inspection').waitFor();
    await person.settle();
    await person.shot('train-day-4-tracks');
    await bar('.actual.inspection').click();
    await page.locator('.detail button:has-text("结束列车作业")').click();
    await submit(page);
    await page.locator('.detail button:has-text("结束列车作业")').waitFor({ state: 'detached' });
  }));

it('a bad-order wagon is cut out', () =>
  as('duty', async (person, page) => {
    await person.open(`/trains/${told.departure}`);
    await page.click('[role=tab]:has-text("计划与补轴")');
    await page.click('button:has-text("扣修甩车")');
    await choose(page, '车号', '5190002');
    await inDialog(page, '原因').fill('热轴');
    await submit(page);
    await page.locator('[data-wagon="5190002"]', { hasText: '热轴' }).waitFor();
    await person.settle();
    await person.shot('train-day-5-cut-out');
    // No train takes it until it is repaired.
    const carrier = await caller(port.url, 'carrier');
    await assert.rejects(carrier('train/add-wagon', { run: told.run, number: '5190002' }), /wagon_bad_order/);
    await page.locator('[data-wagon="5190002"] button:has-text("修竣")').click();
    await submit(page);
    await page.locator('[data-wagon="5190002"] .tag:has-text("修竣")').waitFor();
    await carrier('train/add-wagon', { run: told.run, number: '5190002' });
  }));

it('a booking of a later departure whose unit stands in the yard comes along', async () => {
  const [shipper, gate, terminal] = [await caller(port.url, 'shipper'), await caller(port.url, 'gate'), await caller(port.url, 'terminal')];
  const unit = 'LPTU8200016';
  await as('duty', async (person, page) => {
    const get = async (path) => (await page.request.get(`${port.url}/api/v1/${path}`)).json();
    const service = told.departure.slice(0, told.departure.lastIndexOf('-'));
    const later = (await get(`network/departures?service=${service}&state=open&sort=departs&limit=200&departs.min=${new Date(told.leaves + 3_600_000).toISOString()}`)).rows;
    for (const { departure } of later) {
      try {
        told.booking = (await shipper('booking/request-booking', { departure, size_type: '45G1', quantity: 1, gross_kg: 18000, hs_code: '220421', description: '葡萄酒' })).made.booking;
        break;
      } catch {
        // one that is full
      }
    }
    assert.ok(told.booking, 'one of the later departures has room');
    await shipper('booking/confirm-booking', { booking: told.booking });
    await shipper('booking/assign-units', { booking: told.booking, units: [unit] });
    await gate('gate/admit-unit', { unit, plate: '川A8T501', size_type: '45G1', gross_kg: 18000, seal: 'S820001', booking: told.booking });
    const { sequence } = await terminal('container/verify-mass', { unit, gross_kg: 18000, method: 'SM1', by: '地磅' });
    const { position } = (await get(`yard/positions?unit=${unit}&limit=1&after=${sequence}`)).positions[0];
    const { made } = await terminal('yard/order-move', { unit, position });
    await terminal('yard/complete-work', { work: made.work });
    await person.open(`/trains/${told.departure}`);
    await page.click('[role=tab]:has-text("计划与补轴")');
    const mine = page.locator(`[data-booking="${told.booking}"]`);
    await mine.waitFor();
    await person.shot('train-day-6-top-up');
    await mine.locator('button:has-text("补上本列")').click();
    await mine.waitFor({ state: 'detached' });
    await page.click('[role=tab]:has-text("编组与配载")');
    await page.locator('.unit[aria-label^="LPTU 820001 6"]').waitFor();
    await person.settle();
    await person.whole('train-day-7-topped-up');
  });
});

it('the same on a phone', () =>
  as('duty', async (person, page) => {
    const duty = await caller(port.url, 'duty');
    const made = await duty('network/impose-embargo', { at: 'leg', place: told.leg, kind: 'limit', teu_max_hundredths: 4000, size_types: ['22G1'], from: new Date(told.leaves).toISOString(), reason: '口岸换装能力不足', source: '铁电〔2026〕119 号' });
    for (const [tab, name] of [['轨道', 'tracks'], ['计划与停限装', 'plans']]) {
      await person.open('/trains');
      await page.click(`[role=tab]:has-text("${tab}")`);
      await page.locator(name === 'tracks' ? `[data-track="${told.track}"] [data-run="${told.run}"].actual.stay` : `[data-meets="${made.made.embargo}"]`).first().waitFor();
      await person.settle();
      assert.deepEqual(await person.overflow(), [], tab);
      await person.shot(`train-day-phone-${name}`);
      await person.whole(`train-day-phone-${name}-whole`);
    }
    await person.open(`/trains/${told.departure}`);
    await page.click('[role=tab]:has-text("计划与补轴")');
    await page.locator('[data-wagon="5190002"]', { hasText: '热轴' }).waitFor();
    await page.locator(`[data-embargo="${made.made.embargo}"]`).waitFor();
    await person.whole('train-day-phone-departure');
    await duty('network/lift-embargo', { embargo: made.made.embargo, reason: '口岸恢复' });
    await page.locator(`[data-embargo="${made.made.embargo}"]`).waitFor({ state: 'detached' });
  }, { size: phone }));
