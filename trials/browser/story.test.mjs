// SPDX-License-Identifier: Apache-2.0
// One container from booking to arrival, by the people who do it, each at their own screen.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { people, phone, sitDown, startBrowser, startPort } from './harness.mjs';

const unit = 'CSQU3054383';
let port;
let browser;
const told = {}; // what one person tells the next: numbers

before(async () => {
  port = await startPort();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await port?.stop();
});

const as = people('story', () => ({ browser, url: port.url }));
const done = (page) => page.waitForSelector('.done-note');
// What a select shows is chosen by typing and Enter, as a person at a keyboard does.
async function choose(page, id, words) {
  await page.click(`#${id}`);
  await page.fill(`#${id}`, words);
  await page.waitForTimeout(250);
  await page.keyboard.press('Enter');
}
const dialog = (page) => page.locator('.el-dialog:visible');
const inDialog = (page, label) => dialog(page).locator('.field', { has: page.locator('label', { hasText: new RegExp(`^${label}`) }) }).locator('input, textarea').first();

it('the operator puts the trains of two weeks on sale', () =>
  as('carrier', async (person, page) => {
    const answer = await page.request.post(`${port.url}/api/v1/network/schedule-departures`, { headers: { 'X-Landport': '1' }, data: { service: 'CD-LOD', from: new Date().toISOString().slice(0, 10), days: 14 } });
    assert.ok(answer.ok(), await answer.text());
    await person.open('/trains');
    await page.waitForSelector('.all .row');
    await person.shot('story-1-timetable');
  }));

it('a shipper finds a way to Lodz, holds it, confirms it and names the container', () =>
  as('shipper', async (person, page) => {
    await person.open('/booking');
    await choose(page, 'b-to', '罗兹');
    await page.fill('#b-gross', '22000');
    await page.fill('#b-hs', '854140');
    await page.fill('#b-desc', '光伏组件');
    await page.click('button:has-text("查询方案")');
    await page.waitForSelector('.options li');
    assert.equal(await page.getByText('填写到站和日期后查询方案').count(), 0, 'what was done is not asked for again');
    await page.waitForTimeout(1200);
    await person.shot('story-2-options');
    await page.click('.options li >> nth=0 >> button:has-text("预留")');
    await page.waitForSelector('.steps');
    told.booking = (await page.textContent('h1')).trim();
    assert.match(told.booking, /^BK/);
    await person.shot('story-3-held');
    await page.click('button:has-text("确认订舱")');
    await page.waitForSelector('.call:has-text("箱号未指定")');
    await page.click('.call button:has-text("指定箱号")');
    await dialog(page).locator('textarea').fill(unit);
    await dialog(page).locator('textarea').blur();
    await dialog(page).locator('button[type=submit]').click();
    await page.waitForSelector('text=箱号 1 / 1');
    await person.settle();
    await person.shot('story-4-booked');
    told.departure = (await page.locator('.numbers dd').first().textContent()).trim();
    told.secret = (await page.textContent('.follow code')).trim();
    assert.ok(told.secret);
  }));

it('the gate clerk admits it by phone and orders it off the truck', () =>
  as('gate', async (person, page) => {
    await person.open('/gate');
    await page.click('button:has-text("车辆到达")');
    await inDialog(page, '车牌').fill('川A7K392');
    await dialog(page).locator('button[type=submit]').click();
    await page.waitForSelector('text=核对并进闸');
    await page.waitForTimeout(300);
    const field = (label) => page.locator('.truck .field', { has: page.locator('label', { hasText: new RegExp(`^${label}`) }) }).locator('input').first();
    await field('箱号').fill(unit);
    await field('箱型').fill('45G1');
    await field('订舱号').fill(told.booking);
    await field('总重').fill('21800');
    await field('封号').fill('CN8827310');
    await person.shot('story-5-gate');
    await page.click('.truck button[type=submit]');
    await page.waitForSelector('button.go');
    await person.shot('story-6-unload');
    await page.click('button:has-text("过磅")');
    await inDialog(page, '总重').fill('21800');
    await dialog(page).locator('button[type=submit]').click();
    await dialog(page).waitFor({ state: 'hidden' });
    await page.click('button:has-text("交接单")');
    await page.waitForSelector('.slip');
    await person.shot('story-7-slip');
    await page.click('.el-dialog:visible button:has-text("完成")');
    await page.click('button.go >> nth=0');
    await page.waitForSelector('text=已下达卸箱作业');
  }, { size: phone }));

it('a crane driver takes it into the yard, and the yard shows it', () =>
  as('terminal', async (person, page) => {
    await person.open('/yard');
    await page.click('role=tab[name="作业队列"]');
    // The port is at work: others' orders stand in the queue too.
    const mine = page.locator('.queue li', { hasText: '305438' });
    await mine.locator('button:has-text("开始")').click();
    await mine.locator('button:has-text("完成")').click();
    await mine.waitFor({ state: 'detached' });
    await page.click('role=tab[name="平面图"]');
    await page.fill('.seek input.box', unit.slice(-7));
    await page.click('button:has-text("定位")');
    await page.waitForSelector('aside h3:has-text("CSQU")');
    await page.waitForTimeout(900);
    await person.shot('story-8-yard');
  }));

it('the truck leaves', () =>
  as('gate', async (person, page) => {
    await person.open('/gate');
    await page.click('.trucks button:has-text("川A7K392")');
    await page.click('button:has-text("车辆离开")');
    await page.locator('.trucks button', { hasText: '川A7K392' }).waitFor({ state: 'detached' });
  }, { size: phone }));

it('customs releases it', () =>
  as('customs', async (person, page) => {
    await person.open('/customs');
    // Many wait in the demo's port; a person looks for this one.
    await page.locator('.find input:visible').last().fill('CSQU3054383');
    await page.click(`.all .row:has-text("CSQU 305438 3")`);
    await page.locator('aside .field', { has: page.locator('label', { hasText: '放行单号' }) }).locator('input').fill('5180202611240001');
    await person.shot('story-9-customs');
    await page.click('aside button[type=submit]');
    await done(page);
    await page.click('role=tab[name="已放行"]');
    // The demo's day has released many; a person looks for this one.
    await page.locator('.find input:visible').last().fill('CSQU3054383');
    await page.waitForSelector('.all .row:has-text("CSQU 305438 3")');
  }));

it('the operator composes the train, plans it and settles the plan', () =>
  as('carrier', async (person, page) => {
    await person.open(`/trains/${told.departure}`);
    await page.fill('#wagons', '5261234\n5261235');
    await choose(page, 'type', 'NX70A');
    await page.click('form button[type=submit]');
    await page.waitForSelector('.train .wagon');
    await page.waitForSelector('.candidate:has-text("CSQU")');
    await person.shot('story-10-composed');
    // By hand and by keyboard: the unit, then a free place; the rules judge while it is over it.
    await page.click('.candidate:has-text("CSQU")');
    await page.waitForSelector('.train .place');
    await page.focus('.train .place >> nth=0');
    await page.waitForSelector('.hint .tag:has-text("可以放置")');
    await person.shot('story-11-over-a-place');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.train .unit');
    await page.click('button:has-text("配载定案")');
    await page.waitForSelector('button:has-text("已定案")');
    await page.click('button:has-text("发车")');
    await page.waitForSelector('.gatebox');
    await person.shot('story-12-not-ready');
    assert.match(await page.textContent('.gatebox'), /未装车/);
    await page.click('button:has-text("列检全部合格")');
    await page.waitForFunction(() => document.querySelectorAll('.train .head .dot').length === 0);
  }, { allowed: [409, 422] }));

it('the terminal loads it', () =>
  as('terminal', async (person, page) => {
    await person.open(`/trains/${told.departure}`);
    await page.click('button:has-text("全部装车（1）")');
    await page.waitForSelector('.train .unit:not(.planned)');
    await person.shot('story-13-loaded');
  }));

it('the train leaves, is seen on its way, crosses the gauge break and arrives', () =>
  as('carrier', async (person, page) => {
    await person.open(`/trains/${told.departure}`);
    await page.click('button:has-text("发车")');
    await page.waitForSelector('.runs .tag.on');
    await page.click('role=tab[name="运行"]');
    await page.click('button:has-text("列车报点")');
    await dialog(page).locator('button[type=submit]').click();
    await done(page);
    await page.waitForTimeout(1500);
    await person.shot('story-14-under-way');
    await page.click('button:has-text("到达口岸")');
    await page.waitForSelector('#wagons');
    await page.fill('#wagons', '54080122\n54080130');
    await choose(page, 'type', '13-7024');
    await page.click('aside form button[type=submit]');
    await page.waitForFunction(() => document.querySelectorAll('.runs .run').length > 1);
    await page.waitForTimeout(800);
    await person.shot('story-15-border');
    // The broad-gauge run comes to the next gauge break, and a train of the European gauge takes it to the end.
    await page.waitForSelector('.run[aria-pressed=true]:has-text("-2")');
    const leave = async () => {
      await page.click('role=tab[name="编组与配载"]');
      await page.click('button:has-text("列检全部合格")');
      await page.waitForFunction(() => document.querySelectorAll('.train .head .dot').length === 0);
      await page.click('button:has-text("发车")');
      await page.waitForSelector('.run[aria-pressed=true] .tag.on');
      await page.click('role=tab[name="运行"]');
    };
    await leave();
    await page.click('button:has-text("到达口岸")');
    await page.waitForSelector('#wagons');
    await page.fill('#wagons', '318048500827');
    await choose(page, 'type', 'SGGRSS80');
    await page.click('aside form button[type=submit]');
    await page.waitForSelector('.run[aria-pressed=true]:has-text("-3")');
    await leave();
    await page.click('button:has-text("到达 罗兹")');
    await page.waitForSelector('.run:has-text("-3"):has-text("已到达")');
    await page.waitForTimeout(800);
    await person.shot('story-16-arrived');
  }));

it('anyone with the number and the secret follows it, without an account', async () => {
  const person = await sitDown(browser, port.url, { size: phone });
  await person.page.goto(`${port.url}/follow`);
  await person.page.fill('#f-number', unit);
  await person.page.fill('#f-secret', told.secret);
  await person.page.click('button:has-text("查询")');
  await person.page.waitForSelector('.milestones .past');
  await person.page.waitForTimeout(1200);
  await person.whole('story-17-follow');
  const told_publicly = await person.page.textContent('.milestones');
  for (const words of ['进闸', '装车', '开出', '到达']) assert.ok(told_publicly.includes(words), words);
  const header = await person.page.textContent('section header:has(.tag)');
  assert.match(header, /已到达/);
  assert.ok(!header.includes('预计') && !told_publicly.includes('预计'), 'nothing is expected any more');
  assert.ok(told_publicly.includes('未报告'), 'nobody told of Brest');
  assert.deepEqual(await person.overflow(), []);
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

it('and a wrong secret opens nothing', async () => {
  const person = await sitDown(browser, port.url, { allowed: [401, 403, 404] });
  await person.page.goto(`${port.url}/follow?number=${unit}&secret=guessed`);
  await person.page.waitForSelector('.refusal');
  assert.equal(await person.page.locator('.milestones').count(), 0);
  assert.deepEqual(person.troubles, []);
  await person.leave();
});
