// SPDX-License-Identifier: Apache-2.0
// The yard in plan and in three dimensions, and two people who look at it at the same time.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { desk, phone, sitDown, spaced, startBrowser, startPort } from './harness.mjs';

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

// A unit that nothing stands on and nothing near overtops, that is not at work and that has somewhere to go.
const movable = (page) =>
  page.evaluate(async () => {
    const ask = async (path) => (await fetch(`/api/v1/${path}`)).json();
    const { rows } = await ask('yard/stock?limit=1000');
    const top = (r) => !rows.some((o) => o.block === r.block && o.row === r.row && o.tier > r.tier && Math.abs(o.bay - r.bay) <= 1)
      && !rows.some((o) => o.block === r.block && Math.abs(o.row - r.row) <= 1 && o.tier > r.tier + 1 && Math.abs(o.bay - r.bay) <= 3);
    // What is to stand below may still be on its way there.
    const stands = (place) => {
      const [block, bay, row, tier] = place.split('-');
      return tier === '1' || rows.some((o) => o.block === block && o.bay === Number(bay) && o.row === Number(row) && o.tier === Number(tier) - 1);
    };
    for (const r of rows.filter((x) => !x.held && !x.work && !x.needs_plug && !x.danger_class && top(x))) {
      const { positions } = await ask(`yard/positions?unit=${r.unit}&limit=1`);
      if (positions?.length && stands(positions[0].position)) return r.unit;
    }
    return null;
  });
async function inSpace(page) {
  await page.click('role=tab[name="三维"]');
  await page.waitForSelector('.space[data-renderer]:not([data-renderer=""])');
}

for (const [size, scheme] of [[desk, 'light'], [desk, 'dark'], [phone, 'light']]) {
  it(`in three dimensions is whole at ${size.width}, ${scheme}, by kind, dwell and destination`, async () => {
    const person = await sitDown(browser, port.url, { size, scheme });
    const { page } = person;
    await person.signIn('terminal');
    await person.open('/yard');
    await inSpace(page);
    const counted = Number((await page.locator('.page-head .quiet').textContent()).match(/在场 ([\d,]+)/)[1].replace(',', ''));
    for (const by of ['kind', 'dwell', 'to']) {
      await page.selectOption('select.pick', by);
      await page.waitForTimeout(500);
      await person.shot(`yard-3d-${by}`);
      const legend = (await page.locator('.legend span').allTextContents()).map((x) => Number(x.match(/([\d,]+)$/)[1].replace(',', '')));
      assert.equal(legend.reduce((a, b) => a + b, 0), counted, `the legend by ${by} counts every box once`);
      assert.deepEqual(await person.overflow(), []);
    }
    assert.deepEqual(person.troubles, []);
    await person.leave();
  });
}

it('flies to a unit that is sought, says why it stands there, and opens one that is pressed', async () => {
  const person = await sitDown(browser, port.url);
  const { page } = person;
  await person.signIn('terminal');
  await person.open('/yard');
  await inSpace(page);
  const unit = await movable(page);
  await page.fill('.seek .box', unit.slice(4));
  await page.press('.seek .box', 'Enter');
  await page.waitForSelector('.space[data-chosen-at]:not([data-chosen-at=""])');
  await page.waitForSelector(`aside h3:has-text("${spaced(unit)}")`);
  await page.waitForSelector('aside .events li');
  await page.waitForTimeout(600);
  await person.shot('yard-3d-found');
  // The camera looks at it: what is pressed beside the middle of the picture is another unit, and in the middle this one.
  const box = await page.locator('.space canvas').boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const here = async () => (await page.locator('.tiers .here').textContent()).includes(spaced(unit));
  // A press is answered when the page has drawn what was pressed, which takes a moment without a graphics card.
  const within = async (ms, wanted) => {
    for (const until = Date.now() + ms; Date.now() < until; await page.waitForTimeout(50)) {
      if ((await here()) === wanted) return true;
    }
    return false;
  };
  let elsewhere = false;
  for (const [dx, dy] of [[150, 60], [-150, -60], [0, 60], [0, 100], [240, 120], [60, -60]]) {
    await page.mouse.click(x + dx, y + dy);
    elsewhere = await within(800, false);
    if (elsewhere) break;
  }
  assert.ok(elsewhere, 'another unit can be pressed');
  await page.mouse.click(x, y);
  assert.ok(await within(5_000, true), 'the unit in the middle is the one that was sought');
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

it('an order given in one browser is seen, and moves the box, in another within a second', async () => {
  const one = await sitDown(browser, port.url);
  const other = await sitDown(browser, port.url);
  await one.signIn('terminal');
  await other.signIn('duty');
  await other.open('/yard');
  await inSpace(other.page);
  const unit = await movable(other.page);
  await other.page.fill('.seek .box', unit);
  await other.page.press('.seek .box', 'Enter');
  const stands = () => other.page.locator('.space').getAttribute('data-chosen-at');
  await other.page.waitForSelector('.space[data-chosen-at]:not([data-chosen-at=""])');
  const before = await stands();

  await one.open(`/yard?unit=${unit}`);
  await one.page.click('.acts button:has-text("推荐场位")');
  const order = one.page.locator('.go').first();
  await order.waitFor();
  const clicked = async (click, seen) => {
    const since = performance.now();
    await Promise.all([click(), seen()]);
    return performance.now() - since;
  };
  const told = await clicked(() => order.click(), () => other.page.waitForSelector('aside dt:has-text("作业指令")')).catch(async (error) => {
    await one.shot('failed-yard-order');
    throw error;
  });
  await other.shot('yard-3d-ordered');

  await one.page.click('role=tab[name="作业队列"]');
  const line = one.page.locator('.queue li', { hasText: spaced(unit) });
  await line.locator('button:has-text("开始")').click();
  const complete = line.locator('button.main');
  await complete.waitFor();
  const moved = await clicked(() => complete.click(), () => other.page.waitForFunction((was) => ![was, ''].includes(document.querySelector('.space').dataset.chosenAt), before, { polling: 'raf' })).catch(async (error) => {
    await one.shot('failed-yard-move');
    throw error;
  });
  console.log(`# order seen after ${told.toFixed(0)} ms, box moved after ${moved.toFixed(0)} ms, ${await other.page.locator('.space').getAttribute('data-renderer')}`);
  assert.ok(told < 1000, `the order was seen after ${told} ms`);
  assert.ok(moved < 1000, `the box moved after ${moved} ms`);
  await other.page.waitForTimeout(400);
  await other.shot('yard-3d-moved');
  assert.deepEqual([...one.troubles, ...other.troubles], []);
  await one.leave();
  await other.leave();
});

it('falls back to the plan in a browser without WebGL', async () => {
  const person = await sitDown(browser, port.url);
  const { page } = person;
  await page.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
      return kind.startsWith('webgl') ? null : real.call(this, kind, ...more);
    };
  });
  await person.signIn('terminal');
  await person.open('/yard');
  await page.click('role=tab[name="三维"]');
  await page.waitForSelector('text=此浏览器无法显示三维');
  await page.waitForSelector('.plan canvas');
  assert.equal(await page.locator('role=tab[name="三维"]').count(), 0);
  await person.leave();
});

it('a unit is ordered to a door of a warehouse, comes to stand there, and the door says so at a desk and on a phone', async () => {
  const person = await sitDown(browser, port.url);
  const { page } = person;
  await person.signIn('terminal');
  await person.open('/yard?tab=doors');
  const unit = await movable(page);
  const door = (at, n) => at.locator('section', { hasText: '1 号常温仓' }).locator('.doors button').nth(n - 1);
  await door(page, 3).click();
  await page.waitForSelector('aside h2:has-text("WH1-03")');
  await page.click('button:has-text("移一箱到此门")');
  await page.locator('.el-dialog .field:has-text("箱号") input').fill(unit);
  await page.click('.el-dialog .btn.main');
  await door(page, 3).locator('text=来箱').waitFor();
  assert.ok((await door(page, 3).textContent()).includes(spaced(unit)));
  await page.click('role=tab[name="作业队列"]');
  const line = page.locator('.queue li', { hasText: spaced(unit) });
  await line.locator('button:has-text("开始")').click();
  await line.locator('button.main').click();
  await line.waitFor({ state: 'detached' });
  await page.click('role=tab[name="仓门"]');
  await door(page, 3).locator('text=在门').waitFor();
  await door(page, 3).click();
  await page.waitForSelector(`aside h3:has-text("${spaced(unit)}")`);
  await page.waitForSelector('aside .events li');
  await person.shot('yard-doors');
  assert.deepEqual(await person.overflow(), []);
  assert.deepEqual(person.troubles, []);
  await person.leave();
  const walker = await sitDown(browser, port.url, { size: phone, scheme: 'dark', language: 'en' });
  await walker.signIn('terminal');
  await walker.open('/yard?tab=doors');
  await walker.page.locator('.doors .taken').first().waitFor();
  await walker.shot('yard-doors');
  assert.deepEqual(await walker.overflow(), []);
  assert.deepEqual(walker.troubles, []);
  await walker.leave();
});
