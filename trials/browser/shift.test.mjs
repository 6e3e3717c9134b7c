// SPDX-License-Identifier: Apache-2.0
// A shift from its opening to its hand-over: two duty managers, a crane that is given another's work, a walk along the reefers.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { caller, desk, phone, sitDown, startBrowser, startPort, unitNumber } from './harness.mjs';

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

const patience = { timeout: 20_000 };
const tab = (person, name) => person.page.click(`role=tab[name="${name}"]`);
const api = (person, path) => person.page.evaluate(async (p) => (await fetch(`/api/v1/${p}`)).json(), path);
const order = (person, path, body) =>
  person.page.evaluate(
    async ([p, b]) => {
      const answer = await fetch(`/api/v1/${p}`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Landport': '1', 'Idempotency-Key': [...crypto.getRandomValues(new Uint8Array(16))].map((x) => x.toString(16).padStart(2, '0')).join('') }, body: JSON.stringify(b) });
      return { status: answer.status, body: await answer.json() };
    },
    [path, body],
  );
// What a person confirms in the dialog that a button opened.
async function confirm(person, fields = {}) {
  for (const [label, text] of Object.entries(fields)) await person.page.fill(`.el-dialog .field:has-text("${label}") .box`, text);
  await person.page.click('.el-dialog form.command button[type=submit]');
  await person.page.waitForSelector('.el-dialog', { state: 'detached', ...patience });
}

// The port's clock is the wall's: near the end of a shift somebody else takes it over, at any other time the port says from
// when, and the hand-over is withdrawn.
it('is opened, planned, handed over with what is open, and taken over by somebody else when it is time', async () => {
  const person = await sitDown(browser, port.url);
  const { page } = person;
  await person.signIn('duty');
  await person.open('/shift');
  await page.waitForSelector('.hours .hour', patience);
  await person.shot('shift-plan-before');
  await tab(person, '交接班');
  // The demonstration's managers have the watch; near its end it may wait for somebody to take it over.
  const last = (await api(person, 'shift/shifts?sort=-begins&limit=1')).rows[0];
  if (last?.stage === 'handed_over') await (await caller(port.url, 'admin'))('shift/take-over', { shift: last.shift });
  if (!last) {
    await page.click('button:has-text("开班")');
    await confirm(person);
  }
  await page.waitForSelector('.now .tag:has-text("在班")', patience);
  await tab(person, '计划');
  const line = page.locator('tr', { hasText: 'RMG1' });
  await line.locator('.btn').click();
  await confirm(person, { 司机工号: 'D017', 箱区或股道: 'A1+L3' });
  await page.waitForSelector('tr:has-text("RMG1") >> text=D017', patience);
  assert.deepEqual(await person.overflow(), []);
  await tab(person, '交接班');
  await page.click('button:has-text("记事")');
  await confirm(person, { 内容: '3 道接触网检修至 18:00', 关于: 'L3' });
  await page.waitForSelector('text=L3: 3 道接触网检修至 18:00', patience);
  await person.shot('shift-over-open');
  const open = (await api(person, 'shift/open-things')).items.length;
  const { ends, manager } = (await api(person, 'shift/shifts?sort=-begins&limit=1')).rows[0];
  const left_ms = Date.parse(ends) - Date.parse((await api(person, 'shift/shifts?limit=1')).at);
  await page.click('.now button:has-text("交班")');
  if (left_ms > 3_600_000) await page.click('.el-dialog button:has-text("确认现在交班")');
  await page.waitForSelector(`.el-dialog :text("${manager}")`, patience);
  await confirm(person, { 交班说明: '夜里注意 R1 区' });
  await page.waitForSelector('.now .tag:has-text("待接班")', patience);
  assert.equal((await api(person, 'shift/shifts?sort=-begins&limit=1')).rows[0].items.length, open, 'the list is what was open');
  await page.waitForSelector('text=等待下一班值班经理确认接班', patience);
  assert.equal(await page.locator('.now button:has-text("接班")').count(), 0, 'not by the one who hands over');
  await person.shot('shift-over-waits');

  const next = await sitDown(browser, port.url, { size: phone, allowed: [409] });
  await next.signIn('admin');
  await next.open('/shift');
  await tab(next, '交接班');
  await next.page.waitForSelector('text=夜里注意 R1 区', patience);
  assert.deepEqual(await next.overflow(), []);
  await next.whole('shift-over-take');
  await next.page.click('.now button:has-text("接班")');
  if (left_ms > 3_700_000) {
    await next.page.fill('.el-dialog .field:has-text("接班说明") .box', '已逐项核对');
    await next.page.click('.el-dialog form.command button[type=submit]');
    await next.page.waitForSelector('.el-dialog >> text=才能接班', patience);
    await next.shot('shift-over-too-early');
    await page.click('.now button:has-text("撤回交班")');
    await confirm(person, { 原因: '交早了' });
    await page.waitForSelector('.now .tag:has-text("在班")', patience);
  } else {
    await confirm(next, { 接班说明: '已逐项核对' });
    // The other browser sees who took over.
    await page.waitForSelector('.past >> text=已接班', patience);
  }
  assert.deepEqual([...person.troubles, ...next.troubles], []);
  await next.leave();
  await person.leave();
});

it('gives work to another machine by dragging and by the keyboard, holds it and brings it forward', async () => {
  const person = await sitDown(browser, port.url);
  const { page } = person;
  await person.signIn('terminal');
  await person.open('/shift');
  // Three orders for one crane, of units that stand on top in its blocks.
  const { rows } = await api(person, 'yard/stock?limit=1000');
  const top = (r) => !rows.some((o) => o.block === r.block && o.row === r.row && o.tier > r.tier && Math.abs(o.bay - r.bay) <= 1);
  let ordered = 0;
  for (const r of rows.filter((x) => ['A1', 'A2'].includes(x.block) && !x.held && !x.work && !x.needs_plug && top(x))) {
    const { positions } = await api(person, `yard/positions?unit=${r.unit}&limit=20`);
    const to = (positions ?? []).find((p) => ['A1', 'A2'].includes(p.position.slice(0, 2)));
    if (to && (await order(person, 'yard/order-move', { unit: r.unit, position: to.position, machine: 'RMG1' })).status < 300) ordered++;
    if (ordered === 3) break;
  }
  assert.equal(ordered, 3, 'three orders for the crane');
  await tab(person, '机械队列');
  const of = (machine) => page.locator(`[data-machine="${machine}"] ol > li:has(b)`);
  await page.waitForFunction(() => document.querySelectorAll('[data-machine="RMG1"] ol > li b.mono').length >= 3, null, patience);
  const before = (await api(person, 'shift/queues?machine=RMG1')).queues[0].works;
  await person.shot('shift-queues');
  const last = before[before.length - 1];
  const card = (work) => of('RMG1').nth(before.findIndex((w) => w.work === work));
  await card(last.work).locator('button:has-text("提前")').click();
  await page.waitForFunction((w) => fetch('/api/v1/shift/queues?machine=RMG1').then((a) => a.json()).then((a) => a.queues[0].works.filter((x) => x.state !== 'started')[0].work === w), last.work, patience);
  // By the list in its card.
  await page.locator('[data-machine="RMG1"] .give').first().selectOption('RMG2');
  await page.waitForFunction(() => document.querySelectorAll('[data-machine="RMG2"] ol > li b.mono').length >= 1, null, patience);
  // By dragging.
  const was = await of('RMG1').count();
  await page.locator('[data-machine="RMG1"] li[draggable=true]').last().dragTo(page.locator('[data-machine="RMG2"]'));
  await page.waitForFunction((n) => document.querySelectorAll('[data-machine="RMG1"] ol > li b.mono').length === n - 1, was, patience);
  // On hold.
  await page.locator('[data-machine="RMG2"] button:has-text("暂缓")').first().click();
  await confirm(person, { 原因: '等待海关' });
  await page.waitForSelector('[data-machine="RMG2"] >> text=等待海关', patience);
  await person.shot('shift-queues-held');
  assert.deepEqual(await person.overflow(), []);
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

// A reefer that came by truck and stands plugged in.
async function makeReefer(person, serial) {
  const unit = unitNumber(serial);
  const does = async (path, body) => {
    const answer = await order(person, path, body);
    assert.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`);
    return { ...answer.body.made, sequence: answer.body.sequence };
  };
  await does('container/register-unit', { unit, size_type: '45R1', tare_kg: 4500, gross_max_kg: 34000, full: false });
  const { visit } = await does('gate/open-visit', { plate: `川A${serial}`.slice(0, 7), direction: 'deliver' });
  await does('gate/admit-unit', { unit, visit, full: false });
  const { sequence } = await does('container/change-set-point', { unit, set_point_dc: -180 }); // pre-cooled for its goods
  const { positions } = await api(person, `yard/positions?unit=${unit}&limit=1&after=${sequence}`);
  const { work } = await does('yard/order-move', { unit, position: positions[0].position });
  await does('yard/complete-work', { work });
  await does('yard/plug-in', { unit, plug: 'P', meter_kwh: 1000 });
}

it('is walked along the reefers with a phone: what is out of band is said and kept', async () => {
  const person = await sitDown(browser, port.url, { size: phone });
  const { page } = person;
  await person.signIn('terminal');
  await person.open('/shift');
  for (const serial of [987601, 987602]) await makeReefer(person, serial);
  await tab(person, '冷箱巡检');
  await page.click('.pills button:has-text("已插电")');
  await page.waitForSelector('.in input', patience);
  const reefers = (await api(person, 'shift/reefers')).reefers.filter((r) => r.plugged);
  const two = reefers.filter((r) => [987601, 987602].map(unitNumber).includes(r.unit));
  assert.equal(two.length, 2, 'two reefers with a set point');
  const input = (unit) => page.locator(`input[aria-label*="${unit}"]`);
  await input(two[0].unit).fill(String(two[0].set_point_dc / 10).replace('.', ','));
  await input(two[1].unit).fill(((two[1].set_point_dc + 55) / 10).toFixed(1));
  await page.waitForSelector('text=超出允许偏差', patience);
  const box = await input(two[0].unit).boundingBox();
  assert.ok(box.height >= 48, 'large enough for a glove');
  assert.deepEqual(await person.overflow(), []);
  await person.shot('shift-round');
  await page.click('footer .btn.main');
  await page.waitForSelector('.rounds li >> text=超限 1', patience);
  const open = (await api(person, 'shift/open-things')).items.filter((i) => i.kind === 'out_of_band');
  assert.ok(open.some((i) => i.ref === two[1].unit), 'it is open until a reading within the band');
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

it('is printed: every paper is a PDF in both languages, and a stranger gets none', async () => {
  const person = await sitDown(browser, port.url, { allowed: [403, 404] });
  const { page } = person;
  await person.signIn('duty');
  await person.open('/shift');
  const shift = (await api(person, 'shift/shifts?limit=1')).rows[0].shift;
  const run = (await api(person, 'train/trains?limit=1')).rows[0].run;
  const visit = (await api(person, 'gate/visits?limit=1')).rows[0].visit;
  const print = (path) => page.evaluate(async (p) => { const a = await fetch(`/api/v1/print/${p}`); return [a.status, a.headers.get('content-type'), (await a.text()).slice(0, 5)]; }, path);
  for (const lang of ['zh', 'en'])
    for (const path of ['plan?', `hand-over?key=${shift}&`, 'queue?key=RMG1&', 'round?', `loading?key=${run}&`, `stripping?key=${run}&`, `receipt?key=${visit}&`])
      assert.deepEqual(await print(`${path}lang=${lang}`), [200, 'application/pdf', '%PDF-'], path);
  assert.equal((await print('loading?key=nothing'))[0], 404);
  assert.equal(await page.locator('a[href*="/print/plan"]').count(), 1);
  assert.deepEqual(person.troubles, []);
  await person.leave();
  const stranger = await sitDown(browser, port.url, { allowed: [403] });
  await stranger.signIn('shipper');
  assert.equal((await stranger.page.request.get(`${port.url}/api/v1/print/plan`)).status(), 403);
  await stranger.leave();
});

it('opens the units behind a count of dwell', async () => {
  const person = await sitDown(browser, port.url);
  const { page } = person;
  await person.signIn('duty');
  await person.open('/shift');
  await tab(person, '堆存与拥堵');
  const count = page.locator('td.some button').first();
  await count.waitFor(patience);
  const shown = Number((await count.textContent()).replaceAll(',', ''));
  await count.click();
  await page.waitForSelector('.el-drawer .behind', patience);
  assert.equal(await page.locator('.el-drawer .behind > li').count(), Math.min(200, shown));
  await person.shot('shift-dwell-behind');
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

for (const [size, scheme, language] of [[desk, 'light', 'zh'], [desk, 'dark', 'en'], [phone, 'light', 'zh'], [phone, 'dark', 'en']]) {
  it(`is whole at ${size.width}, ${scheme}, ${language}`, async () => {
    const person = await sitDown(browser, port.url, { size, scheme, language });
    const { page } = person;
    await person.signIn('duty');
    await person.open('/shift');
    const names = language === 'en' ? ['Plan', 'Hand-over', 'Queues', 'Reefers', 'Dwell and congestion'] : ['计划', '交接班', '机械队列', '冷箱巡检', '堆存与拥堵'];
    for (const [i, name] of names.entries()) {
      await tab(person, name);
      await page.waitForSelector(['.hours .hour', '.now', '.queue', '.pills', '.cards .card'][i], patience);
      await person.settle();
      await person.whole(`shift-${['plan', 'over', 'queues', 'reefers', 'pressure'][i]}-${language}`);
      assert.deepEqual(await person.overflow(), [], name);
    }
    const card = page.locator('.card:not([disabled])').first();
    if (await card.count()) {
      await card.click();
      await page.waitForSelector('.el-drawer .behind', patience);
    }
    assert.deepEqual(person.troubles, []);
    await person.leave();
  });
}
